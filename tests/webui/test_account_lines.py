"""The line of a page that says what is unusual in a document, and what opens below it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from indexer.answer.accounts import WARNINGS, worded
from indexer.library.library import Library
from indexer.model.document import Given
from tests import shelf, site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

ODD = shelf.ENGLISH.replace("S/2021/77", "S/2021/78").replace("2. The", "1. Again\ufffd.\n\n6. The")
ODD_ZH = shelf.REPORT.replace("S/2021/77", "S/2021/78")
PLAIN = shelf.ENGLISH.replace("S/2021/77", "S/2021/79")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    place = tmp_path_factory.mktemp("accounts")
    library = Library(shelf.config(place))
    files = [shelf.written(place / f"{at}.txt", text) for at, text in enumerate((ODD, ODD_ZH, PLAIN))]
    library.add(files, Given())
    with library:
        yield site.client(library)


def accounts(client: FlaskClient, address: str) -> list[str]:
    """Return the accounts on a page, as text."""
    text = client.get(address).text
    found = re.findall(r'<details class="account">(.*?)</details>', text, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in found]


def test_one_line_counts_what_is_unusual(client: FlaskClient) -> None:
    (english,) = accounts(client, "/en/S/2021/78?lang=en")
    assert english.startswith("4 numbers missing, 1 number twice, 1 garbled character, ")
    (chinese,) = accounts(client, "/en/S/2021/78?lang=zh")
    assert chinese.startswith("缺4个编号、1个编号重复、1个字符有误、")


def test_it_opens_to_the_numbers_and_to_links_to_the_units(client: FlaskClient) -> None:
    (told,) = accounts(client, "/en/S/2021/78?lang=en")
    assert "Numbers missing Annex 2-5" in told
    assert "Characters that could not be read: 1 annex, para. 1" in told
    assert "Of " in told
    text = client.get("/en/S/2021/78?lang=en").text
    anchors = re.findall(r'<dd><a href="#([^"]+)"', text)
    assert anchors
    assert all(f'id="{anchor}"' in text for anchor in anchors)


def test_side_by_side_each_version_has_its_own(client: FlaskClient) -> None:
    found = accounts(client, "/en/S/2021/78?with=zh&lang=en")
    assert [one.partition(":")[0] for one in found] == ["English", "中文"]
    text = client.get("/en/S/2021/78?with=zh&lang=en").text
    assert all(f'id="{anchor}"' in text for anchor in re.findall(r'<dd><a href="#([^"]+)"', text))


def test_nothing_is_said_where_there_is_nothing_to_say(client: FlaskClient) -> None:
    assert accounts(client, "/en/S/2021/79") == []


def test_warnings_are_told_in_the_language_of_the_reader() -> None:
    for known in WARNINGS:
        values = dict.fromkeys(re.findall(r"\{(\w+)\}", known.english), "3")
        english = known.english.format(**values)
        told = worded(english)
        assert not isinstance(told, str)
        assert told.en == english
        assert re.search("[a-z]{3}", told.zh) is None
    assert worded("A warning that nobody knows.") == "A warning that nobody knows."
