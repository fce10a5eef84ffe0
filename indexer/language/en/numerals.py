"""English ordinals in folded text: `26th`, `twenty-sixth`; and what stands beside a number in digits."""

from __future__ import annotations

from indexer.text.roman_numerals import roman

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
VALUES = (
    {word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)}
    | {f"{word[:-1]}ieth": number * 10 for number, word in enumerate(TENS, 2)}
    | {word: number * 10 for number, word in enumerate(TENS, 2)}
)
"""The value of each word that an ordinal may have."""

# Patterns are strings: `re` compiles and caches them at first use, so importing the module stays fast.
ORDINAL = (
    rf"(?<![\w.,])(?:(?P<digits>\d+)(?:st|nd|rd|th)"
    rf"|(?:(?P<tens>{'|'.join(TENS)})[- ])?(?P<unit>{'|'.join(_UNITS)})"
    rf"|(?P<word>{'|'.join((*_TEENS, *(f'{word[:-1]}ieth' for word in TENS)))}))\b"
)
POWERS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""For each word that multiplies the number before it: how many zeros it stands for."""
MULTIPLIER = rf"[ -](?P<power>{'|'.join(POWERS)})(?![a-z\d])"
"""Pattern of what multiplies a number in digits: `3.6 million`."""
PER_CENT = r" ?(?:%|per ?cent(?![a-z\d]))"
"""Pattern of what follows a percentage, in folded text."""
PASSAGES = {
    "article": "art", "articles": "art", "art.": "art", "arts.": "art", "rule": "art", "rules": "art",
    "chapter": "chap", "chapters": "chap", "chap.": "chap", "paragraph": "para", "paragraphs": "para",
    "para.": "para", "paras.": "para", "section": "sect", "sections": "sect", "sect.": "sect",
    "part": "part", "parts": "part", "annex": "annex", "annexes": "annex",
}  # fmt: skip
"""The kind of each passage, by the word before its number (`Article 41`); a rule of procedure is 条 too."""


def capital_roman(number: int) -> str:
    """Return a number from 1 to 399 in Roman capitals, as parts are numbered."""
    return roman(number).upper()


def ordinal_word(number: int) -> str:
    """Return an ordinal as it is written in a text: `third`, `twenty-first`, `112th`."""
    tens, ones = divmod(number, 10)
    if number <= len(_UNITS):
        return _UNITS[number - 1]
    if tens == 1:
        return _TEENS[ones]
    if tens > len(TENS) + 1:
        ending = {1: "st", 2: "nd", 3: "rd"}.get(ones, "th") if tens % 10 != 1 else "th"
        return f"{number}{ending}"
    return f"{TENS[tens - 2]}-{_UNITS[ones - 1]}" if ones else f"{TENS[tens - 2][:-1]}ieth"
