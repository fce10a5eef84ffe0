"""Why a question is refused, in Chinese and in English: each function returns the error to be raised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.errors import TooLargeError, UsageError
from indexer.model import Both
from indexer.names.states import State
from indexer.numerals import grouped


def given_twice(name: str) -> UsageError:
    """Refuse a parameter that may be given once."""
    return UsageError(
        Both(f"参数 {name} 给出了两次。", f"The parameter {name} is given twice."),
        Both("请只给出一次。", "Give it once."),
    )


def not_excludable(name: str) -> UsageError:
    """Refuse to exclude a bound of a period."""
    return UsageError(
        Both(f"筛选条件 {name} 不能排除。", f"The filter {name} cannot be excluded."),
        Both("请改为给出所需的时段。", "Give the period that you want instead."),
    )


def too_long(length: int, most: int) -> UsageError:
    """Refuse a question of more than `most` code points."""
    return UsageError(
        Both(
            f"问题有{grouped(length, 'zh')}个字符，最多{grouped(most, 'zh')}个。",
            f"The question has {grouped(length, 'en')} characters; {grouped(most, 'en')} are the most.",
        ),
        Both("请缩短问题，或只检索其中最关键的一句。", "Shorten it, or ask for its most telling sentence."),
    )


def too_many_values(number: int, most: int) -> UsageError:
    """Refuse a question of more than `most` filter values."""
    return UsageError(
        Both(
            f"问题有{grouped(number, 'zh')}个筛选值，最多{most}个。",
            f"The question has {grouped(number, 'en')} filter values; {most} are the most.",
        ),
        Both("请减少筛选值，或分几次检索。", "Leave some out, or ask several questions."),
    )


def unknown_parameter(name: str, near: Sequence[str], allowed: Iterable[str], excluding: str) -> UsageError:
    """Refuse a parameter that no question has, with the nearest that there are."""
    meant = _meant(near)
    return UsageError(
        Both(f"没有参数“{name}”。", f"The parameter {name!r} is unknown."),
        Both(
            f"{meant.zh}可用的参数：{'、'.join(allowed)}；筛选条件前可加 {excluding} 表示排除。",
            f"{meant.en}Allowed names: {', '.join(allowed)}; filters also with {excluding} in front.",
        ),
    )


def period_reversed(first: str, last: str) -> UsageError:
    """Refuse a period that ends before it begins."""
    return UsageError(
        Both(
            f"时段的起始日期 {first} 晚于截止日期 {last}。",
            f"The period begins on {first}, after its end on {last}.",
        ),
        Both("请对调 from 与 to。", "Exchange from and to."),
    )


def no_order(value: str, allowed: Iterable[str]) -> UsageError:
    """Refuse an order of hits that there is not."""
    return UsageError(
        Both(f"没有“{value}”这种排序。", f"{value!r} is no order."),
        Both(f"sort 可用的值：{'、'.join(allowed)}。", f"Allowed values of sort: {', '.join(allowed)}."),
    )


def no_truth(name: str, value: str, allowed: Iterable[str]) -> UsageError:
    """Refuse a parameter that is neither true nor false."""
    return UsageError(_not(name, value, repr(value)), _allowed(allowed))


def no_number(name: str, value: str) -> UsageError:
    """Refuse a number that is none, or zero."""
    return UsageError(
        _not(name, value, repr(value)), Both("请给出不小于1的整数。", "Give a whole number from 1.")
    )


def page_too_long(per_page: int, most: int) -> UsageError:
    """Refuse more hits on a page than are served."""
    return UsageError(
        _not("per_page", str(per_page), str(per_page)),
        Both(f"可用的值：1至{most}。", f"Allowed values: 1 to {most}."),
    )


def page_too_far(page: int, per_page: int, most: int) -> TooLargeError:
    """Refuse a page beyond the first `most` hits."""
    return TooLargeError(
        Both(
            f"每页{per_page}条的第{grouped(page, 'zh')}页超出前{grouped(most, 'zh')}条结果。",
            f"Page {grouped(page, 'en')} of {per_page} is beyond the first {grouped(most, 'en')} hits.",
        ),
        Both(
            "如需全部结果，请导出：`search --all --format jsonl` 或 csv。",
            "To have all hits, export them: search --all --format jsonl or csv.",
        ),
    )


def no_year(value: str) -> UsageError:
    """Refuse what is neither a year nor a period of years."""
    return UsageError(
        Both(f"“{value}”不是年份。", f"{value!r} is no year."),
        Both("请写年份或时段：2019 或 2018-2020。", "Write a year or a period: 2019 or 2018-2020."),
    )


def no_state(value: str, near: Sequence[State]) -> UsageError:
    """Refuse what names no State, with the nearest."""
    zh = "、".join(f"{state.zh}({state.code})" for state in near)
    en = ", ".join(f"{state.code} ({state.en}, {state.zh})" for state in near)
    advised = Both(f"是否要找：{zh}？", f"Did you mean {en}?")
    if not near:
        advised = Both(
            "请写国家代码(例如 CHL)或其联合国名称。", "Write a code such as CHL, or a State's UN name."
        )
    return UsageError(Both(f"“{value}”不是国名。", f"{value!r} is no State."), advised)


def no_choice(what: Both, value: str, near: Sequence[str], allowed: Iterable[str]) -> UsageError:
    """Refuse a value that is none of a few, with the nearest of them."""
    meant, may = _meant(near), _allowed(allowed)
    return UsageError(
        Both(f"没有“{value}”这种{what.zh}。", f"{value!r} is no {what.en}."),
        Both(meant.zh + may.zh, meant.en + may.en),
    )


def no_part(value: str, near: Sequence[str], allowed: Iterable[str]) -> UsageError:
    """Refuse what names no part of a document."""
    return UsageError(
        Both(f"“{value}”不是文件的组成部分。", f"{value!r} is no part of a document."),
        Both(
            f"{_meant(near).zh}请写下列之一：{'、'.join(allowed)}。",
            f"{_meant(near).en}Write one of {', '.join(allowed)}.",
        ),
    )


def no_paragraph(value: str) -> UsageError:
    """Refuse what is no number of a paragraph."""
    return UsageError(
        Both(f"“{value}”不是段次。", f"{value!r} is no paragraph number."),
        Both("请写段次，例如 18 或 18(a)。", "Write one such as 18 or 18(a)."),
    )


def no_date(value: str) -> UsageError:
    """Refuse what is no day, month or year."""
    return UsageError(
        Both(f"“{value}”不是日期。", f"{value!r} is no date."),
        Both(
            "请写日、月或年：2019-04-25、2019-04 或 2019。",
            "Write a day, a month or a year: 2019-04-25, 2019-04 or 2019.",
        ),
    )


def _not(name: str, value: str, shown: str) -> Both:
    return Both(f"{name} 不能是“{value}”。", f"{name} cannot be {shown}.")


def _meant(near: Sequence[str]) -> Both:
    """Name the nearest of some names, where there is one."""
    return Both(f"是否要用：{near[0]}？", f"Did you mean {near[0]}? ") if near else Both("", "")


def _allowed(values: Iterable[str]) -> Both:
    return Both(f"可用的值：{'、'.join(values)}。", f"Allowed values: {', '.join(values)}.")
