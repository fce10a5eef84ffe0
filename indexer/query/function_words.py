"""Words that are not counted when no unit has all words of a question.

They are searched for like any other word; only "as many words as possible" does not count them. The lists
hold the closed classes of both languages (articles, prepositions, pronouns, auxiliaries, question words),
folded. Chinese words have two characters or more, since single characters are not counted anyway.
"""

from __future__ import annotations

from indexer.model.query import language_of
from indexer.text.folding import fold

_ENGLISH = """
a about after all also among an and any are as at be been before being between both but by can could did do
does during each for from had has have he her his how i if in into is it its itself may might more most must
my no nor of on other our over own shall she should so some such than that the their them then there these
they this those through to under until upon was we were what when where whether which while who whom whose
why will with within without would you your
"""
_CHINESE = """
为了 为什么 为何 之间 什么 什么时候 以及 任何 何时 何地 关于 其中 其他 分别 可以 可能 各自 各种 哪个
哪些 哪国 哪里 因为 因此 多少 如何 如果 对于 已经 并且 怎么 怎样 怎么样 所有 所以 或者 是不是 是否 曾经
有关 有哪些 有没有 根据 正在 由于 能否 能够 虽然 还是 这个 这些 那个 那些 通过 都有 随着
"""
_WORDS = frozenset((_ENGLISH + _CHINESE).split())
"""All function words in folded form; a test checks that folding does not change them."""


def is_telling(word: str) -> bool:
    """Tell whether a relaxed question counts a word.

    Function words and single Han characters are not counted.
    """
    folded = fold(word)
    return folded not in _WORDS and (len(folded) > 1 or language_of(folded) == "en")
