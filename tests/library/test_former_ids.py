"""An id that an earlier version gave to a unit still leads to it: by what was kept, or by its number.

The libraries here are taken over: what is kept of their documents is what versions before made of the same
texts, when the preamble of a resolution and the turns of a record were paragraphs without a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from indexer.catalog import recognised
from indexer.catalog.catalog import Catalog, Reading
from indexer.indexing.moved_units import moved
from indexer.library import index_state
from indexer.library.library import Library
from indexer.model import versions
from indexer.model.document import Coverage, Document, Given, Language, Paragraph
from indexer.runtime.errors import IndexUnusableError, NotFoundError
from tests import shelf, site
from tests.growth import assert_linear, repeated
from tests.library.test_earlier_catalog import kept, laid_out
from tests.old_library import library
from tests.webui.test_parties import ENGLISH as RECORD

if TYPE_CHECKING:
    from pathlib import Path

RESOLUTION = """\
General Assembly
A/RES/190/45
4 December 2035

Resolution adopted by the General Assembly

190/45. Kites

The General Assembly,

Recalling its decision on kites of all sizes,

Noting that kites need wind,

1. Encourages all States to fly kites;

2. Requests the Secretary-General to count them.
"""
CHINESE = """\
大会
A/RES/190/46
2035年12月4日

大会决议

190/46. 风筝

大会，

回顾其关于各种大小风筝的决定，

注意到风筝需要风，

1. 鼓励各国放风筝；

2. 请秘书长统计风筝数目。
"""
LETTER = """\
S/2131/9
3 March 2031

Letter dated 3 March 2031 from the Permanent Representative of Utopia to the President of the Council

I have the honour to transmit two statements.

They are short and they are about quays.

Annex

Statement on quays

1. Quays are long.
"""
TEXTS = {
    "A/RES/190/45": RESOLUTION,
    "A/RES/190/46": CHINESE,
    "S/PV.99101": RECORD,
    "S/2131/9": LETTER,
}
BEFORE = {"preamble": "p", "speech": "p", "procedure": "p", "vote": "p", "letter": "p"}
"""How the locators of what had no number of its own began."""
OLD: list[tuple[str, Language, str, str]] = [
    ("A/RES/190/45", "en", "p.3", "pp.2"),
    ("A/RES/190/46", "zh", "p.3", "pp.2"),
    ("S/PV.99101", "en", "p.4", "turn.2"),
    ("S/2131/9", "en", "p.2", "letter.2"),
]
"""An id of each kind that has changed, `p.N` of before, and what it is now."""


def as_before(document: Document) -> Document:
    """Return a document as it was divided before: paragraphs without numbers are counted through."""
    count, units = 0, list[Paragraph]()
    for one in document.paragraphs:
        if one.kind in BEFORE or one.locator.startswith("p."):
            count += 1
            units.append(structs.replace(one, kind="paragraph", locator=f"p.{count}", speech=None, vote=None))
        else:
            units.append(one)
    return structs.replace(document, paragraphs=tuple(units))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a library whose catalog keeps what a version before had recognised."""
    config = shelf.config(tmp_path)
    files = [shelf.written(tmp_path / f"{at}.txt", text) for at, text in enumerate(TEXTS.values())]
    Library(config).add(files, Given())
    with Catalog.writable(config.library.corpora[-1]) as catalog:
        for holding in catalog.held():
            number = holding.number or 0
            made = recognised.document(holding.corpus, number)
            kept = recognised.source(holding.corpus, number)
            before = Reading(
                kept.sha256, "txt-1", recognised.packed(kept), 1, recognised.packed(as_before(made))
            )
            catalog.renew([(number, before, holding.given)])
    return tmp_path


@pytest.fixture
def taken_over(place: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Give that library after its index was refused and built again."""
    with monkeypatch.context() as patched:
        patched.setattr(index_state, "SCHEMA", index_state.SCHEMA - 1)
        patched.setattr(versions, "RECOGNITION", 1)
        patched.setattr("indexer.library.updating.RECOGNITION", 1)
        Library(shelf.config(place)).build()
    with pytest.raises(IndexUnusableError, match="indexer build"):
        Library(shelf.config(place)).open()
    Library(shelf.config(place)).update()
    return Library(shelf.config(place))


@pytest.mark.parametrize(("symbol", "language", "old", "new"), OLD)
def test_an_id_of_a_library_that_is_taken_over_leads_to_the_same_text(
    taken_over: Library, symbol: str, language: Language, old: str, new: str
) -> None:
    with taken_over as opened:
        found = opened.paragraph(symbol, language, "main", old)
        assert found.locator == new
        assert opened.paragraph(symbol, language, None, old).id == found.id
        view = opened.document(symbol, language)
        assert view.moved[f"{symbol}:{language}:main:{old}"] == found.id
        client = site.client(opened)
        asked = f"/api/v1/paragraph?symbol={symbol}&language={language}&part=main&paragraph="
        answer = client.get(asked + old)
        assert answer.status_code == 302
        assert client.get(answer.headers["Location"]).json["id"] == found.id  # type: ignore[index]
        assert client.get(asked + new).status_code == 200
        page = client.get(f"/{language}/{symbol}").text
        assert page.index(f'<a id="main-{old}">') < page.index(f'id="main-{new}"')
        written = client.get(
            f"/api/v1/citation?symbol={symbol}&language={language}&paragraph={old}&format=ris"
        )
        assert found.citation.en in written.text or found.citation.zh in written.text


def test_what_moved_stays_known_when_it_is_recognised_once_more(
    place: Path, taken_over: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_over.close()
    monkeypatch.setattr("indexer.library.updating.RECOGNITION", versions.RECOGNITION + 1)
    monkeypatch.setattr(versions, "RECOGNITION", versions.RECOGNITION + 1)
    Library(shelf.config(place)).update()
    with Library(shelf.config(place)) as opened:
        for symbol, language, old, new in OLD:
            assert opened.document(symbol, language).moved[f"{symbol}:{language}:main:{old}"].endswith(new)


@pytest.mark.parametrize(
    ("symbol", "asked", "now"),
    [
        ("A/RES/190/45", "p.2", "pp.2"),
        ("A/RES/190/46", "p.2", "pp.2"),
        ("S/PV.99101", "p.2", "turn.2"),
        ("S/2131/9", "p.2", "letter.2"),
    ],
)
def test_without_what_was_kept_the_number_leads_on(tmp_path: Path, symbol: str, asked: str, now: str) -> None:
    made = Library(shelf.config(tmp_path))
    made.add([shelf.written(tmp_path / "a.txt", TEXTS[symbol])], Given())
    with made:
        assert made.paragraph(symbol, None, None, asked).locator == now
        assert made.document(symbol, None).moved == {}
        with pytest.raises(NotFoundError):
            made.paragraph(symbol, None, None, "p.99")
        page = site.client(made).get(f"/{made.languages(symbol)[0]}/{symbol}").text
        assert f'<a id="main-{asked}"></a>' in page


def test_a_unit_that_bears_the_id_still_is_meant(tmp_path: Path) -> None:
    made = Library(shelf.config(tmp_path))
    made.add([shelf.written(tmp_path / "a.txt", RESOLUTION)], Given())
    with made:
        assert made.paragraph("A/RES/190/45", "en", None, "p.1").text == "The General Assembly,"


def test_nothing_moved_where_nothing_changed(tmp_path: Path) -> None:
    Library(shelf.config(tmp_path)).add([shelf.written(tmp_path / "a.txt", RESOLUTION)], Given())
    (holding,) = shelf.held(tmp_path / "added")
    made = recognised.document(holding.corpus, holding.number or 0)
    assert moved(made, made) == ()


@pytest.mark.parametrize(
    ("symbol", "old", "new"),
    [
        ("A/RES/190/45", "p.2", "pp.1"),
        ("A/RES/190/46", "p.3", "pp.1"),
        ("S/PV.99101", "p.4", "proc.2"),
        ("S/PV.99101", "p.6", "turn.2"),
        ("S/PV.99101", "p.9", "turn.5"),
        ("S/PV.99101", "p.13", "proc.3"),
        ("S/PV.99101", "p.14", "vote.1"),
        ("S/PV.99101", "p.19", "proc.4"),
    ],
)
def test_what_was_written_before_kinds_were_told_apart_is_found(
    tmp_path: Path, symbol: str, old: str, new: str
) -> None:
    """`library_before_kinds.json` is what the program wrote then, of the texts of this module."""
    left = kept("kinds")
    laid_out(left, tmp_path)
    library(tmp_path).update()
    with library(tmp_path) as opened:
        found = opened.paragraph(symbol, None, "main", old)
        assert found.locator == new
        (said,) = [
            text for name, _, _, text in left["said"][:-6] if name.endswith(f":main:{old}") and symbol in name
        ]
        assert found.text[:20] in said or said[:10] in found.text


@pytest.mark.parametrize("text", ["Kites are counted once a year. ", "aaaaaaaa", "Mr. Li (China): ", "字"])
def test_looking_for_units_takes_time_in_proportion(text: str) -> None:
    """Units of the same text are the worst: each of them may be any other."""

    def document(whole: str, locator: str) -> Document:
        pieces = [whole[at : at + 64] for at in range(0, len(whole), 64)]
        units = tuple(Paragraph("paragraph", "main", f"{locator}.{at}", one) for at, one in enumerate(pieces))
        return Document("A/99/1", "en", "Latn", "official", "", None, units, Coverage(0, (), ()))

    assert_linear(
        lambda whole: moved(document(whole, "p"), document(whole[1:], "pp")), repeated(text), largest=65_536
    )
