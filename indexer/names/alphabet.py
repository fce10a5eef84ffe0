"""Sort names alphabetically: Chinese names by pinyin, as in the UN's Chinese lists, others by letters.

GB/T 2312 lists its 3,755 more common characters in the order of their pinyin. So sorting needs no table of
readings, except for a few characters in names of States that are rarer or have another reading there.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from indexer.model.document import Language

_HOMOPHONES = str.maketrans({"斐": "匪", "瑙": "脑", "秘": "必"})
"""Replacements with the right reading: 斐 and 瑙 are rarer characters; 秘 is bì in 秘鲁 and mì elsewhere."""
_FIRST_OF_INITIAL = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
"""The first character of GB/T 2312 for each initial letter."""
_INITIALS = "ABCDEFGHJKLMNOPQRSTWXYZ"


def key(name: str, language: Language) -> bytes:
    """Return the sort key of a name among names of the same language."""
    if language == "zh":
        return name.translate(_HOMOPHONES).encode("gb18030")
    return normalize("NFKD", name).encode("ascii", "ignore").lower()


def initial(name: str, language: Language) -> str:
    """Return the capital letter under which a name is listed; for a Chinese name, that of its pinyin."""
    if language == "zh":
        edges = [char.encode("gb18030") for char in _FIRST_OF_INITIAL]
        return _INITIALS[max(0, bisect_right(edges, key(name, language)) - 1)]
    return key(name, language)[:1].decode().upper()
