"""Names and numbers in questions: each finds what names the same, however it is written, and nothing else.

The questions are data, `naming/questions.tsv`: id, question, what is expected. They are asked of the default
library and of the two texts beside them.
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
from tests.conftest import CORPUS

FOLDER = Path(__file__).with_name("naming")
QUESTIONS = [line.split("\t") for line in (FOLDER / "questions.tsv").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("naming")
    settings = shelf.config(place, CORPUS, place / "library")
    library = Library(settings)
    library.build()
    library.add([FOLDER / "zh.txt", FOLDER / "en.txt"], Given())
    library.close()
    with Library(settings) as opened:
        yield opened


def ask(library: Library, text: str) -> Results:
    return library.search(arguments.parse([("q", text), ("per_page", "100")]))


@pytest.mark.parametrize(
    ("asked", "expected"), [row[1:] for row in QUESTIONS], ids=[row[0] for row in QUESTIONS]
)
def test_a_question_finds_what_it_names(library: Library, asked: str, expected: str) -> None:
    kind, _, wanted = expected.partition(":")
    results = ask(library, asked)
    ids, relaxed = [hit.id for hit in results.hits], results.query.relaxed
    match kind:
        case "hit":
            assert wanted in ids
            assert relaxed is None
        case "same":
            other = ask(library, wanted)
            assert results.total == other.total > 0
            assert relaxed is other.query.relaxed is None
        case "notice":
            assert wanted in [notice.code for notice in results.query.notices]
        case "zero":
            assert results.total == 0
        case "first":
            assert ids[0] == wanted
        case "last":
            assert ids[-1] == wanted
        case "nofirst":
            assert ids[:1] != [wanted]
        case _:
            assert kind == "nohit"
            assert results.total <= len(ids)
            assert wanted not in ids
