"""Turn panics of tantivy's Rust code into an exception that the rest of the program can handle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class PanicError(Exception):
    """Tantivy's code stopped with a panic."""


@contextmanager
def caught() -> Iterator[None]:
    """Raise a panic as PanicError.

    The Python package raises panics as a BaseException, whose class can be recognised only by its name.
    """
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise PanicError(str(error)) from error
