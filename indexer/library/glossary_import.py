"""Import the glossary of an office: its terms, and the table of them that is looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.lexicon.learning import totalled
from indexer.lexicon.sentences import phrase_of
from indexer.lexicon.table_writing import to_bytes
from indexer.library.glossaries import FOLDER, TABLE, TERMS, content_of, mark_of, names, part
from indexer.library.whole_files import replace_file
from indexer.model.lexicon import Imported
from indexer.reading import glossaries

if TYPE_CHECKING:
    from pathlib import Path

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
    terms = corpus / FOLDER / f"{name}{TERMS}"
    replaced = terms.exists()
    content = "".join(f"{one.en}\t{one.zh}\n" for one in found.pairs).encode()
    table = _table(content)
    replace_file(terms, content)
    replace_file(terms.with_name(f"{name}{TABLE}"), table)
    return Imported(name, len(found.pairs), found.doubled, found.several, found.skipped, replaced)


def renew(corpus: Path) -> None:
    """Make again the tables that do not stand for their terms. The caller holds the library's lock.

    Raises:
        ConfigError: A file cannot be read, or the disk refuses.

    """
    for name in names(corpus):
        if part(corpus, name).state != "current":
            replace_file(corpus / FOLDER / f"{name}{TABLE}", _table(content_of(corpus, name)))


def _table(content: bytes) -> bytes:
    """Return the table of some terms, whose mark is their hash."""
    pairs: dict[tuple[str, str], float] = {}
    for line in content.decode(errors="replace").splitlines():
        english, _, chinese = line.partition("\t")
        pair = phrase_of(english, "en"), phrase_of(chinese, "zh")
        if all(pair):
            pairs[pair] = 1.0
    return to_bytes(totalled(pairs), mark_of(content))


def _name(file: str) -> str:
    """Return the name of a glossary: that of its file, with nothing in it that has a meaning in paths."""
    kept = "".join(char if char.isalnum() or char in "._- ()" else "-" for char in file)
    return kept.lstrip(".-")[-_LONGEST:] or "glossary"
