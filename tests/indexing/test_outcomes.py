"""A draft is said to have become a resolution only where a document says so beyond doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.indexing.outcomes import outcomes
from indexer.model.document import Given
from indexer.names.annotate import annotate
from indexer.reading import source
from indexer.structure.assembly import structure

RECORD = """\
United Nations
{symbol}
{body}
Ninety-ninth year
99001st meeting
Wednesday, 5 March 2031, 10 a.m.
New York

President: Ms. Moreau (France)

The meeting was called to order at 10.05 a.m.

The President: {said}

{done}

The meeting rose at 11 a.m.
"""
CHINESE = """\
联合国
A/174/PV.31
大会
第一百七十四届会议
第31次全体会议
2031年3月2日星期五上午10时举行
纽约

主席：李先生(圭亚那)

上午10时开会。

主席(以英语发言)：大会现在就决议草案A/174/L.11作出决定。

{done}

上午11时散会。
"""
RESOLUTION = """\
United Nations
A/RES/174/5
General Assembly
Distr.: General
3 March 2031

Seventy-fourth session
Agenda item 9

Resolution adopted by the General Assembly on 2 March 2031

[{basis}]

174/5. Reeds of the shore

The General Assembly,

Noting the reeds,

1. Decides to plant reeds;

2. Requests a report.
"""
COUNCIL, ASSEMBLY = ("S/PV.99001", "Security Council"), ("A/174/PV.31", "General Assembly")


def told(text: str) -> list[tuple[str, str]]:
    document = annotate(structure(source(Path("record.txt"), text.encode()), Given()))
    return [(one.draft, one.resolution) for one in outcomes(document)]


@pytest.mark.parametrize(
    ("done", "found"),
    [
        ("Draft resolution A/174/L.11 was adopted (resolution 174/5).", True),
        (
            "Draft resolution A/174/L.11, as orally revised, was adopted by 9 votes to 2 (resolution 174/5).",
            True,
        ),
        ("Draft resolution A/174/L.11 was therefore not adopted (resolution 174/5).", False),
        ("The amendment was adopted. Resolution 174/5 is about draft resolution A/174/L.11.", False),
        # Which draft this is, the sentence does not say: a committee's bears no symbol.
        ("The draft resolution was adopted (resolution 174/5).", False),
        ("Draft resolution II was adopted (resolution 174/5).", False),
    ],
)
def test_a_sentence_names_draft_and_resolution(done: str, *, found: bool) -> None:
    symbol, body = ASSEMBLY
    said = "We shall now take a decision on draft resolution A/174/L.11."
    text = RECORD.format(symbol=symbol, body=body, said=said, done=done)
    assert told(text) == ([("A/174/L.11", "A/RES/174/5")] if found else [])


@pytest.mark.parametrize(
    ("done", "found"),
    [
        ("决议草案A/174/L.11获得通过(第174/5号决议)。", True),
        ("决议草案A/174/L.11以9票对2票获得通过(第174/5号决议)。", True),
        ("决议草案A/174/L.11未获通过(第174/5号决议)。", False),
    ],
)
def test_a_chinese_record_tells_it_too(done: str, *, found: bool) -> None:
    assert told(CHINESE.format(done=done)) == ([("A/174/L.11", "A/RES/174/5")] if found else [])


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Members have before them document S/2031/77, which contains the text of a draft resolution.", True),
        (
            (
                "Members have document S/2031/77, which contains the text of a draft resolution, and "
                "document S/2031/78, which contains the text of a draft resolution."
            ),
            False,
        ),
        ("Members have before them document S/2031/77.", False),
    ],
)
def test_the_council_decides_on_the_draft_it_has_before_it(said: str, *, found: bool) -> None:
    symbol, body = COUNCIL
    done = "The President: The draft resolution has been adopted unanimously as resolution 2999 (2031)."
    text = RECORD.format(symbol=symbol, body=body, said=said, done=done)
    assert told(text) == ([("S/2031/77", "S/RES/2999(2031)")] if found else [])


@pytest.mark.parametrize(
    ("basis", "draft"),
    [
        ("without reference to a Main Committee (A/174/L.11 and A/174/L.11/Add.1)", "A/174/L.11"),
        ("without reference to a Main Committee (A/174/L.11/Rev.1)", "A/174/L.11/Rev.1"),
        ("without reference to a Main Committee (A/174/L.11 and A/174/L.12)", None),
        ("on the report of the Third Committee (A/174/399)", None),
    ],
)
def test_a_resolution_names_its_draft(basis: str, draft: str | None) -> None:
    assert told(RESOLUTION.format(basis=basis)) == ([(draft, "A/RES/174/5")] if draft else [])
