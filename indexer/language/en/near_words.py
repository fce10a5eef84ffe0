"""English forms that stand for one another, but share no stem since another word is written like one of them.

`bases` is the plural of `basis` and of `base`; with one stem for all, whoever asks for a military base would
get what is done on the basis of something.
"""

from __future__ import annotations

_GROUPS = """
basis bases
axis axes
life lives
leaf leaves
medium media
tyre tire
"""
NEAR = {
    word: tuple(other for other in group.split() if other != word)
    for group in _GROUPS.strip().split("\n")
    for word in group.split()
}
"""For each form the others of its group."""
