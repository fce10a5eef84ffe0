"""English words of the closed classes, folded."""

from __future__ import annotations

_LIST = """
a about after all also among an and any are as at be been before being between both but by can could did do
does during each for from had has have he her his how i if in into is it its itself may might more most must
my no nor of on other our over own shall she should so some such than that the their them then there these
they this those through to under until upon was we were what when where whether which while who whom whose
why will with within without would you your
"""
WORDS = frozenset(_LIST.split())
COMMONEST = frozenset(["the", "of", "and", "to", "for", "with", "that", "by", "from", "this", "its"])
"""Words of which any English text has some in each hundred."""
