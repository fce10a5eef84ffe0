"""How is this said: typed, read and followed with our JavaScript and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from indexer.model.document import Language
    from tests.browser.conftest import Readers

pytestmark = pytest.mark.parametrize("scripts", [True, False], ids=["live", "plain"])


def test_a_term_is_told_as_it_is_typed(readers: Readers, language: Language, *, scripts: bool) -> None:
    page = readers.open("/terms", language, scripts=scripts)
    expect(page.locator("#q")).to_be_focused()
    page.locator("#q").press_sequentially("points of contact")
    if not scripts:
        page.locator("#q").press("Enter")
    expect(page.locator(".said").first).to_have_text("联络人")
    page.wait_for_url("**/terms?*q=points+of+contact*")
    expect(page.locator("mark").first).to_have_text("Points of contact")


def test_an_example_leads_to_its_paragraph(readers: Readers, language: Language, *, scripts: bool) -> None:
    page = readers.open("/terms?q=points of contact", language, scripts=scripts)
    page.locator("[data-hit]").first.click()
    expect(page.locator("main.reading :target")).to_be_visible()


def test_a_glossary_leads_to_how_a_term_is_said(
    readers: Readers, language: Language, *, scripts: bool
) -> None:
    page = readers.open("/glossary?symbol=S/2019/986&language=en", language, scripts=scripts)
    page.get_by_role("link", name="points of contact", exact=True).click()
    expect(page.locator(".said").first).to_have_text("联络人")
