"""The check of patterns refuses those that take more than linear time, and reads every one of the tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scripts.pattern_sites import FOLDERS, METHODS, ROOT, sites
from scripts.patterns import READINGS, SEARCHES, fault, wrong

if TYPE_CHECKING:
    from scripts.pattern_sites import PatternSite

_JOIN = r"(?:\s*至\s*|\s*(?:[、,]\s*(?:和)?|和)\s*)"
_MENDED_JOIN = r"(?:\s*+至\s*+|\s*+(?:[、,]\s*+(?:和\s*+)?|和\s*+))"


@pytest.fixture(scope="module")
def tree() -> tuple[PatternSite, ...]:
    return tuple(sites())


@pytest.mark.parametrize(
    ("slow", "mended"),
    [
        # What once held a worker for ever: dates, and lists of States.
        (rf"\d月\d(?:\s*日?{_JOIN}\d){{0,30}}\s*日", rf"\d月\d(?:(?:\s*+日)?{_MENDED_JOIN}\d)*(?:\s*+日)?"),
        (r"\s*(?:[、,]\s*和?|和)\s*(?:the\s)?\s*", r"\s*+(?:[、,]\s*+(?:和\s*+)?|和\s*+)(?:the\s++)?"),
        # Optional blanks side by side, and more apart.
        (r"x\s*,?\s*y", r"x\s*+(?:,\s*+)?y"),
        (r"x.*a.*b", r"x[^ab]*a[^b]*b"),
        (r"x\d+\d+y", r"x\d{2,}y"),
        # A repeat within a repeat.
        (r"x(?:a+)*b", r"xa*b"),
        (r"x(?:\s*a?)*b", r"x(?:\s|a)*b"),
        (r"x(?:a*)*b", r"xa*b"),
        (r"x(?:a?b?){9}c*(?:a|c)*d", r"x(?:a|b)*d"),
        # Alternatives that overlap.
        (r"x(?:a|a)*b", r"xa*b"),
        (r"x(?:\w|\dy?)*!", r"x\w*!"),
        (r"x(?:ab|a|b)*c", r"x(?:a|b)*c"),
        (r"x(?:/|/(?=\d)\d*)*y", r"x(?:/\d*)*y"),
        (r"(?i)x(?:ay?|A)*b", r"(?i)xa*b"),
        # The same group again.
        (r"x(?P<one>a*)(?P=one)b", r"x(?P<one>ab)*c"),
    ],
)  # fmt: skip
def test_two_readings_are_refused_and_one_is_not(slow: str, mended: str) -> None:
    assert (fault(slow, searched=False) or "").startswith("there are two ways")
    assert fault(mended, searched=False) is None


@pytest.mark.parametrize(
    ("slow", "mended"),
    [
        (r"\s+$", r"(?<!\s)\s+$"),
        (r"\s*,", r"(?:(?<!\s)\s+)?,"),
        (r"\d+x", r"(?<!\d)\d+x"),
        (r"\w+!", r"\b\w+!"),
        (r"《[^》]*》", r"《[^《》]*》"),
        (r"在[^、]+框架", r"框架"),
        (r"a.*b", r"a[^a]*b"),
        (r"(?m)\s*x$", r"(?m)^[ \t]*x$"),
    ],
)
def test_a_search_that_begins_anew_is_refused(slow: str, mended: str) -> None:
    assert (fault(slow) or "").startswith("a search begins anew")
    assert fault(slow, searched=False) is None
    assert fault(mended) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "", "a", r"\s+", r"a\s*b",
        r"\d+(?:\.\d+)?", r"[^\W_]+", r"\w(?:.*[\w)])?", r"(?:a|b)*", r"\d{1,2}\s*月\s*\d{1,2}",
        r"(?:[a-z]{1,6}\.){1,4}", r"x\s*+\s*y", r"a(?>\s*)\s*x", r"(?<=[。！？])\s+x", r"^\s+$",
    ],
)  # fmt: skip
def test_what_is_fast_passes(pattern: str) -> None:
    assert fault(pattern) is None


def test_every_pattern_of_the_tree_passes(tree: tuple[PatternSite, ...]) -> None:
    assert [line for site in tree for line in wrong(site)] == []


def test_no_call_is_overlooked(tree: tuple[PatternSite, ...]) -> None:
    """Every `re.` of the source that takes a pattern is one of the calls whose pattern was read."""
    call = re.compile(rf"\bre\.(?:{'|'.join((*METHODS, 'compile'))})\(")
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            assert not re.search(r"^\s*(?:from re import|import (?:re as|regex))", source, re.MULTILINE), path
            read = [site for site in tree if site.path == path.relative_to(ROOT)]
            assert len(call.findall(source)) == len(read), path
    assert all(site.patterns for site in tree)


def test_nothing_is_permitted_that_need_not_be(tree: tuple[PatternSite, ...]) -> None:
    refused = {(str(site.path), site.name) for site in tree if wrong(site, lenient=False)}
    assert refused == {*READINGS, *SEARCHES}
