"""Which units of two language versions are put together, and which stay alone."""

from __future__ import annotations

import random
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from indexer.alignment import align
from indexer.model.document import Given, Kind, Language, Paragraph
from indexer.names import annotate, citations, states
from indexer.reading import read
from indexer.structure.assembly import structure
from scripts import alignment as measured
from tests.growth import MOST, growth

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
BITEXT = 0.95
"""The least F1 of sentences of which a tenth is left out on each side."""
UNNUMBERED = 0.95
"""The least precision and recall of digests whose numbers are taken away."""

ZH = (
    "回顾第2334(2016)号决议，",
    "赞扬秘鲁和智利2019年3月提出的倡议，",
    "注意到委员会的报告，报告列出七十三项建议，其中多数涉及边境管制、出口许可和培训海关官员，",
    "关切资金不足，",
    "欢迎多哥主办的讲习班，",
)
EN = (
    "Recalling resolution 2334 (2016),",
    "Commending the initiative put forward by Chile and Peru in March 2019,",
    (
        "Taking note of the committee's report with its 73 recommendations, most of which concern border "
        "controls, export licences and the training of customs officers,"
    ),
    "Concerned at the shortage of funds,",
    "Welcoming the workshop hosted by Togo,",
)


def unit(
    text: str, locator: str, language: Language, kind: Kind = "paragraph", *, numbered: bool = False
) -> Paragraph:
    cited, named = citations.find(text), states.find(text, language)
    number = locator.partition("~")[0] if numbered else None
    return Paragraph(kind, "main", locator, text, number, citations=cited, mentions=named)


def version(texts: tuple[str, ...], language: Language) -> list[Paragraph]:
    return [unit(text, f"p.{at}", language) for at, text in enumerate(texts, 1)]


def written(left: list[Paragraph], right: list[Paragraph]) -> str:
    """Align two versions and write the beads by their locators: `p.1=p.1 p.2=- -=p.2`."""

    def side(units: list[Paragraph], places: tuple[int, ...]) -> str:
        return "+".join(units[at].locator for at in places) or "-"

    beads = align(left, right).beads
    return " ".join(f"{side(left, bead.left)}={side(right, bead.right)}" for bead in beads)


def document(name: str, language: Language) -> tuple[Paragraph, ...]:
    found = structure(read(CORPUS / f"{name}.{language}.txt"), Given(language=language))
    return annotate(found).paragraphs


@cache
def sentences(folder: Path) -> tuple[list[tuple[Paragraph, Paragraph]], ...]:
    return tuple(measured.documents(folder))


def places(left: list[Paragraph], right: list[Paragraph]) -> list[tuple[int, int]]:
    """Return the pairs of units of the same place, which are the true pairs of digests."""
    found = {(one.part, one.locator): at for at, one in enumerate(right)}
    return [
        (at, found[one.part, one.locator]) for at, one in enumerate(left) if (one.part, one.locator) in found
    ]


def test_numbered_units_pair_by_part_and_number_wherever_they_stand() -> None:
    zh = [unit(text, number, "zh", numbered=True) for text, number in (("甲", "1"), ("乙", "3"), ("丙", "2"))]
    en = [unit(text, number, "en", numbered=True) for text, number in (("a", "1"), ("b", "2"), ("c", "4"))]
    assert written(zh, en) == "1=1 3=- 2=2 -=4"


def test_units_of_different_parts_are_no_partners() -> None:
    zh = [replace(unit(ZH[1], "1", "zh", numbered=True), part="annex")]
    en = [unit(EN[1], "1", "en", numbered=True)]
    assert written(zh, en) == "-=1 1=-"


def test_a_number_that_is_printed_twice_pairs_in_order() -> None:
    zh = [unit(text, at, "zh", numbered=True) for text, at in (("甲", "9"), ("乙", "9~2"))]
    en = [unit(text, at, "en", numbered=True) for text, at in (("a", "9"), ("b", "9~2"))]
    assert written(zh, en) == "9=9 9~2=9~2"


def test_unnumbered_units_pair_in_order() -> None:
    zh, en = version(ZH, "zh"), version(EN, "en")
    assert written(zh, en) == "p.1=p.1 p.2=p.2 p.3=p.3 p.4=p.4 p.5=p.5"


@pytest.mark.parametrize("missing", range(len(ZH)))
def test_a_unit_that_one_version_lacks_stays_alone(missing: int) -> None:
    zh, en = version(ZH, "zh"), version(EN, "en")
    alone = zh.pop(missing).locator
    found = written(zh, en).split()
    assert f"-={alone}" in found
    assert len([one for one in found if "-" not in one]) == len(ZH) - 1


def test_unlike_units_are_never_paired_by_force() -> None:
    zh = [unit("关切资金不足，", "p.1", "zh")]
    en = [unit(EN[2], "p.1", "en")]
    assert written(zh, en) == "-=p.1 p.1=-"


def test_a_paragraph_pairs_with_none_of_the_next_numbers() -> None:
    zh = [
        unit("一", "1", "zh", numbered=True),
        unit(ZH[4], "p.1", "zh"),
        unit("二", "2", "zh", numbered=True),
    ]
    en = [unit("a", "1", "en", numbered=True), unit("b", "2", "en", numbered=True), unit(EN[4], "p.1", "en")]
    assert written(zh, en) == "1=1 p.1=- 2=2 -=p.1"


def test_a_unit_pairs_with_the_two_into_which_the_other_version_divides_it() -> None:
    first = "The committee met in Santiago in 2019 and heard 14 statements by members and observers."
    second = "It agreed that the second round should be held in Lima in 2021, subject to funds."
    whole = unit(
        "委员会2019年在圣地亚哥开会，听取了成员和观察员的14次发言。委员会商定第二轮会议2021年在利马举行，但须视资金情况而定。",
        "p.1",
        "zh",
    )
    en = [unit(first, "p.1", "en"), unit(second, "p.2", "en")]
    assert written([whole], en) == "p.1=p.1+p.2"
    assert written(en, [whole]) == "p.1+p.2=p.1"


def test_headings_and_notes_pair_with_their_own_kind() -> None:
    zh = [unit("导言", "h.1", "zh", "heading"), unit("见第1540(2004)号决议。", "fn.1", "zh", "footnote")]
    en = [
        unit("See resolution 1540 (2004).", "fn.1", "en", "footnote"),
        unit("Intro", "h.1", "en", "heading"),
    ]
    assert written(zh, en) in ("h.1=h.1 fn.1=fn.1", "fn.1=fn.1 h.1=h.1")


def test_rows_in_another_order_pair_by_what_they_name() -> None:
    zh = [unit(name, f"ev.{at}", "zh", "event") for at, name in enumerate(("秘鲁", "多哥", "智利"), 1)]
    en = [unit(name, f"ev.{at}", "en", "event") for at, name in enumerate(("Chile", "Peru", "Togo"), 1)]
    pairs = {(zh[bead.left[0]].text, en[bead.right[0]].text) for bead in align(zh, en).pairs}
    assert pairs == {("秘鲁", "Peru"), ("多哥", "Togo"), ("智利", "Chile")}


@pytest.mark.parametrize("seed", range(20))
def test_every_unit_is_in_one_bead_and_the_left_version_in_order(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same every time
    texts = [chance.choice((*ZH, *EN, "", "1", "智利")) for _ in range(chance.randrange(60))]
    kinds: tuple[Kind, ...] = ("paragraph", "heading", "event", "footnote", "abbreviation")

    def some() -> list[Paragraph]:
        count = chance.randrange(len(texts) + 1)
        return [
            unit(chance.choice(texts), str(at), "zh", chance.choice(kinds), numbered=chance.random() < 0.3)
            for at in range(count)
        ]

    left, right = some(), some()
    beads = align(left, right).beads
    assert sorted(at for bead in beads for at in bead.right) == list(range(len(right)))
    assert sorted(at for bead in beads for at in bead.left) == list(range(len(left)))
    firsts = [bead.left[0] for bead in beads if bead.left]
    assert all(one < other for one, other in pairwise(firsts))


@pytest.mark.parametrize("name", ["S-2019-986", "S-2020-1308"])
def test_digests_align_without_their_numbers(name: str) -> None:
    chance = random.Random(name)  # noqa: S311 - the same every time
    zh, en = (
        [replace(one, number=None) for one in document(name, language) if chance.random() < 0.9]
        for language in ("zh", "en")
    )
    found = measured.score(zh, en, places(zh, en))
    assert min(found.precision, found.recall) >= UNNUMBERED, found


def test_digests_align_whole() -> None:
    for name in ("S-2019-986", "S-2020-1308"):
        zh, en = list(document(name, "zh")), list(document(name, "en"))
        assert measured.score(zh, en, places(zh, en)).f1 == 1


def test_sentences_of_the_united_nations_align(bitext: Path) -> None:
    chance = random.Random(measured.SEED)  # noqa: S311 - the same every time
    found = measured.total(measured.score(*measured.thinned(pairs, chance)) for pairs in sentences(bitext))
    assert found.f1 >= BITEXT, found


def test_a_long_stretch_that_one_version_lacks_does_not_lead_astray(bitext: Path) -> None:
    pairs = [pair for document_ in sentences(bitext) for pair in document_][:700]
    left = [one for one, _ in pairs]
    right = [other for _, other in (*pairs[:200], *pairs[500:])]
    truth = [*((at, at) for at in range(200)), *((at, at - 300) for at in range(500, 700))]
    assert measured.score(left, right, truth).f1 >= BITEXT


def test_time_grows_with_the_number_of_units() -> None:
    def work(text: str) -> None:
        units = [unit(line, f"p.{at}", "en") for at, line in enumerate(text.splitlines())]
        align(units, units[1:])

    line = "Chile hosted workshop number one in 2019, and others."
    lengths = range(1, 9)

    def text_of(size: int) -> str:
        lines = (f"{line[: 6 * lengths[at % len(lengths)]]} {at % 97}" for at in range(size // 30))
        return "\n".join(lines)

    assert growth(work, text_of, largest=65_536) <= MOST


def test_of_enormous_versions_only_numbered_units_are_paired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.alignment.units.MOST", 2)
    zh, en = version(ZH[:3], "zh"), version(EN[:3], "en")
    assert not align(zh, en).pairs
    numbered = [unit("a", "1", "en", numbered=True)]
    assert written([*zh, *numbered], [*en, *numbered]).endswith("1=1")
