"""What is wrong with a request, in Chinese and in English: each function returns the error to be raised."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from indexer.errors import UsageError
from indexer.model import Both
from indexer.numerals import grouped

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

SHOWN = 100
"""How much of what was given is repeated, in code points."""
REASONS = {
    "missing": "不可缺少",
    "int_parsing": "必须是整数",
    "int_parsing_size": "数值过大",
    "greater_than_equal": "不得小于{ge}",
    "less_than_equal": "不得大于{le}",
    "string_too_short": "不得为空",
    "string_too_long": "不得超过{max_length}个字符",
    "literal_error": "可用的值是{expected}",
}
"""Why pydantic refuses a value, by its names of the errors that our models can meet."""


def not_utf8() -> UsageError:
    """Refuse a query string in another encoding."""
    return UsageError(
        Both("地址的查询部分不是 UTF-8 编码。", "The query string is not UTF-8."),
        Both("请用 UTF-8 编码地址。", "Encode the address in UTF-8."),
    )


def too_many_parameters(most: int) -> UsageError:
    """Refuse a query string of more than `most` parameters."""
    return UsageError(
        Both(
            f"地址的参数超过{grouped(most, 'zh')}个。",
            f"The query string has more than {most} parameters.",
        ),
        Both("请减少参数。", "Leave some out."),
    )


def unknown_parameter(name: str, allowed: Iterable[str]) -> UsageError:
    """Refuse a parameter that is not known here."""
    return UsageError(
        Both(f"此处没有参数“{name[:SHOWN]}”。", f"There is no parameter {name[:SHOWN]!r} here."),
        Both(
            f"可用的参数：{'、'.join(allowed) or '无'}。",
            f"The parameters are: {', '.join(allowed) or 'none'}.",
        ),
    )


def impossible(fault: ErrorDetails) -> UsageError:
    """Refuse a parameter whose value its model does not take, as pydantic says."""
    name = fault["loc"][0]
    return UsageError(
        Both(
            f"参数 {name} 无效：{_reason(fault)}。", f"The parameter {name} cannot be used: {fault['msg']}."
        ),
        Both(
            "请更正；各参数可用的值见 docs/api.md。",
            "Correct it; docs/api.md lists what each parameter takes.",
        ),
    )


def _reason(fault: ErrorDetails) -> str:
    """Say in Chinese what pydantic says in English."""
    limits = {
        name: "、".join(re.split(", | or ", str(limit))) for name, limit in fault.get("ctx", {}).items()
    }
    return REASONS.get(fault["type"], "取值不符合要求").format(**limits).replace("'", "")


def part_alone() -> UsageError:
    """Refuse to cite a part of a document without a paragraph of it."""
    return UsageError(
        Both("引用文件的部分须指明其中的段次。", "A part is cited by a paragraph of it."),
        Both("请加上参数 paragraph。", "Give the parameter paragraph too."),
    )


def no_format(allowed: Iterable[str]) -> UsageError:
    """Refuse an export in no format, or in several."""
    return UsageError(
        Both("导出须指定一种格式。", "An export needs one format."),
        Both(
            f"请加上参数 format：{'、'.join(allowed)}。", f"Give the parameter format: {', '.join(allowed)}."
        ),
    )


def no_pages() -> UsageError:
    """Refuse a page of an export."""
    return UsageError(
        Both("导出不分页，包含全部结果。", "An export has no pages: it holds all hits."),
        Both("请略去 page 和 per_page。", "Leave out page and per_page."),
    )


def no_group(value: str, allowed: Iterable[str]) -> UsageError:
    """Refuse to group results by what they cannot be grouped by."""
    return UsageError(
        Both(f"结果不能按“{value[:SHOWN]}”归类。", f"Results cannot be grouped by {value[:SHOWN]!r}."),
        Both(f"可用的值：{'、'.join(allowed)}。", f"Allowed: {', '.join(allowed)}."),
    )


def address_too_long(most: int, characters: int) -> UsageError:
    """Refuse an address of more than `most` bytes, in which a question of so many characters has room."""
    return UsageError(
        Both(
            f"地址过长：参数最多读取{grouped(most, 'zh')}个字节。",
            f"The address is too long: {grouped(most, 'en')} bytes of parameters are read at most.",
        ),
        Both(
            f"请将问题缩短至{grouped(characters, 'zh')}个字符以内，或减少筛选值。",
            f"Shorten the question to {grouped(characters, 'en')} characters at most, or leave filters out.",
        ),
    )
