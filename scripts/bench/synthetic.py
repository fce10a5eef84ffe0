"""Invent names, numbers and symbols that no text holds yet.

With them the vocabulary of a made corpus grows as that of a real one does.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from indexer.model.document import Language
from indexer.names import states
from scripts.bench.sentences import Sentence

FIRST_YEAR, LAST_YEAR = 1990, 2025
RESOLUTIONS = tuple((650 + 53 * index, 1990 + index) for index in range(36))
"""The resolutions that are cited often, by number and year."""
_SYLLABLES = (
    *(
        ("ka", "卡"),
        ("ro", "罗"),
        ("mi", "米"),
        ("ten", "滕"),
        ("sal", "萨尔"),
        ("vo", "沃"),
        ("der", "德尔"),
    ),
    *(
        ("bin", "宾"),
        ("gu", "古"),
        ("lan", "兰"),
        ("fe", "费"),
        ("tor", "托尔"),
        ("ni", "尼"),
        ("pas", "帕斯"),
    ),
    *(("mor", "莫尔"), ("zi", "齐"), ("hu", "胡"), ("dek", "德克"), ("li", "利"), ("wan", "万")),
)


@dataclass(frozen=True, slots=True)
class Name:
    """An invented name in both languages."""

    zh: str
    en: str


def name(choice: Random) -> Name:
    """Invent a name of two to four syllables; there are 8,000 names of three syllables."""
    parts = choice.choices(_SYLLABLES, k=choice.choice((2, 3, 3, 4)))
    return Name("".join(zh for _, zh in parts), "".join(en for en, _ in parts).capitalize())


def day(choice: Random, year: int) -> dt.date:
    """Choose a day of a year."""
    return dt.date(year, 1, 1) + dt.timedelta(days=choice.randrange(365))


def state(choice: Random) -> str:
    """Choose a State; some are chosen more often than others."""
    return states.ALL[int(len(states.ALL) * choice.random() ** 2)].code


def symbol(choice: Random) -> str:
    """Invent a symbol of the Council or the Assembly; a document with that symbol need not exist."""
    year = choice.randint(FIRST_YEAR, LAST_YEAR)
    return choice.choice((f"S/{year}/{choice.randint(1, 1400)}", f"A/{year - 1945}/{choice.randint(1, 990)}"))


def written(when: dt.date, language: Language) -> str:
    """Format a date as the United Nations do."""
    if language == "zh":
        return f"{when.year}年{when.month}月{when.day}日"
    return f"{when.day} {when:%B %Y}"


def resolution(number: int, year: int, paragraph: int, language: Language) -> str:
    """Cite a paragraph of a resolution, or the whole resolution if `paragraph` is 0."""
    if language == "zh":
        return f"第{number}({year})号决议" + (f"第{paragraph}段" if paragraph else "")
    return (f"paragraph {paragraph} of " if paragraph else "") + f"resolution {number} ({year})"


def remark(choice: Random) -> Sentence:
    """Invent a sentence with a State, a name, a number, and a date, a symbol or a resolution."""
    code, who, number = state(choice), name(choice), f"{choice.randint(2, 99_999):,}".replace(",", " ")
    zh, en = choice.choice((_dated, _documented, _resolved))(choice)
    return Sentence(
        f"{states.name(code, 'zh')}代表{who.zh}就此提出{number}项意见，见{zh}。",
        f"{who.en}, representing {states.name(code, 'en')}, made {number} comments (see {en}).",
    )


def _dated(choice: Random) -> tuple[str, str]:
    when = day(choice, choice.randint(FIRST_YEAR, LAST_YEAR))
    return f"{written(when, 'zh')}的信", f"letter of {written(when, 'en')}"


def _documented(choice: Random) -> tuple[str, str]:
    cited = symbol(choice)
    return f"{cited}号文件", f"document {cited}"


def _resolved(choice: Random) -> tuple[str, str]:
    number, year = choice.choice(RESOLUTIONS)
    paragraph = choice.choice((0, choice.randint(1, 30)))
    return resolution(number, year, paragraph, "zh"), resolution(number, year, paragraph, "en")
