"""Make the small PDFs that the tests of the PDF reader read, from texts of our own, with Chromium.

Usage: python -m scripts.rendered_pdfs
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser.serving import chromium
from tests.reading.pdf.texts import documents
from tests.rendered import render

PLACE = Path(__file__).resolve().parents[1] / "tests" / "reading" / "pdf"


def main() -> None:
    """Write each document of `tests.reading.pdf.texts` as a PDF beside it."""
    executable = chromium()
    if executable is None:
        sys.exit("There is no Chromium. Install Debian's package chromium.")
    for name, source in documents().items():
        place = PLACE / f"{name}.pdf"
        render(source, place, executable)
        print(f"{place.name}: {place.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
