"""Reading: both languages side by side, finding in a document, lists that lead to their items."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from indexer.model.document import Language
    from tests.browser.conftest import Readers


@pytest.mark.parametrize("scripts", [True, False], ids=["live", "plain"])
def test_both_languages_stand_side_by_side(readers: Readers, language: Language, *, scripts: bool) -> None:
    page = readers.open("/zh/S/2019/986", language, scripts=scripts)
    page.locator("a[href*='with=en']").first.click()
    ours, theirs = page.locator("[id='annex-12']"), page.locator("[id='en-annex-12']")
    left, right = ours.bounding_box(), theirs.bounding_box()
    assert left is not None
    assert right is not None
    assert abs(left["y"] - right["y"]) < 2
    assert left["x"] + left["width"] <= right["x"]
    assert "119" in ours.inner_text()
    assert "119" in theirs.inner_text()


@pytest.mark.parametrize("scripts", [True, False], ids=["live", "plain"])
def test_what_is_looked_for_is_found_in_turn(readers: Readers, language: Language, *, scripts: bool) -> None:
    page = readers.open("/en/S/2019/986", language, scripts=scripts)
    page.locator("[name=find]").fill("Chile")
    page.locator("[name=find]").press("Enter")
    page.wait_for_url("**find=Chile*")
    assert page.locator("mark").count() >= 3
    page.locator("[data-step='1']").first.click()
    expect(page.locator(":target")).to_be_in_viewport()


def test_without_scripts_lists_lead_to_their_items(readers: Readers, language: Language) -> None:
    page = readers.open("/states", language, scripts=False)
    page.locator("main a[href*='/state/CHL']").first.click()
    expect(page.locator("h1")).to_have_text({"zh": "智利", "en": "Chile"}[language])
    page = readers.open("/events", language, scripts=False)
    page.locator("[name=state]").fill("CHL")
    page.locator("[name=state]").press("Enter")
    page.wait_for_url("**state=CHL*")
    page.locator("table.events .source a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    page = readers.open("/documents", language, scripts=False)
    page.locator(".documents a").first.click()
    page.locator("nav a[href*='#annex']").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
