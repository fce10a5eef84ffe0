"""Recognise the lines that stand apart from the numbered text: captions, boxes, who wrote or signed it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from indexer.language.en import document_patterns as english
from indexer.language.zh import document_patterns as chinese
from indexer.language.zh.numerals import LABEL
from indexer.text.folding import fold

_LONGEST = 200


class BoxLabel(NamedTuple):
    """The label of a box: the column at which its title begins, which may be the end of the line."""

    title: int


def box(text: str) -> BoxLabel | None:
    """Return the label with which a line begins as the heading of a box (`Box 1: Lamps`), or None."""
    folded = fold(text) if len(text) <= _LONGEST else ""
    found = _box().fullmatch(folded)
    if not found:
        return None
    title = next((found.start(name) for name in ("title", "loose") if found[name]), len(text))
    return BoxLabel(title)


def is_caption(text: str) -> bool:
    """Tell whether a line is the caption of a table or a picture: `Table 2`, `Figure III. Lamps`."""
    return len(text) <= _LONGEST and _caption().fullmatch(fold(text).strip()) is not None


def is_author(text: str) -> bool:
    """Tell whether a line below a title says by whom the document is: `Report of the Secretary-General`."""
    return len(text) <= _LONGEST and _author().fullmatch(fold(text).strip(" *")) is not None


def is_summary(text: str) -> bool:
    """Tell whether a line is the heading of the summary of a report."""
    return len(text) <= _LONGEST and _summary().fullmatch(fold(text).strip()) is not None


def is_signed(text: str) -> bool:
    """Tell whether a line holds the name of who signed."""
    return len(text) <= _LONGEST and _signed().fullmatch(fold(text).strip()) is not None


def is_office(text: str) -> bool:
    """Tell whether a line is the office of who signed, which Chinese documents print above the name."""
    return len(text) <= _LONGEST and _office().fullmatch(fold(text).strip()) is not None


@cache
def _box() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:{english.BOX} |(?:{chinese.BOX}) ?)(?:\d{{1,3}}|[ivx]{{1,6}}|{LABEL})"
        r"(?:[.:、]?\s*|[.:、]\s*(?P<title>\S.*)|\s+(?P<loose>\S.*))"
    )


@cache
def _caption() -> re.Pattern[str]:
    number = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})?|[ivx]{{1,6}}|{LABEL})"
    return re.compile(rf"(?:(?:{english.CAPTION}) |(?:{chinese.CAPTION}) ?){number}(?:[.:、]?\s.*|[.:、].*)?")


@cache
def _author() -> re.Pattern[str]:
    return re.compile(f"{english.AUTHOR}|{chinese.AUTHOR}")


@cache
def _summary() -> re.Pattern[str]:
    return re.compile(f"{english.SUMMARY}|{chinese.SUMMARY}")


@cache
def _signed() -> re.Pattern[str]:
    return re.compile(f"{english.SIGNED}|{chinese.SIGNED}")


@cache
def _office() -> re.Pattern[str]:
    return re.compile(chinese.OFFICE)
