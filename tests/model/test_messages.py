"""The texts of the interface: each in English in the code, and in Chinese in the one catalogue."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.mofile import write_mo

from indexer.language.arabic_numerals import grouped
from indexer.model.messages import Localised, listed, message, message_in, plural
from indexer.names import symbols
from tests import catalogue
from tests.catalogue import ROOT, SOURCE

HOW = "Run make messages, translate in messages.po what is empty or fuzzy, and run it again."
HAN = re.compile("[\u4e00-\u9fff]")
CODE = re.compile("`[^`]*`")
CHINESE = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")
"""Characters and signs that English does not have."""
HALF_WIDTH = re.compile("[\u4e00-\u9fff][,;:?!]|[（）]")
"""What UN Chinese does not write: signs in half width behind Han, brackets in full width."""
PAIRS = tuple(catalogue.pairs(catalogue.read()))
INTERFACE = ("answer", "cli", "engines", "library", "query", "runtime")
"""Rooms of the indexer that speak to readers."""
LINGUISTIC = {
    "indexer/query/forms.py",  # how a year is written
    "indexer/query/function_words.py",
    "indexer/query/recognition.py",  # what follows an ordinal
    "webui/request/localisation.py",  # how a day and a month are written
}
"""What knows words of Chinese, but tells nobody anything."""
EXAMPLES = {"联络人", "卷宗", "Juanzong 卷宗"}


def places(text: str) -> set[str]:
    """Return the names of what is filled into a text, as messages do and as templates do."""
    if named := set(re.findall(r"%\((\w+)\)s", text)):
        return named
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def own(text: str) -> str:
    """Return a text without commands, and without what is filled in."""
    return re.sub(r"%\(\w+\)s|{\w*(?:!r)?}", "", CODE.sub("", text))


def constants(path: Path) -> Iterator[str]:
    """Yield the texts in a module; those that stand alone are docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def literals(*names: str) -> Iterator[tuple[str, str, set[str]]]:
    """Yield where one of these functions is called, with which text and with which values."""
    for path in [*(ROOT / "indexer").rglob("*.py"), *(ROOT / "webui").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and called in names:
                text = node.args[1 if called == "message_in" else 0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    values = {keyword.arg for keyword in node.keywords if keyword.arg}
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", text.value, values


def test_every_text_has_a_translation_and_every_translation_a_text() -> None:
    translated = {text for text, translation in PAIRS if translation}
    assert len(translated) > 400
    assert catalogue.texts() - translated == set(), HOW
    assert translated - catalogue.texts() == set(), HOW
    assert not catalogue.read().obsolete, HOW


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue.read())
    assert compiled.getvalue() == (ROOT / SOURCE).with_suffix(".mo").read_bytes(), HOW


def test_every_text_is_english_and_every_translation_chinese() -> None:
    for english, chinese in PAIRS:
        assert set(CODE.findall(chinese)) == set(CODE.findall(english)), english
        assert not CHINESE.search(own(english)), english
        assert CHINESE.search(chinese) or not re.search("[A-Za-z]{2}", own(english)), english
        assert not HALF_WIDTH.search(own(chinese)) or "字段:值" in chinese


def test_what_is_filled_in_is_the_same_in_both_languages() -> None:
    translated = dict(PAIRS)
    said = {text: values for _, text, values in literals("message", "message_in", "plural")}
    for english, chinese in PAIRS:
        if english not in said:
            assert places(english) == places(chinese), english
    for place, english, values in literals("message", "message_in"):
        assert places(english) | places(translated[english]) == values, place
    for place, english, values in literals("plural"):
        assert places(english) | places(translated[english]) == {*values, "number"}, place


def test_no_code_that_speaks_to_readers_holds_a_chinese_text() -> None:
    rooms = [*(ROOT / "indexer" / name for name in INTERFACE), ROOT / "webui"]
    for path in (path for room in rooms for path in room.rglob("*.py")):
        name = str(path.relative_to(ROOT))
        held = {text for text in constants(path) if HAN.search(text) and text not in EXAMPLES}
        assert name in LINGUISTIC or not {text for text in held if "search 联络人培训班" not in text}, name


def test_a_message_is_written_in_both_languages() -> None:
    told = message("There is no index in {place}.", place=Path("var/{index}"))
    assert told.en == "There is no index in var/{index}."
    assert told.zh == "var/{index} 中没有索引。"
    assert (told.text("zh"), told.text("en")) == (told.zh, told.en)


def test_what_is_filled_in_is_written_as_each_language_does() -> None:
    told = message(
        "Resolution {number} may be {symbols}: searched as a number.",
        number=Localised(grouped, 70_997),
        symbols=listed(
            Localised(symbols.display, symbol) for symbol in ("S/RES/1540(2004)", "S/RES/1977(2011)")
        ),
    )
    assert told.en == "Resolution 70,997 may be S/RES/1540 (2004), S/RES/1977 (2011): searched as a number."
    assert told.zh == "第70\u00a0997号决议可能指S/RES/1540(2004)、S/RES/1977(2011)，已按数字检索。"


def test_a_text_without_values_may_hold_braces() -> None:
    assert message("{x}").en == "{x}"


def test_one_and_several_are_told_apart_in_english() -> None:
    counted = [
        plural(
            "{number} hit, page {page} of {pages}",
            "{number} hits, page {page} of {pages}",
            n,
            page=1,
            pages=1,
        )
        for n in (0, 1, 2)
    ]
    assert [one.en.partition(",")[0] for one in counted] == ["0 hits", "1 hit", "2 hits"]
    assert [one.zh for one in counted] == [f"共{n}条，第1页，共1页" for n in (0, 1, 2)]


def test_texts_that_are_alike_in_english_are_told_apart_by_their_context() -> None:
    assert message_in("kind of reference", "Document").zh == "文件"
    assert message("Document").zh != "文件"


def test_a_message_is_one_text_in_the_code_and_its_entry_in_the_catalogue(tmp_path: Path) -> None:
    """As CONTRIBUTING.md says: `make messages` brings it into the catalogue, and compiles its translation."""
    for room in ("indexer", "webui"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    places = (tmp_path / "indexer" / "answer" / "listing.py", tmp_path / SOURCE)
    code = places[0].read_text(encoding="utf-8")
    added = 'TOY = message("The {name} is new here.", name="toy")'
    places[0].write_text(
        f"{code}\n\nfrom indexer.model.messages import message\n\n{added}\n", encoding="utf-8"
    )
    _make_messages(tmp_path)
    catalog = catalogue.read(tmp_path)
    assert not catalog["The {name} is new here."].string
    catalog["The {name} is new here."].string = "此处新增{name}。"
    catalogue.write(tmp_path, catalog)
    _make_messages(tmp_path)
    script = "from indexer.answer.listing import TOY; print(TOY.en, TOY.zh)"
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert said.stdout.split("\n")[0] == "The toy is new here. 此处新增toy。"


def _make_messages(place: Path) -> None:
    command = ["make", "-s", "messages", f"BIN={Path(sys.executable).parent}", "TOOLS="]
    subprocess.run(command, cwd=place, capture_output=True, text=True, check=True)
