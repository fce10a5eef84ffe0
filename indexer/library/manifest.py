"""The record: which documents the corpora hold. The index is made from it, and can be made again.

A corpus is a folder with a `manifest.toml`, which has one `[[document]]` table for each file:

    [[document]]
    file = "S-2019-986.zh.txt"
    symbol = "S/2019/986"
    language = "zh"
    edition = "digest"
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar, get_args

from indexer.library.contents import ABSENT, Contents
from indexer.model.document import Edition, Given, Language
from indexer.model.holding import Holding
from indexer.names import symbols
from indexer.runtime import durable, toml
from indexer.runtime.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Choice = TypeVar("Choice")

MANIFEST = "manifest.toml"
STAGED = "manifest.toml.new"
REPLACED = "manifest.toml.old"
KEYS = ("file", "symbol", "language", "edition", "date", "title")
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


def write(path: Path, held: Iterable[Holding]) -> None:
    """Write a manifest, in the way of `put`."""
    rows = "".join(_rows(holding) for holding in held)
    put(path, f"# Written by `indexer add` and `indexer remove`.\n{rows}".encode())


def stage(corpus: Path, held: Iterable[Holding]) -> None:
    """Write the next manifest beside the present one, and keep a copy of the present one until `tidy`.

    This is done before any file is added: from the two manifests, `tidy` knows the files that a stopped
    writer has left.
    """
    if _there(corpus / MANIFEST):
        put(corpus / REPLACED, (corpus / MANIFEST).read_bytes())
    write(corpus / STAGED, held)


def settle(corpus: Path) -> None:
    """Replace the present manifest by the staged one."""
    (corpus / STAGED).replace(corpus / MANIFEST)
    durable.sync(corpus)


def tidy(corpus: Path) -> None:
    """Remove the manifests beside the present one, and the files that only those manifests name.

    A file that cannot be removed does no harm: the next writer tries again.
    """
    drafts = (corpus / STAGED, corpus / REPLACED)
    with suppress(OSError):
        known = _files(corpus / MANIFEST)
        for name in sorted(_files(*drafts) - known):
            for path in (corpus / name, _partial(corpus / name)):
                path.unlink(missing_ok=True)
        for draft in drafts:
            _partial(draft).unlink(missing_ok=True)
            draft.unlink(missing_ok=True)


def _files(*manifests: Path) -> set[str]:
    """Return the names of the files that manifests name."""
    tables = (
        toml.read(manifest, ("document",)).tables("document", KEYS)
        for manifest in manifests
        if _there(manifest)
    )
    return {row.string("file", "") for rows in tables for row in rows}


def put(path: Path, content: bytes) -> None:
    """Write a file durably: a reader sees the old file or the new one, never a part.

    If the disk is full, no partial file stays on it.
    """
    partial = _partial(path)
    try:
        with partial.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
        durable.sync(path.parent)
    except BaseException:
        with suppress(OSError):  # the first error is the one to raise
            partial.unlink(missing_ok=True)
        raise


def _partial(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def digest(corpora: Iterable[Path], staged: Path | None = None, contents: Contents | None = None) -> str:
    """Return a digest of the record: what the manifests say, in any order, and what the files hold.

    Args:
        corpora: The folders of the corpora, in order.
        staged: A corpus whose staged manifest is used instead of its present one.
        contents: The hashes of files that need not be read again.

    Raises:
        ConfigError: A manifest or a file cannot be read.

    """
    total = hashlib.sha256()
    contents = contents or Contents()
    for corpus in corpora:
        manifest = corpus / (STAGED if corpus == staged else MANIFEST)
        if not _there(manifest):
            total.update(b"none\n")
            continue
        rows = toml.read(manifest, ("document",)).tables("document", KEYS)
        said = sorted(_said(row, _content(corpus, row.string("file", ""), contents)) for row in rows)
        total.update(json.dumps(said).encode() + b"\n")
    return total.hexdigest()


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
    return contents.digest(f"{corpus}/{file}") if _is_name(file) else ABSENT


def _is_name(file: str) -> bool:
    """Tell whether this is the name of a visible file in the same folder."""
    return bool(file) and "/" not in file and not file.startswith(".")


def _holding(corpus: Path, row: toml.TomlTable) -> Holding:
    """Return the holding of a row of the manifest.

    Raises:
        ConfigError: A value is wrong, or the file is missing.

    """
    file = row.string("file", "")
    if not _is_name(file):
        row.refuse("file", "must name a file in the same folder.")
    if not (corpus / file).is_file():
        row.refuse("file", f"names {file}, which is not in {corpus}.", "Restore the file or drop its table.")
    language: Language = _choice(row, "language", get_args(Language))
    edition: Edition = _choice(row, "edition", get_args(Edition))
    symbol = _symbol(row)
    given = Given(symbol, language, edition, row.day("date"), row.string("title", "") or None)
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


def _refuse_doubles(rows: tuple[toml.TomlTable, ...], held: tuple[Holding, ...]) -> None:
    """Raise ConfigError if two rows name the same symbol, language and edition."""
    seen: set[tuple[object, ...]] = set()
    for row, holding in zip(rows, held, strict=True):
        version = (*holding.key, holding.edition)
        if version in seen:
            row.refuse("symbol", f"names {holding.symbol} in {holding.language} a second time.")
        seen.add(version)


def _rows(holding: Holding) -> str:
    given = holding.given
    lines = [
        "\n[[document]]",
        f"file = {_quoted(holding.file)}",
        f"symbol = {_quoted(holding.symbol)}",
        f"language = {_quoted(holding.language)}",
        f"edition = {_quoted(holding.edition)}",
    ]
    if given.date:
        lines.append(f"date = {given.date.isoformat()}")
    if given.title:
        lines.append(f"title = {_quoted(given.title)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a text as a TOML string, which is like one of JSON but for the escaped DEL character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
