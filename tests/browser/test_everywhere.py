"""What holds on every page: its weight, its stillness, its width, and its accessibility."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.kinds import KINDS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from indexer.model.document import Language
    from tests.browser.conftest import Readers

NARROW = 360
WIDE = 1440
MOST_BYTES = 100_000
MOST_SHIFT = 0.01
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
WEIGHTS = """
performance.getEntries()
  .filter((entry) => "transferSize" in entry)
  .map((entry) => [entry.name, entry.transferSize])
"""


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind, address in KINDS.items() if "#" not in address])
def test_no_page_breaks_a_rule_of_wcag(readers: Readers, kind: str, language: Language) -> None:
    page = readers.open(KINDS[kind], language)
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], f"{width} px, {scheme}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_a_telephone(readers: Readers, kind: str, language: Language) -> None:
    page = readers.open(KINDS[kind], language, width=NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_once_a_page_is_shown(readers: Readers, kind: str, width: int) -> None:
    page = readers.open(KINDS[kind], "zh", width=width, before=WATCH_SHIFTS)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifted") < MOST_SHIFT


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_with_all_it_needs_is_light(readers: Readers, kind: str, language: Language) -> None:
    page = readers.open(KINDS[kind], language)
    page.wait_for_load_state("networkidle")
    weights: dict[str, int] = dict(page.evaluate(WEIGHTS))
    assert 0 < sum(weights.values()) < MOST_BYTES, weights


def violations(page: Page) -> list[str]:
    """Return what axe-core finds: the rule, and the elements that break it."""
    found = cast("dict[str, Any]", Axe().run(page, options=WCAG).response)
    return [
        f"{broken['id']}: {node['target']} {node['failureSummary']}"
        for broken in found["violations"]
        for node in broken["nodes"]
    ]
