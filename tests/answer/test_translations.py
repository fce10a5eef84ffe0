"""What says the same in another language, beside every hit: by number, by alignment, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.answer import alignments
from indexer.library.library import Library
from indexer.model.document import Given
from indexer.query import arguments
from indexer.runtime.errors import NotFoundError
from tests.shelf import ENGLISH, REPORT, config, written

OTHER = """\
S/2021/79

第一份文件没有英文本。

附件

报告

1. 智利在此。
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    opened = Library(config(tmp_path))
    opened.add(
        [
            written(tmp_path / "zh.txt", REPORT),
            written(tmp_path / "en.txt", ENGLISH),
            written(tmp_path / "other.txt", OTHER),
        ],
        Given(),
    )
    opened.open()
    return opened


def translations(library: Library, *asked: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    hits = library.search(arguments.parse([*asked, ("per_page", "100")])).hits
    return {hit.id: tuple(one.id for one in hit.translations) for hit in hits}


def test_a_numbered_hit_has_what_bears_its_number(library: Library) -> None:
    found = translations(library, ("kind", "paragraph"))
    assert found["S/2021/77:zh:annex:1"] == ("S/2021/77:en:annex:1",)
    assert found["S/2021/77:en:annex:1"] == ("S/2021/77:zh:annex:1",)
    assert found["S/2021/77:zh:annex:2(a)"] == ()


def test_an_unnumbered_hit_has_what_is_aligned_with_it(library: Library) -> None:
    found = translations(library, ("kind", "heading"), ("kind", "letter"))
    assert found["S/2021/77:zh:annex:h.2"] == ("S/2021/77:en:annex:h.2",)
    assert found["S/2021/77:en:main:letter.1"] == ("S/2021/77:zh:main:letter.1",)


def test_a_document_in_one_language_has_no_translations(library: Library) -> None:
    found = translations(library, ("symbol", "S/2021/79"))
    assert found
    assert set(found.values()) == {()}


def test_a_translation_says_its_edition_and_marks_what_the_question_names(library: Library) -> None:
    (hit,) = library.search(arguments.parse([("q", "讲习班"), ("translate", "false")])).hits
    (other,) = hit.translations
    assert (other.language, other.edition) == ("en", "official")
    assert other.text.startswith("Chile and Peru")
    (named,) = library.search(arguments.parse([("q", "讲习班 智利"), ("translate", "false")])).hits
    marked = [other.text[one.start : one.end] for one in named.translations[0].highlights]
    assert marked == ["Chile"]


def test_exported_hits_have_their_translations_if_these_are_asked_for(library: Library) -> None:
    query = arguments.parse([("kind", "heading"), ("language", "en")])
    assert all(hit.translations for hit in library.hits(query))
    assert not any(hit.translations for hit in library.hits(query, translated=False))


def test_versions_are_aligned_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    translations(library, ("kind", "heading"))

    def aligned_again(*_: object) -> None:
        raise AssertionError("aligned again")

    monkeypatch.setattr(alignments, "align", aligned_again)
    assert any(translations(library, ("kind", "heading")).values())


def test_a_version_that_was_replaced_is_aligned_anew(library: Library, tmp_path: Path) -> None:
    before = translations(library, ("kind", "letter"))
    text = ENGLISH.replace("I transmit this report.\n", "")
    library.add([written(tmp_path / "new.txt", text)], Given())
    library.refresh()
    after = translations(library, ("kind", "letter"))
    assert before["S/2021/77:zh:main:letter.1"]
    assert after["S/2021/77:zh:main:letter.1"] == ()


def test_only_so_many_alignments_are_kept(library: Library) -> None:
    kept = alignments.Alignments(kept=1)
    held = library._held
    zh, en = sorted(held.stored_heads(("S/2021/77",)), key=lambda one: one.head.language, reverse=True)
    first = kept.of(held, en, zh)
    assert kept.of(held, en, zh) is first
    kept.of(held, zh, en)
    assert kept.of(held, en, zh) is not first


def test_versions_that_are_not_held_cannot_be_aligned(library: Library) -> None:
    assert library.aligned("S/2021/77", "zh", "en")
    for symbol in ("S/2021/79", "S/2021/80"):
        with pytest.raises(NotFoundError):
            library.aligned(symbol, "zh", "en")


def test_the_left_version_is_the_one_that_was_asked_for_first(library: Library) -> None:
    zh, en = library.aligned("S/2021/77", "zh", "en"), library.aligned("S/2021/77", "en", "zh")
    assert {(one.left, one.right) for one in zh} == {(one.right, one.left) for one in en}
    assert all(":zh:" in name for one in zh for name in one.left)
