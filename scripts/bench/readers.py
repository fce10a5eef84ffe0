"""Measure what reading a PDF takes, beside PDFium's bare text; print a table.

    python -m scripts.bench.readers FILE...

For each file: its pages, the milliseconds of the processor for a page (the best of five runs), those of the
bare text, and their ratio. At the end stands the median over the files.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

import pypdfium2

from indexer.reading.pdf import Pdf
from indexer.runtime.config import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 5


def main() -> None:
    """Measure the files that the command line names."""
    print("file | pages | ms a page | bare text | ratio")
    print("--- | ---: | ---: | ---: | ---:")
    taken = []
    for path in map(Path, sys.argv[1:]):
        data = path.read_bytes()
        pages = len(pypdfium2.PdfDocument(data))
        whole = best(lambda data=data, path=path: Pdf().read(data, path, LARGEST)) / pages  # type: ignore[misc]
        bare = best(lambda data=data: bare_text(data)) / pages  # type: ignore[misc]
        taken.append(whole)
        print(f"{path.name} | {pages} | {whole:.1f} | {bare:.1f} | {whole / bare:.1f}")
    print(f"median | | {median(taken):.1f} | |")


def bare_text(data: bytes) -> int:
    """Read the text of all pages with PDFium alone; return its length."""
    length = 0
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        length += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return length


def best(action: Callable[[], object]) -> float:
    """Return the milliseconds of the fastest of some runs."""
    times = []
    for _ in range(RUNS):
        started = process_time()
        action()
        times.append(process_time() - started)
    return 1000 * min(times)


if __name__ == "__main__":
    main()
