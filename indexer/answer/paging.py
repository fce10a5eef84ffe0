"""The pages of lists: which are served, and the addresses of the next and the previous one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.answer import not_found
from indexer.model.query import MAX_PER_PAGE, MAX_REACH

if TYPE_CHECKING:
    from indexer.answer.urls import Urls


def check_page(page: int, per_page: int, most: int = MAX_PER_PAGE) -> None:
    """Raise an error for a page that is not served.

    Args:
        page: The page, from 1.
        per_page: Items on a page.
        most: How many items a page may have.

    Raises:
        UsageError: There is no such page, or it is empty or too long.
        TooLargeError: It lies beyond the first MAX_REACH items.

    """
    if page < 1 or not 1 <= per_page <= most:
        raise not_found.no_page(page, per_page, most)
    if page * per_page > MAX_REACH:
        raise not_found.page_too_far(page, MAX_REACH)


def turn(
    urls: Urls, path: str, page: int, per_page: int, total: int, *kept: tuple[str, str]
) -> tuple[str | None, str | None]:
    """Return the addresses of the next and the previous page of a list; None where there is no such page.

    `kept` are further parameters of the list that the addresses repeat.
    """

    def at(number: int) -> str:
        window = (("page", str(number)), ("per_page", str(per_page)))
        return urls.path(urls.lists + path, *kept, *window)

    reached = page * per_page
    more = reached < total and reached + per_page <= MAX_REACH
    return at(page + 1) if more else None, at(page - 1) if page > 1 else None
