"""The search page without JavaScript: every choice is an address, every address can be taken back."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from tests import shelf, site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

MARK = "本项目自编提要，非联合国文本"


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


@pytest.fixture(scope="module")
def decades(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Give the pages over documents of some years of three decades."""
    with dated(tmp_path_factory.mktemp("decades"), (1996, 1997, 2003, 2019, 2021)) as library:
        yield site.client(library)


@pytest.fixture(scope="module")
def ages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Give the pages over a document of every year since the first of the United Nations."""
    with dated(tmp_path_factory.mktemp("ages"), range(1946, 2027)) as library:
        yield site.client(library)


def dated(place: Path, years: Iterable[int]) -> Library:
    """Return a library of the same document dated in each of these years."""
    library = Library(shelf.config(place))
    paths = []
    for year in years:
        text = shelf.REPORT.replace("S/2021/77", f"S/{year}/77").replace("2021年2月1日", f"{year}年2月1日")
        paths.append(shelf.written(place / f"{year}.txt", text))
    library.add(paths, Given())
    return library


def page(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(re.sub(r"\s+", " ", response.text))


def asked(address: str) -> list[tuple[str, str]]:
    return sorted(pair for pair in parse_qsl(urlsplit(address).query) if pair[0] not in ("q", "lang"))


def total(text: str) -> int:
    found = re.search(r"<span data-count>([\d,\s]+)", text)
    assert found
    return int(re.sub(r"\D", "", found[1]))


def key(text: str, name: str) -> str:
    """Return where the link leads that keeps the focus under this name."""
    found = re.search(rf'href="([^"]*)" data-key="{re.escape(name)}"', text)
    assert found, name
    return found[1]


def facet(text: str, name: str) -> str:
    found = re.search(rf'<section class="facet" data-facet="{name}">.*?</section>', text)
    assert found, name
    return found[0]


def link(text: str, shown: str) -> str:
    """Return where the link leads whose text begins so."""
    found = re.search(rf'<a [^>]*?href="([^"]*)"[^>]*>{re.escape(shown)}', text)
    assert found, shown
    return found[1]


# --- facets and chips


def test_a_value_is_excluded_and_no_longer_excluded(client: FlaskClient) -> None:
    whole = page(client, "/?q=委员会&lang=en")
    exclude = key(whole, "not.state=CHL")
    assert asked(exclude) == [("not.state", "CHL")]
    without = page(client, exclude)
    assert 0 < total(without) < total(whole)
    assert "not State: Chile" in without
    assert 'class="excluded" rel="nofollow"><span>Chile</span>' in facet(without, "state")
    assert 'title="No longer exclude Chile"' in without
    assert asked(key(without, "not.state=CHL")) == []


def test_one_facet_is_cleared_and_all_are(client: FlaskClient) -> None:
    shown = page(client, "/?q=委员会&state=CHL&not.state=PER&year=2019&lang=en")
    assert asked(key(shown, "clear=state")) == [("year", "2019")]
    assert asked(key(shown, "clear=year")) == [("not.state", "PER"), ("state", "CHL")]
    assert asked(link(shown, "Clear all filters")) == []
    assert 'data-key="clear=section"' not in shown
    assert "Clear all filters" not in page(client, "/?q=委员会&year=2019&lang=en")


def test_a_long_facet_can_be_searched_and_is_whole_without_scripts(client: FlaskClient) -> None:
    states = facet(page(client, "/?q=委员会&lang=en"), "state")
    assert 'aria-label="Find in this list: State"' in states
    folded = states[states.index("<details") :]
    assert 0 < folded.count("data-value") == states.count("data-value") - 8
    assert "data-filter" not in facet(page(client, "/?q=委员会&lang=en"), "year")


def test_a_state_beyond_the_fifty_can_be_given_by_name(client: FlaskClient) -> None:
    states = facet(page(client, "/?lang=en&kind=paragraph"), "state")
    more = re.search(r"and (\d+) others?", states)
    assert more, "the documents that come with the project name more than 50 States"
    assert '<input name="state" placeholder="Another State"' in states
    assert '<input type="hidden" name="kind" value="paragraph">' in states
    assert "State: Malta" in page(client, "/?kind=paragraph&lang=en&state=Malta")


def test_a_filter_typed_in_the_question_has_a_chip_that_takes_it_out(client: FlaskClient) -> None:
    shown = page(client, f"/?q={quote('委员会 AND -state:智利 year:2019')}&lang=zh")
    chips = shown[shown.index('class="chips"') :]
    assert "不含 国家：智利" in chips
    without_state = link(chips, "不含 国家：智利")
    assert dict(parse_qsl(urlsplit(without_state).query))["q"] == "委员会 year:2019"
    assert 'class="selected"' in facet(shown, "year")
    assert dict(parse_qsl(urlsplit(link(shown, "清除所有筛选")).query))["q"] == "委员会"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_filter_within_brackets_is_shown_as_part_of_the_question(
    client: FlaskClient, language: str
) -> None:
    year, told, state, malta = {
        "zh": ("年份：2019", "问题之中：", "国家：智利", "国家：马耳他"),
        "en": ("Year: 2019", "Within the question: ", "State: Chile", "State: Malta"),
    }[language]
    shown = page(
        client, f"/?q={quote('(state:智利 OR state:Malta) 委员会')}&year=2019&per_page=5&lang={language}"
    )
    chips = shown[shown.index('class="chips"') : shown.index("</ul>", shown.index('class="chips"'))]
    assert chips.index(year) < chips.index(told) < chips.index(state) < chips.index(malta)
    without_chile = link(chips, state)
    assert dict(parse_qsl(urlsplit(without_chile).query))["q"] == "(state:Malta) 委员会"
    assert asked(without_chile) == [("per_page", "5"), ("year", "2019")]
    assert dict(parse_qsl(urlsplit(link(chips, malta)).query))["q"] == "(state:智利) 委员会"
    cleared = link(chips, {"zh": "清除所有筛选", "en": "Clear all filters"}[language])
    assert dict(parse_qsl(urlsplit(cleared).query))["q"] == "委员会"
    assert asked(cleared) == [("per_page", "5")]
    assert 'class="selected"' not in facet(shown, "state")  # it does not hold for the whole question


def test_a_filter_that_an_alternative_leaves_out_says_so(client: FlaskClient) -> None:
    shown = page(client, f"/?q={quote('委员会 OR -state:智利')}&lang=en")
    assert dict(parse_qsl(urlsplit(link(shown, "not State: Chile")).query))["q"] == "委员会"


# --- years


def test_each_bar_of_the_histogram_narrows_to_its_year_and_back(client: FlaskClient) -> None:
    shown = page(client, "/?q=委员会&lang=en")
    assert 'role="group" aria-label="Results by year"' in shown
    bar = key(shown, "years=2019")
    assert asked(bar) == [("year", "2019")]
    narrowed = page(client, bar)
    assert f'aria-label="2019: {total(narrowed)} results" class="selected" aria-current="true"' in narrowed
    assert asked(key(narrowed, "years=2019")) == []
    assert asked(key(narrowed, "years=2020")) == [("year", "2020")]


def test_a_year_takes_the_place_of_a_period(client: FlaskClient) -> None:
    shown = page(client, "/?q=委员会&year=2018-2020&lang=en")
    assert asked(key(shown, "years=2019")) == [("year", "2019")]
    assert asked(key(shown, "year=2019")) == [("year", "2019")]


def test_many_years_are_few_bars_each_of_which_is_a_period(decades: FlaskClient) -> None:
    shown = page(decades, "/?q=智利&lang=en")
    bars = re.findall(r'data-key="years=([^"]*)" aria-label="([^"]*)"', shown)
    assert bars == [
        ("1995–1999", "1995–1999: 2 results"),
        ("2000–2004", "2000–2004: 1 result"),
        ("2015–2019", "2015–2019: 1 result"),
        ("2020–2024", "2020–2024: 1 result"),
    ]
    bar = key(shown, "years=1995–1999")
    assert asked(bar) == [("year", "1995-1999")]
    narrowed = page(decades, bar)
    assert total(narrowed) == 2
    assert asked(key(narrowed, "years=1995–1999")) == []
    assert asked(key(page(decades, "/?q=智利&year=1996&lang=en"), "years=1995–1999")) == [
        ("year", "1995-1999")
    ]


def test_the_histogram_covers_every_year_of_the_answer(ages: FlaskClient) -> None:
    shown = page(ages, "/?q=智利&lang=en")
    assert total(shown) == 81
    bars = re.findall(r'data-key="years=([^"]*)" aria-label="[^"]*: (\d+) results?"', shown)
    assert bars == [
        ("1940–1949", "4"),
        *((f"{decade}–{decade + 9}", "10") for decade in range(1950, 2020, 10)),
        ("2020–2029", "7"),
    ]
    for first, last, found in ((1940, 1949, 4), (1950, 1959, 10)):
        narrowed = page(ages, key(shown, f"years={first}–{last}"))
        assert total(narrowed) == found
        assert asked(key(narrowed, f"years={first}–{last}")) == []
    assert total(page(ages, key(shown, "year=1946"))) == 1
    widths = [int(one) for one in re.findall(r'class="area" x="\d+" y="0" width="(\d+)"', shown)]
    assert min(widths) >= 24  # the least that a finger hits
    assert sum(widths) <= 240  # the column, also on the narrowest screen
    assert re.search(r'name="first_year"[^>]* value="1946"', shown)


def test_the_list_of_states_has_the_latest_years_and_leads_to_the_others(ages: FlaskClient) -> None:
    shown = page(ages, "/states?lang=en")
    row = next(one for one in shown.split("<tr") if ">Chile</a>" in one)
    assert [int(year) for year in re.findall(r'class="year" href="[^"]*">(\d+) ', row)] == [
        *range(2026, 2006, -1)
    ]
    assert re.search(r'<a href="/state/CHL[^"]*">and 61 others</a>', row)


def test_the_api_gives_fifty_years_and_counts_the_others(ages: FlaskClient) -> None:
    answer = ages.get("/api/v1/search?q=智利").json
    assert answer
    years = answer["facets"]["year"]
    assert [one["value"] for one in years["values"]] == [str(year) for year in range(2026, 1976, -1)]
    assert years["more"] == 31


def test_one_year_needs_no_histogram(client: FlaskClient) -> None:
    assert "<svg" not in page(client, "/?symbol=S/2019/986&lang=en")


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("first_year=2018&last_year=2020", "2018-2020"),
        ("first_year=2019&last_year=2019", "2019"),
        ("first_year=&last_year=2019", "1945-2019"),
    ],
)
def test_the_form_of_two_years_leads_to_the_address_of_the_period(
    client: FlaskClient, years: str, expected: str
) -> None:
    response = client.get(f"/?q=a&year=2020&state=CHL&lang=en&{years}")
    assert response.status_code == 302
    assert asked(response.location) == [("state", "CHL"), ("year", expected)]


def test_a_period_without_an_end_goes_on_to_this_year(client: FlaskClient) -> None:
    assert "year=2019-20" in client.get("/?q=a&first_year=2019").location


def test_what_is_no_year_and_no_group_is_refused(client: FlaskClient) -> None:
    for address in ("/?q=a&first_year=abc", "/?q=a&group=year"):
        response = client.get(address)
        assert response.status_code == 400
        assert response.mimetype == "text/html"


# --- how the question was read


def test_a_state_is_recognised_and_its_other_names_can_be_left_out(client: FlaskClient) -> None:
    shown = page(client, "/?q=美国&lang=zh")
    assert '<q>美国</q>：国家 <a href="/state/USA?lang=zh">美利坚合众国</a>' in shown
    assert "United States of America" in shown
    alone = link(shown, "仅检索“美国”")
    assert dict(parse_qsl(urlsplit(alone).query))["q"] == '"美国"'
    exactly = page(client, alone)
    assert 'class="only"' not in exactly
    assert total(exactly) < total(shown)


def test_dates_and_months_are_recognised(client: FlaskClient) -> None:
    assert "<q>2019-04-25</q>: Date 25 April 2019" in page(client, "/?q=2019-04-25&lang=en")
    assert "<q>April 2019</q>: Date April 2019" in page(client, "/?q=April 2019&lang=en")
    assert "<q>2019年4月</q>：日期 2019年4月" in page(client, "/?q=2019年4月&lang=zh")


def test_another_form_of_an_abbreviation_is_shown(client: FlaskClient) -> None:
    shown = page(client, "/?q=禁化武组织&lang=zh")
    assert "<q>禁化武组织</q>：组织或条约 <a" in shown
    assert ">禁止化学武器组织</a>" in shown
    assert "也检索" in shown


def test_an_organization_leads_to_all_that_names_it(client: FlaskClient) -> None:
    shown = page(client, "/?q=UNODA&lang=en")
    assert "<q>UNODA</q>: Organization or treaty <a" in shown
    links = re.findall(r'<a href="([^"]*organization=UNODA[^"]*)">Office for Disarmament Affairs</a>', shown)
    link = unescape(links[0])
    assert 0 < total(page(client, link)) <= total(shown)


def test_a_suggestion_is_the_question_with_another_word_under_the_same_filters(client: FlaskClient) -> None:
    shown = page(
        client, "/?q=state:Chile asistance&year=2019&not.kind=event&sort=date&per_page=5&page=2&lang=zh"
    )
    suggestion = link(shown, "state:Chile assistance")
    assert dict(parse_qsl(urlsplit(suggestion).query))["q"] == "state:Chile assistance"
    assert asked(suggestion) == [
        ("not.kind", "event"),
        ("per_page", "5"),
        ("sort", "date"),
        ("year", "2019"),
    ]
    assert ("lang", "zh") in parse_qsl(urlsplit(suggestion).query)
    assert total(page(client, suggestion)) > 0


# --- hits


def test_a_hit_carries_its_citation_with_the_mark_of_a_digest(client: FlaskClient) -> None:
    shown = page(client, "/?q=联络人&lang=zh")
    articles = re.findall(r"<article.*?</article>", shown)
    assert articles
    for article in articles:
        copied = re.search(r'data-copy="([^"]*)"', article)
        assert copied
        assert MARK in copied[1]
        assert f'data-signed="{copied[1]}"' in article
        assert " data-hit" in article


def test_a_lead_in_stands_apart_and_is_marked(client: FlaskClient) -> None:
    shown = page(client, "/?q=参加 会议&lang=zh")
    leads = re.findall(r'<p class="lead".*?</p>', shown)
    assert any("<mark>" in lead for lead in leads)


def test_hits_are_grouped_by_document_on_request(client: FlaskClient) -> None:
    single = page(client, "/?q=联络人&lang=zh")
    grouping = key(single, "group")
    assert asked(grouping) == [("group", "document")]
    grouped = page(client, grouping)
    groups = re.findall(r'<section class="group">.*?</section>', grouped)
    assert len(groups) == 2
    assert all(f'<strong class="badge">{MARK}' in one.partition("</h2>")[0] for one in groups)
    assert grouped.count("<article") == single.count("<article")
    first = re.search(r'<a href="([^"]*)" data-hit', single)
    assert first
    assert first[1] in groups[0]
    assert asked(key(grouped, "group")) == []


def test_the_grouping_stays_while_the_answer_is_narrowed(client: FlaskClient) -> None:
    shown = page(client, "/?q=联络人&group=document&per_page=5&sort=date&lang=zh")
    for address in (key(shown, "year=2019"), link(shown, "下一页"), link(shown, "最新")):
        assert ("group", "document") in asked(address)
    assert '<input type="hidden" name="group" value="document">' in shown
    assert "group=" not in link(shown, "S/20")  # it says nothing of a document


# --- what the API says of it


def test_the_api_gives_the_same_addresses(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=美国 2019-04-25&state=CHL&not.state=PER").json
    assert answer
    query, states = answer["query"], answer["facets"]["state"]
    assert [(one["kind"], one["value"]) for one in query["named"]] == [
        ("state", "USA"),
        ("date", "2019-04-25"),
    ]
    assert asked(query["clear_url"]) == []
    assert asked(states["clear_url"]) == []
    assert answer["facets"]["year"]["clear_url"] is None
    flags = {one["value"]: (one["selected"], one["excluded"]) for one in states["values"]}
    assert flags["CHL"] == (True, False)
    assert flags["PER"] == (False, True)
    expansion = query["expansions"][0]
    assert dict(parse_qsl(urlsplit(expansion["url"]).query))["q"] == '"美国" 2019-04-25'


def test_the_page_parses_a_question_once(client: FlaskClient, parsed_texts: list[str]) -> None:
    page = client.get("/", query_string={"q": "workshop year:2018-2020", "state": "CHL"})
    assert page.status_code == 200
    assert parsed_texts == ["workshop year:2018-2020"]


def test_the_list_of_events_parses_a_question_once(client: FlaskClient, parsed_texts: list[str]) -> None:
    page = client.get("/events", query_string={"q": "workshop year:2019", "state": "CHL", "place": "Vienna"})
    assert page.status_code == 200
    assert parsed_texts == ["workshop year:2019"]
