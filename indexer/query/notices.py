"""What a reader is told about a question that was not quite understood, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.model import Both
from indexer.names import symbols
from indexer.query.question import Notice


def unclosed_quote(sign: str) -> Notice:
    """Tell of a quotation mark without its partner."""
    return Notice(
        "unclosed-quote",
        f"引号 {sign} 没有配对，已略去。",
        f"The quotation mark {sign} has no partner and was left out.",
    )


def unmatched_bracket(sign: str) -> Notice:
    """Tell of a bracket without its partner."""
    return Notice(
        "unmatched-bracket",
        f"括号 {sign} 没有配对，已略去。",
        f"The bracket {sign} has no partner and was left out.",
    )


def too_deep(most: int) -> Notice:
    """Tell of brackets within more than `most` others."""
    return Notice(
        "too-deep",
        f"括号最多可套 {most} 层，更深的已略去。",
        f"Brackets may stand {most} deep; deeper ones were left out.",
    )


def too_many(most: int) -> Notice:
    """Tell of a question that goes on after `most` words."""
    return Notice(
        "too-many-words",
        f"一次最多检索 {most} 个词语，其余已略去。",
        f"At most {most} words, phrases and filters are searched for at once; the rest was left out.",
    )


def dangling(operator: str) -> Notice:
    """Tell of an operator that has nothing to join."""
    return Notice(
        "dangling-operator",
        f"{operator} 前后缺少检索词，已略去。",
        f"{operator} has nothing to join here and was left out.",
    )


def star_inside(text: str) -> Notice:
    """Tell of a star that does not end a word."""
    return Notice(
        "star-inside",
        f"“{text}”中的 * 不在词尾，已略去。",
        f"The star in “{text}” was left out: it stands for any ending, so it must end the word.",
    )


def unknown_field(name: str, near: Sequence[str]) -> Notice:
    """Tell of a word with a colon that is no filter."""
    zh = f"是否要用：{'、'.join(f'{field}:' for field in near)}？" if near else ""
    en = f" Did you mean {' or '.join(f'{field}:' for field in near)}?" if near else ""
    return Notice(
        "unknown-field",
        f"“{name}:”不是筛选条件，已按文字检索。{zh}",
        f"“{name}:” is no filter and was searched as text.{en}",
    )


def empty_field(name: str) -> Notice:
    """Tell of a filter with nothing behind its colon."""
    return Notice(
        "empty-field",
        f"“{name}:”后面没有紧跟筛选值，已按文字检索。",
        f"No value follows “{name}:” directly, so it was searched as text.",
    )


def unknown_value(text: str, advised: Both) -> Notice:
    """Tell of a filter whose value it does not take, and what it would take."""
    return Notice(
        "unknown-value",
        f"“{text}”的值无效，已按文字检索。{advised.zh}",
        f"“{text}” has no valid value and was searched as text. {advised.en}",
    )


def period_excluded(text: str) -> Notice:
    """Tell of a period that was to be left out."""
    return Notice(
        "period-excluded",
        f"“{text}”不能排除，已略去；请改用所需的时段。",
        f"“{text}” cannot be excluded and was left out: give the period that you want.",
    )


def period_for_all(text: str) -> Notice:
    """Tell of a bound of a period within OR or brackets."""
    return Notice(
        "period-for-all",
        f"“{text}”适用于整个问题，不限于括号或 OR 之内。",
        f"“{text}” holds for the whole question, not only within OR or brackets.",
    )


def ignored(text: str) -> Notice:
    """Tell of signs that are not indexed."""
    return Notice(
        "ignored",
        f"“{text}”中没有可检索的文字，已略去。",
        f"“{text}” holds nothing to search for and was left out.",
    )


def year_taken(text: str, symbol: str) -> Notice:
    """Tell of a resolution's number that took its year from the library's citations."""
    return Notice(
        "year-taken",
        f"“{text}”按本库的引用理解为{symbols.display(symbol, 'zh')}。",
        f"“{text}” was read as {symbols.display(symbol, 'en')}, as the library cites it.",
    )


def no_year(number: int, known: Sequence[str]) -> Notice:
    """Tell of a resolution's number whose year is not to be told: none, or several, are cited."""
    if not known:
        return Notice(
            "no-year",
            f"本库没有引用过第{number}号决议，无从得知其年份，已按数字检索。",
            f"No document held cites resolution {number}, so its year is unknown: searched as a number.",
        )
    zh = "、".join(symbols.display(symbol, "zh") for symbol in known)
    en = ", ".join(symbols.display(symbol, "en") for symbol in known)
    return Notice(
        "several-years",
        f"第{number}号决议可能指{zh}，已按数字检索。",
        f"Resolution {number} may be {en}: searched as a number.",
    )
