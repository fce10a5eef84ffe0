"""Take screenshots of every page in both languages, at the widths of a telephone and of a desktop.

    .venv/bin/python scripts/screenshots.py FOLDER    # all: narrow and wide, light and dark
    .venv/bin/python scripts/screenshots.py --docs    # the few that stand in docs/, with few colours

The script serves the documents of `corpus/` on a free port. It needs Chromium and the Noto CJK fonts.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.kinds import KINDS, LOCALES
from tests.browser.serving import chromium, launch, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from indexer.model.document import Language

DOCS = Path(__file__).resolve().parents[1] / "docs"
TALLEST = 2600
"""A picture of a long page is cut at this height, in pixels."""
COLOURS = 48


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its page, language, size and colour scheme; height 0 means the whole page."""

    name: str
    kind: str
    language: Language
    width: int
    scheme: Literal["light", "dark"] = "light"
    height: int = 0


CHOSEN = (
    Shot("search", "answer", "zh", 1200, height=860),
    Shot("search-dark", "facts", "en", 390, "dark", height=780),
    Shot("document", "paragraph", "en", 1200, height=860),
    Shot("beside", "beside", "en", 1200, height=860),
    Shot("events", "events", "en", 1200, height=700),
    Shot("state", "state", "zh", 1200, height=700),
    Shot("states", "states", "en", 1200, height=700),
    Shot("documents", "documents", "zh", 1200, height=500),
    Shot("home", "home", "zh", 390, height=600),
    Shot("document-narrow", "document", "zh", 390, height=780),
    Shot("terms", "term", "en", 1200, height=700),
    Shot("glossary", "glossary", "zh", 390, height=600),
    Shot("api", "api", "en", 1200, height=860),
    Shot("embed", "embed", "en", 390, "dark", height=600),
)
"""The pictures in docs/, one of every page; `search` is the one in the README."""


def every() -> Iterator[Shot]:
    """Yield a shot of every page in both languages, in two widths, light and dark."""
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for kind, language, width, scheme in product(KINDS, LOCALES, (360, 1440), schemes):
        yield Shot(f"{kind}-{language}-{width}-{scheme}", kind, language, width, scheme)


def take(browser: Browser, site: str, shot: Shot) -> bytes:
    """Take one picture and return it as PNG."""
    page = browser.new_page(
        base_url=site,
        locale=LOCALES[shot.language],
        viewport={"width": shot.width, "height": shot.height or 900},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    )
    page.goto(KINDS[shot.kind], wait_until="networkidle")
    if shot.height:
        picture = page.screenshot()
    else:
        height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
        page.set_viewport_size({"width": shot.width, "height": height})
        picture = page.screenshot()
    page.close()
    return picture


def with_few_colours(picture: bytes) -> bytes:
    """Return a picture with a palette of COLOURS colours, which makes it about four times smaller."""
    written = BytesIO()
    small = Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(written, "PNG", optimize=True)
    return written.getvalue()


def main() -> None:
    """Take the pictures that the command line asks for."""
    if len(sys.argv) != 2:  # noqa: PLR2004 # the one argument
        sys.exit(__doc__)
    executable = chromium()
    if executable is None:
        sys.exit("There is no Chromium here: install it, or name it in $JUANZONG_CHROMIUM.")
    for_docs = sys.argv[1] == "--docs"
    folder = DOCS if for_docs else Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        serving(Path(place)) as site,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright, executable)
        for shot in CHOSEN if for_docs else every():
            picture = take(browser, site, shot)
            path = folder / f"{shot.name}.png"
            path.write_bytes(with_few_colours(picture) if for_docs else picture)
            print(f"{path} {path.stat().st_size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
