"""The changelog has the form of Keep a Changelog, and tells of the version that is installed."""

from __future__ import annotations

import re
from datetime import date
from importlib.metadata import version

import pytest

from tests.test_docs import ROOT

TEXT = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
SECTIONS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
RELEASE = re.compile(r"\[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d\d-\d\d)")


def releases() -> list[tuple[str, str]]:
    """Return the heading of each release and what stands below it."""
    heads = re.split(r"^## (.*)\n", TEXT, flags=re.MULTILINE)[1:]
    return list(zip(heads[::2], heads[1::2], strict=True))


def test_what_is_not_released_comes_first_then_versions_with_their_days_newest_first() -> None:
    first, *others = [head for head, _ in releases()]
    assert first == "[Unreleased]"
    found = [one for head in others if (one := RELEASE.fullmatch(head))]
    assert len(found) == len(others)
    versions = [tuple(map(int, one.group(1, 2, 3))) for one in found]
    assert versions == sorted(set(versions), reverse=True)
    days = [date.fromisoformat(one[4]) for one in found]
    assert days == sorted(days, reverse=True)


def test_the_newest_version_is_that_of_the_package() -> None:
    assert releases()[1][0].startswith(f"[{version('juanzong')}] - ")


@pytest.mark.parametrize(("head", "body"), releases(), ids=lambda text: text.splitlines()[0] if text else "")
def test_changes_are_points_under_the_sections_that_there_are(head: str, body: str) -> None:
    before, *parts = re.split(r"^### (.*)\n", body, flags=re.MULTILINE)
    assert before.strip() == ""
    names, lists = parts[::2], parts[1::2]
    assert names == [name for name in SECTIONS if name in names]
    assert names or head == "[Unreleased]"
    for points in lists:
        assert points.strip()
        assert all(re.fullmatch(r"- .*\S", line) for line in points.strip().splitlines())
