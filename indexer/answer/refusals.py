"""What is not held or not served, in Chinese and in English: each function returns the error to be raised."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.errors import NotFoundError, TooLargeError, UsageError
from indexer.model import Both, Language
from indexer.names import symbols
from indexer.names.states import State
from indexer.numerals import grouped

_VERSIONS: dict[Language, str] = {"zh": "中文本", "en": "英文本"}


def not_held(symbol: str, language: Language | None) -> NotFoundError:
    """Refuse a document that is held in no language; `symbol` is its key form."""
    at = Both(symbols.official_url(symbol, language or "zh"), symbols.official_url(symbol, language or "en"))
    return NotFoundError(
        Both(f"本库未收录{symbols.display(symbol, 'zh')}。", f"{symbols.display(symbol, 'en')} is not held."),
        Both(
            f"其文本见联合国网站({at.zh})；可用 `indexer add` 将其收录。",
            f"The UN has it at {at.en}; `indexer add` takes its text.",
        ),
    )


def not_in_language(symbol: str, held: Sequence[Language], language: Language) -> NotFoundError:
    """Refuse a document in a language in which it is not held."""
    versions = "和".join(_VERSIONS[one] for one in held)
    return NotFoundError(
        Both(
            f"本库收录{symbols.display(symbol, 'zh')}的{versions}，未收录{_VERSIONS[language]}。",
            f"{symbols.display(symbol, 'en')} is held in {', '.join(held)}, not in {language}.",
        ),
        Both(f"请改用{versions}。", "Ask for that."),
    )


def no_paragraph(symbol: str, locator: str, part: str | None, language: Language) -> NotFoundError:
    """Refuse a unit that a language version does not have."""
    where = Both(f"在 {part} 部分", f" in part {part}") if part else Both("", "")
    return NotFoundError(
        Both(
            f"{symbols.display(symbol, 'zh')}的{_VERSIONS[language]}{where.zh}没有第{locator}段。",
            f"{symbols.display(symbol, 'en')} has no paragraph {locator}{where.en} in {language}.",
        ),
        Both("请查看文件的提纲。", "Look it up in the document's outline."),
    )


def no_state(name: str, near: Sequence[State]) -> NotFoundError:
    """Refuse what is no State's name, with the nearest."""
    zh = "、".join(f"{one.zh}({one.code})" for one in near)
    en = ", ".join(f"{one.en} ({one.code})" for one in near)
    advised = Both(f"是否要找：{zh}？", f"Did you mean {en}?")
    return NotFoundError(
        Both(f"没有名为“{name}”的国家。", f"No State is called {name!r}."),
        advised if near else Both("请查看 /states。", "See /states."),
    )


def no_page(page: int, per_page: int, most: int) -> UsageError:
    """Refuse a page that cannot be: of a number below 1, or of no items or more than `most`."""
    return UsageError(
        Both(
            f"无法提供每页{per_page}条的第{page}页。",
            f"Page {page} with {per_page} per page cannot be served.",
        ),
        Both(
            f"页码从1起，每页1至{most}条。",
            f"Pages count from 1, with 1 to {most} per page.",
        ),
    )


def page_too_far(page: int, most: int) -> TooLargeError:
    """Refuse a page beyond the first `most` items of a list."""
    return TooLargeError(
        Both(
            f"第{grouped(page, 'zh')}页超出前{grouped(most, 'zh')}条。",
            f"Page {page} lies beyond the first {grouped(most, 'en')} items.",
        ),
        Both("请缩小列表范围。", "Narrow the list."),
    )
