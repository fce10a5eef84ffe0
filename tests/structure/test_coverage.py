"""Conservation: every character of a source is in one unit or in one class of noise, whatever the source."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.model.document import Given, Source
from indexer.reading import read
from indexer.reading.lines import split
from indexer.runtime.errors import InputError
from indexer.structure.assembly import Structured, structure, structured
from indexer.structure.pieces import NOISE

DIGESTS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))

PARTS_OF_DOCUMENTS = [
    "S/2031/7",
    "内容提要，非联合国文本",
    "Distr.: General",
    "附件",
    "Annex II",
    "附文",
    "一. 导言",
    "II. Progress",
    "A. 援助",
    "I. One",
    "1. 甲",
    "2. 乙：",
    "2.5",
    "99. 丙。",
    "(a) 丁；",
    "(i) 戊",
    "(一) 己",
    "㈡ 庚。",
    "(通过 Skype)",
    "1540(2004)号决议，",
    "¹ 见某文件。",
    "² See it.",
    "1 注",
    "____________",
    "https://undocs.org/a",
    "10/15 31-01234",
    "日期\t说明\t组织者\t地点",
    "1月2日\t会\t甲\t巴黎(视频)",
    "\t\t续\t",
    "日期 说明 组织者/主办方 地点 ",
    "3 月 4 日 会 甲 巴黎 ",
    "其他活动    ",
    "简称：甲，乙；丙：丁。",
    "Abbreviations: A, B",
    "主席的信",
    "2031年1月2日主席给",
    "。1",
    "，2 全面",
    "文¹本",
    "the Committee met.",
    "委员会审议了报告，并决定继续开展工作，同时请各国提供资料",
    "\u200b\ufeff",
    "(",
    "简称：",
]
lines_of_documents = st.lists(
    st.one_of(st.sampled_from(PARTS_OF_DOCUMENTS), st.text(max_size=12)), max_size=30
).map("\n".join)
spaced_lines = st.lists(
    st.tuples(
        st.sampled_from(["", " "]),
        st.sampled_from(PARTS_OF_DOCUMENTS),
        st.sampled_from(["", " ", "\n", "\f"]),
    ),
    max_size=30,
).map(lambda rows: "\n".join("".join(row) for row in rows))


def source(text: str) -> Source:
    return Source("random.txt", "utf-8", "0", text, split(text))


def visible(texts: Iterable[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if not char.isspace())


def check(text: str, result: Structured) -> None:
    """Hold a document against its source, line by line and character by character."""
    lines = {line.number: line.text for line in split(text)}
    covered = {number: [0] * len(line) for number, line in lines.items()}
    for piece in result.pieces:
        for place in range(piece.start, piece.end):
            covered[piece.line.number][place] += 1
    for number, line in lines.items():
        for char, times in zip(line, covered[number], strict=True):
            assert times == 1 or (times == 0 and char.isspace()), (number, line)
    aside = {*NOISE, "label", "mark", "category"}
    for kind in {piece.role for piece in result.pieces} - aside:
        pieces = visible(piece.text for piece in result.pieces if piece.role == kind)
        assert pieces == visible(one.text for one in result.document.paragraphs if one.kind == kind), kind
    units = visible(one.text for one in result.document.paragraphs)
    assert units + visible(piece.text for piece in result.pieces if piece.role in aside) == visible([text])
    coverage = result.document.coverage
    assert coverage.total == sum(visible([text]).values())
    assert coverage.total == sum(one.characters for one in (*coverage.kept, *coverage.noise))


@pytest.mark.parametrize("name", ["seed_2019", "seed_2020"])
def test_nothing_of_the_reviews_is_lost(name: str, request: pytest.FixtureRequest) -> None:
    text = read(request.getfixturevalue(name)).text
    symbol = None if name == "seed_2019" else "S/2020/1308"
    check(text, structured(source(text), Given(symbol=symbol)))


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_nothing_of_the_digests_is_lost(path: Path) -> None:
    result = structured(read(path), Given())
    check(read(path).text, result)
    coverage = result.document.coverage
    assert (coverage.missing, coverage.doubled, coverage.disordered, coverage.warnings) == ((), (), (), ())


@given(st.one_of(lines_of_documents, spaced_lines))
@settings(max_examples=400, deadline=None)
def test_any_text_becomes_a_document_or_is_refused(text: str) -> None:
    try:
        result = structured(source(text), Given(symbol=None if "S/2031/7" in text else "S/2031/7"))
    except InputError:
        return
    check(text, result)
    ids = [(one.part, one.locator) for one in result.document.paragraphs]
    assert len(ids) == len(set(ids))
    for one in result.document.paragraphs:
        assert all(0 <= mark.offset <= len(one.text) for mark in one.marks)
        assert len(one.topics) == len(one.section)


@pytest.mark.parametrize("path", [one for one in DIGESTS if ".en" in one.name], ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [68, 76, 90])
def test_a_document_is_the_same_in_wrapped_lines(path: Path, width: int) -> None:
    text = read(path).text
    paragraphs = [part if "\t" in part else textwrap.fill(part, width) for part in text.split("\n")]
    wrapped = structure(source("\n".join(paragraphs)), Given())
    whole = structure(read(path), Given())
    assert [(one.part, one.locator) for one in wrapped.paragraphs] == [
        (one.part, one.locator) for one in whole.paragraphs
    ]
    for one, other in zip(wrapped.paragraphs, whole.paragraphs, strict=True):
        assert one.text.replace("-\u00ad", "-").replace("- ", "-") == other.text.replace("- ", "-")
        assert (one.lead_in == "") == (other.lead_in == "")


def broken(path: Path, old: str, new: str) -> tuple[tuple[str, ...], ...]:
    """Return what is odd about a digest in which a line begins differently."""
    text = read(path).text
    assert f"\n{old}" in text
    coverage = structure(source(text.replace(f"\n{old}", f"\n{new}", 1)), Given()).coverage
    assert coverage.total == sum(one.characters for one in (*coverage.kept, *coverage.noise))
    return coverage.missing, coverage.doubled, coverage.disordered


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_broken_numbers_are_found(path: Path) -> None:
    assert broken(path, "7. ", "8. ") == (("annex:7",), ("annex:8",), ())
    assert broken(path, "7. ", "") == (("annex:7",), (), ())
    assert broken(path, "7. ", "17. ") == (
        ("annex:7",),
        ("annex:17",),
        tuple(f"annex:{n}" for n in range(8, 17)),
    )


@pytest.mark.parametrize("path", [one for one in DIGESTS if "2020" in one.name], ids=lambda path: path.stem)
def test_broken_items_are_found(path: Path) -> None:
    assert broken(path, "(b) ", "(c) ") == (("annex:24(b)",), ("annex:24(c)",), ())
