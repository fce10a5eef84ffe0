"""States and events in a browser: the filter as one types, bars that lead to their events, files to keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from indexer.model.document import Language
    from tests.browser.conftest import Readers


def test_states_are_filtered_by_either_name_or_code_as_one_types(
    readers: Readers, language: Language
) -> None:
    page = readers.open("/states", language)
    rows = page.locator("tr[data-names]:visible")
    expect(rows).to_have_count(105)
    for typed in ("cote d", "科特迪瓦", "civ"):
        page.fill("#filter input", typed)
        expect(rows).to_have_count(1)
        expect(page.locator("#filter output")).to_have_text("1")
        expect(page.locator(".letters")).to_be_hidden()
    page.fill("#filter input", "")
    expect(rows).to_have_count(105)
    expect(page.locator(".letters")).to_be_visible()


def test_without_scripts_a_letter_leads_to_its_states_and_no_filter_is_offered(readers: Readers) -> None:
    page = readers.open("/states", scripts=False)
    expect(page.locator("#filter")).to_be_hidden()
    page.click(".letters a >> text=Z")
    expect(page.locator("#letter-Z tr").first).to_be_in_viewport()


def test_a_bar_leads_to_the_events_of_its_month(readers: Readers, language: Language) -> None:
    page = readers.open("/events", language)
    bar = page.locator(".timeline a").first
    count = bar.locator("text").text_content()
    bar.click()
    expect(page.locator("table.events tr:has(td)")).to_have_count(int(count or 0))
    expect(page.locator("input[name=from]")).to_have_value("2019-01-01")


def test_the_events_shown_are_kept_as_a_calendar(readers: Readers, language: Language) -> None:
    page = readers.open("/events?state=CHL", language)
    with page.expect_download() as started:
        page.click("a[download] >> text=ICS")
    assert started.value.suggested_filename == "juanzong-events.ics"
    saved = Path(started.value.path()).read_text(encoding="utf-8")
    assert saved.count("BEGIN:VEVENT") == page.locator("table.events tr:has(td)").count() == 2
