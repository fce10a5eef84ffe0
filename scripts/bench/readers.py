"""Measure what it takes to read PDFs, Word documents and web pages; print tables.

    .venv/bin/python -m scripts.bench.readers FILE...
    .venv/bin/python -m scripts.bench.readers --copies 1000 FILE...

The first table has for each file its pages, the milliseconds of processor time for a page (the best of five
runs), those that the bare text of a PDF takes, and their ratio. A file without pages has one for each 3,000
characters. With `--copies` a folder with so many copies of the files is read by `indexer add --dry-run`, on
one processor and on all; the second table has the seconds, their ratio, and the peak of memory of all
processes together.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pypdfium2

from indexer.reading import source
from scripts.bench.process_memory import KIB, run

RUNS = 5
CHARACTERS_A_PAGE = 3_000
CONFIG = '[library]\ncorpora = ["library"]\nindex = "index"\n'


def main() -> None:
    """Measure the files that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--copies", metavar="N", type=int, help="also read a folder of so many files")
    chosen = parser.parse_args()
    print("\n".join(page_table(chosen.files)))
    if chosen.copies:
        print("\n".join(["", *folder_table(chosen.files, chosen.copies)]))


def page_table(files: list[Path]) -> list[str]:
    """Return the table of what a page of each file takes."""
    lines = ["file | pages | ms a page | bare text | ratio", "--- | ---: | ---: | ---: | ---:"]
    taken = []
    for path in files:
        data = path.read_bytes()
        is_pdf = data.startswith(b"%PDF-")
        pages = (
            len(pypdfium2.PdfDocument(data)) if is_pdf else len(source(path, data).text) / CHARACTERS_A_PAGE
        )
        whole = best(source, path, data) / pages
        bare = best(bare_text, data) / pages if is_pdf else 0
        taken.append(whole)
        compared = f"{bare:.1f} | {whole / bare:.1f}" if bare else " | "
        lines.append(f"{path.name} | {pages:.1f} | {whole:.2f} | {compared}")
    return [*lines, f"median | | {median(taken):.2f} | |"]


def bare_text(data: bytes) -> int:
    """Read the text of all pages of a PDF with PDFium alone; return its length."""
    length = 0
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        length += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return length


def best(action: Callable[..., object], *arguments: object) -> float:
    """Return the milliseconds of processor time of the fastest of some runs."""
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        action(*arguments)
        times.append(time.process_time() - started)
    return 1_000 * min(times)


def folder_table(files: list[Path], copies: int) -> list[str]:
    """Return the table of what a folder of copies takes, on one processor and on all."""
    every = sorted(os.sched_getaffinity(0))
    lines = ["processors | seconds | ratio | MiB at most", "---: | ---: | ---: | ---:"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "config.toml").write_text(CONFIG, "utf-8")
        (folder / "files").mkdir()
        for number in range(copies):
            path = files[number % len(files)]
            shutil.copy(path, folder / "files" / f"{number:05}{path.suffix}")
        alone, memory = added(folder, every[:1])
        lines.append(f"1 | {alone:.1f} | 1.00 | {memory:.0f}")
        together, memory = added(folder, every)
        lines.append(f"{len(every)} | {together:.1f} | {alone / together:.2f} | {memory:.0f}")
    return lines


def added(folder: Path, processors: list[int]) -> tuple[float, float]:
    """Return the seconds that `indexer add --dry-run` takes for a folder, and the MiB of memory at most."""
    limited = ["taskset", "--cpu-list", ",".join(map(str, processors))]
    command = [str(Path(sys.executable).with_name("indexer")), "add", "--dry-run", str(folder / "files")]
    environment = os.environ | {"JUANZONG_CONFIG": str(folder / "config.toml")}
    ran = run([*limited, *command], environment, may_refuse=True)  # of copies all but one are refused
    return ran.seconds, ran.peak / (KIB * KIB)


if __name__ == "__main__":
    main()
