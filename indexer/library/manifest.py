"""The manifest of a corpus that is kept by hand: which documents it holds.

Such a corpus is a folder with a `manifest.toml`, which has one `[[document]]` table for each file:

    [[document]]
    file = "S-2019-986.zh.txt"
    symbol = "S/2019/986"
    language = "zh"
    edition = "digest"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, get_args

from indexer.library.contents import ABSENT
from indexer.model.document import Edition, Given, Language
from indexer.model.holding import Holding
from indexer.names import symbols
from indexer.runtime import toml
from indexer.runtime.errors import CommandError, ConfigError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from indexer.library.contents import Contents

Choice = TypeVar("Choice")

MANIFEST = "manifest.toml"
KEYS = ("file", "symbol", "language", "edition", "date", "title", "encoding")
RANKS: dict[Edition, int] = {"excerpt": 0, "digest": 1, "official": 2}
"""The ranks of editions. Of one symbol in one language, the edition with the highest rank is shown."""


def read(corpus: Path) -> tuple[Holding, ...]:
    """Read the manifest of a corpus; a folder without a manifest holds nothing.

    Raises:
        ConfigError: The manifest is wrong, or names a file that is missing. The message names file, line and
            key.

    """
    manifest = corpus / MANIFEST
    if not _there(manifest):
        return ()
    rows = toml.read(manifest, ("document",)).tables("document", KEYS)
    held = tuple(_holding(corpus, row) for row in rows)
    _refuse_doubles(rows, held)
    return held


def read_all(corpora: Iterable[Path]) -> tuple[Holding, ...]:
    """Read the manifests of all corpora, in the order of the corpora."""
    return tuple(holding for corpus in corpora for holding in read(corpus))


def shown(held: Iterable[Holding]) -> tuple[Holding, ...]:
    """Return for each symbol and language the one holding that is shown.

    That is the one with the highest edition. If two corpora have the same edition, the later corpus wins.
    """
    best: dict[tuple[str, Language], Holding] = {}
    for holding in held:
        rival = best.get(holding.key)
        if rival is None or RANKS[holding.edition] >= RANKS[rival.edition]:
            best[holding.key] = holding
    return tuple(best[key] for key in sorted(best))


def hidden(held: Iterable[Holding]) -> tuple[tuple[Holding, Holding], ...]:
    """Return each holding that a later corpus hides with the same edition, paired with the one shown."""
    every = tuple(held)
    best = {one.key: one for one in shown(every)}
    pairs = ((one, best[one.key]) for one in every)
    return tuple((one, other) for one, other in pairs if one != other and one.edition == other.edition)


def said(corpus: Path, contents: Contents) -> list[list[str]] | None:
    """Return for each row of a manifest the hash of its file and what it says, in any order.

    Args:
        corpus: The folder of the corpus.
        contents: The hashes of files that need not be read again.

    Returns:
        None if the folder has no manifest.

    Raises:
        ConfigError: The manifest or a file cannot be read.

    """
    manifest = corpus / MANIFEST
    if not _there(manifest):
        return None
    rows = toml.read(manifest, ("document",)).tables("document", KEYS)
    return sorted(_said(row, _content(corpus, row.string("file", ""), contents)) for row in rows)


def _there(manifest: Path) -> bool:
    """Tell whether a manifest exists.

    Raises:
        ConfigError: The folder does not allow to look.

    """
    try:
        return manifest.exists()
    except OSError as error:
        raise ConfigError(
            f"{manifest} cannot be read: {error.strerror}.", "Check the permissions of its folder."
        ) from error


def _said(row: toml.TomlTable, content: str) -> list[str]:
    """Return the hash of a file's content, followed by the values that its manifest gives."""
    values = row.values
    return [content, *[str(values.get(key, "")) for key in KEYS]]


def _content(corpus: Path, file: str, contents: Contents) -> str:
    """Return the hash of a file, or ABSENT for a name outside the corpus, which no manifest may have."""
    return contents.digest(f"{corpus}/{file}") if is_name(file) else ABSENT


def is_name(file: str) -> bool:
    """Tell whether this is the name of a visible file in the same folder."""
    return bool(file) and "/" not in file and not file.startswith(".")


def _holding(corpus: Path, row: toml.TomlTable) -> Holding:
    """Return the holding of a row of the manifest.

    Raises:
        ConfigError: A value is wrong, or the file is missing.

    """
    file = row.string("file", "")
    if not is_name(file):
        row.refuse("file", "must name a file in the same folder.")
    if not (corpus / file).is_file():
        row.refuse("file", f"names {file}, which is not in {corpus}.", "Restore the file or drop its table.")
    language: Language = _choice(row, "language", get_args(Language))
    edition: Edition = _choice(row, "edition", get_args(Edition))
    symbol = _symbol(row)
    given = Given(symbol, language, edition, row.day("date"), row.string("title", "") or None, _encoding(row))
    return Holding(corpus, file, symbol, language, edition, given)


def _choice(row: toml.TomlTable, key: str, allowed: tuple[Choice, ...]) -> Choice:
    value = row.string(key, "", tuple(map(str, allowed)))
    return next(one for one in allowed if one == value)


def _symbol(row: toml.TomlTable) -> str:
    written = row.string("symbol", "")
    try:
        return symbols.parse(written)
    except UsageError:
        row.refuse("symbol", f"cannot be {written!r}.", "Write a document symbol such as S/2019/986.")


def _encoding(row: toml.TomlTable) -> str | None:
    """Return the encoding that a row names; most name none."""
    written = row.string("encoding", "")
    if not written:
        return None
    from indexer.reading import encodings  # slow to import

    try:
        return encodings.known(written)
    except CommandError as error:
        row.refuse("encoding", f"cannot be {written!r}.", error.advice)


def _refuse_doubles(rows: tuple[toml.TomlTable, ...], held: tuple[Holding, ...]) -> None:
    """Raise ConfigError if two rows name the same symbol, language and edition."""
    seen: set[tuple[object, ...]] = set()
    for row, holding in zip(rows, held, strict=True):
        version = (*holding.key, holding.edition)
        if version in seen:
            row.refuse("symbol", f"names {holding.symbol} in {holding.language} a second time.")
        seen.add(version)
