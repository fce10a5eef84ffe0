"""The Word file of an answer: whole for any reader of such files, with citations that link and marks."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import structs

from indexer.answer.urls import Urls
from indexer.answer.word_file import MAIN, word_pieces
from indexer.query import arguments
from indexer.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.library.library import Library
    from indexer.model.shown_units import Hit

NAMES = {"w": MAIN}
HOST = Urls("https://un.example")


def hits(library: Library, text: str = "委员会", urls: Urls = HOST) -> list[Hit]:
    return list(library.hits(arguments.parse([("q", text)]), urls, translated=False))


def body(pieces: list[bytes]) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as package:
        assert package.testzip() is None
        for name in package.namelist():
            etree.fromstring(package.read(name))
        return etree.fromstring(package.read("word/document.xml"))


def test_every_hit_stands_in_it_with_its_marked_citation(digests: Library) -> None:
    found = hits(digests)
    document = body(list(word_pieces("委员会", found)))
    cited = document.xpath("//w:p[w:pPr/w:pStyle/@w:val='Citation']", namespaces=NAMES)
    said = ["".join(one.itertext()) for one in cited]
    assert len(found) > 100
    assert said == [one.citation.zh if one.language == "zh" else one.citation.en for one in found]
    assert all("not UN text" in one or "非联合国文本" in one for one in said)


def test_a_citation_links_to_its_unit(digests: Library) -> None:
    (hit,) = hits(digests, "para:18(b) language:en symbol:S/2019/986")
    document = body(list(word_pieces("", [hit])))
    assert document.xpath("//w:fldSimple/@w:instr", namespaces=NAMES) == [
        ' HYPERLINK "https://un.example/en/S/2019/986#annex-18(b)" '
    ]
    (plain,) = hits(digests, "para:18(b) language:en symbol:S/2019/986", Urls())
    assert not body(list(word_pieces("", [plain]))).xpath("//w:fldSimple", namespaces=NAMES)


def test_it_is_made_as_it_is_read(digests: Library) -> None:
    pieces = word_pieces("x", hits(digests))
    assert next(pieces).startswith(b"PK")
    assert len([*pieces]) > 100


def test_nothing_found_is_a_whole_file() -> None:
    document = body(list(word_pieces("nothing", [])))
    assert "".join(document.itertext()) == "nothing"


def test_signs_of_xml_and_characters_that_it_forbids_do_no_harm(digests: Library) -> None:
    hit = structs.replace(hits(digests)[0], text="<b>&amp; \x0b\ufffe ]]>", lead_in="a < b\nc")
    said = "".join(body(list(word_pieces("<q>", [hit]))).itertext())
    assert "<b>&amp; " in said
    assert "a < bc" in said


def test_the_same_answer_is_the_same_file_and_can_be_read_here(digests: Library, tmp_path: Path) -> None:
    found = hits(digests)[:5]
    made = b"".join(word_pieces("x", found))
    assert made == b"".join(word_pieces("x", found))
    path = tmp_path / "answer.docx"
    path.write_bytes(made)
    lines = [line.text for line in read(path).lines]
    assert found[0].citation.zh in lines
