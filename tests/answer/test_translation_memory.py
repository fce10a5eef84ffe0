"""The translation memory: well-formed, escaped, each unit with its place and its edition."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.runtime.errors import NotFoundError
from tests.shelf import ENGLISH, REPORT, config, written

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def memory(library: Library, *symbols: str) -> ET.Element:
    """Return the translation memory, parsed."""
    return ET.fromstring("".join(library.translation_memory(symbols)))  # noqa: S314 - our own


def shelf(tmp_path: Path, *texts: str) -> Library:
    library = Library(config(tmp_path))
    library.add([written(tmp_path / f"{at}.txt", text) for at, text in enumerate(texts)], Given())
    library.open()
    return library


def test_each_pair_of_units_is_a_translation_unit(digests: Library) -> None:
    root = memory(digests, "S/2019/986")
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    aligned = [one for one in digests.aligned("S/2019/986", "en", "zh") if one.left and one.right]
    units = root.findall("body/tu")
    assert len(units) == len(aligned)
    assert all([side.get(LANGUAGE) for side in unit.findall("tuv")] == ["en", "zh-Hans"] for unit in units)


def test_a_unit_carries_symbol_part_locators_and_edition(digests: Library) -> None:
    (unit,) = (
        one for one in memory(digests, "S/2019/986").iter("tu") if one.get("tuid", "").endswith("annex:4")
    )
    assert {one.get("type"): one.text for one in unit.findall("prop")} == {
        "x-symbol": "S/2019/986",
        "x-part": "annex",
    }
    for side in unit.findall("tuv"):
        said = {one.get("type"): one.text for one in side.findall("prop")}
        assert said == {"x-locator": "4", "x-edition": "digest"}


def test_a_digest_says_that_it_is_no_text_of_the_united_nations(digests: Library) -> None:
    for side in memory(digests).iter("tuv"):
        note = side.find("note")
        assert note is not None
        assert note.text in ("project digest, not UN text", "本项目自编提要，非联合国文本")


def test_all_documents_in_two_languages_are_written_and_their_ids_are_unique(digests: Library) -> None:
    units = list(memory(digests).iter("tu"))
    names = {unit.get("tuid") for unit in units}
    assert len(names) == len(units)
    assert {name.partition(":")[0] for name in names if name} == {"S/2019/986", "S/2020/1308"}


def test_signs_of_xml_and_characters_that_it_forbids_do_no_harm(tmp_path: Path) -> None:
    english = ENGLISH.replace("took part", "<b>&amp; took\x0b \ufffe part</b> ]]>")
    library = shelf(tmp_path, REPORT, english)
    (unit,) = (one for one in memory(library).iter("tu") if (one.get("tuid") or "").endswith("annex:1"))
    texts = [side.findtext("seg") for side in unit.findall("tuv")]
    assert texts[0] is not None
    assert "<b>&amp; took" in texts[0]
    assert "]]>" in texts[0]
    assert unit.find("tuv/note") is None  # official text


def test_what_is_held_in_one_language_only_is_refused(tmp_path: Path) -> None:
    library = shelf(tmp_path, ENGLISH)
    with pytest.raises(NotFoundError, match="held in one language only"):
        library.translation_memory(("S/2021/77",))
    with pytest.raises(NotFoundError, match="No document is held in two languages"):
        library.translation_memory()
    with pytest.raises(NotFoundError, match="is not held"):
        library.translation_memory(("S/2021/78",))


def test_it_is_made_document_by_document(digests: Library) -> None:
    lines = digests.translation_memory()
    assert next(lines).startswith("<?xml")
    assert "<header" in next(lines)
