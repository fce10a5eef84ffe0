"""The labels of headings, by which a section is asked for."""

from __future__ import annotations

import pytest

from indexer.names import sections


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("II. Progress", "2"),
        ("二. 进展", "2"),
        ("十二、结论", "12"),
        ("B. Assistance", "b"),
        ("C. Assistance", "c"),
        ("3. Training", "3"),
        ("Section 2 Purpose", "2"),
        ("第二节", "2"),
        ("Introduction", ""),
        ("a heading without a label", ""),
        ("", ""),
    ],
)
def test_the_label_of_a_heading(heading: str, label: str) -> None:
    assert sections.label(heading) == label


def test_a_section_has_the_labels_of_all_headings_above() -> None:
    assert list(sections.keys(("二. 进展", "导言", "B. 援助"))) == ["sect.2", "sect.2.b"]
