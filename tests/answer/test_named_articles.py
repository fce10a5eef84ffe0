"""An article cited by the name of its instrument is opened where the library holds that instrument."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.query import arguments
from tests import shelf

CHARTER = """\
A/190/901
3 March 2031

Charter of the Lamp Union

Chapter I
Purposes

Article 1

The Union keeps lamps.

Article 2

1. Its members are equal.

2. They keep faith.

3. They settle disputes about oil.

Article 3

The Council may put out lamps.
"""
CHARTER_ZH = """\
A/190/901
2031年3月3日

灯塔联盟宪章

第一条

联盟维护灯塔。

第二条

一、会员平等。

二、会员守信。

三、会员解决争端。

第三条

理事会得熄灭灯塔。
"""
COVENANT = """\
A/190/90{number}
3 March 2031

International Covenant on {what}

Article 1

All peoples have {what}.

Article 2

States respect them.
"""
RULES = """\
S/2131/90
3 March 2031

Provisional rules of procedure of the Security Council

Rule 1

Meetings are held at night.

Rule 2

The President calls them.

Rule 3

Members may be invited.
"""
REPORT = """\
S/2131/91
4 March 2031

Report on wicks

1. Under Article 3 of the Charter of the Lamp Union the Council acts.

2. Guests were invited under rule 3 of its provisional rules of procedure.

3. Article 1 of the Convention, and article 2 of the Covenant, were recalled.

4. Article 2 (3) of the Lamp Union Charter was read out, with article 1 of the Charter of Ruritania.

5. Article 1 of the International Covenant on Oil was read out as well.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("instruments")
    texts = {
        "charter": CHARTER,
        "charter-zh": CHARTER_ZH,
        "oil": COVENANT.format(number=2, what="Oil"),
        "wicks": COVENANT.format(number=3, what="Wicks"),
        "rules": RULES,
        "report": REPORT,
    }
    opened = Library(shelf.config(place))
    opened.add([shelf.written(place / f"{name}.txt", text) for name, text in texts.items()], Given())
    with opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "unit"),
    [
        ("Article 3 of the Charter", "A/190/901:en:main:art.3"),
        ("article 2 (3) of the Charter of the Lamp Union", "A/190/901:en:main:art.2(3)"),
        ("Lamp Union Charter, article 2, paragraph 1", "A/190/901:en:main:art.2(1)"),
        ("《宪章》第三条", "A/190/901:zh:main:art.3"),
        ("《憲章》第三條", "A/190/901:zh:main:art.3"),
        ("灯塔联盟宪章第二条第三款", "A/190/901:zh:main:art.2(3)"),
        ("《灯塔联盟宪章》第1条", "A/190/901:zh:main:art.1"),
        ("rule 3 of the provisional rules of procedure", "S/2131/90:en:main:rule.3"),
        ("rules of procedure, rule 2", "S/2131/90:en:main:rule.2"),
        ("article 1 of the International Covenant on Oil", "A/190/902:en:main:art.1"),
        ("article 1 of the Covenant on Wicks", "A/190/903:en:main:art.1"),
    ],
)
def test_an_article_is_opened(library: Library, asked: str, unit: str) -> None:
    found = library.search(arguments.parse([("q", asked)]))
    assert unit in {hit.id for hit in found.hits[:2]}
    assert found.query.symbols[0].symbol == unit.partition(":")[0]


def test_two_articles_are_both_opened(library: Library) -> None:
    found = library.search(arguments.parse([("q", "Articles 2 (3) and 3 of the Charter")]))
    assert {"A/190/901:en:main:art.2(3)", "A/190/901:en:main:art.3"} <= {hit.id for hit in found.hits}


def test_words_beside_an_article_are_asked_for(library: Library) -> None:
    found = library.search(arguments.parse([("q", "faith Article 2 of the Charter")]))
    assert [hit.id for hit in found.hits] == ["A/190/901:en:main:art.2(2)"]


@pytest.mark.parametrize(
    "asked",
    ["article 1 of the Covenant", "article 1 of the Convention", "article 1 of the Charter of Ruritania",
     "article 1 of the Ruritanian Charter", "《公约》第一条", "《乌有国宪章》第一条", "charter lamps"],
)  # fmt: skip
def test_a_name_that_fits_none_or_several_leads_nowhere(library: Library, asked: str) -> None:
    assert not library.search(arguments.parse([("q", asked)])).query.symbols


@pytest.mark.parametrize(
    ("number", "cited"),
    [
        ("1", [("A/190/901", "art.3")]),
        ("2", [("S/2131/90", "rule.3")]),
        ("3", []),
        ("4", [("A/190/901", "art.2(3)")]),
        ("5", [("A/190/902", "art.1")]),
    ],
)
def test_a_text_leads_to_the_articles_it_cites(
    library: Library, number: str, cited: list[tuple[str, str]]
) -> None:
    unit = library.paragraph("S/2131/91", "en", "main", number)
    assert [(one.symbol, one.pinpoint) for one in unit.citations] == cited
    hits = library.search(arguments.parse([("q", "symbol:S/2131/91"), ("per_page", "50")])).hits
    (same,) = [hit for hit in hits if hit.locator == number]
    assert same.citations == unit.citations
