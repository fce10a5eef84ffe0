"""Take what is read as a whole: tables of events, lists of abbreviations, the line above a list of notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.structure import abbreviations, table
from indexer.structure.pieces import whole

if TYPE_CHECKING:
    from indexer.structure.boilerplate import PrintedLine
    from indexer.structure.walker import Walker


def events(walker: Walker, here: PrintedLine) -> bool:
    """Take a whole table of events if the line is its header."""
    if not table.is_header(here.line):
        return False
    lines = [here.line]
    for one, below in walker.pairs_ahead(1):
        known_to_end = here.line.role == "row" and "row" not in (one.line.role, below and below.line.role)
        if known_to_end or walker.boundaries.ends_table(one, tabbed="\t" in here.line.text):
            break
        lines.append(one.line)
    parsed = table.parse(lines, walker.outline.year, walker.outline.part)
    walker.outline.leave()
    for row in parsed.rows:
        walker.outline.row(row)
    for line in parsed.stray:
        walker.outline.prose().append(whole(line, walker.prose_role))
    walker.other += parsed.other
    walker.warnings += parsed.warnings
    walker.close(len(lines))
    return True


def abbreviated(walker: Walker, here: PrintedLine) -> bool:
    """Take a whole list of abbreviations if the line begins one."""
    if not abbreviations.opens(here.line.text):
        return False
    lines = [here.line]
    for one in walker.ahead(1):
        if not walker.boundaries.abbreviations_go_on(lines[-1], one):
            break
        lines.append(one.line)
    found = abbreviations.parse(lines)
    for pair in found.pairs:
        walker.outline.abbreviation(pair)
    walker.other += found.labels
    walker.outline.leave()
    walker.close(len(lines))
    return True


def endnotes(walker: Walker, here: PrintedLine) -> bool:
    """Take the line above a list of notes, if the first note follows it."""
    below = next(walker.ahead(1), None)
    if not below or not walker.boundaries.begins_endnotes(here, below):
        return False
    walker.boundaries.endnotes = True
    walker.other.append(whole(here.line, "label"))
    walker.outline.leave()
    walker.close(1)
    return True
