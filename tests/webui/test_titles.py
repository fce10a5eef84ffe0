"""The line below a hit: a title in one language, its date once, and what tells it from others."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from indexer.model.document import Both
from indexer.query import arguments
from tests import site
from webui.pages.titles import ShownTitle, shown_titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.testing import FlaskClient

    from indexer.library.library import Library
    from indexer.model.document import Language
    from indexer.model.shown_units import Hit

LONG = (
    "Letter dated 3 May 2099 from the Chair of the Committee on the Measurement of Lamps, Bridges and Other "
    "Works, established by the Assembly of Invented Cities, addressed to the President of that Assembly, on "
    "{subject}"
)
HAN = (
    "2099年5月3日虚构城市大会所设灯具、桥梁和其他工程计量委员会主席就该委员会历年来在各城市开展的工作"
    "以及各城市提出的意见、建议和所作的其他来文给虚构城市大会主席的关于{subject}的信"
)


@pytest.fixture(scope="module")
def hit(digests: Library) -> Hit:
    found = digests.search(arguments.parse([("q", "language:en kind:paragraph")])).hits[0]
    return structs.replace(found, titles=None, date=dt.date(2099, 5, 3), adopted=None, type="letter")


def shown(
    client: FlaskClient, hit: Hit, titles: Sequence[str], language: Language = "en", reader: Language = "en"
) -> list[ShownTitle]:
    hits = [
        structs.replace(hit, symbol=f"S/2099/{at}", title=title, language=language)
        for at, title in enumerate(titles)
    ]
    with client.application.test_request_context(f"/?lang={reader}"):
        return list(shown_titles(hits).values())


@pytest.fixture(scope="module")
def client(digests: Library) -> FlaskClient:
    return site.client(digests)


@pytest.mark.parametrize(("language", "title"), [("en", LONG), ("zh", HAN)])
def test_titles_that_begin_alike_show_where_they_differ(
    client: FlaskClient, hit: Hit, language: Language, title: str
) -> None:
    subjects = ["lamps", "bridges", "towers"] if language == "en" else ["灯具", "桥梁", "塔楼"]
    found = shown(client, hit, [title.format(subject=one) for one in subjects], language)
    for one, subject in zip(found, subjects, strict=True):
        assert subject in one.text
        assert "…" in one.text
        assert len(one.text) < len(one.whole)
        assert one.dated  # the beginning has it
        assert one.typed
    assert len({one.text for one in found}) == 3


def test_a_long_title_that_is_like_no_other_is_cut_at_its_end(client: FlaskClient, hit: Hit) -> None:
    (found,) = shown(client, hit, [LONG.format(subject="lamps")])
    assert found.text.endswith(" …")
    assert found.whole.startswith(found.text.removesuffix(" …"))


def test_a_short_title_is_whole_and_without_the_date_says_so(client: FlaskClient, hit: Hit) -> None:
    (found,) = shown(client, hit, ["Report on lamps"])
    assert (found.text, found.dated, found.typed) == ("Report on lamps", False, False)


def test_nothing_is_asked_of_an_empty_page(client: FlaskClient, hit: Hit) -> None:
    assert shown(client, hit, []) == []


@pytest.mark.parametrize(("reader", "title"), [("en", "Lamps"), ("zh", "灯具")])
def test_the_title_is_in_the_readers_language_where_that_version_is_held(
    client: FlaskClient, hit: Hit, reader: Language, title: str
) -> None:
    with client.application.test_request_context(f"/?lang={reader}"):
        (both,) = shown_titles([structs.replace(hit, title="Lamps", titles=Both("灯具", "Lamps"))]).values()
        (one,) = shown_titles([structs.replace(hit, title="Lamps", titles=None)]).values()
    assert (both.text, both.language) == (title, reader)
    assert (one.text, one.language) == ("Lamps", "en")


@pytest.mark.parametrize(
    ("lang", "version", "heading"),
    [("en", r"\[Chinese version\]", r"\(Assistance\)"), ("zh", r"\[英文本\]", r"\(援助\)")],
)
def test_a_page_cites_in_its_own_language_and_puts_the_topic_beside_the_printed_heading(
    client: FlaskClient, lang: str, version: str, heading: str
) -> None:
    other = "zh" if lang == "en" else "en"
    page = client.get(f"/?language={other}&section=assistance&kind=paragraph&lang={lang}").text
    hits = re.findall(r"<article.*?</article>", page, re.DOTALL)
    assert hits
    for one in hits:
        assert re.search(rf"data-hit[^>]*>[^<]*{version}</a>", one)
        assert re.search(heading, one)
        assert f'<span lang="{lang}"' in one
        (line,) = re.findall(r'class="meta source">(.*?)</p>', one, re.DOTALL)
        assert len(re.findall(r"\b(?:2019|2020)(?: 年|年|<|\s)", line)) == 1
    own = client.get(f"/?language={lang}&section=assistance&kind=paragraph&lang={lang}").text
    assert not re.search(version, own)
    assert 'class="topic"' not in own
