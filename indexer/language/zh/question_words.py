"""Words with which a Chinese sentence asks, folded; folded text is Simplified."""

from __future__ import annotations

_WITHIN = """
什么 哪些 哪个 哪国 哪里 哪一 何时 何地 为何 为什么 如何 怎样 怎么 多少 几个 几次 是否 有没有 是不是 能否
谁 吗 呢
"""
WITHIN = frozenset(_WITHIN.split())
"""Words one of which stands in a question."""
_EMPTY = """
请问 告诉 我们 知道 查找 查询 做了 做过 进行了 什么样
"""
EMPTY = frozenset(_EMPTY.split())
"""Words that say nothing in a question beside those of the closed classes."""
