r"""Refuse regular expressions that take more than linear time; `python -m scripts.patterns` checks the tree.

A pattern is slow if it can read the same stretch of text in two ways, however long the stretch is. Examples:
two optional blanks side by side (`\s*,?\s*`), a repeat inside a repeat (`(a+)*`), alternatives that overlap
(`(a|a)*`), and a search that may begin anywhere inside what its first repeat matches (`\s+$`).

The check builds the automaton of the pattern. The pattern is slow if some word leads from one state both to
itself and to a second state, and from the second state to itself (A. Weber and H. Seidl, "On the degree of
ambiguity of finite automata", 1991).

Lookaheads are ignored, so some fast patterns are refused as well; those are listed in this module with a
reason. The growth tests measure the time that users wait for.
"""

from __future__ import annotations

import sys
from itertools import product
from typing import TYPE_CHECKING

from scripts.pattern_automaton import Automaton, Search, loops
from scripts.pattern_sites import sites

if TYPE_CHECKING:
    from scripts.pattern_sites import PatternSite

READINGS = {
    (
        "indexer/names/symbols.py",
        "_pattern",
    ): "behind a number, `(partii)` has one reading: a look ahead says so",
    ("indexer/names/symbols.py", "_whole"): "as `_pattern`",
}
"""Patterns that may have two readings, by file and name, each with the reason."""
SEARCHES = {
    ("indexer/names/bodies.py", "_others"): "searched within the 150 code points before a number",
    (
        "indexer/names/dates.py",
        "_dates",
    ): "every item of a run may be its last: no search is in vain",
    ("indexer/names/numbers.py", "_numbers"): "every group of digits may be the last, as in dates",
    ("indexer/names/resolutions.py", "_lead_pattern"): "searched within the 60 code points before a number",
    ("indexer/structure/layout.py", "_NOTE_MARK"): "searched within the last 16 code points of a line",
    ("indexer/structure/topics.py", "_NUMBER"): "looked for only where the text begins with it",
}
"""Patterns that may be searched for although a search may begin again inside what it has read, likewise."""


def fault(pattern: str, flags: int = 0, *, searched: bool = True) -> str | None:
    """Return what makes a pattern slow, None if nothing does.

    Args:
        pattern: The pattern, as `re` takes it.
        flags: Flags of `re`.
        searched: Whether a match may begin anywhere, as with `search`, `finditer`, `sub` and `split`.

    """
    automaton = Automaton(pattern, flags)
    known = loops(automaton)
    for left, right in product(known, known):
        # Among states that lead to one another, testing one is enough.
        once = left == min(known[left]) if left == right else right not in known[left]
        if once and (word := Search(automaton, left, right, known).word()):
            return f"there are two ways to read {word * 2!r}"
    if searched:
        automaton.let_begin_anywhere()
        known = loops(automaton)
        for right in filter(None, known):
            if word := Search(automaton, 0, right, known).word():
                return f"a search begins anew within {word * 2!r}"
    return None


def wrong(site: PatternSite, *, lenient: bool = True) -> list[str]:
    """Return a line for each fault in the patterns of a call; with `lenient`, permitted ones are left out."""
    key = str(site.path), site.name
    if not site.patterns:
        return [f"{site}: its pattern cannot be read off the source"]
    searched = site.searched and not (lenient and key in SEARCHES)
    found = (fault(pattern, site.flags, searched=searched) for pattern in site.patterns)
    permitted = lenient and key in READINGS
    return [f"{site}: {one}" for one in found if one and not permitted]


def main() -> None:
    """Print the faults; exit with status 1 if there are any."""
    found = [line for site in sites() for line in wrong(site)]
    print("\n".join(found) or "Every pattern takes linear time.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
