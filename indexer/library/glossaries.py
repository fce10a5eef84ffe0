"""Keep the glossaries that an office has imported, in the folder `glossaries` of the last corpus.

Of each glossary there are two files: `NAME.tsv` with its terms as they were given, on each line an English
and a Chinese one, and `NAME.lexicon`, which is made of it and looked up.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from indexer.analysis.analyser_version import forms_fingerprint
from indexer.lexicon.learning import totalled
from indexer.lexicon.lexicon import Layer
from indexer.lexicon.phrase_table import PhraseTable
from indexer.lexicon.sentences import phrase_of
from indexer.lexicon.table_writing import to_bytes
from indexer.model.lexicon import Imported, Part, Term
from indexer.reading import glossaries
from indexer.runtime import durable
from indexer.runtime.errors import CommandError, ConfigError, IndexUnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indexer.model.lexicon import PartState

FOLDER = "glossaries"
_TERMS, _TABLE = ".tsv", ".lexicon"
_LONGEST = 120
"""The longest name of a glossary, in code points."""


def import_file(corpus: Path, path: Path, encoding: str | None = None) -> Imported:
    """Import a glossary; one of the same name is replaced. The caller holds the library's lock.

    Args:
        corpus: The corpus in which it is kept.
        path: The file, CSV or TBX.
        encoding: The encoding of a table, where it is not certain.

    Raises:
        InputError: The file is no glossary.
        ConfigError: The disk refuses.

    """
    found = glossaries.read(path, encoding)
    name = _name(path.name)
    terms = corpus / FOLDER / f"{name}{_TERMS}"
    replaced = terms.exists()
    content = "".join(f"{one.en}\t{one.zh}\n" for one in found.pairs).encode()
    table = _table(content)
    replace_file(terms, content)
    replace_file(terms.with_name(f"{name}{_TABLE}"), table)
    return Imported(name, len(found.pairs), found.doubled, found.several, found.skipped, replaced)


def remove(corpus: Path, name: str) -> None:
    """Remove an imported glossary. The caller holds the library's lock.

    Raises:
        CommandError: There is none of this name.
        ConfigError: The disk refuses.

    """
    known = names(corpus)
    if name not in known:
        raise CommandError(
            f"There is no imported glossary {name}.",
            f"There are: {', '.join(known)}." if known else "None has been imported.",
        )
    try:
        for ending in (_TABLE, _TERMS):
            (corpus / FOLDER / f"{name}{ending}").unlink(missing_ok=True)
        durable.sync(corpus / FOLDER)
    except OSError as error:
        raise _unwritable(corpus / FOLDER, error) from error


def names(corpus: Path) -> tuple[str, ...]:
    """Return the names of the imported glossaries."""
    found = (corpus / FOLDER).glob(f"[!.]*{_TERMS}")
    return tuple(sorted(file.name.removesuffix(_TERMS) for file in found))


def terms(corpus: Path, name: str) -> Iterator[Term]:
    """Yield the terms of an imported glossary, as they were given.

    Raises:
        ConfigError: Its file cannot be read.

    """
    for line in _content(corpus, name).decode(errors="replace").splitlines():
        english, _, chinese = line.partition("\t")
        if english and chinese:
            yield Term(english, chinese)


def renew(corpus: Path) -> None:
    """Make again the tables that do not stand for their terms. The caller holds the library's lock.

    Raises:
        ConfigError: A file cannot be read, or the disk refuses.

    """
    for name in names(corpus):
        if part(corpus, name).state != "current":
            replace_file(corpus / FOLDER / f"{name}{_TABLE}", _table(_content(corpus, name)))


def tables(corpus: Path) -> tuple[Path, ...]:
    """Return the paths of the tables of the glossaries, which may be missing."""
    return tuple(corpus / FOLDER / f"{name}{_TABLE}" for name in names(corpus))


def layers(corpus: Path) -> Iterator[Layer]:
    """Yield the glossaries as layers of a lexicon; one that cannot be used is left out."""
    for path in tables(corpus):
        with suppress(IndexUnusableError, OSError):
            table = PhraseTable(path)
            table.verify()
            yield Layer("office", table)


def part(corpus: Path, name: str) -> Part:
    """Return whether a glossary can be used, and with how many terms.

    Raises:
        ConfigError: Its terms cannot be read.

    """
    content = _content(corpus, name)
    state: PartState = "current"
    reason = ""
    try:
        table = PhraseTable(corpus / FOLDER / f"{name}{_TABLE}")
        table.verify()
        if (table.mark, table.forms) != (_mark(content), forms_fingerprint()):
            state, reason = "older", "Its table was made of other terms, or by another version."
    except FileNotFoundError:
        state, reason = "missing", "Its table is missing."
    except (IndexUnusableError, OSError) as error:
        state, reason = "unusable", str(error)
    return Part(name, "office", state, content.count(b"\n"), reason)


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file as a whole, durably.

    Raises:
        ConfigError: The disk refuses.

    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        durable.make(path.parent)
        draft.write_bytes(content)
        durable.sync(draft)
        draft.replace(path)
        durable.sync(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> ConfigError:
    return ConfigError(
        f"{path} cannot be written: {error.strerror}.",
        "Check the folder, its permissions and the space on its disk.",
    )


def _content(corpus: Path, name: str) -> bytes:
    path = corpus / FOLDER / f"{name}{_TERMS}"
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read: {error.strerror}.", "Check its permissions and its disk."
        ) from error


def _table(content: bytes) -> bytes:
    """Return the table of some terms, whose mark is their hash."""
    pairs: dict[tuple[str, str], float] = {}
    for line in content.decode(errors="replace").splitlines():
        english, _, chinese = line.partition("\t")
        pair = phrase_of(english, "en"), phrase_of(chinese, "zh")
        if all(pair):
            pairs[pair] = 1.0
    return to_bytes(totalled(pairs), _mark(content))


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _name(file: str) -> str:
    """Return the name of a glossary: that of its file, with nothing in it that has a meaning in paths."""
    kept = "".join(char if char.isalnum() or char in "._- ()" else "-" for char in file)
    return kept.lstrip(".-")[-_LONGEST:] or "glossary"
