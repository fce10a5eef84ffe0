"""What is suggested while one types stands in the library, in any script and language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.model.query import Query
from tests import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.model.suggestions import Suggestion

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
CHINESE = """\
S/2031/5

2031年5月2日某委员会主席给安全理事会主席的信

附件

某委员会的报告

1. 各国指定了联络人，联络人负责处理援助请求。
2. 委员会讨论了银行的地位和绿色能源，并重复了以前的结论。
3. 斯里兰卡回复了S/2019/986号文件和第1540(2004)号决议。
"""
ENGLISH = """\
S/2031/6

Letter dated 3 May 2031 from the Chair of a committee addressed to the President of the Security Council

Annex

Report of a committee

1. The men and women of the panel can inspect the cargo manifest.
2. Export controls on centrifuges were tightened, and export licences were refused.
3. Sri Lanka answered document S/2019/986.
"""


def stocked(place: Path, engine: str, *texts: str) -> Library:
    library = Library(shelf.config(place, engine=engine))
    for number, text in enumerate(texts):
        library.add([shelf.written(place / f"{number}.txt", text)], Given())
    library.open()
    return library


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = stocked(tmp_path_factory.mktemp("suggest"), request.param, CHINESE, ENGLISH)
    yield opened
    opened.close()


def shown(library: Library, typed: str) -> list[str]:
    return [one.shown for one in library.suggest(typed).items]


def one(library: Library, typed: str, wanted: str) -> Suggestion:
    return next(each for each in library.suggest(typed).items if each.shown == wanted)


@pytest.mark.parametrize(
    "typed",
    [
        *("lianluoren", "lianluor", "llr", "lian luo ren", "lian'luo'ren", "LianLuoRen", "lián luò rén"),
        *("联络", "联络ren", "lian4luo4ren2", "联"),
    ],
)
def test_a_term_is_found_by_characters_of_either_script_and_by_pinyin(library: Library, typed: str) -> None:
    found = one(library, typed, "联络人")
    assert (found.text, found.kind, found.language, found.count) == ("联络人", "term", "zh", 1)
    assert found.translation is not None
    assert found.translation.text == "point of contact"


def test_traditional_characters_are_completed_in_traditional_characters(library: Library) -> None:
    found = one(library, "聯絡", "聯絡人")
    assert (found.text, found.kind, found.count) == ("聯絡人", "term", 1)
    assert library.search(Query(text=found.text)).total


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("yinhang", "银行"), ("lvse", "绿色"), ("luse", "绿色"), ("lüse", "绿色"), ("chongfu", "重复")],
)
def test_pinyin_has_several_readings_and_spellings(library: Library, typed: str, wanted: str) -> None:
    assert wanted in shown(library, typed)


def test_what_is_also_an_english_word_is_that_first(library: Library) -> None:
    assert shown(library, "men")[0] == "men"
    assert shown(library, "can")[0] == "can"


@pytest.mark.parametrize(
    ("typed", "wanted"), [("export con", "export controls"), ("cargo man", "cargo manifest")]
)
def test_the_last_word_is_completed_behind_those_before(library: Library, typed: str, wanted: str) -> None:
    assert wanted in [each.text for each in library.suggest(typed).items]
    assert all("export licences" not in each.text for each in library.suggest("export con").items)


def test_words_are_completed_as_texts_have_them_and_not_by_their_stems(library: Library) -> None:
    assert one(library, "tight", "tightened").kind == "word"


def test_a_term_of_which_only_the_translation_is_held_says_so(library: Library) -> None:
    found = one(library, "points of con", "points of contact")
    assert (found.kind, found.translated, found.count) == ("term", True, 1)
    assert found.translation is not None
    assert found.translation.text == "联络人"


@pytest.mark.parametrize(
    ("typed", "wanted", "translation"),
    [
        ("sri", "Sri Lanka", "斯里兰卡"),
        ("斯里", "斯里兰卡", "Sri Lanka"),
        ("sililan", "斯里兰卡", "Sri Lanka"),
    ],
)
def test_a_state_counts_where_it_is_named_in_any_language(
    library: Library, typed: str, wanted: str, translation: str
) -> None:
    found = one(library, typed, wanted)
    assert (found.kind, found.count) == ("state", 2)
    assert found.translation is not None
    assert found.translation.text == translation


def test_a_state_that_no_text_names_is_not_suggested(library: Library) -> None:
    assert "Chile" not in shown(library, "chil")


def test_symbols_held_come_before_those_cited(library: Library) -> None:
    assert shown(library, "s/2031/")[:2] == ["S/2031/5", "S/2031/6"]
    cited = one(library, "S/2019/9", "S/2019/986")
    assert (cited.kind, cited.count) == ("symbol", 2)
    assert library.suggest("1540").items[0].text == "S/RES/1540(2004)"


def test_a_title_leads_to_its_document(library: Library) -> None:
    found = library.suggest("letter dated 3 may").items[-1]
    assert (found.kind, found.url, found.edition) == ("document", "/en/S/2031/6", "official")


def test_a_title_of_a_digest_says_so(digests: Library) -> None:
    titles = [each for each in digests.suggest("安全理事会").items if each.kind == "document"]
    assert titles
    assert {each.edition for each in titles} == {"digest"}


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ('"cargo man', '"cargo manifest"'),
        ("state:sri", 'state:"Sri Lanka"'),
        ('state:"sri', 'state:"Sri Lanka"'),
        ("year:2031 centri", "year:2031 centrifuges"),
        ("symbol:S/2031/5", "symbol:S/2031/5"),
        ("panel -centri", "panel -centrifuges"),
    ],
)
def test_what_stands_before_is_kept(library: Library, typed: str, text: str) -> None:
    assert library.suggest(typed).items[0].text == text


def test_what_stands_before_has_to_be_met(library: Library) -> None:
    assert shown(library, "year:2030 centri") == []
    assert shown(library, "cargo centri") == []


@pytest.mark.parametrize(
    "typed", ["con", "men", "s", "安", "yi", "export ", "sri", "联", "重", "c", "委", "hf"]
)
def test_whatever_is_suggested_finds_something(library: Library, typed: str) -> None:
    for each in library.suggest(typed).items:
        if each.kind != "document":
            found = library.search(Query(text=each.text))
            assert found.total or found.query.symbols or each.translated, each.text


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            " ",
            "\u3000",
            "联" * 3_000,
            "a " * 1_500,
            "\x00\x07",
            "\u202eabc\u202c",
            "😀",
            "'; DROP TABLE x; --",
        ),
        *("(", '"', "state:", "-", "zzzz", "%", "\\", "ｌｉａｎ１２３", "<script>", "OR", "a OR ", "\ud7ff"),
    ],
)
def test_whatever_is_typed_is_answered(library: Library, typed: str) -> None:
    assert library.suggest(typed).query == typed


def test_full_width_letters_are_letters(library: Library) -> None:
    assert "centrifuges" in shown(library, "ｃｅｎｔｒｉ")


def test_a_term_is_suggested_as_soon_as_a_text_has_it(tmp_path: Path) -> None:
    with stocked(tmp_path, "whoosh", ENGLISH) as library:
        assert "联络人" not in shown(library, "llr")
        library.add([shelf.written(tmp_path / "zh.txt", CHINESE)], Given())
        library.open()
        assert "联络人" in shown(library, "llr")
