"""Aligns the units of two versions: numbered ones by their numbers, the others in order between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexer.alignment.beads import beads, increasing
from indexer.alignment.features import FLOW, Features, Resemblance, features, is_topic
from indexer.model.alignment import Alignment, Bead
from indexer.model.document import Paragraph
from indexer.runtime import deadline

MOST = 20_000
"""How many units without a common number are aligned: who asks for a page would wait too long for more."""
_APART = frozenset(("footnote", "abbreviation"))
"""Kinds that are aligned for themselves: they stand at different places of a page, or in another order."""
_ALIGNED = frozenset(("sentence",))
"""Kinds of which the locators were given to aligned units, as to the sentences of a bitext."""
_SORTED = frozenset(("abbreviation", "row", "event"))
"""Groups of which each language may have its own order."""


def align(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> Alignment:
    """Align the units of two language versions of a document.

    Units of different parts are never partners. Numbered ones are partners where part and locator are the
    same, wherever they stand. The others are aligned in order, by what they have in common; if there are more
    than MOST of them, they stay alone.

    Args:
        left: The units of one version, in order.
        right: The units of the other one.

    """
    pairs = _numbered(left, right)
    if max(len(left), len(right)) - len(pairs) > MOST:
        return Alignment(tuple(_ordered(pairs, len(left), len(right))))
    ours = _features(left, {bead.left[0] for bead in pairs})
    theirs = _features(right, {bead.right[0] for bead in pairs})
    alike = Resemblance(ours.values(), theirs.values())
    for one, other in _stretches(left, right, pairs):
        found = beads([ours[at] for at in one], [theirs[at] for at in other], alike)
        pairs += [_placed(bead, one, other) for bead in found if bead.is_pair]
    pairs += _alone_alike(left, right, ours, theirs, pairs)
    return Alignment(tuple(_ordered(pairs, len(left), len(right))))


def _numbered(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> list[Bead]:
    """Pair the numbered units of the same part and locator, and so the sentences of a bitext."""
    places = {(unit.part, unit.locator): at for at, unit in enumerate(right) if is_numbered(unit)}
    return [
        Bead((at,), (places[unit.part, unit.locator],))
        for at, unit in enumerate(left)
        if is_numbered(unit) and (unit.part, unit.locator) in places
    ]


def is_numbered(unit: Paragraph) -> bool:
    """Tell whether units of the same locator in two versions say the same."""
    return unit.number is not None or unit.kind in _ALIGNED


def _features(units: Sequence[Paragraph], paired: set[int]) -> dict[int, Features]:
    """Return what the units that are not paired yet are compared by, by their positions."""
    found: dict[int, Features] = {}
    for at, unit in enumerate(units):
        if at not in paired:
            deadline.check()
            found[at] = features(unit)
    return found


def _stretches(
    left: Sequence[Paragraph], right: Sequence[Paragraph], numbered: Sequence[Bead]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the positions of units that are to be aligned in order with each other."""
    paired = {bead.left[0]: bead.right[0] for bead in numbered}
    taken = set(paired.values())
    groups, others = _grouped(left), _grouped(right)
    for key in groups.keys() & others.keys():
        one, other = groups[key], others[key]
        anchors = increasing([(at, paired[at]) for at in one if at in paired])
        for mine, yours in _between(one, other, anchors):
            free = [at for at in mine if at not in paired], [at for at in yours if at not in taken]
            if free[0] and free[1]:
                yield free


def _grouped(units: Sequence[Paragraph]) -> dict[tuple[str, str], list[int]]:
    """Return the positions of units by their part, and by their group if it is aligned for itself."""
    grouped: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, unit in enumerate(units):
        grouped[unit.part, unit.kind if unit.kind in _APART else FLOW].append(at)
    return grouped


def _between(
    one: list[int], other: list[int], anchors: Iterable[tuple[int, int]]
) -> Iterator[tuple[list[int], list[int]]]:
    """Cut two sorted lists of positions at the anchors."""
    since, from_ = 0, 0
    for at, to in anchors:
        end, until = bisect_left(one, at), bisect_left(other, to)
        yield one[since:end], other[from_:until]
        since, from_ = end + 1, until + 1
    yield one[since:], other[from_:]


def _placed(bead: Bead, one: Sequence[int], other: Sequence[int]) -> Bead:
    """Return a bead with the positions in the whole versions."""
    return Bead(tuple(one[at] for at in bead.left), tuple(other[at] for at in bead.right))


def _alone_alike(
    left: Sequence[Paragraph],
    right: Sequence[Paragraph],
    ours: Mapping[int, Features],
    theirs: Mapping[int, Features],
    pairs: Sequence[Bead],
) -> Iterator[Bead]:
    """Pair what stands elsewhere, such as rows in another order, if its name is unique in both versions."""
    mine = _named(left, ours, {at for bead in pairs for at in bead.left})
    yours = _named(right, theirs, {at for bead in pairs for at in bead.right})
    for name in mine.keys() & yours.keys():
        if len(mine[name]) == len(yours[name]) == 1:
            yield Bead((mine[name][0],), (yours[name][0],))


def _named(
    units: Sequence[Paragraph], found: Mapping[int, Features], paired: set[int]
) -> dict[tuple[str, str, frozenset[str]], list[int]]:
    """Return the positions of unpaired rows and the like by part, group and values."""
    named: defaultdict[tuple[str, str, frozenset[str]], list[int]] = defaultdict(list)
    for at, one in found.items():
        if at not in paired and (name := _name(one)):
            named[units[at].part, one.group, name].append(at)
    return named


def _name(one: Features) -> frozenset[str]:
    """Return what tells a unit from its like in all languages; nothing if that is only its place."""
    if one.group == "heading":
        return frozenset(filter(is_topic, one.words))
    return one.values if one.group in _SORTED else frozenset()


def _ordered(pairs: Iterable[Bead], left: int, right: int) -> Iterator[Bead]:
    """Yield the pairs and all other units alone, in the order of the left version."""
    of_left = {at: bead for bead in pairs for at in bead.left}
    of_right = {at: bead for bead in of_left.values() for at in bead.right}
    yield from _following(0, right, of_right)
    for at in range(left):
        bead = of_left.get(at, Bead((at,), ()))
        if at == bead.left[-1]:
            yield bead
            if bead.right:
                yield from _following(bead.right[-1] + 1, right, of_right)


def _following(start: int, end: int, paired: dict[int, Bead]) -> Iterator[Bead]:
    """Yield the units of the right version from `start` to the next one that has a partner."""
    for at in range(start, end):
        if at in paired:
            return
        yield Bead((), (at,))
