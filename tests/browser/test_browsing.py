"""Documents browsed in a browser: filters, orders, titles; the way to the first hit; keys and their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.asking import WORDS
from tests.browser.kinds import KINDS

if TYPE_CHECKING:
    from indexer.model.document import Language
    from tests.browser.conftest import Readers

FIRST_HIT = "document.activeElement === document.querySelector('main [data-hit]')"


def test_documents_are_narrowed_by_links_and_chips_take_it_back(readers: Readers, language: Language) -> None:
    page = readers.open("/documents", language)
    expect(page.locator(".documents > li")).to_have_count(2)
    page.click("[data-facet=year] a >> nth=0")
    expect(page.locator(".documents > li")).to_have_count(1)
    page.click(f"[data-facet=language] a >> nth={0 if language == 'zh' else 1}")
    expect(page.locator(".chips a:not(.clear)")).to_have_count(2)
    page.click(".chips a >> nth=0")
    page.click(".chips a >> nth=0")
    expect(page.locator(".documents > li")).to_have_count(2)


def test_documents_are_sorted_and_found_by_title(readers: Readers, language: Language) -> None:
    page = readers.open("/documents", language)
    symbols = page.locator(".documents h2 a")
    first = symbols.first.text_content()
    page.click(".orders a >> nth=0")
    expect(symbols.first).not_to_have_text(first or "")
    page.fill("#titles", {"zh": "主席的信", "en": "letter from the Chair"}[language])
    page.keyboard.press("Enter")
    expect(page.locator(".documents > li")).to_have_count(2)
    assert "sort=-date" in page.url
    page.fill("#titles", "xyzzy")
    page.keyboard.press("Enter")
    expect(page.locator(".documents > li")).to_have_count(0)


def test_a_search_names_documents_by_their_titles(readers: Readers, language: Language) -> None:
    words = {"zh": "安全理事会主席的信", "en": "letter addressed to the President"}[language]
    page = readers.open(f"/?q={words}", language)
    expect(page.locator(".titled li")).not_to_have_count(0)
    page.click(".titled a >> nth=0")
    expect(page.locator("main.reading")).to_be_visible()


@pytest.mark.parametrize("kind", ["answer", "grouped", "home", "documents"])
def test_one_tab_and_enter_lead_from_the_box_to_the_first_hit(
    readers: Readers, kind: str, language: Language
) -> None:
    page = readers.open(KINDS[kind], language)
    page.locator("#q").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".to-hits")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_function(FIRST_HIT)


def test_the_way_to_the_first_hit_comes_and_goes_with_the_hits(readers: Readers) -> None:
    page = readers.open(KINDS["nothing"], "en")
    expect(page.locator(".to-hits")).to_have_count(0)
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially(WORDS["en"], delay=5)
    expect(page.locator("main [data-hit]").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function(FIRST_HIT)


@pytest.mark.parametrize("kind", ["answer", "documents"])
def test_j_and_k_go_through_the_hits_but_not_while_one_types(readers: Readers, kind: str) -> None:
    page = readers.open(KINDS[kind], "en")
    hits = page.locator("main [data-hit]")
    page.keyboard.press("j")
    expect(hits.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(hits.nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(hits.nth(0)).to_be_focused()
    page.locator("#q").focus()
    for key in ("j", "k", "?", "/"):
        page.keyboard.press(key)
    expect(page.locator("#q")).to_be_focused()
    assert page.locator("#q").input_value().startswith("jk?/")
    expect(page.locator("#keys")).to_be_hidden()


def test_a_question_mark_tells_the_keys_which_can_be_switched_off(
    readers: Readers, language: Language
) -> None:
    page = readers.open(KINDS["answer"], language)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    expect(page.locator("#keys kbd")).to_have_count(8)
    page.keyboard.press("j")
    page.uncheck("#keys [data-letters]")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.reload()
    for key in ("j", "?"):
        page.keyboard.press(key)
    expect(page.locator("#keys")).to_be_hidden()
    assert page.evaluate("document.activeElement === document.body")
    page.click("[data-keys]")
    page.check("#keys [data-letters]")
    page.click("#keys button")
    page.keyboard.press("j")
    page.wait_for_function("document.activeElement.matches('[data-hit]')")


def test_several_words_are_found_in_a_document_as_a_phrase_and_never_by_of(readers: Readers) -> None:
    page = readers.open("/en/S/2019/986?find=points of contact", "en")
    marked = page.locator("#text mark").all_text_contents()
    assert marked
    assert {one.lower() for one in marked} == {"points of contact"}
    page = readers.open("/en/S/2019/986?find=contact of zebras", "en")
    marked = page.locator("#text mark").all_text_contents()
    assert {one.lower() for one in marked} <= {"contact", "contacts", "contacted"}


def test_nothing_is_wider_than_the_narrowest_window(readers: Readers, language: Language) -> None:
    page = readers.open("/", language, width=320)
    for kind, address in KINDS.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, kind
