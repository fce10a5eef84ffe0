"""What is known of Chinese and English stands in their folders; the rest is listed with its reason."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from indexer.language import CONVENTIONS
from indexer.model.document import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ROOT / "indexer" / "language"
HAN = re.compile("[\u3400-\u9fff]")
OUTSIDE = {
    "indexer/analysis/vocabulary.py": "the segmenter is taught Chinese names alone",
    "indexer/answer/not_found.py": "a message for each language version, in the catalogue",
    "indexer/answer/spelling_suggestions.py": "only words of letters are told to be misspelt",
    "indexer/answer/suggest.py": "letters may be pinyin, and a term has a name in the other language",
    "indexer/answer/suggest_documents.py": "fewer Han characters than letters are enough",
    "indexer/answer/suggest_terms.py": "a term has a name in each language",
    "indexer/answer/suggest_vocabulary.py": "Chinese phrases of the lexicon",
    "indexer/cli/command.py": "the product's name",
    "indexer/cli/search.py": "examples of questions, and the language in which a question is answered",
    "indexer/language/__init__.py": "the registry of languages",
    "indexer/answer/tbx_lines.py": "a term has a side in each language",
    "indexer/answer/lexicon_formats.py": "a term has a side in each language",
    "indexer/answer/language_pairs.py": "a pair is a text in each language",
    "indexer/lexicon/learning.py": "a pair is a sentence in each language",
    "indexer/lexicon/phrase_table.py": "a pair is a phrase in each language",
    "indexer/lexicon/table_writing.py": "a pair is a phrase in each language",
    "indexer/lexicon/translation_scores.py": "a pair is a sentence in each language",
    "indexer/library/glossary_import.py": "a pair is a term in each language",
    "indexer/library/hidden_sentences.py": "a pair is a sentence in each language",
    "indexer/library/lexicon_entries.py": "a pair is a term in each language",
    "indexer/model/document.py": "the type of languages",
    "indexer/model/fields.py": "examples of values, and the choices of the field of languages",
    "indexer/model/messages.py": "the catalogue: texts are English, translations Chinese",
    "indexer/model/query.py": "tells by its characters in which language a word is",
    "indexer/names/dates.py": "an example of a date, in a message",
    "indexer/names/document_types.py": "titles by which a type of document is told",
    "indexer/names/organizations.py": "the columns of its table",
    "indexer/names/states.py": "the columns of its table",
    "indexer/names/straddling.py": "only Chinese words are written without blanks",
    "indexer/query/function_words.py": "a single letter is a word, a single Han character is not",
    "indexer/query/named.py": "names inside runs of Han characters, which no blank divides",
    "indexer/reading/bitext/grouping.py": "a pair is a sentence in each language",
    "indexer/reading/bitext/pairs.py": "the codes of the languages in a bitext",
    "indexer/reading/bitext/tmx.py": "a pair is a sentence in each language",
    "indexer/reading/docx/styles.py": "names of styles in the languages of Word",
    "indexer/reading/encodings.py": "GB18030 is recognised by its common characters",
    "indexer/reading/glossaries/tables.py": "the names of the columns",
    "indexer/reading/glossaries/tbx.py": "an entry has terms in each language",
    "indexer/reading/ordinals.py": "numbers as Word and browsers write them",
    "indexer/reading/pdf/furniture.py": "page numbers and codes of languages in page feet",
    "indexer/reading/pdf/opening.py": "texts of its messages",
    "indexer/runtime/suggestions.py": "of two Han characters one may differ",
    "indexer/structure/adoption.py": "digits of dates, signs of numbers",
    "indexer/structure/article_numbers.py": "numbers of both scripts",
    "indexer/structure/contents.py": "signs of leaders",
    "indexer/structure/detection.py": "tells in which language a text is",
    "indexer/structure/divisions.py": "letters and numerals of headings",
    "indexer/structure/masthead_items.py": "blanks count in one language only",
    "indexer/structure/proceedings.py": "words of a vote",
    "indexer/structure/speakers.py": "numerals of a page",
    "indexer/structure/votes.py": "the words between two States",
    "indexer/text/folding.py": "scripts of Chinese become one",
    "indexer/text/traditional.py": "and what is shown is written in the script typed",
    "webui/api/openapi.py": "the product's name",
    "webui/api/search_parameters.py": "an example of a question",
    "webui/pages/api_page.py": "examples of questions",
    "webui/pages/templating.py": "tags of scripts",
    "webui/request/localisation.py": "the days of a period, whose form Babel does not know",
}
"""Modules outside the folders that know a language, each with the reason."""


def knows_a_language(source: str) -> bool:
    """Tell whether code holds Chinese text or the code of a language; what is said of it does not count."""
    tree = ast.parse(source)
    documented = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    texts = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documented
    )
    return any(text in CONVENTIONS or HAN.search(text) for text in texts)


def modules() -> Iterator[Path]:
    for room in ("indexer", "webui"):
        yield from (ROOT / room).rglob("*.py")


def test_modules_outside_the_folders_that_know_a_language_say_why() -> None:
    outside = [path for path in modules() if not {FOLDERS / "zh", FOLDERS / "en"} & {*path.parents}]
    knowing = {
        path.relative_to(ROOT).as_posix() for path in outside if knows_a_language(path.read_text("utf-8"))
    }
    assert knowing == set(OUTSIDE)


@pytest.mark.parametrize("source", ["a = '和'", "a = b == 'zh'", "def f():\n    '说明'\n    return 'en'"])
def test_a_module_that_knows_a_language_is_seen(source: str) -> None:
    assert knows_a_language(source)


@pytest.mark.parametrize("source", ['"""和"""', "a = 1  # 和", 'A = 1\n"""和"""', "a = 'then'"])
def test_what_is_said_of_a_module_does_not_count(source: str) -> None:
    assert not knows_a_language(source)


def test_the_folders_have_the_same_modules_but_for_what_one_language_lacks() -> None:
    chinese, english = ({path.name for path in (FOLDERS / one).glob("*.py")} for one in ("zh", "en"))
    assert chinese - english == {"segmenter.py", "common_characters.py", "pinyin.py"}
    assert english - chinese == {"stems.py", "spelling.py", "plurals.py"}


def test_every_language_has_conventions() -> None:
    assert set(CONVENTIONS) == set(get_args(Language))
