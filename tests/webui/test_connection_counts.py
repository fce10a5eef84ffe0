"""Workers know of each other how many connections they hold."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from webui.server.connection_counts import SLOTS, ConnectionCounts

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def another(counts: ConnectionCounts, worker: int, count: int) -> Iterator[int]:
    """Run another process that holds some connections, until the end of the block."""
    here, there = os.pipe()
    stop, until = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(until)
        counts.tell(worker, count)
        os.write(there, b"told")
        os.read(stop, 1)  # ends with the other process
        os._exit(0)
    os.close(stop)
    os.read(here, 4)
    try:
        yield pid
    finally:
        os.close(until)
        os.waitpid(pid, 0)
        for descriptor in (here, there):
            os.close(descriptor)


def test_a_worker_that_holds_fewer_is_seen_as_long_as_it_runs() -> None:
    counts = ConnectionCounts()
    counts.tell(1, 4)
    with another(counts, 2, 3):
        assert counts.fewer_elsewhere(4)
        assert not counts.fewer_elsewhere(3)
    assert not counts.fewer_elsewhere(4)


def test_an_eighth_of_many_is_no_difference() -> None:
    counts = ConnectionCounts()
    with another(counts, 2, 88):
        assert not counts.fewer_elsewhere(100)
        assert counts.fewer_elsewhere(102)


def test_nothing_is_left_to_oneself_or_to_nobody() -> None:
    counts = ConnectionCounts()
    assert not counts.fewer_elsewhere(9)
    counts.tell(1, 0)
    assert not counts.fewer_elsewhere(9)


@pytest.mark.parametrize("worker", [1, SLOTS - 1, SLOTS, SLOTS + 1, 10 * SLOTS + 5])
def test_any_number_of_workers_may_have_been_started(worker: int) -> None:
    counts = ConnectionCounts()
    with another(counts, worker, 1):
        assert counts.fewer_elsewhere(2)
