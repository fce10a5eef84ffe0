"""Chinese numerals in folded text, and the patterns of numbers and ordinals that they make."""

from __future__ import annotations

import re

from indexer.text.roman_numerals import from_roman

BELOW_100 = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
"""Pattern of a Chinese numeral below 100."""
DIGIT = "[零一二两三四五六七八九十百千]"
"""Pattern of one character of a Chinese numeral below 10,000."""
LABEL = "[一二三四五六七八九十]{1,3}"
"""Pattern of the number of a heading or an item; `from_han` tells whether it is one."""
ITEM = "十?[一二三四五六七八九]|十"
"""Pattern of the number of an item in brackets, below 20."""
CIRCLED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
"""The signs of items of the third level, from 1 to 10; English has (i) there."""
POSITIONAL = "[一二三四五六七八九〇零○]"
"""Pattern of one digit of a number that is written digit by digit (二〇二五)."""
_COUNT = "(?:\\d{1,2}|[一二三四五六七八九十]{1,3})"
DAY = rf"(?:(?:\d{{4}}|{POSITIONAL}{{4}})年{_COUNT}月{_COUNT}日)"
"""Pattern of a day."""
COUNTED = ("届", "屆", "次", "期")
"""Words for what an ordinal counts; they belong to the ordinal (第二十六届)."""

_THINGS = """
个 次 名 项 份 天 周 种 件 场 轮 座 架 艘 枚 家 位 倍 篇 届 级 期 批 起 例 组 类 人 条 段 章 页 小时 分钟 星期
"""
COUNTED_THINGS = "|".join(_THINGS.split())
"""Pattern of a word that stands between a number and what is counted."""
COUNTERS = f"{COUNTED_THINGS}|年"
"""Pattern of such a word, or of one that is counted itself; before it a single character is a number too."""
_SIGN = "[零一二两三四五六七八九十百千万亿]"
_PART = "(?:点[零一二三四五六七八九]{1,8}+)"
# Patterns are strings: `re` compiles and caches them at first use, so importing the module stays fast.
COUNT = (
    rf"(?<![第几数]|{_SIGN})(?<!分之)(?:{_SIGN}{{2,32}}+{_PART}?"
    rf"|[二两三四五六七八九十](?:{_PART}|(?=(?:多|余)?(?:{COUNTERS}))))(?!{_SIGN}|分之)"
)
"""Pattern of a number in Chinese numerals; `number_words.value_of` tells whether it is one."""
PARTED = "分之"
"""What stands between the numbers of a fraction (三分之二)."""
PER_CENT = rf"百分之(?:(?P<digits>\d++(?:\.\d++)?)|(?P<han>{_SIGN}{{1,32}}+{_PART}?))"
"""Pattern of a percentage."""
MULTIPLIER = r" ?(?P<times>(?:多|余)?(?:万亿|[十百千]?[万亿]|百|千))(?!分之)"
"""Pattern of what multiplies the number in digits before it: 360万, 7.0997万, 360多万."""
ORDINAL = rf"第\s*(?:(?P<digits>\d+)|(?P<han>{DIGIT}+))(?![\d./])"
PLACE = r"[\d\s、至和及与,()a-z\u3220-\u3229-]{0,40}(?:段|条|款|章|节|页|号|卷|项|编|栏|行|部分)"
"""Pattern of what follows the number of a place in a text: 第26段 is paragraph 26, 第10(j)段 paragraph 10."""
PASSAGES = {"条": "art", "章": "chap", "段": "para", "节": "sect", "部分": "part"}
"""The kind of each passage, by the word that closes its number (第四十一条)."""
CLOSING = "部分|条(?![件约例理])|章(?!程)|段|节(?![目日省约点])"
"""Pattern of the word that closes the number of a passage, and of no other word that begins alike."""
NUMBERED = "第 ?"
"""Pattern of what stands before the number of a passage."""
AND = "、,至到和及与或-"
"""The signs between the numbers of passages."""
ANNEX = "附件"
"""What opens the number of an annex (附件二)."""

_DIGITS_FROM = 100
_DIGITS = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {"两": 2}
_FACTOR = "([一二两三四五六七八九])"
_NUMBER = f"(?:{_FACTOR}千)?零?(?:{_FACTOR}百)?零?(?:{_FACTOR}?(十))?零?{_FACTOR}?"


def han(number: int) -> str:
    """Return a number from 1 to 99 in Chinese (二十六)."""
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")


def article(number: int) -> str:
    """Return the number of an article of the Charter, from 1 to 999 (四十一, 一百零一, 一百一十一)."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return han(number)
    joint = "" if not rest else "零" if rest < len(_DIGITS) else "一" if rest < 2 * len(_DIGITS) else ""
    return f"{_DIGITS[hundreds]}百{joint}{han(rest)}"


def ordinal_word(number: int) -> str:
    """Return the numeral of an ordinal for what bears no number (第三段); digits from 100."""
    return han(number) if number < _DIGITS_FROM else str(number)


def from_han(numeral: str) -> int | None:
    """Return the value of a Chinese numeral up to 9,999 (二十六, 一百零五), None if it is none."""
    match = re.fullmatch(_NUMBER, numeral)
    if match is None or not numeral.strip("零"):
        return None
    thousands, hundreds, tens, ten, ones = (_VALUES.get(one or "零", 0) for one in match.groups())
    return thousands * 1000 + hundreds * 100 + (max(tens, 1) * 10 if match[4] else ten) + ones


def read_number(numeral: str) -> int | None:
    """Return the value of a Chinese numeral, perhaps digit by digit (二〇二五), None if it is none."""
    digits = [_DIGITS.find("零" if sign in "〇○" else sign) for sign in numeral]
    if len(digits) > 1 and min(digits) >= 0:
        return int("".join(map(str, digits)))
    return from_han(numeral)


def third_level(numeral: str) -> str:
    """Write the number of an item of the third level, given in small Roman letters: ㈡; (xi) beyond 10."""
    number = from_roman(numeral)
    return CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else f"({numeral})"
