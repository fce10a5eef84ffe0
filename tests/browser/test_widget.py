"""The widget inside another site's page, whose policy allows our script and our API and nothing else."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import expect  # noqa: E402 - where playwright is installed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Readers

HOST = """<!doctype html><html lang="en"><title>Another site</title>
<link rel="stylesheet" href="/hostile.css">
<h1>Another site</h1><div id="search"></div><p id="below">Below</p>{scripts}"""
HOSTILE = "input, button, ol { display: none !important } a { color: red !important; position: fixed }"
MARKS = {"zh": "本项目自编提要，非联合国文本", "en": "project digest, not UN text"}


@contextmanager
def hosting(site: str, scripts: str) -> Iterator[str]:
    """Serve another site whose one page holds these scripts; give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            style = self.path == "/hostile.css"
            body = (HOSTILE if style else HOST.format(scripts=scripts)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/css" if style else "text/html; charset=utf-8")
            self.send_header(
                "Content-Security-Policy",
                f"default-src 'none'; style-src 'self'; script-src {site}; connect-src {site}",
            )
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def script(site: str, **data: str) -> str:
    given = " ".join(f'data-{name}="{value}"' for name, value in data.items())
    return f'<script src="{site}/static/widget.js" {given} defer></script>'


@contextmanager
def visiting(browser: Browser, address: str, width: int = 1440) -> Iterator[tuple[Page, list[str]]]:
    """Give the page of the other site, and what its browser complains of."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    yield page, complaints
    assert context.cookies() == []
    context.close()


def test_a_reader_of_another_site_searches_and_comes_to_the_paragraph(
    browser: Browser, site: str, language: str
) -> None:
    tag = script(site, api=f"{site}/api/v1", language=language, target="#search", filter="year=2019")
    with hosting(site, tag) as address, visiting(browser, address) as (page, complaints):
        box = page.get_by_role("combobox")
        expect(box).to_be_visible()
        box.fill("委员会" if language == "zh" else "committee")
        box.press("Enter")
        hits = page.locator("#search li")
        expect(hits).to_have_count(10)
        expect(page.get_by_role("status")).to_contain_text("条结果" if language == "zh" else "hits")
        first = hits.first.get_by_role("link")
        expect(first).to_contain_text("S/2019/986")
        expect(first).to_contain_text(MARKS[language])
        target = first.get_attribute("href") or ""
        assert target.startswith(f"{site}/")
        assert "#" in target
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(first).to_be_focused()
        more = page.get_by_role("button", name="显示更多" if language == "zh" else "Show more")
        more.press("Enter")
        expect(hits).to_have_count(20)
        expect(hits.nth(10).get_by_role("link")).to_be_focused()
        assert complaints == []
        first.click()
        assert page.url == target


def test_the_box_of_the_widget_suggests_as_one_types(browser: Browser, site: str) -> None:
    tag = script(site, api=f"{site}/api/v1", language="en", target="#search")
    with hosting(site, tag) as address, visiting(browser, address) as (page, complaints):
        box = page.get_by_role("combobox")
        box.fill("lianluor")
        expect(page.get_by_role("option")).to_have_text(["联络人 → point of contact"])
        box.press("ArrowDown")
        expect(page.get_by_role("option")).to_have_attribute("aria-selected", "true")
        box.press("Enter")
        expect(box).to_have_value("联络人")
        expect(page.get_by_role("option")).to_have_count(0)
        expect(page.locator("#search ol li").first).to_be_visible()
        assert complaints == []


def test_neither_style_sheet_changes_the_other(browser: Browser, site: str) -> None:
    with hosting(site, script(site)) as address, visiting(browser, address) as (page, complaints):
        expect(page.get_by_role("combobox")).to_be_visible()
        heading = page.locator("h1").evaluate("element => getComputedStyle(element).fontWeight")
        assert heading == "700"
        assert page.locator("#below").evaluate("element => getComputedStyle(element).marginTop") == "16px"
        assert complaints == []


def test_markup_in_a_question_or_an_answer_stays_text(browser: Browser, site: str) -> None:
    with (
        hosting(site, script(site, language="en")) as address,
        visiting(browser, address) as (page, complaints),
    ):
        page.route(
            "**/api/v1/search*",
            lambda route: route.fulfill(
                json={
                    "query": {
                        "relaxed": {"matched": 1, "of": 2},
                        "notices": [{"zh": "", "en": "<b>x</b>"}],
                    },
                    "total": 1,
                    "next": None,
                    "hits": [
                        {
                            "script": "Hant",
                            "url": "/zh/S/1#x",
                            "citation": {"zh": "", "en": "<img src=x onerror=alert(1)>"},
                            "section": ["<i>"],
                            "snippet": [{"text": "<script>alert(1)</script>", "match": True}],
                        }
                    ],
                },
                headers={"Access-Control-Allow-Origin": "*"},
            ),
        )
        page.get_by_role("combobox").fill("<script>alert(1)</script>")
        page.keyboard.press("Enter")
        hit = page.get_by_role("listitem")
        expect(hit.get_by_role("link")).to_have_text("<img src=x onerror=alert(1)>")
        expect(hit.locator("mark")).to_have_text("<script>alert(1)</script>")
        expect(page.get_by_role("status")).to_have_text(
            "1 hit Nothing, or too little, has all 2 words. Shown is what has 1 of them or more. <b>x</b>"
        )
        expect(hit.locator("[lang=zh-Hant]")).to_have_count(2)
        assert complaints == []


def test_what_cannot_be_answered_is_said(browser: Browser, site: str) -> None:
    with hosting(site, script(site, language="zh")) as address, visiting(browser, address) as (page, _):
        box, status = page.get_by_role("combobox"), page.get_by_role("status")
        box.fill("zzzz qqqq")
        box.press("Enter")
        expect(status).to_contain_text("没有找到。")
        box.fill("year:long")
        box.press("Enter")
        expect(status).not_to_be_empty()
        page.route("**/api/v1/**", lambda route: route.abort())
        box.fill("智利")
        box.press("Enter")
        expect(status).to_have_text("目前无法检索，请稍后再试。")


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_about_it_shows_it_at_work(readers: Readers, language: str, width: int, scheme: str) -> None:
    page = readers.open("/embed", language, width=width, scheme=scheme)  # type: ignore[arg-type]
    expect(page.locator("pre").first).to_contain_text("/static/widget.js")
    box = page.get_by_role("combobox")
    box.fill("S/2019/986")
    box.press("Enter")
    expect(page.locator("#example li").first).to_contain_text(MARKS[language])
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_is_small(site: str, browser: Browser) -> None:
    with visiting(browser, f"{site}/embed") as (page, _):
        response = page.request.get(f"{site}/static/widget.js")
        assert len(response.body()) < 11_000
