"""Walk through a page from its first element to its last, and put its lines together."""

from __future__ import annotations

import re

from lxml import etree

from indexer.reading.composing import Draft, TextBuilder, as_note, prefixed
from indexer.reading.html.blocks import Block, Note, pre_lines, printed_lines, with_menus_told
from indexer.reading.html.lists import List, has_own_label, integer, opened
from indexer.reading.html.notes import found_in
from indexer.reading.html.site import (
    is_dropped,
    is_likely_named,
    is_site,
    is_surely_named,
    main_element,
    prose,
)
from indexer.reading.html.tables import Table

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "option",
    ]
)
_LISTS = ("ol", "ul", "dir")
_CELLS = ("td", "th")
_HEADING = re.compile("h([1-6])")
_RAISED = re.compile(r"vertical-align\s{0,3}:\s{0,3}super", re.IGNORECASE)
_BRACKETED = re.compile(r"\s?[\[(]?\s?([0-9]{0,4})\s?[\])]?,?\s?")
_MOST_EXEMPT = 5


def drafts_of(root: etree._Element) -> list[Draft]:
    """Return the lines of a page; those that the site adds have the role `site`."""
    walk = _Walk(root)
    walk.run()
    return printed_lines(with_menus_told(walk.drafts, walk.linked))


class _Walk:
    """What is open at an element: blocks, lists, tables, and the line that is being put together."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._notes = found_in(root)
        self._main = main_element(root)
        self._prose = prose(root)
        self._exempt = 0
        self._outside = self._main is not None
        self._site: etree._Element | None = None
        self._inner: list[etree._Element] = []
        self._raised: list[etree._Element] = []
        self._links: list[etree._Element] = []
        self._pre: list[etree._Element] = []
        self._lists: list[List] = []
        self._tables: list[Table] = []
        self._frames: list[list[Draft]] = [[]]
        self._text = TextBuilder()
        self._raw: list[str] = []
        self._block = Block()
        self._note: Note | None = None
        self._unlinked = 0
        self._linking = 0
        self.linked: dict[int, int] = {}
        """The lines, by id, that consist of links, with the number of these."""

    @property
    def drafts(self) -> list[Draft]:
        """The lines of the page."""
        return self._frames[0]

    def run(self) -> None:
        """Read the page; no function calls itself, however deeply elements are nested."""
        walker = etree.iterwalk(self._root, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in walker:
            if event == "start":
                if self._skips(element):
                    walker.skip_subtree()
                    skipped = element
                    continue
                self._start(element)
                self._add(element.text)
            else:
                if element is skipped:
                    skipped = None
                else:
                    self._end(element)
                self._add(element.tail)
        self._flush()

    def _skips(self, element: etree._Element) -> bool:
        """Tell whether what is in an element is no text, or was put into the text in another form."""
        if not isinstance(element.tag, str) or is_dropped(element):
            return True
        if element in self._notes.back:
            self._lead_back(element)
            return True
        if "backlink" in element.get("class", ""):
            return True
        if mark := self._notes.marks.get(element):
            self._text.add(mark, raised=True)
            return True
        return False

    def _lead_back(self, element: etree._Element) -> None:
        """Leave out a link from a note to its mark, at which the note may begin."""
        if mark := self._notes.begin.get(element):
            self._begin_note(element, mark)
        if self._note:
            self._note.led_back = True

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _BLOCKS:
            self._flush()
            self._block.begins = True
        elif tag == "br":
            self._line_break()
        if element is self._main:
            self._outside = False
        self._enter_site(element)
        if mark := self._notes.begin.get(element):
            self._begin_note(element, mark)
        if tag == "a":
            self._links.append(element)
            self._linking += 1
        elif tag == "sup" or (tag == "span" and _RAISED.search(element.get("style", "")[:400])):
            self._raised.append(element)
        elif tag in ("pre", "listing", "xmp", "plaintext"):
            self._pre.append(element)
        elif found := _HEADING.fullmatch(tag):
            self._block.level = int(found[1])
        elif element.get("role") == "heading":
            self._block.level = max(1, min(6, integer(element.get("aria-level"), 2)))
        else:
            self._start_grid(element, tag)

    def _start_grid(self, element: etree._Element, tag: str) -> None:
        """Open a list, a table, or a part of one."""
        if tag in _LISTS:
            self._lists.append(opened(element, sum(one.form != "none" for one in self._lists)))
        elif tag == "li" and self._lists:
            self._block.label = self._lists[-1].label(element)
        elif tag == "table" and not self._is_site:
            self._tables.append(Table(element, at_start=not any(map(_is_text, self._frames[-1]))))
        elif self._tables and not self._is_site:
            if tag in _CELLS and self._tables[-1].cell is None:
                self._tables[-1].begin_cell(element)
                self._frames.append([])
            elif tag == "tr":
                self._tables[-1].begin_row()

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _BLOCKS:
            self._flush()
            self._block = Block(begins=True, label=self._block.label if tag != "li" else "")
        for open_elements in (self._links, self._raised, self._pre, self._inner):
            if open_elements and open_elements[-1] is element:
                if open_elements is self._pre:
                    self._flush()
                open_elements.pop()
        if self._note and self._note.block is element:
            self._flush()
            self._note = None
        if tag in _LISTS and self._lists:
            self._lists.pop()
        elif self._tables and not self._is_site:
            self._end_grid(element, tag)
        if element is self._site:
            self._flush()
            self._site = None
            self._block.goes_on = tag not in _BLOCKS and not self._block.begins
        if element is self._main:
            self._outside = True

    def _end_grid(self, element: etree._Element, tag: str) -> None:
        table = self._tables[-1]
        if tag in _CELLS and table.cell is element:
            table.end_cell(self._frames.pop())
        elif tag == "table" and table.element is element:
            self._tables.pop()
            self._frames[-1] += table.drafts()

    @property
    def _is_site(self) -> bool:
        return self._outside or self._site is not None

    def _enter_site(self, element: etree._Element) -> None:
        """Note that an element is the site's, or that headers in it are the document's."""
        if self._is_site or not (element.attrib or element.tag in _BLOCKS):
            return
        if is_site(element, inner=bool(self._inner)) or self._is_named_as_site(element):
            self._flush()
            self._site = element
        elif element.tag in ("article", "main", "header", "footer"):
            self._inner.append(element)

    def _is_named_as_site(self, element: etree._Element) -> bool:
        """Tell whether names call an element the site's; one with most of the text is the document's."""
        if is_surely_named(element):
            return True
        if not is_likely_named(element):
            return False
        if self._exempt < _MOST_EXEMPT and 2 * prose(element) > self._prose:
            self._exempt += 1
            return False
        return True

    def _begin_note(self, element: etree._Element, mark: str) -> None:
        self._flush()
        self._block.begins = True
        self._note = Note(mark, self._notes.ends[element], is_item=element.tag == "li")

    def _add(self, text: str | None) -> None:
        if not text:
            return
        plain = text.replace("\u00ad", "").replace("\u200b", "")
        if self._pre:
            self._raw.append(plain)
            return
        raised = bool(self._raised)
        if raised and (found := _BRACKETED.fullmatch(plain)):
            plain = found[1]
        before = self._text.length
        self._text.add(plain, raised=raised)
        if not self._links and any(map(str.isalnum, plain)):
            self._unlinked += self._text.length - before

    def _line_break(self) -> None:
        if self._pre:
            self._raw.append("\n")
        elif self._block.level:
            self._text.add(" ")
        elif self._text.length:
            self._flush()
            self._block.breaks = 1
        else:
            self._block.breaks += 1

    def _flush(self) -> None:
        """Take the line that has been put together."""
        if self._raw:
            self._frames[-1] += pre_lines("".join(self._raw), is_site=self._is_site)
            self._raw = []
        if not self._text.length:
            return
        draft, linked = self._text.draft(), 0 if self._unlinked else self._linking
        self._text, self._unlinked, self._linking = TextBuilder(), 0, len(self._links)
        block = self._block
        if self._is_site:
            draft.role = "site"
        else:
            draft.begins = True if block.begins else False if block.goes_on else None
            draft.blank_before = block.begins or block.breaks > 1
            block.begins = block.goes_on = False
            block.breaks = 0
            self._qualify(draft)
        if linked and draft.role is None:
            self.linked[id(draft)] = linked
        self._frames[-1].append(draft)

    def _qualify(self, draft: Draft) -> None:
        """Say what the page knows of a line of the document."""
        if self._note:
            self._note.qualify(draft)
            return
        label, self._block.label = self._block.label, ""
        if self._block.level:
            draft.role, draft.level = "heading", self._block.level
        if label and not has_own_label(draft.text):
            prefixed(draft, label)
        as_note(draft)


def _is_text(draft: Draft) -> bool:
    return draft.role != "site"
