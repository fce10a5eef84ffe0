"""Answers over the library that comes with the project: what is found, counted and said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.library.library import Library
from indexer.model.results import Results
from indexer.query import arguments

if TYPE_CHECKING:
    pass


def ask(library: Library, text: str = "", **asked: str) -> Results:
    pairs = [("q", text), *((name.replace("not_", "not."), value) for name, value in asked.items())]
    return library.search(arguments.parse(pairs))


def counts(results: Results, facet: str) -> dict[str, int]:
    return {one.value: one.count for one in results.facets[facet].values}


def test_abbreviation_is_searched_as_its_full_name_too(digests: Library) -> None:
    expansion = ask(digests, "亚太经合组织").query.expansions[0]
    assert expansion.variants[0].text == "亚洲太平洋经济合作组织"
    assert ask(digests, "亚洲太平洋经济合作组织").query.expansions[0].variants[0].text == "亚太经合组织"


def test_traditional_abbreviation_is_the_same(digests: Library) -> None:
    assert ask(digests, "亞太經合組織").query.expansions[0].variants[0].text == "亚洲太平洋经济合作组织"


def test_symbol_tells_whether_it_is_held_and_who_cites_it(digests: Library) -> None:
    held = ask(digests, "S/2019/986").query.symbols[0]
    assert (held.held, held.citing) == (True, 0)
    assert held.url == "/en/S/2019/986"
    absent = ask(digests, "S/2019/127").query.symbols[0]
    assert (absent.held, absent.title) == (False, None)
    assert absent.citing == 2
    assert absent.url.startswith("https://")


def test_symbol_card_leads_to_those_who_cite(digests: Library) -> None:
    cited = ask(digests, "第1977(2011)号决议第9段").query.symbols[0]
    assert cited.pinpoint == "9"
    assert ask(digests, cites="S/RES/1977(2011)#9").total == cited.citing


def test_both_language_versions_of_a_document_come_first(digests: Library) -> None:
    found = ask(digests, "S/2019/986").hits
    assert [hit.id for hit in found[:2]] == [f"S/2019/986:{one}:main:letter.1" for one in ("en", "zh")]


def test_answers_in_the_language_of_the_question_come_first(digests: Library) -> None:
    assert ask(digests, "瓜地馬拉").hits[0].language == "zh"
    assert ask(digests, "Guatemala").hits[0].language == "en"
    assert [hit.language for hit in ask(digests, "S/2019/986，附件，第12段").hits] == ["zh", "en"]


def test_a_state_within_a_run_is_found_by_its_other_names(digests: Library) -> None:
    for typed in ("贝里斯研讨会", "貝里斯研討會"):
        results = ask(digests, typed)
        assert results.total
        assert results.query.relaxed is None
        assert [one.text for one in results.query.expansions[0].variants] == [f"伯利兹{typed[3:]}"]
        assert all("BLZ" in [state.code for state in hit.states] for hit in results.hits)
    assert ask(digests, "伯利兹研讨会").query.expansions == ()


def test_a_singular_finds_its_plural_and_the_other_way(digests: Library) -> None:
    for typed in ("group", "groups", "request", "requests"):
        texts = " ".join(hit.text.lower() for hit in ask(digests, typed, per_page="100").hits).split()
        forms = {word.strip(".,;:()") for word in texts}
        assert {typed.rstrip("s"), typed.rstrip("s") + "s"} <= forms


def test_facet_counts_ignore_their_own_selection(digests: Library) -> None:
    free = ask(digests, "援助")
    narrowed = ask(digests, "援助", year="2019")
    assert counts(narrowed, "year") == counts(free, "year")
    assert narrowed.total == counts(free, "year")["2019"]
    assert sum(counts(narrowed, "kind").values()) == narrowed.total


def test_excluded_values_count_nothing(digests: Library) -> None:
    assert "CHL" in counts(ask(digests, "援助"), "state")
    assert counts(ask(digests, "援助", not_state="CHL"), "state").get("CHL", 0) == 0


def test_selected_value_stays_in_its_facet_with_nothing_to_count(digests: Library) -> None:
    narrowed = ask(digests, "瓜地馬拉", state="AUS")
    value = next(one for one in narrowed.facets["state"].values if one.value == "AUS")
    assert (narrowed.total, value.selected, value.count) == (0, True, 0)


def test_chips_take_off_one_filter_each(digests: Library) -> None:
    chips = ask(digests, "援助", state="Chile", year="2018-2020").query.chips
    assert {chip.label for chip in chips} == {"智利", "2018-2020"}
    assert all(chip.url.startswith("/api/v1/search?q=") for chip in chips)


def test_chip_of_a_filter_within_the_question_takes_it_out_of_there(digests: Library) -> None:
    asked = ask(digests, "(state:Chile OR state:Peru) assistance", state="Chile", page="2").query
    assert [(chip.label, chip.inner) for chip in asked.chips] == [
        ("Chile", False),
        ("Chile", True),
        ("Peru", True),
    ]
    whole, chile, _ = (chip.url for chip in asked.chips)
    assert whole == "/api/v1/search?q=(state:Chile+OR+state:Peru)+assistance"
    assert chile == "/api/v1/search?q=(state:Peru)+assistance&state=CHL"
    assert asked.clear_url == "/api/v1/search?q=assistance"
    assert asked.filters == {"state": ("CHL",)}


def test_suggestions_are_questions_with_words_that_are_held(digests: Library) -> None:
    suggested = ask(digests, "(Asistance OR asistance) Chile -worksop").query.suggestions
    assert suggested[0] == "(assistance OR assistance) Chile -worksop"
    assert ask(digests, "asistance committe").query.suggestions == ("assistance committee",)
    assert ask(digests, "assistance 齉齾 zzzzzz").query.suggestions == ()


def test_every_year_is_counted_where_that_is_asked_for(digests: Library) -> None:
    query = arguments.parse([("q", "援助")])
    assert digests.search(query, every_year=True) == digests.search(query)  # they are but two


def test_labels_are_in_the_language_of_the_question(digests: Library) -> None:
    assert {one.label for one in ask(digests, "assistance").facets["kind"].values} >= {"Paragraphs"}
    assert {one.label for one in ask(digests, "援助").facets["kind"].values} >= {"段落"}
    for asked in ("naïve", "Совет", "ａｓｓｉｓｔａｎｃｅ"):
        chips = ask(digests, asked, edition="digest").query.chips
        assert [chip.label for chip in chips] == ["Digest (not UN text)"]
    chips = ask(digests, "naïve 智利", edition="digest").query.chips
    assert [chip.label for chip in chips] == ["内容提要(非联合国文本)"]


def test_a_word_with_an_accent_is_answered_with_the_nearest_that_is_held(digests: Library) -> None:
    assert ask(digests, "résolutoins").query.suggestions


def test_labels_of_parts_and_cited_paragraphs(digests: Library) -> None:
    chips = ask(digests, "援助", part="annex 2", cites="S/RES/1977(2011)#9").query.chips
    assert {chip.label for chip in chips} == {"附件 2", "S/RES/1977(2011)#9"}


def test_headings_are_found_when_asked_for(digests: Library) -> None:
    assert {hit.kind for hit in ask(digests, "援助", kind="heading").hits} == {"heading"}
    assert "heading" not in counts(ask(digests, "援助"), "kind")


def test_events_of_a_period(digests: Library) -> None:
    found = ask(digests, **{"from": "2019-07-30", "to": "2019-08-01", "language": "zh"})
    assert [hit.event.date_text for hit in found.hits if hit.event] == ["7月29日至8月8日"]


def test_every_hit_of_a_digest_says_so(digests: Library) -> None:
    for hit in ask(digests, "援助").hits:
        assert "非联合国文本" in hit.citation.zh
        assert "not UN text" in hit.citation.en


def test_relaxed_says_how_many_words_matched(digests: Library) -> None:
    results = ask(digests, "马拉维 齉齾")
    assert results.query.relaxed is not None
    assert (results.query.relaxed.matched, results.query.relaxed.of) == (1, 2)
    assert results.total > 0


def test_nothing_is_nothing(digests: Library) -> None:
    results = ask(digests, "齉齾")
    assert (results.total, results.hits, results.query.relaxed) == (0, (), None)


def test_why_other_forms_are_searched_for_is_told(digests: Library) -> None:
    expansions = ask(digests, "亚太经合组织 智利").query.expansions
    assert [(one.word, one.reason) for one in expansions] == [
        ("亚太经合组织", "abbreviation"),
        ("智利", "name"),
    ]


def test_a_question_is_parsed_once_whatever_links_its_answer_has(
    digests: Library, parsed_texts: list[str]
) -> None:
    text = "worksop year:2018-2020 (state:CHL OR 美国) -kind:event"
    query = ask(digests, text, section="assistance", not_state="ESP").query
    assert [len(query.chips), len(query.expansions), len(query.suggestions)] == [5, 1, 0]
    assert parsed_texts.count(text) == 1
