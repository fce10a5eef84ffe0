"""Changes the wording of a question for a link: leaves out filters, or puts other words in their place.

The changed text, printed and parsed again, means what the changed question means. In particular, two texts
that were apart must not become one name or word when the filter between them goes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

from indexer.analysis import exact
from indexer.model.fields import BOUNDS
from indexer.query.ast import (
    FieldNode,
    Lexeme,
    NearNode,
    OrganizationNode,
    QuoteNode,
    StateNode,
    Wording,
    WordNode,
)
from indexer.query.forms import narrow
from indexer.query.lexer import grown_over
from indexer.query.parser import has_outer_or, understood

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from indexer.model.query import Selection
    from indexer.query.ast import Parsed

MAX_NAME = 8
"""How many lexemes on each side of a removed filter are searched for a name that would span the gap."""

_LONELY = str.maketrans(dict.fromkeys('"“”„', ","))
"""Quotation marks without a partner, each replaced by a comma.

They could close a quotation that is put in; a comma means as little to the search.
"""
_DASHES = ("-", "－")
"""The signs for NOT; each must touch what it excludes."""


def without(parsed: Parsed, fields: Collection[FieldNode], selections: Collection[Selection] = ()) -> Wording:
    """Return the wording without some filters and without the operators and brackets that belong to them.

    Args:
        parsed: The question.
        fields: The filters to leave out.
        selections: Filters that hold besides the text. They matter because filters of one name, in the text
            or beside it, are alternatives.

    """
    if not fields:
        return parsed.wording
    places = {one.start for one in fields}
    kept, left_out, lost_or = list(parsed.tidied), set[int](), False
    for place in sorted(places):
        at = bisect_left(kept, place, key=attrgetter("start"))
        first, last = _belonging(kept, at)
        left_out.update(range(kept[first].start, kept[last - 1].start + 1))
        lost_or |= any(one.kind == "OR" for one in kept[first:last])
        del kept[first:last]
    _take_idle(parsed, left_out)
    cut = _cut(parsed.wording, left_out)
    had_or = lost_or and has_outer_or(parsed.tidied)
    if had_or and not has_outer_or(kept) and _are_alternatives(cut, selections):
        return _bracketed(parsed, left_out)
    return cut


def quoted(wording: Wording, word: str) -> Wording:
    """Put a word, or the name of a State, in quotation marks wherever the question asks for it."""
    if not has_word(wording, word):
        return wording
    lexemes: list[Lexeme] = []
    apart = ""
    for one in wording.lexemes:
        before = apart + one.before.translate(_LONELY)
        if _is_word(one, word):
            dashed = not before and lexemes and lexemes[-1].text in _DASHES
            leaf = QuoteNode(word, one.start, one.start + len(word))
            lexemes.append(Lexeme("leaf", f'"{word}"', one.start, "" if dashed else f"{before} ", leaf))
            apart = " "
        else:
            lexemes.append(replace(one, before=before))
            apart = ""
    return Wording(tuple(lexemes), apart + wording.rest.translate(_LONELY))


def without_and(wording: Wording) -> Wording:
    """Return a wording without its ANDs; words apart are joined by them anyway."""
    kept = tuple(replace(one, text=" ") if one.kind == "AND" else one for one in wording.lexemes)
    return replace(wording, lexemes=kept)


def has_word(wording: Wording, word: str) -> bool:
    """Tell whether a question asks for a word, or for a State or an organization by this name."""
    return any(_is_word(one, word) for one in wording.lexemes)


def respelt(wording: Wording, instead: Mapping[str, str]) -> Wording:
    """Replace tokens of the field `exact` in words and phrases, each by the text it maps to in `instead`."""
    if not instead:
        return wording
    return replace(wording, lexemes=tuple(_respelt(one, instead) for one in wording.lexemes))


def _is_word(lexeme: Lexeme, word: str) -> bool:
    return isinstance(lexeme.leaf, (WordNode, StateNode, OrganizationNode)) and lexeme.leaf.text == word


def _respelt(lexeme: Lexeme, instead: Mapping[str, str]) -> Lexeme:
    """Return a lexeme with some of its tokens replaced; filters and names stay as they are."""
    leaf = lexeme.leaf
    if not isinstance(leaf, (WordNode, QuoteNode, NearNode)):
        return lexeme
    text = leaf.text
    found = [token for token in exact(text) if token.text in instead]
    if not found:
        return lexeme
    for token in reversed(found):
        text = text[: token.start] + instead[token.text] + text[token.end :]
    typed = lexeme.text.replace(leaf.text, text, 1)
    return replace(lexeme, text=typed, leaf=replace(leaf, text=text))


def _belonging(kept: Sequence[Lexeme], at: int) -> tuple[int, int]:
    """Return the range of lexemes to remove with a leaf.

    It holds the NOTs before the leaf, brackets that enclose only it, and one AND or OR. It is half-open.
    """
    first, last = at, at + 1
    while first and (kept[first - 1].kind == "NOT" or _encloses(kept, first - 1, last)):
        last += kept[first - 1].kind == "("
        first -= 1
    before = kept[first - 1].kind if first else "("
    behind = kept[last].kind if last < len(kept) else ")"
    if before == "AND" or (before == "OR" and behind in ("OR", ")")):
        first -= 1
    elif before in ("OR", "(") and behind in ("AND", "OR"):
        last += 1
    return first, last


def _encloses(kept: Sequence[Lexeme], opening: int, closing: int) -> bool:
    return kept[opening].kind == "(" and closing < len(kept) and kept[closing].kind == ")"


def _take_idle(parsed: Parsed, left_out: set[int]) -> None:
    """Add to `left_out` the operators next to it that the parser had ignored, since they join nothing."""
    if len(parsed.tidied) == len(parsed.wording.lexemes):
        return
    joining = {one.start for one in parsed.tidied}
    for ordered in (parsed.wording.lexemes, reversed(parsed.wording.lexemes)):
        beside = False
        for one in ordered:
            idle = one.kind in ("AND", "OR", "NOT") and one.start not in joining
            beside = one.start in left_out or (beside and idle)
            if beside:
                left_out.add(one.start)


def _are_alternatives(wording: Wording, selections: Collection[Selection]) -> bool:
    """Tell whether the wording has two selections of one name, which would count as alternatives."""
    chosen = {*understood(wording).selections, *selections}
    names = [one.name for one in chosen if not one.excluded and one.name not in BOUNDS]
    return len(set(names)) < len(names)


def _bracketed(parsed: Parsed, left_out: set[int]) -> Wording:
    """Return the wording in brackets, so that a filter in it does not come to hold for the whole question.

    This is needed where only one alternative of an outer OR is left.
    """
    matched = {one.start for one in parsed.tidied}
    lonely = {one.start for one in parsed.wording.lexemes if one.kind in ("(", ")")} - matched
    cut = _cut(parsed.wording, left_out | lonely)
    opening, closing = Lexeme("(", "(", 0), Lexeme(")", ")", 0)
    return replace(cut, lexemes=(opening, *cut.lexemes, closing))


def _cut(wording: Wording, left_out: Collection[int]) -> Wording:
    """Return the wording without the lexemes that start at these offsets, and close the gaps."""
    kept: list[Lexeme] = []
    gaps: list[str] = []
    joints = []
    first, last = _stretch(wording.lexemes, left_out)
    kept += wording.lexemes[:first]
    for one in wording.lexemes[first:last]:
        gaps.append(one.before)
        if one.start not in left_out:
            if len(gaps) > 1:
                joints.append(len(kept))
            kept.append(replace(one, before=_gap(kept, gaps, one)) if len(gaps) > 1 else one)
            gaps = []
    kept += wording.lexemes[last:]
    rest = _gap(kept, [*gaps, wording.rest], None) if gaps else wording.rest
    _keep_apart(kept, joints)
    return Wording(tuple(kept), rest)


def _stretch(lexemes: Sequence[Lexeme], left_out: Collection[int]) -> tuple[int, int]:
    """Return the range of lexemes from the first one left out to the one after the last."""
    if not left_out:
        return len(lexemes), len(lexemes)
    begin = attrgetter("start")
    return bisect_left(lexemes, min(left_out), key=begin), bisect_right(lexemes, max(left_out), key=begin) + 1


def _gap(kept: Sequence[Lexeme], gaps: Sequence[str], behind: Lexeme | None) -> str:
    """Return the text between two lexemes after those between them were left out.

    Args:
        kept: The lexemes before the gap.
        gaps: The texts that stood around the lexemes left out, in order.
        behind: The lexeme after the gap; None at the end of the question.

    """
    first, inner, last = gaps[0].rstrip(), "".join(gaps[1:-1]).split(), gaps[-1].lstrip()
    opens = not kept or (kept[-1].kind == "(" and not first)
    signs = " ".join(filter(None, (*inner, last)))
    gap = first + (" " if signs and (first or not opens) else "") + signs
    closes = behind is None or (behind.kind == ")" and not gap.endswith(_DASHES))
    return gap if last or closes or (opens and not signs) else f"{gap} "


def _keep_apart(kept: list[Lexeme], joints: Sequence[int]) -> None:
    """Insert an AND at each joint at which the texts on both sides would be read as one name or word.

    Where one name has been parted, the next may come to light: so joints are looked at again after a change.
    """
    while grown := _grown_together(kept, joints):
        left = set(joints) - set(grown)
        places = sorted(_part(kept, joint) for joint in reversed(grown))
        joints = [joint + bisect_right(places, joint) for joint in sorted(left)]


def _grown_together(kept: Sequence[Lexeme], joints: Sequence[int]) -> list[int]:
    """Return the joints at which the texts on both sides would be read as one name or word.

    Joints that are near to each other are looked at together, so that each text is read once.
    """
    stretches: list[tuple[int, int, list[int]]] = []
    for joint in joints:
        first, last = _around(kept, joint)
        if _are_apart(kept[first:joint], kept[joint:last]):
            continue
        if stretches and first < stretches[-1][1]:
            start, _, inside = stretches.pop()
            stretches.append((start, last, [*inside, joint]))
        else:
            stretches.append((first, last, [joint]))
    return [joint for stretch in stretches for joint in _grown_in(kept, *stretch)]


def _around(kept: Sequence[Lexeme], joint: int) -> tuple[int, int]:
    """Return the range of lexemes around a joint in which a name may go over it."""
    first = last = joint
    while first > max(0, joint - MAX_NAME) and _is_plain(kept[first - 1]):
        first -= 1
        if isinstance(kept[first].leaf, FieldNode):
            break
    while last < min(len(kept), joint + MAX_NAME) and _is_plain(kept[last]):
        last += 1
        if isinstance(kept[last - 1].leaf, FieldNode):
            break
    return first, last


def _grown_in(kept: Sequence[Lexeme], first: int, last: int, joints: Sequence[int]) -> list[int]:
    """Return those of the joints within a range of lexemes over which a name or word goes."""
    ends = [0, *accumulate(len(one.before) + len(one.text) for one in kept[first:last])]
    gaps = [(ends[joint - first], ends[joint - first] + len(kept[joint].before)) for joint in joints]
    grown = grown_over(_text(kept[first:last]), gaps)
    return [joint for joint, is_grown in zip(joints, grown, strict=True) if is_grown]


def _are_apart(left: Sequence[Lexeme], right: Sequence[Lexeme]) -> bool:
    """Tell quickly that no name spans both stretches; False where names must be searched for, which is slow.

    No name includes the name of a filter, and a name with white space in it has digits or Latin letters.
    """
    if not any(one.leaf for one in left) or not any(one.leaf for one in right):
        return True
    if isinstance(right[0].leaf, FieldNode):
        return True
    signs = narrow(_text(left) + _text(right))
    return bool(right[0].before) and not any(sign.isalnum() and _is_written_apart(sign) for sign in signs)


def _is_written_apart(sign: str) -> bool:
    return sign.isascii() or sign.isnumeric()


def _is_plain(one: Lexeme) -> bool:
    """Tell whether a lexeme can be part of a name."""
    return one.kind in ("leaf", "(", ")") and not isinstance(one.leaf, (QuoteNode, NearNode))


def _text(lexemes: Iterable[Lexeme]) -> str:
    return "".join([one.before + one.text for one in lexemes])


def _part(kept: list[Lexeme], joint: int) -> int:
    """Insert an AND at a joint, or at the nearest place before it where an AND is allowed.

    Returns the place, or the number of lexemes where there is none.
    """
    for at in range(joint, 0, -1):
        if kept[at - 1].kind in ("leaf", ")") and kept[at].kind in ("leaf", "(", "NOT"):
            before = f"{kept[at].before.rstrip()} "
            kept[at] = replace(kept[at], before=" ")
            kept.insert(at, Lexeme("AND", "AND", kept[at].start, before))
            return at
    return len(kept)
