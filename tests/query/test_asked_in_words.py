"""Questions as people type them, each with what has to come of it: words, operators, partial answers.

A line of `asked_in_words.tsv` has an id, a question, and what is expected: `first:ID`, the id of the first
hit ends so; `hit:ID`, that of any, and not relaxed; `same:Q`, as many units as Q finds, and some; `notice:`,
any notice; `nohit:ID`; `zero:`, nothing is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.model.results import Results
from indexer.query import arguments
from tests import shelf

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
LINES = Path(__file__).with_suffix("").with_name("asked_in_words.tsv").read_text("utf-8").splitlines()
ENGLISH = """\
A/199/1

Letter dated 5 March 2044 from the Chair addressed to the President

Annex

Report on kites

I. Introduction

1. A nonproliferation of kites was asked for.

2. The light-house keepers saw a kite.

3. Each wind mill turned; a wind mill is tall.

4. The sub-regional kite meeting was held.

5. The harbour had a defence and a catalogue of kites.

6. One traveler was given a judgement.

7. The criteria, the phenomena and the chairman of the kite club.

8. The bases of kite flying are wind and string.

9. Løkke lives in the Straße of Æther; his Œuvre is a Þorn.

10. The U.Q.X. met the UQZ.

11. Winds not known to the kites are rare.
"""
CHINESE = """\
A/199/2
2044年3月5日主席的信

附件

关于风筝的报告

一. 导言

1. 第一次风筝节在海边举行。

2. 风筝讲习班人多。

3. KITE-19疫情已过。
"""
ANNEXE = """\
A/199/3

Letter dated 5 March 2044 from the Chair addressed to the President

Annexe

Report on string

I. Introduction

1. String is long.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("asked")
    texts = {"en": ENGLISH, "zh": CHINESE, "annexe": ANNEXE}
    made = Library(shelf.config(place, CORPUS))
    made.build()
    made.add([shelf.written(place / f"{name}.txt", text) for name, text in texts.items()], Given())
    made.close()
    with Library(shelf.config(place, CORPUS)) as opened:
        yield opened


def ask(library: Library, text: str) -> Results:
    return library.search(arguments.parse([("q", text), ("per_page", "100")]))


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.partition("\t")[0])
def test_it_is_answered_as_expected(library: Library, line: str) -> None:
    _, asked, expected = line.split("\t")
    kind, _, wanted = expected.partition(":")
    found = ask(library, asked)
    ids = [hit.id for hit in found.hits]
    match kind:
        case "first":
            assert ids[0].endswith(wanted)
        case "hit":
            assert found.query.relaxed is None
            assert [one for one in ids if one.endswith(wanted)]
        case "same":
            assert found.total == ask(library, wanted).total > 0
            assert found.query.relaxed is None
        case "notice":
            assert found.query.notices
        case "nohit":
            assert not [one for one in ids if one.endswith(wanted)]
        case _:
            assert (kind, found.total) == ("zero", 0)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Chile or Peru", "Chile OR Peru"),
        ("Chile, Peru or Brazil", "Chile OR Peru OR Brazil"),
        ("assistance Chile or Peru", "assistance (Chile OR Peru)"),
        ("assistance not Chile", "assistance NOT Chile"),
        ("智利或秘魯", "智利 OR 秘魯"),
        ("智利、秘鲁或巴西 援助", "(智利 OR 秘鲁 OR 巴西) 援助"),
        ("training w/5 assistance", '"training assistance"~5'),
        ("imp?ement", "imp*"),
        ("智利|秘鲁", "智利 OR 秘鲁"),
        ("assistance AND zebra", "assistance zebra"),
    ],
)
def test_a_notice_offers_the_question_meant(library: Library, asked: str, meant: str) -> None:
    assert meant in [notice.meant for notice in ask(library, asked).query.notices]


@pytest.mark.parametrize(
    "asked",
    ["peace and security in Africa", "CHILE OR PERU", "C++ AT&T", "what is it?", "Bosnia & Herzegovina"],
)
def test_what_is_right_gets_no_notice(library: Library, asked: str) -> None:
    told = ask(library, asked).query.notices
    assert [one.code for one in told if one.code != "not-named"] == []


@pytest.mark.parametrize(
    ("asked", "reason", "form"),
    [
        ("lighthouse", "spelling", "light-house"),
        ("UQX", "spelling", "U.Q.X."),
        ("windmill", "spelling", "wind mill"),
        ("首次风筝节", "near", "第一次风筝节"),
        ("basis", "near", "bases"),
    ],
)
def test_another_form_is_shown_and_can_be_dropped(
    library: Library, asked: str, reason: str, form: str
) -> None:
    found = ask(library, asked).query.expansions
    told = [(one.reason, variant.text) for one in found for variant in one.variants]
    assert (reason, form) in told
    assert all("%22" in one.url for one in found)


def test_a_relaxed_answer_keeps_the_state_and_offers_it(library: Library) -> None:
    found = ask(library, "Chile 2019 zebra assistance")
    relaxed = found.query.relaxed
    assert relaxed is not None
    assert relaxed.dropped == ("zebra",)
    assert [(one.name, one.value) for one in relaxed.offers] == [("state", "CHL"), ("year", "2019")]
    assert all("CHL" in [state.code for state in hit.states] for hit in found.hits)


def test_a_suggestion_finds_more_and_is_no_other_name(library: Library) -> None:
    assert ask(library, "asistance").query.suggestions[0] == "assistance"
    assert ask(library, "organisations").query.suggestions == ()
    assert ask(library, "UNODX assistance").query.suggestions == ()
