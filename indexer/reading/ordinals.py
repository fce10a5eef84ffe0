"""Write the automatic numbers of lists as programs show them."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_UNITS = (("千", 1000), ("百", 100), ("十", 10))
_LEGAL_UNITS = (("仟", 1000), ("佰", 100), ("拾", 10))
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40),
    ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_LARGEST_CHINESE = 9999
_LETTERS = 26
_MOST_LETTERS = 8
_CIRCLED = 20


def written(number: int, form: str) -> str:
    """Return a number as a list shows it, without the signs around it.

    Args:
        number: The number, from 0; one that the form cannot write is written in digits.
        form: The name of the form, as OOXML has it (`lowerLetter`, `chineseCounting`...); an unknown one
            means digits, and `none` nothing.

    """
    return "" if form == "none" else _FORMS.get(form, str)(number) or str(number)


def letters(number: int) -> str:
    """Return a letter as HTML counts them: a to z, aa, ab; empty for 0."""
    found = ""
    while number > 0:
        number, place = divmod(number - 1, _LETTERS)
        found = chr(ord("a") + place) + found
    return found


def _repeated(number: int) -> str:
    """Return a letter as Word counts them: a to z, aa, bb."""
    times, place = divmod(number - 1, _LETTERS)
    return chr(ord("a") + place) * (times + 1) if 0 <= times < _MOST_LETTERS else ""


def _roman(number: int) -> str:
    if not 0 < number <= _LARGEST_ROMAN:
        return ""
    found = ""
    for sign, value in _ROMAN:
        times, number = divmod(number, value)
        found += sign * times
    return found


def _chinese(number: int, digits: str = _DIGITS, units: tuple[tuple[str, int], ...] = _UNITS) -> str:
    """Return a Chinese number below 10,000, with one 零 for any gap in it."""
    if not 0 < number <= _LARGEST_CHINESE:
        return ""
    found, gap = "", False
    for sign, value in (*units, ("", 1)):
        digit, number = divmod(number, value)
        if digit:
            found += ("零" if gap and found else "") + digits[digit] + sign
        gap = not digit
    return found.removeprefix("一") if found.startswith("一十") else found


def _among(signs: str) -> Callable[[int], str]:
    """Return what writes a number as one of some signs, over and over."""
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else ""


def _circled(first: str) -> Callable[[int], str]:
    """Return what writes a number from 1 to 20 as one sign."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= _CIRCLED else ""


def _upper(form: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: form(number).upper()


def _wide(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _legal(number: int) -> str:
    return _chinese(number, _LEGAL, _LEGAL_UNITS)


_COUNTED = (
    "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
    "japaneseCounting", "ideographDigital",
)  # fmt: skip
_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _repeated,
    "upperLetter": _upper(_repeated),
    "lowerAlpha": letters,
    "upperAlpha": _upper(letters),
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
    **dict.fromkeys(_COUNTED, _chinese),
    "taiwaneseDigital": _by_digit,
    "japaneseDigitalTenThousand": _by_digit,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _among(_STEMS),
    "ideographZodiac": _among(_BRANCHES),
    "ideographEnclosedCircle": _circled("㊀"),
    "decimalEnclosedCircle": _circled("①"),
    "decimalEnclosedCircleChinese": _circled("①"),
    "decimalEnclosedParen": _circled("⑴"),
    "decimalEnclosedFullstop": _circled("⒈"),
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalZero": lambda number: f"{number:02}",
}
