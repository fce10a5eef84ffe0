"""The site without a mouse, and answers as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.asking import WORDS, ask, hits, total, wait_for_hits
from tests.browser.kinds import KINDS

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from indexer.model.document import Language
    from tests.browser.conftest import Readers

LEAST = 8
"""The links at the top and some on the page."""
FOCUS = """
() => {
  const all = [...document.querySelectorAll("*")];
  const style = getComputedStyle(document.activeElement);
  if (document.activeElement === document.body) return null;
  return [all.indexOf(document.activeElement), style.outlineStyle !== "none"];
}
"""


def test_a_slash_goes_to_the_question_and_enter_asks_it(readers: Readers, language: Language) -> None:
    page = readers.open(KINDS["answer"], language)
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(WORDS[language])
    page.keyboard.press("Enter")
    expect(page).to_have_title(f"{WORDS[language]} · {'卷宗' if language == 'zh' else 'Juanzong'}")


def test_arrows_go_through_the_hits_and_enter_opens_one(readers: Readers, language: Language) -> None:
    page = readers.open("/", language)
    ask(page, WORDS[language])
    page.locator("#q").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.locator("a[data-hit]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main.reading")).to_be_visible()


def test_answers_come_as_one_types(readers: Readers, language: Language) -> None:
    page = readers.open("/", language)
    page.locator("#q").press_sequentially(WORDS[language], delay=5)
    expect(page.locator("main.answer [data-count]")).to_be_visible()
    expect(page.locator("#q")).to_be_focused()
    typed = page.url, total(page), hits(page)
    page.reload()
    assert (page.url, total(page), hits(page)) == typed
    page.go_back()
    expect(page.locator("main.home")).to_be_visible()


def test_back_returns_to_the_answer_typed_before(readers: Readers, language: Language) -> None:
    page = readers.open("/", language)
    typed = []
    for words in (WORDS[language], "S/2019/986"):
        page.locator("#q").fill("")
        page.locator("#q").press_sequentially(words, delay=5)
        expect(page).to_have_title(f"{words} · {'卷宗' if language == 'zh' else 'Juanzong'}")
        typed.append((page.url, hits(page)))
        page.locator("h1").focus()
    page.go_back()
    page.wait_for_url(typed[0][0])
    wait_for_hits(page, typed[0][1])
    assert page.locator("#q").input_value() == WORDS[language]
    page.go_forward()
    page.wait_for_url(typed[1][0])
    wait_for_hits(page, typed[1][1])


def test_an_overtaken_answer_never_shows(readers: Readers) -> None:
    page = readers.open(KINDS["answer"], "en")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/?q=slow*", hold)
    with page.expect_request("**/?q=slow*"):
        page.locator("#q").fill("slow")
    ask(page, "CARICOM")
    expect(page).to_have_title("CARICOM · Juanzong")
    assert len(held) == 1
    held[0].continue_()
    page.wait_for_load_state("networkidle")
    expect(page).to_have_title("CARICOM · Juanzong")


@pytest.mark.parametrize("kind", ["home", "answer", "paragraph", "states", "events"])
def test_tab_goes_forward_and_is_always_seen(readers: Readers, kind: str) -> None:
    page = readers.open(KINDS[kind].partition("#")[0], "en")
    places = []
    for _ in range(25):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:  # the browser's own frame comes after the last
            break
        place, outlined = focus
        assert outlined
        places.append(place)
    assert places == sorted(places)
    assert len(set(places)) > LEAST  # a date is several stops at one place


def test_the_first_tab_skips_to_the_text(readers: Readers, language: Language) -> None:
    page = readers.open(KINDS["answer"], language)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
