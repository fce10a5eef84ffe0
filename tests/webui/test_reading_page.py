"""The reading page: outline, citations, notes, what is found, versions side by side, the digest's mark."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from tests import shelf, site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

ADDRESS = "/zh/S/2019/986"
MARKED = {"zh": "本项目自编提要，非联合国文本", "en": "project digest, not UN text"}

CITING = """\
S/2021/90

Letter dated 1 March 2021 from the Chair of a committee addressed to the President of the Security Council

The letter of 1 February (S/2021/77, annex, para. 2 (a)) is recalled, as are S/2021/77 and
resolution 1540 (2004), and S/2021/77 once more.
"""


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Give the pages over a report in two languages, the English shorter, and a letter that cites it."""
    place = tmp_path_factory.mktemp("reading")
    library = Library(shelf.config(place))
    for name, text in (("zh", shelf.REPORT), ("en", shelf.ENGLISH), ("citing", CITING)):
        library.add([shelf.written(place / f"{name}.txt", text)], Given())
    with library:
        yield site.client(library, public_url="https://library.example/un")


def page(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.text)


def anchors(text: str) -> list[str]:
    return re.findall(r'\sid="([^"]*)"', text)


def matches(text: str) -> list[int]:
    return [int(number) for number in re.findall(r'<mark id="match-(\d+)"', text)]


EVERY = ("", "?with=en", "?find=决议", "?find=1540&with=en")


@pytest.mark.parametrize("asked", EVERY)
def test_every_anchor_is_there_once_and_every_link_to_one_finds_it(client: FlaskClient, asked: str) -> None:
    text = page(client, ADDRESS + asked)
    names = anchors(text)
    assert len(names) == len(set(names))
    targets = set(re.findall(r'href="#([^"]*)"', text)) - {"main"}
    assert len(targets) > 100
    assert targets - set(names) == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_unit_has_a_permalink_with_its_citation(client: FlaskClient, lang: str) -> None:
    text = page(client, f"{ADDRESS}?lang={lang}")
    units = re.findall(
        r'<(?:div class="unit[^"]*"|tr role="row") id="([^"]*)">(.*?)</(?:p|td)>', text, re.DOTALL
    )
    assert len(units) > 150
    for anchor, inner in units:
        link = re.search(r'<a class="number" href="#([^"]*)" title="([^"]*)">[^<]', inner)
        assert link, anchor
        assert link[1] == anchor
        assert MARKED[lang] in link[2]
    citation = {"zh": "S/2019/986，附件，第18(a)段", "en": "S/2019/986, annex, para. 18 (a)"}[lang]
    assert f'title="{citation}' in text


def test_the_outline_names_every_part_and_heading(client: FlaskClient) -> None:
    text = page(client, f"{ADDRESS}?lang=zh")
    outline = text[text.index('id="outline"') : text.index("</details>")]
    for name in ("正文", "附件", "附文", "一. 导言", "E. 行政事项", "四. 结束语"):
        assert f">{name}</a>" in outline


def test_a_footnote_stands_below_the_text_that_calls_it_and_leads_back(client: FlaskClient) -> None:
    text = page(client, ADDRESS)
    start = text.index('id="annex-2"')
    below = text[start : text.index('id="annex-3"')]
    assert 'id="mark-annex-fn.1" href="#annex-fn.1"' in below
    assert 'id="annex-fn.1"' in below
    assert '<a href="#mark-annex-fn.1"' in below


def test_a_digest_says_so_at_the_top_at_every_part_in_print_and_to_what_copies(client: FlaskClient) -> None:
    for lang, mark in MARKED.items():
        text = page(client, f"{ADDRESS}?lang={lang}")
        masthead = text[
            text.index('class="masthead"') : text.index("</header>", text.index('class="masthead"'))
        ]
        assert mark in masthead
        parts = re.findall(
            r'<section(?: id="(?:annex|enclosure)")? data-end="([^"]*)"><p class="part".*?</p>', text
        )
        assert len(parts) == 3
        assert all(mark in end for end in parts)
        assert mark in re.findall(r'<p class="running"[^>]*>([^<]*)', text)[0]
        assert mark in re.findall(r'data-mark="([^"]*)"', text)[0]
        assert len(re.findall(rf'<p class="part"[^>]*>[^<]*<strong class="badge">{mark}', text)) == 3


def test_an_official_text_bears_no_mark(small: FlaskClient) -> None:
    text = page(small, "/zh/S/2021/77?with=en&lang=en")
    assert MARKED["en"] not in text
    assert "data-mark" not in text
    assert "data-end" not in text


# --- what is cited


def test_what_is_held_opens_at_the_paragraph_that_is_named(small: FlaskClient) -> None:
    text = page(small, "/en/S/2021/90?lang=en")
    links = re.findall(r'<a class="symbol" href="([^"]*)"', text)
    assert links == ["/un/en/S/2021/77?lang=en#annex-2", *["/un/en/S/2021/77?lang=en"] * 2]


def test_what_is_not_held_is_said_to_be_and_found_at_the_un(small: FlaskClient) -> None:
    text = page(small, "/en/S/2021/90?lang=en")
    absent = re.search(r'<a class="absent" href="#(cited-\d+)">resolution 1540 \(2004\)</a>', text)
    assert absent
    entry = text[text.index(f'id="{absent[1]}"') :].partition("</li>")[0]
    assert "not held here" in entry
    assert 'href="https://undocs.org/en/S/RES/1540(2004)"' in entry
    assert 'href="/un/?cites=S/RES/1540(2004)&lang=en"' in entry
    held = text[text.index('id="cited-1"') :].partition("</li>")[0]
    assert '<a href="/un/en/S/2021/77?lang=en">S/2021/77</a>' in held
    assert "not held here" not in held


# --- find in the document


def test_what_is_looked_for_is_marked_and_leads_on(client: FlaskClient) -> None:
    text = page(client, f"{ADDRESS}?find=联络人&lang=zh")
    numbers = matches(text)
    assert len(numbers) > 5
    assert numbers == list(range(1, len(numbers) + 1))
    assert f"{len(numbers)}处" in text
    steps = re.findall(r'<span class="steps"[^>]*>(.*?)</span>', text)
    assert "match-0" not in text
    assert 'href="#match-1"' not in steps[0]
    assert f"#match-{len(numbers) + 1}" not in text
    assert 'value="联络人"' in text
    assert f'href="{ADDRESS}?lang=zh">清除</a>' in text


def test_either_script_finds_the_other(client: FlaskClient) -> None:
    simplified, traditional = (
        matches(page(client, f"{ADDRESS}?find={word}")) for word in ("联络人", "聯絡人")
    )
    assert simplified == traditional


def test_events_and_english_words_are_found_too(client: FlaskClient) -> None:
    text = page(client, "/en/S/2019/986?find=Kuwait")
    row = re.search(r'<tr role="row" id="enclosure-ev\.4">.*?</tr>', text)
    assert row
    assert "Kuwait</mark>" in row[0]
    assert matches(page(client, "/en/S/2019/986?find=workshops"))


def test_nothing_found_says_so_and_offers_no_steps(client: FlaskClient) -> None:
    text = page(client, f"{ADDRESS}?find=马铃薯&lang=en")
    assert "0 matches" in text
    assert "data-step" not in text
    assert not matches(text)


def test_without_a_word_nothing_is_looked_for(client: FlaskClient) -> None:
    for asked in ("", "?find=", "?find=%20"):
        text = page(client, ADDRESS + asked)
        assert 'id="found"' not in text
        assert "<mark" not in text


def test_what_is_looked_for_is_never_markup(client: FlaskClient) -> None:
    text = client.get(f'{ADDRESS}?find="><script>alert(1)</script>').text
    assert "<script>" not in text
    assert client.get(f"{ADDRESS}?find={'长' * 201}").status_code == 400


# --- side by side


def test_both_versions_stand_side_by_side_paragraph_by_paragraph(client: FlaskClient) -> None:
    text = page(client, f"{ADDRESS}?with=en&lang=zh")
    pairs = re.findall(
        r'<div class="pair"><div>(.*?)</div><div lang="en">(.*?)\n?</div></div>', text, re.DOTALL
    )
    numbers = [
        re.findall(r'<(?:div class="unit[^"]*"|h\d) id="(?:en-)?([^"]*)"', side)
        for pair in pairs
        for side in pair
    ]
    assert len(pairs) > 150
    assert numbers[0::2] == numbers[1::2]
    assert text.count("本项目自编提要，非联合国文本") > 6


def test_what_has_no_partner_stays_alone(small: FlaskClient) -> None:
    text = page(small, "/zh/S/2021/77?with=en")
    alone = text[text.index('id="annex-2(a)"') :]
    assert '<div lang="en"></div>' in alone[: alone.index('class="pair"')]
    both = text[text.index('id="annex-1"') : text.index('id="annex-2"')]
    assert 'id="en-annex-1"' in both


def test_the_second_version_is_found_in_as_well(client: FlaskClient) -> None:
    text = page(client, f"{ADDRESS}?with=en&find=1540")
    numbers = matches(text)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert len(numbers) > len(matches(page(client, f"{ADDRESS}?find=1540")))
    assert '<input type="hidden" name="with" value="en">' in text


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        ("/zh/S/2019/986?with=zh&find=x&lang=en", "/zh/S/2019/986?find=x&lang=en"),
        ("/zh/s/2019/986?with=en&find=x&lang=en", "/zh/S/2019/986?with=en&find=x&lang=en"),
    ],
)
def test_an_address_that_says_too_much_leads_to_the_one_that_does_not(
    client: FlaskClient, asked: str, location: str
) -> None:
    response = client.get(asked)
    assert response.status_code in (301, 302)
    assert response.location == location


def test_a_version_that_is_not_held_cannot_stand_beside(small: FlaskClient) -> None:
    assert small.get("/en/S/2021/90?with=zh").location == "/un/en/S/2021/90"
    assert "Side by side" not in page(small, "/en/S/2021/90?lang=en")


@pytest.mark.parametrize("asked", ["?with=fr", "?find=a&find=b", "?find=" + "a" * 201])
def test_a_value_that_the_page_does_not_know_is_refused(client: FlaskClient, asked: str) -> None:
    assert client.get(ADDRESS + asked).status_code == 400


# --- the head


def test_a_page_names_itself_and_its_other_versions(small: FlaskClient) -> None:
    base = "https://library.example/un"
    for address in ("/zh/S/2021/77", "/zh/S/2021/77?lang=en&find=智利&with=en"):
        text = page(small, address)
        assert f'<link rel="canonical" href="{base}/zh/S/2021/77">' in text
        for code in ("zh", "en"):
            assert f'<link rel="alternate" hreflang="{code}" href="{base}/{code}/S/2021/77">' in text
    assert "<title>S/2021/77 · Letter dated 1 February 2021" in page(small, "/en/S/2021/77")


def test_a_page_with_all_that_is_its_own_stays_light(client: FlaskClient) -> None:
    needed = (f"{ADDRESS}?lang=zh", "/static/style.css", "/static/reading.css", "/static/reading.js")
    sizes = []
    for address in needed:
        with client.get(address, headers={"Accept-Encoding": "gzip"}) as response:
            sizes.append(len(response.data))
    assert sum(sizes) < 100_000
