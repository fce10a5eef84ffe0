"""Sort Chinese names by pinyin, as in the UN's Chinese lists.

GB/T 2312 lists its 3,755 more common characters in the order of their pinyin. So sorting needs no table of
readings, except for a few characters in names of States that are rarer or have another reading there.
"""

from __future__ import annotations

from bisect import bisect_right

_HOMOPHONES = str.maketrans({"斐": "匪", "瑙": "脑", "秘": "必"})
"""Replacements with the right reading: 斐 and 瑙 are rarer characters; 秘 is bì in 秘鲁 and mì elsewhere."""
_FIRST_OF_INITIAL = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
"""The first character of GB/T 2312 for each initial letter."""
_INITIALS = "ABCDEFGHJKLMNOPQRSTWXYZ"


def sort_key(name: str) -> bytes:
    """Return the sort key of a name."""
    return name.translate(_HOMOPHONES).encode("gb18030")


def initial(name: str) -> str:
    """Return the initial of a name's pinyin, as a capital letter."""
    edges = [char.encode("gb18030") for char in _FIRST_OF_INITIAL]
    return _INITIALS[max(0, bisect_right(edges, sort_key(name)) - 1)]
