"""Read what stands inside a paragraph: runs, fields, marks of notes, and what is anchored there."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from indexer.reading.composing import Draft, TextBuilder
from indexer.reading.docx.names import attribute, child, children, local, number, switched
from indexer.reading.docx.styles import Styles, raising
from indexer.reading.docx.symbols import character

_KEPT_CHANGES = ("ins", "moveTo")
DROPPED_CHANGES = ("del", "moveFrom")
_PASSED_OVER = frozenset(
    [
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "fldData",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "rubyPr",
        "softHyphen",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "tcPrChange",
        "annotationRef",
        "separator",
        "continuationSeparator",
    ]
)
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(frozen=True, slots=True)
class Reference:
    """The mark of a note in a text: the kind and the id of the note, and its mark."""

    kind: str
    note: str
    mark: str


@dataclass(slots=True)
class Account:
    """What a file has beside its text, for the warnings and the numbers of its notes."""

    changes: int = 0
    hidden: int = 0
    embedded: int = 0
    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)


class Runs:
    """The text of one paragraph, or of several that are joined, as it is put together.

    Args:
        styles: The styles of the file.
        account: Where changes, hidden text and notes are counted.
        own_mark: In the text of a note, the mark that its field shows.

    """

    def __init__(self, styles: Styles, account: Account, own_mark: str = "") -> None:
        self._styles = styles
        self._account = account
        self._own_mark = own_mark
        self._text = TextBuilder()
        self._fields: list[bool] = []  # of each open field, whether its result has begun
        self._custom: tuple[str, str, int] | None = None
        self.lines: list[Draft] = []
        self.references: list[Reference] = []
        self.boxes: list[Element] = []

    def finish(self) -> list[Draft]:
        """Return the lines so far, which breaks divide, and begin anew."""
        self._break()
        found, self.lines = self.lines, []
        self._fields = [begun for begun in self._fields if begun]
        return found

    def inherit(self, above: Runs) -> None:
        """Take over the fields that the paragraph above has left open."""
        self._fields = above._fields

    def read(self, parent: Element, *, hidden: bool = False) -> None:
        """Add what stands in an element; tracked changes are accepted."""
        for one in parent:
            name = local(one)
            if name == "r":
                self._run(one, hidden=hidden)
            elif name in DROPPED_CHANGES:
                self._account.changes += 1
            elif name == "AlternateContent":
                self.read(chosen(one), hidden=hidden)
            elif name == "txbxContent":
                self.boxes.append(one)
            elif name not in _PASSED_OVER:
                self._account.changes += name in _KEPT_CHANGES
                self.read(one, hidden=hidden)

    def _run(self, run: Element, *, hidden: bool) -> None:
        properties = child(run, "rPr")
        style = self._styles.run(attribute(child(properties, "rStyle"), "val"))
        vanish, raised = switched(properties, "vanish"), raising(properties)
        hidden = (hidden or style.hidden) if vanish is None else vanish
        self._account.changes += any(child(properties, change) is not None for change in _KEPT_CHANGES)
        self._pieces(run, hidden=hidden, raised=style.raised if raised is None else raised)
        self._custom_mark()

    def _pieces(self, run: Element, *, hidden: bool, raised: bool) -> None:
        for one in run:
            name = local(one)
            if name in ("t", "sym", "noBreakHyphen"):
                self._characters(_shown(one, name), hidden=hidden, raised=raised)
            elif name in ("tab", "ptab"):
                self._text.add(" ")
            elif name in ("br", "cr"):
                self._broken(one)
            elif name == "fldChar":
                self._field(attribute(one, "fldCharType"))
            elif name in _NOTES:
                self._reference(_NOTES[name], one)
            elif name in ("footnoteRef", "endnoteRef"):
                self._text.add(self._own_mark, raised=True)
            elif name == "AlternateContent":
                self._pieces(chosen(one), hidden=hidden, raised=raised)
            elif name not in _PASSED_OVER:
                self._anchored(one, hidden=hidden)

    def _anchored(self, element: Element, *, hidden: bool) -> None:
        """Add what a drawing, an object or a ruby text holds."""
        if local(element) == "txbxContent":
            self.boxes.append(element)
        else:
            self.read(element, hidden=hidden)

    def _characters(self, text: str, *, hidden: bool, raised: bool) -> None:
        if hidden:
            self._account.hidden += sum(not char.isspace() for char in text)
        elif all(self._fields):
            self._text.add(text.replace("\u00ad", ""), raised=raised)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _broken(self, element: Element) -> None:
        if attribute(element, "type") in ("page", "column"):
            self._text.add(" ")
        else:
            self._break()

    def _break(self) -> None:
        if self._text.length:
            self.lines.append(self._text.draft())
        self._text = TextBuilder()

    def _reference(self, kind: str, element: Element) -> None:
        note = attribute(element, "id")
        if attribute(element, "customMarkFollows", "0").lower() in ("1", "true", "on"):
            self._custom = kind, note, self._text.length
            return
        if (kind, note) not in self._account.marks:
            self._account.counted[kind] = self._account.counted.get(kind, 0) + 1
            self._account.marks[kind, note] = str(self._account.counted[kind])
        mark = self._account.marks[kind, note]
        self._text.add(mark, raised=True)
        self.references.append(Reference(kind, note, mark))

    def _custom_mark(self) -> None:
        """At the end of its run, take the mark that the author chose for a note."""
        if self._custom:
            kind, note, start = self._custom
            self.references.append(Reference(kind, note, self._text.since(start).strip()))
            self._custom = None


def _shown(element: Element, name: str) -> str:
    """Return the characters that an element of a run shows."""
    if name == "t":
        return element.text or ""
    if name == "sym":
        return character(attribute(element, "char"), attribute(element, "font"))
    return "-"


def chosen(alternatives: Element) -> Element:
    """Return one of the alternative forms of the same content, the first that a program of today reads."""
    for name in ("Choice", "Fallback"):
        for one in children(alternatives, name):
            return one
    return Element("nothing")


def first_number(properties: Element | None, kind: str) -> int:
    """Return where the numbers of notes start, by the properties of a section or of the file."""
    return number(child(properties, f"{kind}Pr", "numStart"), default=1)
