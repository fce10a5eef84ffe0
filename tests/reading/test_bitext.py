"""Bitext, TMX and Moses pairs, is read pair by pair; what is broken is refused with where it is broken."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from indexer.reading import read
from indexer.reading.bitext import grouping, moses, tmx
from indexer.reading.bitext.pairs import LONGEST, Pair, language_of, symbol_of
from indexer.runtime.errors import InputError, OversizeError
from tests.growth import assert_linear, repeated

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<!-- made by hand -->
<tmx version="1.4">
  <header creationtool="x" segtype="sentence" srclang="en"><prop type="client">none</prop></header>
  <body>
    <tu tuid="1">
      <prop type="document">S/2021/7</prop><note>S/2021/8</note>
      <tuv xml:lang="en-US"><prop>1</prop><seg>The <hi>Committee</hi> met &amp; spoke.</seg></tuv>
      <tuv xml:lang="fr"><seg>Le Comité s’est réuni.</seg></tuv>
      <tuv xml:lang="zh-CN"><seg>委员会举行了会议，
        并发言。</seg></tuv>
      <tuv xml:lang="zh-TW"><seg>委員會舉行了會議。</seg></tuv>
    </tu>
    <tu><prop type="document">2015/s/res/2204__2015_</prop>
      <tuv lang="EN"><seg>See <bpt i="1">&lt;b&gt;</bpt>it<ept i="1">&lt;/b&gt;</ept><ph>{1}<sub>A note.</sub>
      </ph></seg></tuv>
      <tuv lang="zh"><seg>见<ut>x</ut>此<it pos="begin">y</it>。</seg></tuv>
    </tu>
    <tu><tuv xml:lang="en"><seg>No document.</seg></tuv><tuv xml:lang="zh"><seg>没有文件。</seg></tuv></tu>
    <tu><tuv xml:lang="es"><seg>Nada.</seg></tuv></tu>
    <tu><tuv xml:lang="en"><seg/></tuv></tu>
  </body>
</tmx>
"""
PAIRS = [
    Pair("委员会举行了会议， 并发言。", "The Committee met & spoke.", "S/2021/7"),
    Pair("见此。", "See it A note.", "S/RES/2204(2015)"),
    Pair("没有文件。", "No document."),
]


def pairs(folder: Path, data: bytes | str) -> list[Pair]:
    path = folder / "x.tmx"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(tmx.pairs(path))


def group(folder: Path, english: bytes, chinese: bytes, ids: bytes | None = None) -> list[Pair]:
    (folder / "x.en").write_bytes(english)
    (folder / "x.zh").write_bytes(chinese)
    if ids is not None:
        (folder / "x.ids").write_bytes(ids)
    files = moses.files_of(folder / "x.zh")
    assert files is not None
    return list(moses.pairs(*files))


@contextmanager
def peak() -> Iterator[list[int]]:
    """Give a list that at the end holds the most bytes that were in memory at once."""
    most: list[int] = []
    tracemalloc.start()
    try:
        yield most
    finally:
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()


def test_the_pairs_of_a_tmx_are_read_with_their_documents(tmp_path: Path) -> None:
    assert pairs(tmp_path, TMX) == PAIRS
    assert pairs(tmp_path, TMX.replace('"UTF-8"', '"UTF-16"').encode("utf-16")) == PAIRS
    assert pairs(tmp_path, b"\xef\xbb\xbf" + TMX.encode()) == PAIRS


def test_the_header_names_the_document_of_units_that_do_not(tmp_path: Path) -> None:
    found = pairs(tmp_path, TMX.replace(">none<", ">A/75/1<"))
    assert [one.symbol for one in found] == ["S/2021/7", "S/RES/2204(2015)", "A/75/1"]


def test_a_tmx_is_told_by_its_content() -> None:
    assert tmx.is_tmx(TMX.encode()[:4096])
    assert tmx.is_tmx(TMX.encode("utf-16")[:4096])
    assert not tmx.is_tmx(b"<?xml version='1.0'?><html/>")
    assert not tmx.is_tmx(b"Of <tmx> files")


LAUGHS = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', LAUGHS), "a document type of its own"),
        (('"tmx14.dtd"', '"file:///etc/passwd"'), "a document type of its own"),
        (("&amp;", "&laughs;"), "the entity &laughs; is not defined"),
        (("&amp;", "&"), r"broken TMX: .*, in line \d+"),
        (("&amp;", "&#0;"), r"broken TMX: .*, in line \d+"),
        (("</tu>", ""), "broken TMX: mismatched tag"),
        (("</tmx>", ""), "broken TMX: no element found"),
        (('"UTF-8"', '"x-none"'), "broken TMX: unknown encoding"),
        (("<tmx ", "<html><tmx "), "it begins with <html>"),
        (("Committee", "x" * (LONGEST + 1)), "has more than 20,000 characters"),
        (("No document.", "<hi>" * 300), "too deep"),
    ],
)
def test_a_broken_tmx_is_refused(tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        pairs(tmp_path, TMX.replace(*change, 1))
    assert "x.tmx" in refused.value.message
    assert refused.value.advice


@pytest.mark.parametrize("huge", [f'<tu tuid="{"x" * 9_000_000}">', f"<!--{'x' * 9_000_000}-->"])
def test_a_huge_tag_is_refused_in_bounded_memory(tmp_path: Path, huge: str) -> None:
    path = tmp_path / "x.tmx"
    path.write_text(TMX.replace("<tu>", huge, 1))
    with peak() as most, pytest.raises(InputError, match="a tag or a comment is too long"):
        list(tmx.pairs(path))
    assert most[0] < 8_000_000


def test_a_large_tmx_is_read_in_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "_AT_ONCE", 100)
    unit = TMX.partition("<body>")[2].partition("</tu>")[0] + "</tu>"
    path = tmp_path / "x.tmx"
    with path.open("w") as stream:
        stream.write(TMX.partition("<body>")[0] + "<body>")
        for _ in range(40):
            stream.write(unit * 100)
        stream.write("</body></tmx>")
    with peak() as most:
        sorted_into = grouping.grouped(tmx.pairs(path))
    assert most[0] < path.stat().st_size / 2
    (chinese, english) = sorted(grouping.groups(sorted_into), key=lambda one: one.language, reverse=True)
    assert (chinese.count, english.count) == (4_000, 4_000)
    with pytest.raises(OversizeError):
        grouping.content(sorted_into, grouping.member(english), "x", 10_000)
    grouping.release()
    assert not sorted_into.exists()


def mutated(count: int) -> Iterator[bytes]:
    """Yield broken forms of a TMX file, the same ones at each run."""
    chance = random.Random(13)  # noqa: S311 - no secret
    whole = TMX.encode()
    pieces = [
        b"<",
        b">",
        b"&",
        b"<seg>",
        b"</seg>",
        b"<tu>",
        b"</tu>",
        b"<sub>",
        b"</sub>",
        b"\0",
        b"\xff",
        b"]]>",
    ]
    pieces += [
        b"<!DOCTYPE tmx [",
        b"<![CDATA[",
        b"<?x",
        b"<!--",
        b"&#x10ffff;",
        b'xml:lang="en"',
        b"<prop>",
        b"</tuv>",
    ]
    for _ in range(count):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(data))
            length = chance.choice((0, 1, 1, 5, 60))
            piece = chance.choice((*pieces, data[place : place + 40], bytes([chance.randrange(256)])))
            data[place : place + length] = piece
        yield bytes(data[: chance.randrange(len(data))] if chance.random() < 0.1 else data)


def try_mutated(folder: Path, count: int) -> None:
    for data in mutated(count):
        with suppress(InputError):
            assert all(pair.zh or pair.en for pair in pairs(folder, data))


def test_no_tmx_breaks_the_reader(tmp_path: Path) -> None:
    try_mutated(tmp_path, 200)


@pytest.mark.stress
def test_none_of_thousands_breaks_the_reader(tmp_path: Path) -> None:
    try_mutated(tmp_path, 20_000)


def test_two_files_whose_lines_belong_together_are_a_bitext(tmp_path: Path) -> None:
    english, chinese = b"\xef\xbb\xbfOne  line.\r\n\nTwo\x01.\nOnly\n", "一行。\n\n二。\n\n".encode()
    assert group(tmp_path, english, chinese) == [
        Pair("一行。", "One line."),
        Pair("二。", "Two."),
        Pair("", "Only"),
    ]
    ids = b"S/RES/1540 (2004)\n\n2015/a/69/308__part_ii_ en:2:1\nnothing\n"
    found = group(tmp_path, english, chinese, ids)
    assert [one.symbol for one in found] == ["S/RES/1540(2004)", "A/69/308(PartII)", ""]
    assert moses.files_of(tmp_path / "x.ids") == moses.files_of(tmp_path / "x.en")
    (tmp_path / "x.zh").unlink()
    assert moses.files_of(tmp_path / "x.en") is None
    assert moses.files_of(tmp_path / "x.txt") is None


@pytest.mark.parametrize(
    ("english", "chinese", "ids", "reason"),
    [
        (
            b"a\nb\n",
            "甲\n".encode(),
            None,
            r"x\.zh ends before line 2, and x\.en has that line|x\.zh ends before line 2",
        ),
        (b"a\n", "甲\n乙\n".encode(), None, r"x\.en ends before line 2, and .*x\.zh has that line"),
        (b"a\nb\n", "甲\n乙\n".encode(), b"S/2021/7\n", r"x\.ids ends before line 2"),
        (b"a\n", "甲\n".encode(), b"S/2021/7\nS/2021/8\n", r"x\.ids has that line"),
        (b"a\n", "甲\n".encode("gb18030"), None, r"Line 1 of .*x\.zh is not in UTF-8"),
        (b"a\n" + b"x" * 10_000_000, "甲\n乙\n".encode(), None, r"line 2 has more than 20,000 characters"),
        (b"a\n", "甲".encode() * 20_003, None, r"line 1 has more than 20,000 characters"),
    ],
)
def test_files_whose_lines_do_not_belong_together_are_refused(
    tmp_path: Path, english: bytes, chinese: bytes, ids: bytes | None, reason: str
) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        group(tmp_path, english, chinese, ids)
    assert refused.value.advice


def test_all_documents_of_the_parallel_corpus_are_known(bitext: Path) -> None:
    names = {line.split()[0] for line in (bitext / "devset.ids").read_text("utf-8").splitlines()}
    found = {symbol_of(name) for name in names}
    assert len(found) == len(names) == 732
    assert {"A/69/308(PartII)", "S/RES/2204(2015)", "UNEP(DTIE)/Hg/INC.6/24", "PBC(31)/1"} & found
    assert "" not in found


def test_names_of_languages() -> None:
    assert [language_of(code) for code in ("zh-CN", "ZH_tw", "zho", "cmn-Hans")] == ["zh"] * 4
    assert [language_of(code) for code in ("EN", "en-us", "eng")] == ["en"] * 3
    assert [language_of(code) for code in ("fr", "", "zha", "*all*")] == [None] * 4


@pytest.mark.parametrize("piece", ["2015/a/", "_i_", "a/69_", "__x"])
def test_a_name_takes_time_in_proportion(piece: str) -> None:
    assert_linear(symbol_of.__wrapped__, repeated(piece))


@pytest.mark.parametrize(
    "text",
    [
        "JUANZONG BITEXT 1\tS/2021/7\ten\n1 no tab\n",
        "JUANZONG BITEXT 1\tS/2021/7\ten\n2\ttwo\n1\tone\n",
        "JUANZONG BITEXT 1\tS/2021/7\ten\n1\t \n",
        "JUANZONG BITEXT 1\tS/2021/7\ten\n1" + "0" * 5_000 + "\ttext\n",
        "JUANZONG BITEXT 1\tS/2021/7\ten\n²\ttwo\n",
    ],
)
def test_a_damaged_file_of_sentences_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.bitext"
    path.write_text(text)
    with pytest.raises(InputError, match="is no numbered sentence, or out of order"):
        read(path)
