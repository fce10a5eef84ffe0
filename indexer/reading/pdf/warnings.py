"""Warn of a text that a machine read from a scan, or that its fonts garble."""

from __future__ import annotations

from indexer.reading.pdf.quality import POOR, doubtful

_ENOUGH = 20
"""How many words say enough of the fonts of a PDF."""


def warnings_of(text: str, *, is_scan: bool) -> tuple[str, ...]:
    """Return what has to be said of the quality of a text.

    Args:
        text: The text.
        is_scan: Whether it lies, unseen, on the picture of a page.

    """
    bad, words = doubtful(text)
    share = bad / max(words, 1)
    told = f"{bad} of {words} words ({share:.0%}) cannot be words."
    if is_scan:
        return (f"The PDF is a scan, its text read by a machine: {told}",)
    if share >= POOR and words >= _ENOUGH:
        return (f"The text of the PDF is poor: {told}",)
    return ()
