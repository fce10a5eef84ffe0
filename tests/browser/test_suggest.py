"""The list of suggestions below the search box: keyboard, mouse, input method, screen reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.kinds import KINDS
from tests.browser.test_everywhere import violations

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Request

    from indexer.model.document import Language
    from tests.browser.conftest import Readers

TERM = "联络人"
COMPOSE = """
(box) => {
  box.dispatchEvent(new CompositionEvent("compositionstart"));
  box.value = "lian luo";
  box.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
}
"""
COMMIT = """
(box) => {
  box.value = "联络";
  box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
}
"""


def typed(page: Page, text: str) -> Locator:
    """Type a text, and return the options that are shown for it."""
    page.locator("#q").fill(text)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    return options


@pytest.mark.parametrize("kind", ["home", "answer", "documents"])
def test_the_arrows_lead_through_the_list_and_enter_asks(
    readers: Readers, kind: str, language: Language
) -> None:
    page = readers.open(KINDS.get(kind, "/"), language)
    box = page.get_by_role("combobox")
    box.fill("")
    typed(page, "lianluor")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    expect(active).to_have_attribute("aria-selected", "true")
    expect(active).to_contain_text(TERM)
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile(TERM))
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_home_end_and_escape(readers: Readers) -> None:
    page = readers.open("/states", "en")
    box = page.get_by_role("combobox")
    options = typed(page, "con")
    last = options.count() - 1
    for key, place in (("ArrowUp", last), ("Home", 0), ("End", last), ("ArrowUp", last - 1)):
        page.keyboard.press(key)
        expect(options.nth(place)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("con")
    expect(box).to_be_focused()


def test_a_click_on_a_title_opens_its_document(readers: Readers) -> None:
    page = readers.open("/states", "en")
    typed(page, "letter dated 23").filter(has_text="Letter dated 23 December 2019").click()
    expect(page.locator("main.reading")).to_be_visible()


def test_nothing_is_asked_while_an_input_method_composes(readers: Readers) -> None:
    page = readers.open("/states", "zh")
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/suggest?" in request.url:
            asked.append(request.url)

    page.on("request", note)
    box = page.locator("#q")
    box.focus()
    box.evaluate(COMPOSE)
    page.wait_for_timeout(300)
    assert asked == []
    box.evaluate(COMMIT)
    expect(page.get_by_role("option").first).to_be_visible()
    assert len(asked) == 1


def test_an_open_list_breaks_no_rule_of_wcag(readers: Readers, language: Language) -> None:
    page = readers.open("/states", language)
    typed(page, "con")
    page.keyboard.press("ArrowDown")
    assert violations(page) == []


def test_without_javascript_the_box_asks_as_before(readers: Readers) -> None:
    page = readers.open("/states", "en", scripts=False)
    page.locator("#q").fill(TERM)
    page.locator("#q").press("Enter")
    expect(page.locator("main.answer [data-count]")).to_be_visible()
