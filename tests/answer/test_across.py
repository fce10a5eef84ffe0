"""A question in one language finds what only the other says, and says how it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.query import arguments
from tests.shelf import config, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indexer.model.results import Results, TranslatedWord

CHINESE = """\
S/2031/5

2031年3月3日主席给安全理事会的信

1. 各国指定了联络人。
2. 三国提出了援助请求，委员会予以答复。
3. 专家出席了出口管制讲习班。
4. 智利主办了核安保研讨会。
"""
ENGLISH = """\
S/2031/6

Letter dated 4 March 2031 from the Chair to the Security Council

1. States named their points of contact.
2. The group visited a border crossing.
3. A requesting State was given equipment.
"""


@pytest.fixture(scope="module", params=("whoosh", "tantivy"))
def library(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Library]:
    """Give a library with one document in each language, which are no versions of each other."""
    place: Path = tmp_path_factory.mktemp(request.param)
    opened = Library(config(place, engine=request.param))
    opened.add([written(place / "zh.txt", CHINESE), written(place / "en.txt", ENGLISH)], Given())
    with opened:
        yield opened


def ask(library: Library, text: str, **asked: str) -> Results:
    return library.search(arguments.parse([("q", text), *asked.items()]))


def found(results: Results) -> list[str]:
    return [hit.id.removeprefix("S/2031/") for hit in results.hits]


def word(results: Results, text: str) -> TranslatedWord:
    return next(one for one in results.query.translated if one.word == text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("assistance requests", "5:zh:main:2"),
        ("requests for assistance", "5:zh:main:2"),
        ("export control workshop", "5:zh:main:3"),
        ("nuclear security seminar", "5:zh:main:4"),
        ("边境", "6:en:main:2"),
        ("邊境", "6:en:main:2"),
        ("设备", "6:en:main:3"),
    ],
)
def test_words_find_their_translations(library: Library, text: str, first: str) -> None:
    results = ask(library, text)
    assert found(results)[:1] == [first]
    assert results.translated >= 1
    assert any(one.kind == "translation" for one in results.hits[0].highlights)


def test_what_was_typed_comes_before_its_translation(library: Library) -> None:
    assert found(ask(library, "points of contact")) == ["6:en:main:1", "5:zh:main:1"]
    assert found(ask(library, "联络人")) == ["5:zh:main:1", "6:en:main:1"]
    assert ask(library, "联络人").translated == 1


def test_an_answer_names_the_translations_and_where_they_are_from(library: Library) -> None:
    told = word(ask(library, "points of contact"), "points of contact")
    assert (told.language, told.to, told.quoted) == ("en", "zh", False)
    assert [one.text for one in told.translations] == ["联络人", "联络点"]
    assert told.translations[0].origins == ("glossary",)
    assert not told.translations[0].general
    assert 0 < told.translations[0].weight <= 1


def test_a_word_in_a_general_dictionary_only_is_told_apart(library: Library) -> None:
    told = word(ask(library, "kangaroo"), "kangaroo")
    assert told.translations
    assert all(one.general and one.origins == ("general",) for one in told.translations)


def test_a_word_without_translation_says_so(library: Library) -> None:
    assert word(ask(library, "blorptastic"), "blorptastic").translations == ()


def test_a_translation_is_dropped_by_its_address(library: Library) -> None:
    told = word(ask(library, "points of contact"), "points of contact")
    assert told.translations[0].url.endswith("q=points+of+contact&drop=%E8%81%94%E7%BB%9C%E4%BA%BA")
    dropped = ask(library, "points of contact", drop="联络人")
    assert [one.text for one in word(dropped, "points of contact").translations] == ["联络点"]
    assert found(dropped) == ["6:en:main:1"]
    assert dropped.query.untranslated_url
    assert "drop=%E8%81%94" in dropped.query.untranslated_url


def test_a_dropped_translation_may_be_any_form_of_the_word(library: Library) -> None:
    assert found(ask(library, "联络人", drop="point of contact")) == ["5:zh:main:1"]


def test_translation_is_switched_off(library: Library) -> None:
    results = ask(library, "points of contact", translate="false")
    assert found(results) == ["6:en:main:1"]
    assert (results.query.translated, results.query.untranslated_url, results.translated) == ((), None, 0)


def test_each_word_of_a_mixed_question_is_in_its_own_language(library: Library) -> None:
    assert found(ask(library, "export control 专家"))[:1] == ["5:zh:main:3"]
    assert found(ask(library, "border 访问"))[:1] == ["6:en:main:2"]


def test_quotation_marks_ask_for_the_wording(library: Library) -> None:
    results = ask(library, '"assistance requests"')
    assert results.total == 0
    told = word(results, "assistance requests")
    assert told.quoted
    assert told.translations[0].text == "援助请求"
    assert ask(library, '"援助请求"').total == 1


def test_not_leaves_out_what_was_typed_only(library: Library) -> None:
    assert found(ask(library, "points of contact -States")) == ["5:zh:main:1"]
    assert found(ask(library, "联络人 -各国")) == ["6:en:main:1"]


def test_a_filter_holds_for_translations(library: Library) -> None:
    assert found(ask(library, "points of contact", language="en")) == ["6:en:main:1"]
    assert found(ask(library, "points of contact", language="zh")) == ["5:zh:main:1"]
    assert found(ask(library, "assistance request OR seminar", state="CHL")) == ["5:zh:main:4"]


def test_facets_count_translations_apart(library: Library) -> None:
    values = ask(library, "points of contact").facets["language"].values
    assert {one.value: (one.count, one.translated) for one in values} == {"en": (1, 0), "zh": (1, 1)}


def test_every_hit_of_an_export_is_in_the_same_order(library: Library) -> None:
    query = arguments.parse([("q", "States OR points of contact OR workshop OR seminar")])
    streamed = [hit.id for hit in library.hits(query)]
    assert streamed == [hit.id for hit in library.search(query).hits]
    assert len(streamed) > 3


def test_pages_go_on_where_the_last_ended(library: Library) -> None:
    text = "States OR points of contact OR workshop OR seminar"
    whole = found(ask(library, text))
    pages = [found(ask(library, text, page=str(page), per_page="2")) for page in range(1, 4)]
    assert [one for page in pages for one in page] == whole[:6]


def test_the_sorting_that_was_asked_for_is_kept(library: Library) -> None:
    dates = [hit.date for hit in ask(library, "points of contact", sort="-date").hits if hit.date]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 2


def test_a_paragraph_in_both_languages_is_one_hit(digests: Library) -> None:
    every = ask(digests, "points of contact")
    once = ask(digests, "points of contact", group="paragraph")
    assert once.total < every.total
    places = [hit.id.replace(":zh:", ":").replace(":en:", ":") for hit in once.hits]
    assert len(places) == len(set(places))
    assert {hit.language for hit in once.hits} == {"en"}
    assert all(hit.translations for hit in once.hits)
    chinese = once.hits[0].translations[0]
    assert "translation" in {one.kind for one in chinese.highlights}


def test_a_paragraph_is_shown_in_the_language_of_the_reader(digests: Library) -> None:
    query = arguments.parse([("q", "points of contact"), ("group", "paragraph")])
    hits = digests.search(query, reader="zh").hits
    assert {hit.language for hit in hits} == {"zh"}
    assert all(hit.translations[0].language == "en" for hit in hits)


def test_both_languages_find_the_same_paragraphs(digests: Library) -> None:
    english = {hit.id.split(":", 2)[2] for hit in ask(digests, "points of contact", group="paragraph").hits}
    chinese = {hit.id.split(":", 2)[2] for hit in ask(digests, "联络人", group="paragraph").hits}
    assert len(english & chinese) >= 9


def test_a_library_in_one_language_is_asked_in_the_other(reviews: Library) -> None:
    results = ask(reviews, "points of contact")
    assert results.total == results.translated > 0
    assert any("联络人" in hit.text for hit in results.hits[:3])


@pytest.mark.parametrize("text", ["的的的的的的", "the of and", "😀", "S/2031/5", "智利", "2031年3月3日"])
def test_what_is_no_word_is_not_translated(library: Library, text: str) -> None:
    assert not any(one.translations for one in ask(library, text).query.translated)


@pytest.mark.parametrize("text", ["States' contact", "State's contact", "State’s contact"])
def test_the_letter_behind_an_apostrophe_is_no_word(library: Library, text: str) -> None:
    told = [one.word for one in ask(library, text).query.translated]
    assert "s" not in told
    assert told[-1] == "contact"
    assert all("s " not in one[:2] for one in told)
