"""A reader's browser before the served library; whatever the browser complains of fails the test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import serving
from tests.browser.kinds import LOCALES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

    from indexer.model.document import Language

HERE = Path(__file__).parent
HEIGHT = 900
PATIENCE = 10_000
"""Milliseconds to wait for what should be there at once."""
OVERTAKEN = "net::ERR_ABORTED"
"""What the browser calls a request that a page gave up itself: an answer that the next letter overtook."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Readers:
    """Opens pages as different readers see them, and keeps what the browser complains of.

    Without slots: playwright notes on the object which of its methods listen.
    """

    browser: Browser
    site: str
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(  # noqa: PLR0913 # each is a property of a reader that some test varies
        self,
        address: str,
        language: Language = "en",
        *,
        width: int = 1440,
        scheme: Literal["light", "dark"] = "light",
        scripts: bool = True,
        before: str = "",
    ) -> Page:
        """Open an address in a browser of its own, with the script `before` in each of its pages."""
        context = self.browser.new_context(
            base_url=self.site,
            locale=LOCALES[language],
            viewport={"width": width, "height": HEIGHT},
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.goto(address)
        return page

    def _console(self, message: ConsoleMessage) -> None:
        page = message.page
        # A page that says 404 says so on purpose, and Chromium repeats it here.
        if message.type in {"error", "warning"} and not (page and message.location["url"] == page.url):
            self.complaints.append(f"console: {message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site}/", "data:", "blob:")):
            self.complaints.append(f"leaves the site: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != OVERTAKEN:
            self.complaints.append(f"failed: {request.url} {request.failure}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving.serving(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = serving.chromium()
    if executable is None:
        pytest.skip(f"no Chromium: install Debian's package chromium, or set ${serving.VARIABLE} to one")
    with sync_playwright() as playwright:
        started = serving.launch(playwright, executable)
        yield started
        started.close()


@pytest.fixture
def readers(browser: Browser, site: str) -> Iterator[Readers]:
    """Give a way to open pages; when the test is over, no page may have complained or left the site."""
    opened = Readers(browser, site)
    yield opened
    for context in opened.contexts:
        context.close()
    assert opened.complaints == []


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    value: Language = request.param
    return value
