"""Side by side: what corresponds to a word is marked in the other version, by pointer and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from indexer.model.document import Language
    from tests.browser.conftest import Readers

MARKED = """
(name) => [...(CSS.highlights.get(name) ?? [])].map((range) => {
  const unit = range.startContainer.parentElement.closest("[id]");
  return [unit.id, range.toString()];
})
"""
WORD = """
([id, word]) => {
  const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + word.length);
    const [box] = range.getClientRects(); // of a word over two lines, its beginning
    return [box.x + box.width / 2, box.y + box.height / 2];
  }
}
"""


def point(page: Page, unit: str, word: str) -> None:
    page.locator(f"[id='{unit}']").scroll_into_view_if_needed()
    page.mouse.move(*page.evaluate(WORD, [unit, word]))
    page.wait_for_function("() => CSS.highlights.get('aligned-word')?.size > 1")


def marked(page: Page, name: str) -> list[list[str]]:
    found: list[list[str]] = page.evaluate(MARKED, name)
    return found


def test_the_word_under_the_pointer_is_marked_in_both(readers: Readers, language: Language) -> None:
    page = readers.open("/zh/S/2019/986?with=en#annex-13", language)
    point(page, "annex-13", "联络人")
    assert [one for one in marked(page, "aligned-word") if one[0] == "annex-13"] == [["annex-13", "联络人"]]
    (other,) = [text for unit, text in marked(page, "aligned-word") if unit == "en-annex-13"]
    assert "contact" in other
    said = marked(page, "aligned-sentence")
    ours, theirs = (
        "".join(text for one, text in said if one == unit) for unit in ("annex-13", "en-annex-13")
    )
    assert ours.startswith("第十八个工作方案")
    assert ours.endswith("面向亚太国家。")
    assert theirs.startswith("The eighteenth programme of work")
    assert theirs.endswith("(Asia-Pacific countries).")
    page.mouse.move(5, 5)
    page.wait_for_function("() => !CSS.highlights.size")


def test_the_other_version_leads_back(readers: Readers) -> None:
    page = readers.open("/zh/S/2019/986?with=en#annex-13")
    point(page, "en-annex-13", "contact")
    assert "联络人" in [text for unit, text in marked(page, "aligned-word") if unit == "annex-13"]


def test_arrows_on_a_number_go_from_word_to_word(readers: Readers, language: Language) -> None:
    page = readers.open("/en/S/2019/986?with=zh", language)
    number = page.locator("[id='annex-13'] a.number")
    page.locator("[id='annex-12'] .cite-this").first.focus()
    while not number.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.wait_for_function("() => CSS.highlights.get('aligned-word')?.size > 1")
    first = marked(page, "aligned-word")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(100)
    second = marked(page, "aligned-word")
    assert first != second
    assert second[0][1] in page.locator("p[role=status]").last.inner_text()
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(100)
    assert marked(page, "aligned-word") == first
    page.keyboard.press("Escape")
    page.wait_for_function("() => !CSS.highlights.size")


def test_a_version_alone_asks_for_nothing(readers: Readers) -> None:
    page = readers.open("/en/S/2019/986")
    assert page.locator("[data-aligned], script[src*=aligned]").count() == 0


@pytest.mark.parametrize("scripts", [False], ids=["plain"])
def test_without_scripts_nothing_is_promised(readers: Readers, *, scripts: bool) -> None:
    page = readers.open("/en/S/2019/986?with=zh", scripts=scripts)
    assert page.locator("[data-aligned-help]").is_hidden()
