"""The titles of a page take time in proportion to their length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from indexer.query import arguments
from tests import site
from tests.growth import assert_linear, repeated
from webui.pages.titles import shown_titles

if TYPE_CHECKING:
    from indexer.library.library import Library


@pytest.mark.parametrize("piece", ["a ", "a", "第", "2019年1月1日", "1 May 2019 ", "S/2019/1 ", " "])
def test_titles(digests: Library, piece: str) -> None:
    hit = digests.search(arguments.parse([("q", "language:en")])).hits[0]

    def titled(text: str) -> None:
        shown_titles(
            [structs.replace(hit, symbol=f"S/{at}", title=f"{text}{at}", titles=None) for at in range(9)]
        )

    with site.client(digests).application.test_request_context("/?lang=en"):
        assert_linear(titled, repeated(piece), largest=100_000)
