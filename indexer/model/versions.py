"""The versions of what is made of a file, step by step: an upgrade redoes only the steps that changed.

tests/indexing/test_versions.py notices if a step makes something else of the texts at hand without a new
version. The version of the analysis is worked out (`analysis.fingerprint`).
"""

from __future__ import annotations

READINGS: dict[str, int] = {}
"""For each format, by its usual suffix: the version of what its reader makes of a file, if it is not 1."""
RECOGNITION = 4
"""The version of what is recognised in a source: its units, names and citations."""


def reading(suffix: str) -> str:
    """Return the present version of the reader of a format, such as `txt-1`.

    Args:
        suffix: The usual suffix of the format, with or without its dot.

    """
    name = suffix.removeprefix(".")
    return f"{name}-{READINGS.get(name, 1)}"


def recognition() -> str:
    """Return the versions on which a recognised document depends, in one text."""
    return " ".join((str(RECOGNITION), *map(reading, sorted(READINGS))))
