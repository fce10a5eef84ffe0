"""The page about the widget: it offers the right line, and docs/embedding.md tells of every option."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markupsafe import escape

from tests import site

if TYPE_CHECKING:
    from indexer.library.library import Library

ROOT = Path(__file__).resolve().parents[2]
WIDGET = (ROOT / "webui" / "static" / "widget.js").read_text(encoding="utf-8")
DOCS = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("public_url", "script"),
    [
        ("", "http://localhost/static/widget.js"),
        ("/un", "http://localhost/un/static/widget.js"),
        ("https://search.example/un", "https://search.example/un/static/widget.js"),
    ],
)
def test_its_line_has_the_address_of_this_server(digests: Library, public_url: str, script: str) -> None:
    page = site.client(digests, public_url=public_url).get("/embed?lang=zh").text
    line = f'<script src="{script}" data-language="zh" defer></script>'
    assert f"<code>{escape(line)}</code>" in page
    host = script.partition("/static")[0].removesuffix("/un")
    assert f"script-src {host}; connect-src {host}" in page


def test_every_attribute_of_the_widget_is_documented() -> None:
    attributes = set(re.findall(r"dataset\.(\w+)", WIDGET))
    assert attributes == {"api", "language", "target", "filter"}
    for attribute in attributes:
        assert f"| `data-{attribute}` |" in DOCS


def test_the_widget_has_its_texts_in_both_languages_and_writes_no_markup() -> None:
    chinese, english = re.findall(r"^    (?:zh|en): \{\n(.*?)^    \}", WIDGET, re.MULTILINE | re.DOTALL)
    names = [re.findall(r"^      (\w+):", texts, re.MULTILINE) for texts in (chinese, english)]
    assert names[0] == names[1]
    assert len(names[0]) > 8
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|cookie\b(?!s)|eval", WIDGET)
    assert len(WIDGET.encode()) < 11_000
