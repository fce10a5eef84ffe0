"""Read Chinese numerals of any size in folded text: 三百六十万, 一亿三千万, 十二点五."""

from __future__ import annotations

from indexer.language.zh.numerals import from_han

_DIGITS = "零一二三四五六七八九"
_HUNDRED = 100
_ZEROS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


def value_of(numeral: str) -> str | None:
    """Return the value of a Chinese numeral of any size in digits (三百六十万), None if it is none."""
    whole, _, part = numeral.partition("点")
    value = _above(whole, (("亿", 8), ("万", 4)))
    if value is None:
        return None
    digits = "".join(str(_DIGITS.find(sign)) for sign in part).rstrip("0")
    return f"{value}.{digits}" if digits else str(value)


def share(numeral: str) -> str | None:
    """Return the value of the numeral of a percentage (百分之十二点五); 百 alone is 100."""
    return str(_HUNDRED) if numeral == "百" else value_of(numeral)


def _above(numeral: str, scales: tuple[tuple[str, int], ...]) -> int | None:
    """Return the value of a numeral with 亿 or 万 in it; each multiplies what stands before it."""
    if not scales:
        return from_han(numeral)
    (sign, zeros), *lower = scales
    many, found, rest = numeral.partition(sign)
    if not found:
        return _above(numeral, tuple(lower))
    high = _above(many, tuple(lower))
    low = _above(rest, tuple(lower)) if rest else 0
    return None if high is None or low is None else high * 10**zeros + low


def power(multiplier: str) -> int:
    """Return how many zeros a multiplier behind a number in digits stands for: 4 for 万, 7 for 千万."""
    return sum(_ZEROS.get(sign, 0) for sign in multiplier)
