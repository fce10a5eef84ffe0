"""Read, recognise and analyse documents with nothing written, in a process of its own; print the seconds.

    python -m scripts.bench.bare_analysis FOLDER FIRST LAST

That is all that has to be computed for a document, once, with the worker processes that `indexer add` has:
the entries reach this process, as they must to be indexed, and are dropped here.
"""

from __future__ import annotations

import sys
from collections import deque
from contextlib import closing
from pathlib import Path
from time import perf_counter

from indexer.indexing.pipeline import analyse_all
from indexer.model.document import Given
from indexer.model.holding import Holding
from scripts.bench import short_documents


def main() -> None:
    """Analyse the documents with the numbers from FIRST to before LAST, and print the seconds."""
    folder, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    print(analysed(folder, range(first, last)))


def analysed(folder: Path, numbers: range) -> float:
    """Analyse documents; return the seconds that it took."""
    started = perf_counter()
    held = (
        Holding(folder, short_documents.name(number), "", "zh", "official", Given()) for number in numbers
    )
    with closing(analyse_all(held)) as documents:
        for document in documents:
            deque(document.entries, maxlen=0)
    return perf_counter() - started


if __name__ == "__main__":
    main()
