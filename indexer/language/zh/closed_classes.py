"""Chinese words of the closed classes, folded.

They have two characters or more, since single characters are not counted anyway.
"""

from __future__ import annotations

_LIST = """
为了 为什么 为何 之间 什么 什么时候 以及 任何 何时 何地 关于 其中 其他 分别 可以 可能 各自 各种 哪个
哪些 哪国 哪里 因为 因此 多少 如何 如果 对于 已经 并且 怎么 怎样 怎么样 所有 所以 或者 是不是 是否 曾经
有关 有哪些 有没有 根据 正在 由于 能否 能够 虽然 还是 这个 这些 那个 那些 通过 都有 随着
"""
WORDS = frozenset(_LIST.split())
PARTICLES = "的之"
"""Characters that only join a name to the word beside it (智利的援助)."""
JOINING = tuple("的之和与及或在对第向从把被将")
"""Characters with which no term ends, though the segmenter leaves some at the end of one."""
