"""How a term is said: what the library's paragraphs say, what the lexicon knows, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.answer.terms import LONGEST
from indexer.library.library import Library
from indexer.model.document import Given
from indexer.runtime.errors import UsageError
from tests.shelf import config, written

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.model.terms import Terms, TermTranslation

ENGLISH = """\
S/2021/91

Report of the Secretary-General

1. The Committee asked each State for a point of contact. Points of contact meet every year.
2. The request for assistance was received. The export controls were strengthened.
3. Nuclear security is a matter for States.
4. Export controls protect trade.
5. The frobnicator was tested.
"""
CHINESE = """\
S/2021/91

秘书长的报告

1. 委员会请各国指定一名联络人。联络人每年开会。
2. 收到了援助请求。出口管制得到加强。
3. 核安保是各国的事务。
4. 出口管制保护贸易。
5. 测试了该装置。
"""
ALONE = """\
S/2021/92

报告

1. 联络人在此。
2. 第1540(2004)号决议。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    place = tmp_path_factory.mktemp("terms")
    return _library(place, {"en.txt": ENGLISH, "zh.txt": CHINESE, "alone.txt": ALONE})


def _library(place: Path, texts: dict[str, str]) -> Library:
    opened = Library(config(place))
    opened.add([written(place / name, text) for name, text in texts.items()], Given())
    opened.open()
    return opened


def best(answer: Terms) -> TermTranslation:
    return answer.translations[0]


def test_a_term_is_told_as_the_documents_say_it(library: Library) -> None:
    answer = library.terms("point of contact")
    found = best(answer)
    assert (found.text, found.count, found.share, found.documents) == ("联络人", 1, 1.0, 1)
    assert found.units == 2, "that of the document in one language too"
    assert (answer.units, answer.pairs, answer.unknown) == (1, 1, 0)
    assert "glossary" in found.origins


def test_both_directions_agree(library: Library) -> None:
    found = best(library.terms("联络人"))
    assert found.text.lower() in {"point of contact", "points of contact"}
    assert found.count == 1


@pytest.mark.parametrize("typed", ["聯絡人", " 联络人 ", "“联络人”", "联络人*"])
def test_a_term_is_found_in_either_script_and_taken_literally(library: Library, typed: str) -> None:
    assert best(library.terms(typed)).count == 1


@pytest.mark.parametrize("typed", ["EXPORT CONTROL", "export-controls", "Export controls"])
def test_a_term_is_found_in_any_form(library: Library, typed: str) -> None:
    found = best(library.terms(typed))
    assert (found.text, found.count) == ("出口管制", 2)


def test_examples_are_sentences_with_both_marked_and_linked(library: Library) -> None:
    pairs = {one.source.text: one for one in best(library.terms("出口管制")).pairs}
    pair = pairs["出口管制得到加强。"]
    assert pair.target.text == "The export controls were strengthened."
    said = [pair.target.text[one.start : one.end] for one in pair.target.marks]
    assert said == ["export controls"]
    assert pair.source.citation.en == "S/2021/91, para. 2"
    assert pair.target.url.endswith("/en/S/2021/91#main-2")


def test_the_shortest_example_comes_first(library: Library) -> None:
    texts = [one.source.text for one in best(library.terms("export controls")).pairs]
    assert sorted(texts) == ["Export controls protect trade.", "The export controls were strengthened."]


def test_a_term_that_no_document_has_is_told_from_the_lexicon(library: Library) -> None:
    answer = library.terms("child soldiers")
    assert (answer.units, best(answer).text, best(answer).count) == (0, "儿童兵", 0)
    assert any("lexicon" in one.en for one in answer.notices)


def test_the_pairs_of_the_glossary_tell_where_they_are_attested(library: Library) -> None:
    attested = best(library.terms("child soldiers")).attested
    assert attested is not None
    assert attested.symbol.startswith("S/")
    assert attested.passages > 0


def test_a_term_without_translation_says_so(library: Library) -> None:
    answer = library.terms("frobnicator")
    assert (answer.translations, answer.units, answer.unknown) == ((), 1, 1)
    assert any("No translation" in one.en for one in answer.notices)


def test_a_misspelt_term_leads_to_near_ones(library: Library) -> None:
    assert "export control" in {one.lower() for one in library.terms("exprot controls").near}


def test_longer_terms_of_the_glossary_are_named(library: Library) -> None:
    assert "核安保" in {one.zh for one in library.terms("security").related}


def test_a_symbol_is_told_from_a_term(library: Library) -> None:
    answer = library.terms("S/2021/91")
    assert answer.symbol == "S/2021/91"
    assert "glossary" in answer.notices[0].en


def test_function_words_are_told_to_be_such(library: Library) -> None:
    assert any("only join" in one.en for one in library.terms("of the").notices)


@pytest.mark.parametrize("typed", ["", "  ", "?!", "*", "a" * (LONGEST + 1), "联" * 3_000, "a b " * 40])
def test_what_cannot_be_looked_up_is_refused(library: Library, typed: str) -> None:
    with pytest.raises(UsageError):
        library.terms(typed)


@pytest.mark.parametrize(
    "typed", ["<b>", "a OR b", '"a', "a\x00b", "1540", "第1540(2004)号决议", "ﬁnance", "\ud800a"]
)
def test_any_other_text_is_answered(library: Library, typed: str) -> None:
    assert library.terms(typed).units >= 0


def test_digests_count_apart(digests: Library) -> None:
    answer = digests.terms("联络人")
    assert answer.pairs == 0
    assert answer.digests > 1
    assert (best(answer).count, best(answer).share) == (0, 0.0)
    assert best(answer).digests > 1
    assert all("not UN text" in one.source.citation.en for one in best(answer).pairs)


def test_misaligned_sentences_are_no_examples(tmp_path: Path) -> None:
    wrong = CHINESE.replace("核安保是各国的事务", "联络人核安保出口管制贸易委员会每年开会指定援助")
    opened = _library(tmp_path, {"en.txt": ENGLISH, "zh.txt": wrong})
    assert best(opened.terms("nuclear security")).count == 1
    assert len(best(opened.terms("nuclear security")).pairs) <= 1


def test_a_translation_within_a_longer_one_does_not_count(tmp_path: Path) -> None:
    english = "S/2021/93\n\nReport\n\n1. The Security Council met.\n2. Security matters.\n"
    chinese = "S/2021/93\n\n报告\n\n1. 安全理事会开会。\n2. 安全很重要。\n"
    opened = _library(tmp_path, {"en.txt": english, "zh.txt": chinese})
    counts = {one.text: one.count for one in opened.terms("security").translations}
    assert counts["安全"] == 1
    assert counts["安全理事会"] == 1
