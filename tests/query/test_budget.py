"""A question is bounded before it is asked, and who asks too broadly is told by what."""

from __future__ import annotations

import string
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer.query import arguments
from indexer.query.budget import MAX_STOOD_FOR
from indexer.query.clauses import MAX_COMPLETIONS
from indexer.query.parser import MAX_LEAVES
from indexer.query.plan import Plan, plan
from indexer.runtime.errors import TooCostlyError
from tests import shelf
from tests.query.test_plan import Knowing
from webui import create_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from indexer.library.library import Library

LETTERS = string.ascii_lowercase
EVERY_LETTER = " OR ".join(f"{letter}*" for letter in LETTERS)
WORDS = tuple("".join(letters) for letters in product(LETTERS, LETTERS, "abcdefghijk"))
"""286 words begin with each letter, 11 with each two letters."""
KNOWN = Knowing(words=WORDS)


def asked(text: str, known: Knowing = KNOWN) -> Plan:
    return plan(arguments.parse([("q", text)]), known)


def refused(text: str, known: Knowing = KNOWN) -> TooCostlyError:
    with pytest.raises(TooCostlyError) as error:
        asked(text, known)
    return error.value


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (EVERY_LETTER, "“a*” stands for 200 words"),
        (EVERY_LETTER.replace(" OR ", " "), "“a*” stands for 200 words"),
        (" ".join(f"-{letter}*" for letter in LETTERS), "“a*” stands for 200 words"),
        (f"aid ({EVERY_LETTER})", "“a*” stands for 200 words"),
        (" ".join(f"{a}{b}*" for a in LETTERS for b in LETTERS), "“aa*” stands for 11 words"),
        (" ".join(f"state-of-{letter}*" for letter in LETTERS), "“state-of-a*” stands for 600 words"),
        (" ".join(f"ab{'-ab' * 300}-{letter}*" for letter in "ab"), "“ab-ab-ab-"),
        (
            " OR ".join(f"paras. {first}-999 of S/RES/1540(2004)" for first in range(1, 4)),
            "“paras. 1-999 of S/RES/1540(2004)” stands for 999 paragraphs",
        ),
        (
            " OR ".join(f"第1540(2004)号决议第{first}-999段" for first in range(1, 4)),
            "“第1540(2004)号决议第1-999段” stands for 999 paragraphs",
        ),
        (
            " OR ".join(f"year:{first}-2099" for first in range(1900, 1930)),
            "“year:1900-2099” stands for 200 years",
        ),
    ],
)
def test_what_stands_for_too_much_is_refused_by_its_broadest_part(text: str, part: str) -> None:
    error = refused(text)
    assert part in error.message
    assert error.advice


def test_a_part_that_is_long_is_shown_in_short() -> None:
    assert len(refused(" ".join(f"ab{'-ab' * 300}-{letter}*" for letter in "ab")).message) < 250


def test_no_more_is_looked_up_once_it_is_too_much() -> None:
    looked_up = []

    class Counting(Knowing):
        def completions(self, prefix: str, limit: int) -> tuple[str, ...]:
            looked_up.append(prefix)
            return KNOWN.completions(prefix, limit)

    refused(EVERY_LETTER, Counting())
    assert len(looked_up) == MAX_STOOD_FOR // MAX_COMPLETIONS + 1


@pytest.mark.parametrize(
    "text",
    [
        "a*",
        " OR ".join(f"{letter}*" for letter in LETTERS[: MAX_STOOD_FOR // MAX_COMPLETIONS]),
        "a* " * 400,
        "a*" * 1_490,
        "ab" + "-ab" * 300 + "-a*",
        " ".join(WORDS[:MAX_LEAVES]),
        " OR ".join(WORDS[:400]),
        "援助请求与培训班" * 300,
        '"' + "的" * 2_900 + '"',
        "paras. 1-999 of S/RES/1540(2004)",
        "year:1900-2099 year:1950-2099",
        "(year:1900-2099 OR aid)",
    ],
)
def test_what_is_long_or_broad_but_bounded_is_asked(text: str) -> None:
    asked(text)


@pytest.fixture
def client(digests: Library) -> FlaskClient:
    return create_app(shelf.config(Path("unused")), digests).test_client()


TOO_MUCH = " OR ".join(f"paras. {first}-999 of S/RES/1540(2004)" for first in range(1, 4))


@pytest.mark.parametrize("path", ["search", "events"])
@pytest.mark.parametrize(("language", "said"), [("zh", "问题太宽"), ("en", "The question is too broad")])
def test_the_api_says_what_is_too_broad(client: FlaskClient, path: str, language: str, said: str) -> None:
    response = client.get(
        f"/api/v1/{path}", query_string={"q": TOO_MUCH}, headers={"Accept-Language": language}
    )
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    assert response.json is not None
    assert response.json["title"] == "Question too costly"
    assert said in response.json["detail"]
    assert "“paras. 1-999 of S/RES/1540(2004)”" in response.json["detail"]
    assert response.json["advice"]


def test_an_export_says_it_before_anything_is_sent(client: FlaskClient) -> None:
    assert client.get("/api/v1/export", query_string={"q": TOO_MUCH, "format": "csv"}).status_code == 400


@pytest.mark.parametrize(("language", "said"), [("zh", "请少列段次"), ("en", "Name fewer paragraphs")])
def test_the_page_says_what_to_do(client: FlaskClient, language: str, said: str) -> None:
    response = client.get("/", query_string={"q": TOO_MUCH, "lang": language})
    assert response.status_code == 400
    assert said in response.text


def test_a_citation_of_a_thousand_paragraphs_is_answered(digests: Library) -> None:
    """Its alternatives stood in one another, a thousand deep, and ended the answer with a fault."""
    query = arguments.parse([("q", "paras. 1-999 of S/RES/1540(2004)")])
    assert digests.search(replace(query, per_page=1)).total
