"""Reading: both languages side by side, finding in a document, and what is copied from a digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from indexer.model import Language
    from tests.browser.conftest import Readers

MARKS: dict[Language, str] = {"zh": "内容提要，非联合国文本", "en": "digest, not UN text"}
COPIED = """
() => {
  const data = new DataTransfer();
  const event = new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
  return data.getData("text/plain");
}
"""
SELECT = "(it) => getSelection().selectAllChildren(it)"


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
