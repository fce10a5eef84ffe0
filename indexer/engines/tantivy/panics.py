"""What tantivy's own code gives up on: Rust's panics, as exceptions that the rest of the program knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class PanicError(Exception):
    """Tantivy's code stopped in the middle."""


@contextmanager
def caught() -> Iterator[None]:
    """Raise a panic as PanicError: it comes as a BaseException of a class that has no other name."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise PanicError(str(error)) from error
