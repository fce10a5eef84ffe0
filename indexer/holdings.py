"""The record: which documents the corpora hold. The index is derived from it and can be made anew.

A corpus is a folder with a `manifest.toml`, one `[[document]]` table for each file.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, get_args

from indexer import toml
from indexer.errors import ConfigError, UsageError
from indexer.model import Edition, Given, Language
from indexer.names import symbols

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Choice = TypeVar("Choice")

MANIFEST = "manifest.toml"
STAGED = "manifest.toml.new"
REPLACED = "manifest.toml.old"
KEYS = ("file", "symbol", "language", "edition", "date", "title")
RANKS: dict[Edition, int] = {"excerpt": 0, "digest": 1, "official": 2}
"""Of one symbol in one language the edition with the highest rank is shown."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A file of a corpus and what its manifest says of it."""

    corpus: Path
    file: str
    symbol: str
    language: Language
    edition: Edition
    given: Given

    @property
    def path(self) -> Path:
        """The file."""
        return self.corpus / self.file

    @property
    def key(self) -> tuple[str, Language]:
        """What it is a version of: the symbol and the language."""
        return self.symbol, self.language


def read(corpus: Path) -> tuple[Holding, ...]:
    """Read the manifest of a corpus; a folder without one holds nothing.

    Raises ConfigError naming file, line and key where the manifest is wrong or names a missing file.
    """
    manifest = corpus / MANIFEST
    if not _there(manifest):
        return ()
    rows = toml.read(manifest, ("document",)).tables("document", KEYS)
    held = tuple(_holding(corpus, row) for row in rows)
    _refuse_doubles(rows, held)
    return held


def read_all(corpora: Iterable[Path]) -> tuple[Holding, ...]:
    """Read the manifests of all corpora, in their order."""
    return tuple(holding for corpus in corpora for holding in read(corpus))


def shown(held: Iterable[Holding]) -> tuple[Holding, ...]:
    """Return the one holding of each symbol and language that is shown.

    That is the highest edition; of two corpora with the same, the later.
    """
    best: dict[tuple[str, Language], Holding] = {}
    for holding in held:
        rival = best.get(holding.key)
        if rival is None or RANKS[holding.edition] >= RANKS[rival.edition]:
            best[holding.key] = holding
    return tuple(best[key] for key in sorted(best))


def write(path: Path, held: Iterable[Holding]) -> None:
    """Write a manifest as `put` does."""
    rows = "".join(_rows(holding) for holding in held)
    put(path, f"# Written by `indexer add` and `indexer remove`.\n{rows}".encode())


def stage(corpus: Path, held: Iterable[Holding]) -> None:
    """Write the manifest to come beside the present one, which is kept until `tidy`.

    That is done before any file is added: by the two manifests is known what a writer that is stopped leaves.
    """
    if _there(corpus / MANIFEST):
        put(corpus / REPLACED, (corpus / MANIFEST).read_bytes())
    write(corpus / STAGED, held)


def settle(corpus: Path) -> None:
    """Let the staged manifest take the place of the present one."""
    (corpus / STAGED).replace(corpus / MANIFEST)
    _sync(corpus)


def tidy(corpus: Path) -> None:
    """Remove the manifests beside the present one, and the files that only they name.

    What cannot be removed does no harm: it waits for the next writer.
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
    """Write a file durably; nobody ever sees half of it, nor does half of it stay on a full disk."""
    partial = _partial(path)
    try:
        with partial.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
        _sync(path.parent)
    except BaseException:
        with suppress(OSError):  # what went wrong first is told
            partial.unlink(missing_ok=True)
        raise


def _partial(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def _sync(folder: Path) -> None:
    """Bring the names of a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest(corpora: Iterable[Path], staged: Path | None = None) -> str:
    """Return a digest of the record: manifests, and names, sizes and times of the files they name.

    `staged` is a corpus whose staged manifest counts instead of its present one.
    """
    total = hashlib.sha256()
    for corpus in corpora:
        manifest = corpus / (STAGED if corpus == staged else MANIFEST)
        if not _there(manifest):
            total.update(b"none\n")
            continue
        total.update(manifest.read_bytes())
        for row in toml.read(manifest, ("document",)).tables("document", KEYS):
            total.update(_stamp(corpus / row.string("file", "")).encode())
    return total.hexdigest()


def _there(manifest: Path) -> bool:
    try:
        return manifest.exists()
    except OSError as error:
        raise ConfigError(
            f"{manifest} cannot be read: {error.strerror}.", "Check the permissions of its folder."
        ) from error


def _stamp(path: Path) -> str:
    try:
        status = path.stat()
    except (OSError, ValueError):  # ValueError: a name with a NUL, which no file has
        return f"{path.name} missing\n"
    return f"{path.name} {status.st_size} {status.st_mtime_ns}\n"


def _holding(corpus: Path, row: toml.Table) -> Holding:
    file = row.string("file", "")
    if not file or "/" in file or file.startswith("."):
        row.refuse("file", "must name a file in the same folder.")
    if not (corpus / file).is_file():
        row.refuse("file", f"names {file}, which is not in {corpus}.", "Restore the file or drop its table.")
    language: Language = _choice(row, "language", get_args(Language))
    edition: Edition = _choice(row, "edition", get_args(Edition))
    symbol = _symbol(row)
    given = Given(symbol, language, edition, row.day("date"), row.string("title", "") or None)
    return Holding(corpus, file, symbol, language, edition, given)


def _choice(row: toml.Table, key: str, allowed: tuple[Choice, ...]) -> Choice:
    value = row.string(key, "", tuple(map(str, allowed)))
    return next(one for one in allowed if one == value)


def _symbol(row: toml.Table) -> str:
    written = row.string("symbol", "")
    try:
        return symbols.parse(written)
    except UsageError:
        row.refuse("symbol", f"cannot be {written!r}.", "Write a document symbol such as S/2019/986.")


def _refuse_doubles(rows: tuple[toml.Table, ...], held: tuple[Holding, ...]) -> None:
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
    """JSON's quoted strings are TOML's, but for the DEL character, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
