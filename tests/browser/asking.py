"""What tests do on the search page, by the hooks that `search_macros.html` lists at its top."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from indexer.model.document import Language

WORDS: dict[Language, str] = {"zh": "执行", "en": "implementation"}
HITS_ARE = """
(there) => {
  const hits = [...document.querySelectorAll("a[data-hit]")].map((hit) => hit.getAttribute("href"));
  return JSON.stringify(hits) === JSON.stringify(there);
}
"""


def ask(page: Page, text: str) -> None:
    """Type a question and send it off, and wait for the answer."""
    page.locator("#q").fill(text)
    page.locator("#q").press("Enter")
    page.locator("main.answer [data-count]").wait_for()


def total(page: Page) -> int:
    """Return the number of results that the page names."""
    return number(page.locator("[data-count]"))


def hits(page: Page) -> list[str]:
    """Return where the hits lead."""
    return [str(hit.get_attribute("href")) for hit in page.locator("a[data-hit]").all()]


def wait_for_hits(page: Page, there: list[str]) -> None:
    """Wait until these are the hits, in this order."""
    page.wait_for_function(HITS_ARE, arg=there)


def value(page: Page, key: str) -> Locator:
    """Return the link that narrows to a value, or with `not.` excludes it, once the reader can see it."""
    link = page.locator(f'.facet [data-key="{key}"]')
    for summary in page.locator("details:not([open])").filter(has=link).locator("> summary").all():
        if summary.is_visible():
            summary.click()
    return link


def follow(page: Page, link: Locator) -> None:
    """Follow a link to another answer, and wait until it is shown."""
    before = page.url
    link.click()
    page.wait_for_function("(url) => location.href !== url", arg=before)
    page.wait_for_load_state("networkidle")


def number(place: Locator) -> int:
    """Return the number that stands there, whatever parts its thousands."""
    return int(re.sub(r"\D", "", place.inner_text()))
