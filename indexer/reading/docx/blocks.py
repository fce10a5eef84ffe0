"""Read paragraphs, tables, text boxes and notes of a DOCX file."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from indexer.model.document import LineRole
from indexer.reading.composing import Draft, as_note, prefixed
from indexer.reading.docx.names import attribute, child, local, number, switched
from indexer.reading.docx.numbering import Numbering
from indexer.reading.docx.runs import DROPPED_CHANGES, Account, Reference, Runs, chosen
from indexer.reading.docx.styles import Style, Styles, listed, outline
from indexer.reading.grids import MOST_COLUMNS, Cell, table

_PASSED_OVER = frozenset(["sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr"])
_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


class Blocks:
    """Reads the stories of a file: its text, its notes, its page heads and feet.

    `notes` are the elements of its notes, by kind and id.
    """

    def __init__(self, styles: Styles, numbering: Numbering, account: Account) -> None:
        self._styles = styles
        self._numbering = numbering
        self._account = account
        self.notes: dict[tuple[str, str], Element] = {}
        self._shown: set[tuple[str, str]] = set()

    def text(self, root: Element, *, at_start: bool = False) -> list[Draft]:
        """Return the lines of a story, or of a part of one.

        Args:
            root: The element around its paragraphs and tables.
            at_start: No text stands above it.

        """
        story = _Story(self, at_start=at_start)
        story.read(root)
        return story.finish()

    def unmarked(self) -> list[Draft]:
        """Return the notes that no mark in the text leads to."""
        left = [key for key in self.notes if key not in self._shown and _is_written(self.notes[key])]
        return [draft for kind, note in left for draft in self.note(Reference(kind, note, ""))]

    def new_runs(self, own_mark: str = "") -> Runs:
        """Return what reads the next paragraph."""
        return Runs(self._styles, self._account, own_mark)

    def paragraph(self, element: Element, runs: Runs) -> list[Draft]:
        """Return the lines of a paragraph that `runs` has read."""
        properties = child(element, "pPr")
        name = attribute(child(properties, "pStyle"), "val")
        style = self._styles.paragraph(name)
        lines = runs.finish()
        label = self._label(properties, style, name) if lines else ""
        level = outline(properties)
        level = style.level if level is None else level
        role: LineRole | None = "heading" if level else None
        if role:
            lines = _one_line(lines)
        for at, line in enumerate(lines):
            line.role, line.level = role, level
            line.begins = line.blank_before = not at
        if lines:
            as_note(prefixed(lines[0], label))
        return lines

    def hides(self, element: Element) -> bool:
        """Tell whether the style of a paragraph hides its text."""
        return self._styles.paragraph(attribute(child(element, "pPr", "pStyle"), "val")).hidden

    def _label(self, properties: Element | None, style: Style, name: str) -> str:
        list_id, level = listed(properties)
        list_id = style.list_id if list_id is None else list_id
        if not list_id or list_id == "0":
            return ""
        return self._numbering.label(list_id, style.list_level if level is None else level, name)

    def note(self, reference: Reference) -> list[Draft]:
        """Return the lines of a note, its mark in front; one that was shown is not repeated."""
        key = reference.kind, reference.note
        element = self.notes.get(key)
        if element is None or key in self._shown:
            return []
        self._shown.add(key)
        story = _Story(self, own_mark=reference.mark)
        story.read(element)
        return _note_lines(story.finish(), reference.mark)

    def changed(self) -> None:
        """Count a tracked change."""
        self._account.changes += 1

    def embedded(self) -> None:
        """Count a file that is embedded in the text."""
        self._account.embedded += 1


class _Story:
    """Reads paragraphs and tables one after the other."""

    def __init__(self, blocks: Blocks, *, at_start: bool = False, own_mark: str = "") -> None:
        self._blocks = blocks
        self._own_mark = own_mark
        self._at_start = at_start
        self._runs = blocks.new_runs(own_mark)
        self._last: Element | None = None
        self._found: list[Draft] = []

    def read(self, parent: Element) -> None:
        """Add what stands in an element."""
        for one in parent:
            name = local(one)
            if name == "p":
                self._paragraph(one)
            elif name == "tbl":
                self._end()
                self._table(one)
            elif name == "AlternateContent":
                self.read(chosen(one))
            elif name == "altChunk":
                self._blocks.embedded()
            elif name in DROPPED_CHANGES:
                self._blocks.changed()
            elif name not in _PASSED_OVER:
                self.read(one)

    def finish(self) -> list[Draft]:
        """Return the lines of all that was read."""
        self._end()
        return self._found

    def _paragraph(self, element: Element) -> None:
        """Read a paragraph; one whose end was deleted or is hidden goes on in the next."""
        mark = child(element, "pPr", "rPr")
        deleted = any(child(mark, change) is not None for change in DROPPED_CHANGES)
        if deleted or child(mark, "ins") is not None:
            self._blocks.changed()
        self._runs.read(element, hidden=self._blocks.hides(element))
        self._last = element
        if not deleted and not switched(mark, "specVanish"):
            self._end()

    def _end(self) -> None:
        """Add the paragraph that has been read, its text boxes before it and its notes behind it."""
        if self._last is None:
            return
        runs, element = self._runs, self._last
        self._runs, self._last = self._blocks.new_runs(self._own_mark), None
        lines = self._blocks.paragraph(element, runs)
        for box in runs.boxes:
            self._found += self._blocks.text(box, at_start=self._at_start and not self._found)
        self._found += lines
        for reference in runs.references:
            self._found += self._blocks.note(reference)
        self._runs.inherit(runs)

    def _table(self, element: Element) -> None:
        rows: list[list[Cell]] = []
        header = False
        for row in _flattened(element, "tr"):
            properties = child(row, "trPr")
            if any(child(properties, change) is not None for change in ("ins", "del")):
                self._blocks.changed()
            if child(properties, "del") is not None:
                continue
            header = header or bool(switched(properties, "tblHeader"))
            rows.append(self._row(row, properties))
        self._found += table(rows, header=header, at_start=self._at_start and not self._found)

    def _row(self, row: Element, properties: Element | None) -> list[Cell]:
        cells: list[Cell] = []
        before = min(number(child(properties, "gridBefore")), MOST_COLUMNS)
        cells += [Cell() for _ in range(before)]
        for one in _flattened(row, "tc"):
            own = child(one, "tcPr")
            merged = child(own, "vMerge")
            cells.append(
                Cell(
                    self._blocks.text(one),
                    max(1, min(number(child(own, "gridSpan"), default=1), MOST_COLUMNS)),
                    continues=merged is not None and attribute(merged, "val", "continue") == "continue",
                )
            )
        return cells


def _flattened(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those inside content controls."""
    waiting = list(reversed(parent))
    while waiting:
        one = waiting.pop()
        found = local(one)
        if found == name:
            yield one
        elif found not in _PASSED_OVER and found not in ("tbl", "p", *DROPPED_CHANGES):
            waiting += reversed(one)


def _one_line(lines: list[Draft]) -> list[Draft]:
    """Return a heading as one line: its breaks are those of the page."""
    first, *rest = lines or [Draft("")]
    for line in rest:
        by = len(first.text) + 1
        first.raised += tuple((start + by, end + by) for start, end in line.raised)
        first.text += f" {line.text}"
    return [first] if first.text else []


def _note_lines(lines: list[Draft], mark: str) -> list[Draft]:
    """Return the lines of a note, with its mark in front, once."""
    for line in lines:
        line.role, line.level, line.label = "note", 0, 0
    if lines and mark:
        first = lines[0]
        if first.text.startswith(mark):
            first.label = len(mark)
        else:
            prefixed(first, mark)
    return lines


def _is_written(note: Element) -> bool:
    """Tell whether a note is one, not the line that separates notes from the text."""
    return attribute(note, "type", "normal") not in _NO_NOTES
