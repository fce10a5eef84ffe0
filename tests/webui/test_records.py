"""Records of meetings on the pages, in answers and exports: speakers, votes, printed pages."""

from __future__ import annotations

import csv
import io
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from indexer.answer.citation_forms import Printed, citation
from indexer.library.library import Library
from indexer.model.document import Given
from tests import shelf, site
from tests.structure.test_records import CHINESE, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def client(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[FlaskClient]:
    """Give the pages over two records, in each embedded engine."""
    place: Path = tmp_path_factory.mktemp("records")
    library = Library(shelf.config(place, engine=request.param))
    library.add([shelf.written(place / "en.txt", ENGLISH)], Given(symbol="S/PV.99001"))
    library.add([shelf.written(place / "zh.txt", CHINESE)], Given(symbol="S/PV.99002"))
    with library:
        yield site.client(library)


def found(client: FlaskClient, **asked: str) -> list[dict[str, Any]]:
    answer = client.get("/api/v1/search", query_string=asked)
    assert answer.status_code == 200, answer.text
    hits: list[dict[str, Any]] = answer.json["hits"] if answer.json else []
    return hits


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"speaker": "Li"}, ["S/PV.99001:en:main:turn.2"]),
        ({"speaker": "Mr. LI"}, ["S/PV.99001:en:main:turn.2"]),
        ({"speaker": "李先生"}, ["S/PV.99002:zh:main:turn.2"]),
        ({"q": "speaking:圭亚那 fish"}, []),
        ({"q": 'speaker:"Ms. Okoro" map scale'}, ["S/PV.99001:en:main:turn.7"]),
        ({"speaking": "Guyana", "language": "en"}, ["S/PV.99001:en:main:turn.4"]),
        ({"speaking": "FRA", "language": "en"}, ["S/PV.99001:en:main:turn.6"]),
        ({"vote": "智利=弃权", "language": "zh"}, ["S/PV.99002:zh:main:vote.1"]),
        ({"vote": "CHL", "language": "en"}, ["S/PV.99001:en:main:vote.1"]),
        ({"vote": "CHL=against"}, []),
        ({"vote": "CHN=yes", "language": "en"}, ["S/PV.99001:en:main:vote.1"]),
    ],
)
def test_what_is_asked_of_records(client: FlaskClient, asked: dict[str, str], ids: list[str]) -> None:
    assert [one["id"] for one in found(client, **asked)] == ids


def test_no_other_way_to_vote_is_taken(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search", query_string={"vote": "CHL=perhaps", "lang": "en"})
    assert answer.status_code == 400
    assert "not a way to vote" in answer.text


def test_a_hit_says_who_speaks_and_how_was_voted(client: FlaskClient) -> None:
    (turn,) = found(client, speaker="Okoro", q="map scale")
    assert turn["speech"] == {
        "speaker": "Ms. Okoro",
        "state": None,
        "organization": "Under-Secretary-General for Lakes",
        "spoken_in": None,
        "printed": None,
    }
    (ballot,) = found(client, vote="CHL", language="en")
    assert ballot["vote"]["totals"] == {"in_favour": 3, "against": 0, "abstaining": 1}
    assert ballot["vote"]["abstaining"] == ["CHL"]
    assert ballot["speech"] is None


def test_no_number_of_ours_is_cited(client: FlaskClient) -> None:
    (turn,) = found(client, speaker="Li")
    assert turn["citation"] == {"en": "S/PV.99001, Mr. Li", "zh": "S/PV.99001，Mr. Li"}


def test_a_record_is_cited_by_its_printed_page() -> None:
    cited = citation("S/PV.99001", "main", "turn.4", "official", Printed("5", "Mr. Li"))
    assert (cited.en, cited.zh) == ("S/PV.99001, p. 5", "S/PV.99001，第5页")


def test_the_reading_page_shows_speakers_and_votes(client: FlaskClient) -> None:
    page = unescape(client.get("/en/S/PV.99001?lang=en").text)
    assert "<b>Mr. Li</b>" in page
    assert "Spoken in Chinese; this text is a translation" in page
    assert '<table class="votes"' in page
    outline = page[page.index('id="outline"') : page.index("</nav>", page.index('id="outline"'))]
    assert "Mr. Persaud (Guyana)" in outline
    assert "The President" not in outline
    chinese = unescape(client.get("/zh/S/PV.99002?lang=zh").text)
    assert "以英语发言；本文为译文" in chinese


def test_a_state_page_leads_to_what_was_said_and_voted(client: FlaskClient) -> None:
    page = unescape(client.get("/state/CHN?lang=en").text)
    assert "What was said for it" in page
    assert "How it voted" in page


def test_a_table_of_hits_has_speakers_and_votes(client: FlaskClient) -> None:
    text = client.get("/api/v1/export?vote=CHL&language=en&format=csv").text.removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["subject"] == "draft resolution S/2031/77"
    assert row["votes"].split("; ")[-1] == "CHL=abstaining"
