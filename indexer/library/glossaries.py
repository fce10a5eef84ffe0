"""Keep the glossaries that an office has imported, in the folder `glossaries` of the last corpus.

Of each glossary there are two files: `NAME.tsv` with its terms as they were given, on each line an English
and a Chinese one, and `NAME.lexicon`, which is made of it and looked up.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from indexer.analysis.analyser_version import forms_fingerprint
from indexer.lexicon.lexicon import Layer
from indexer.lexicon.phrase_table import PhraseTable
from indexer.library.whole_files import unwritable
from indexer.model.lexicon import Part, Term
from indexer.runtime import durable
from indexer.runtime.errors import CommandError, ConfigError, IndexUnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indexer.model.lexicon import PartState

FOLDER = "glossaries"
TERMS, TABLE = ".tsv", ".lexicon"


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
        for ending in (TABLE, TERMS):
            (corpus / FOLDER / f"{name}{ending}").unlink(missing_ok=True)
        durable.sync(corpus / FOLDER)
    except OSError as error:
        raise unwritable(corpus / FOLDER, error) from error


def names(corpus: Path) -> tuple[str, ...]:
    """Return the names of the imported glossaries."""
    found = (corpus / FOLDER).glob(f"[!.]*{TERMS}")
    return tuple(sorted(file.name.removesuffix(TERMS) for file in found))


def terms(corpus: Path, name: str) -> Iterator[Term]:
    """Yield the terms of an imported glossary, as they were given.

    Raises:
        ConfigError: Its file cannot be read.

    """
    for line in content_of(corpus, name).decode(errors="replace").splitlines():
        english, _, chinese = line.partition("\t")
        if english and chinese:
            yield Term(english, chinese)


def tables(corpus: Path) -> tuple[Path, ...]:
    """Return the paths of the tables of the glossaries, which may be missing."""
    return tuple(corpus / FOLDER / f"{name}{TABLE}" for name in names(corpus))


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
    content = content_of(corpus, name)
    state: PartState = "current"
    reason = ""
    try:
        table = PhraseTable(corpus / FOLDER / f"{name}{TABLE}")
        table.verify()
        if (table.mark, table.forms) != (mark_of(content), forms_fingerprint()):
            state, reason = "older", "Its table was made of other terms, or by another version."
    except FileNotFoundError:
        state, reason = "missing", "Its table is missing."
    except (IndexUnusableError, OSError) as error:
        state, reason = "unusable", str(error)
    return Part(name, "office", state, content.count(b"\n"), reason)


def content_of(corpus: Path, name: str) -> bytes:
    """Return the terms of a glossary as its file holds them.

    Raises:
        ConfigError: It cannot be read.

    """
    path = corpus / FOLDER / f"{name}{TERMS}"
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read: {error.strerror}.", "Check its permissions and its disk."
        ) from error


def mark_of(content: bytes) -> str:
    """Return the mark of a table that is made of some terms."""
    return hashlib.sha256(content).hexdigest()
