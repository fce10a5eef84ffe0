"""The glossary of a document: its terms, names and titles, with the other language's."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from msgspec import structs

from indexer.answer import glossary_formats
from indexer.library.library import Library
from indexer.model.document import Both, Given
from indexer.model.document_glossary import DocumentGlossary, GlossaryEntry
from indexer.runtime.errors import NotFoundError
from tests.shelf import config, written

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = """\
S/2021/91

Report on points of contact

1. Chile and the Office for Disarmament Affairs named points of contact.
2. Points of contact serve the nuclear security of Chile, as S/2021/91 says.
"""
CHINESE = """\
S/2021/91

关于联络人的报告

1. 智利和裁军事务厅指定了联络人。
2. 如S/2021/91所述，联络人有助于智利的核安保。
"""
NAMESPACE = "{urn:iso:std:iso:30042:ed-2}"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    opened = Library(config(tmp_path))
    opened.add([written(tmp_path / "en.txt", ENGLISH), written(tmp_path / "zh.txt", CHINESE)], Given())
    opened.open()
    return opened


def entries(found: DocumentGlossary) -> dict[str, GlossaryEntry]:
    return {one.text.lower(): one for one in found.entries}


def test_terms_and_names_are_told_with_where_they_stand(library: Library) -> None:
    found = entries(library.glossary("S/2021/91", "en"))
    assert found["points of contact"].translation == "联络人"
    assert (found["points of contact"].count, found["points of contact"].attested) == (3, 3), "the title too"
    assert found["points of contact"].citation.en == "S/2021/91, para. 1"
    assert (found["chile"].kind, found["chile"].value, found["chile"].translation) == ("state", "CHL", "智利")
    bodies = [one for one in found.values() if one.kind == "organization"]
    assert [one.attested for one in bodies] == [1]


def test_the_longest_terms_are_taken(library: Library) -> None:
    found = entries(library.glossary("S/2021/91", "en"))
    assert found["nuclear security"].translation == "核安保"
    assert "security" not in found


def test_the_other_direction(library: Library) -> None:
    found = entries(library.glossary("S/2021/91", "zh"))
    assert found["联络人"].translation.lower() == "points of contact"
    assert found["智利"].translation == "Chile"


def test_a_document_in_one_language_is_told_from_the_lexicon(tmp_path: Path) -> None:
    opened = Library(config(tmp_path))
    opened.add([written(tmp_path / "en.txt", ENGLISH)], Given())
    opened.open()
    found = opened.glossary("S/2021/91")
    assert entries(found)["points of contact"].translation == "联络人"
    assert entries(found)["points of contact"].attested == 0
    assert found.other_edition is None
    assert "one language" in found.notices[0].en


def test_general_words_are_left_out_unless_asked_for(digests: Library) -> None:
    usual = digests.glossary("S/2019/986", "en")
    assert all(set(one.origins) != {"general"} for one in usual.entries)
    more = digests.glossary("S/2019/986", "en", general=True)
    assert len(more.entries) > len(usual.entries)


def test_a_glossary_of_a_digest_says_so(digests: Library) -> None:
    found = digests.glossary("S/2019/986", "zh")
    assert any("digest" in one.en for one in found.notices)
    rows = [*csv.DictReader(io.StringIO("".join(glossary_formats.csv_lines(found)).removeprefix("\ufeff")))]
    assert rows
    assert all("非联合国文本" in row["notice"] for row in rows)
    assert "".join(glossary_formats.tbx_lines(found)).count("非联合国文本") > len(found.entries)


def test_documents_cited_are_told_by_their_titles(library: Library, tmp_path: Path) -> None:
    text = "S/2021/95\n\nReport\n\n1. The report S/2021/91 was read.\n"
    library.add([written(tmp_path / "citing.txt", text)], Given())
    library.open()
    (one,) = (one for one in library.glossary("S/2021/95", "en").entries if one.kind == "document")
    assert (one.text, one.translation, one.value) == (
        "Report on points of contact",
        "关于联络人的报告",
        "S/2021/91",
    )


@pytest.mark.parametrize(("symbol", "language"), [("S/1999/1", None), ("S/1999/1", "en")])
def test_a_document_that_is_not_held_is_refused(library: Library, symbol: str, language: None) -> None:
    with pytest.raises(NotFoundError):
        library.glossary(symbol, language)


def harmful(found: DocumentGlossary) -> DocumentGlossary:
    """Return a glossary with an entry that a spreadsheet would run, and that is no XML."""
    one = structs.replace(
        found.entries[0], text='=HYPERLINK("x")', translation="+1<&>\x00", citation=Both("<甲>", "<a>")
    )
    return structs.replace(found, entries=(one,))


def test_csv_runs_no_formula(library: Library) -> None:
    lines = "".join(glossary_formats.csv_lines(harmful(library.glossary("S/2021/91", "en"))))
    (row,) = csv.DictReader(io.StringIO(lines.removeprefix("\ufeff")))
    assert row["en"].startswith("'=")
    assert row["zh"].startswith("'+")


def test_tbx_is_well_formed_and_has_both_terms(library: Library) -> None:
    found = library.glossary("S/2021/91", "en")
    for each in (found, harmful(found)):
        root = ET.fromstring("".join(glossary_formats.tbx_lines(each)))  # noqa: S314 # made here
        assert (root.tag, root.get("type"), root.get("style")) == (f"{NAMESPACE}tbx", "TBX-Basic", "dca")
        concepts = root.findall(f".//{NAMESPACE}conceptEntry")
        assert len(concepts) == len(each.entries)
        languages = "{http://www.w3.org/XML/1998/namespace}lang"
        for concept in concepts:
            sections = concept.findall(f"{NAMESPACE}langSec")
            assert [one.get(languages) for one in sections] == ["en", "zh"]
            assert all(one.find(f"{NAMESPACE}termSec/{NAMESPACE}term") is not None for one in sections)
