"""A disk that fails at a chosen call, by what strace injects."""

from __future__ import annotations

import logging
import random
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.terminal import Outcome

LOG = logging.getLogger(__name__)
SEED = 20191223
CALLS = (
    "write", "fsync", "fdatasync", "rename", "renameat", "link", "mkdir", "unlink", "unlinkat", "ftruncate",
    "flock", "pwrite64",
)  # fmt: skip
"""What is asked of the disk, tantivy's native code and SQLite included."""
ERRORS = ("ENOSPC", "EIO")
UNSAID = re.compile(
    r"write\(2, .*\(INJECTED\)"
    r"|^(\d+) +write\(2, [^\n]*<unfinished(?:(?!\n\1 )[\s\S])*\n\1 +<\.\.\. write resumed>.*\(INJECTED\)",
    re.MULTILINE,
)
"""What `strace -f` writes where it was the standard error that failed: then nothing can be said."""
PROGRESS = re.compile(r"indexer: (Recognising|Indexing): ")
"""How a line begins that tells of a work which takes long."""

UNLEARNED = "indexer: The lexicon was not renewed: "
"""How the line begins that tells that the change was made, but that nothing was learned from it."""


def calls(log: str) -> Iterator[tuple[str, int]]:
    """Yield each call of a run and how often one thread makes it, as `strace -f` has written them down."""
    made = Counter(re.findall(r"^(\d+) +(\w+)\(", log, re.MULTILINE))
    for name in CALLS:
        yield name, max((count for (_, call), count in made.items() if call == name), default=0)


def said(outcome: Outcome, traced: str) -> None:
    """Hold a command that may have failed to what it must say: one line, and no fault of ours."""
    if UNSAID.search(traced):
        return
    assert outcome.status in (0, 2, 3), outcome
    lines = [line for line in outcome.err.splitlines() if not PROGRESS.match(line)]
    failed = [line for line in lines if not line.startswith(UNLEARNED)]
    assert len(failed) == (1 if outcome.status else 0), outcome
    assert len(lines) - len(failed) <= 1, outcome
    assert all(line.startswith("indexer: ") for line in lines), outcome


def faults(log: Path, count: int | None) -> list[str]:
    """Choose calls of an undisturbed run, and return what makes strace fail each."""
    places = [(name, at) for name, most in calls(log.read_text("utf-8")) for at in range(1, most + 1)]
    random.Random(SEED).shuffle(places)  # noqa: S311 - no secret
    LOG.info("seed %s, %s of %s calls fail", SEED, count, len(places))
    return [
        f"inject={name}:error={ERRORS[turn % len(ERRORS)]}:when={at}"
        for turn, (name, at) in enumerate(places[:count])
    ]
