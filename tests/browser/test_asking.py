"""Search, narrow, exclude, read, and back again: with our JavaScript and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.asking import WORDS, ask, follow, hits, number, total, value, wait_for_hits

if TYPE_CHECKING:
    from indexer.model.document import Language
    from tests.browser.conftest import Readers

pytestmark = pytest.mark.parametrize("scripts", [True, False], ids=["live", "plain"])


def test_each_value_narrows_to_as_many_as_it_said(
    readers: Readers, language: Language, *, scripts: bool
) -> None:
    page = readers.open("/", language, scripts=scripts)
    ask(page, WORDS[language])
    for key in ("year=2019", "section=progress", "state=MDG"):
        link = value(page, key)
        promised = number(link.locator(".count"))
        follow(page, link)
        assert total(page) == promised
    assert "year=2019" in page.url
    assert "state=MDG" in page.url
    assert page.locator(".chips li a:not(.clear)").count() == 3


def test_an_excluded_state_is_in_no_hit(readers: Readers, language: Language, *, scripts: bool) -> None:
    page = readers.open("/", language, scripts=scripts)
    ask(page, WORDS[language])
    before, there = total(page), number(value(page, "state=MDG").locator(".count"))
    follow(page, value(page, "not.state=MDG"))
    assert there > 0
    assert total(page) == before - there
    follow(page, page.locator(".chips a.excluded"))
    assert total(page) == before


def test_back_returns_to_the_very_answer(readers: Readers, language: Language, *, scripts: bool) -> None:
    page = readers.open("/", language, scripts=scripts)
    ask(page, WORDS[language])
    seen = [(page.url, hits(page))]
    for key in ("year=2019", "state=MDG"):
        follow(page, value(page, key))
        seen.append((page.url, hits(page)))
    page.locator("a[data-hit]").first.click()
    expect(page.locator("main.reading")).to_be_visible()
    for url, there in reversed(seen):
        page.go_back()
        page.wait_for_url(url)
        wait_for_hits(page, there)
        assert page.locator("#q").input_value() == WORDS[language]


def test_the_second_page_goes_on_where_the_first_ends(
    readers: Readers, language: Language, *, scripts: bool
) -> None:
    page = readers.open("/", language, scripts=scripts)
    ask(page, WORDS[language])
    first = hits(page)
    follow(page, page.locator("a[rel=next]"))
    assert not set(first) & set(hits(page))
    assert page.locator("ol.hits").get_attribute("start") == str(len(first) + 1)


def test_a_hit_opens_at_its_paragraph(readers: Readers, language: Language, *, scripts: bool) -> None:
    page = readers.open("/", language, scripts=scripts)
    ask(page, "S/2019/986, annex, para. 12")
    page.locator("a[data-hit]").first.click()
    paragraph = page.locator("[id='annex-12']:target")
    expect(paragraph).to_be_in_viewport()
    background = "getComputedStyle({}).backgroundColor"
    shown = paragraph.evaluate(f"(it) => {background.format('it')}")
    assert shown != page.evaluate(background.format("document.body"))


def test_a_symbol_that_is_not_held_leads_to_the_un(
    readers: Readers, language: Language, *, scripts: bool
) -> None:
    page = readers.open("/", language, scripts=scripts)
    ask(page, "S/RES/1977(2011)")
    link = page.locator(".card a[rel=external]").first
    assert str(link.get_attribute("href")).startswith("https://")
