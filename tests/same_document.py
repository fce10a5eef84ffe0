"""Write a clean text as a Word document and as a web page in the UN's layout, and compare what is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from typing import Literal

from indexer.model.document import Document
from tests import docx_files as word

RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_RAISED = re.compile("[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_MASTHEAD_LINES = 2
_FORMS = (
    ("note", re.compile(r"([¹²³⁴⁵⁶⁷⁸⁹⁰]+) ")),
    ("number", re.compile(r"(\d+)\. ")),
    ("chapter", re.compile(r"([IVX]+|[一二三四五六七八九十]+)\. ")),
    ("section", re.compile(r"([A-H])\. ")),
    ("roman", re.compile(r"\(([ivx]+)\) ")),
    ("letter", re.compile(r"\(([a-z])\) ")),
)
Kind = Literal["masthead", "note", "number", "chapter", "section", "letter", "roman", "row", "plain"]


@dataclass
class Item:
    """A line of a clean text: its kind, its number, and its text without that."""

    kind: Kind
    label: str
    text: str
    notes: list[Item]


def items(text: str) -> list[Item]:
    """Return the lines of a clean text; notes are with the line that bears their mark."""
    found: list[Item] = []
    waiting: dict[str, Item] = {}
    for number, line in enumerate(line for line in text.splitlines() if line.strip()):
        item = _item(line, found, is_masthead=number < _MASTHEAD_LINES)
        if item.kind == "note":
            waiting.pop(item.label.translate(RAISED)).notes.append(item)
            continue
        waiting |= {mark.translate(RAISED): item for mark in _RAISED.findall(line)}
        found.append(item)
    return found


def _item(line: str, above: list[Item], *, is_masthead: bool) -> Item:
    if is_masthead:
        return Item("masthead", "", line, [])
    if "\t" in line:
        return Item("row", "", line, [])
    for kind, form in _FORMS:
        match = form.match(line)
        # `(i)` is Roman after `(a)` or a Roman number, a letter after `(h)`
        if match and (
            kind != "roman" or above[-1].kind == "roman" or (above[-1].label != "h" and match[1] == "i")
        ):
            return Item(kind, match[1], line[match.end() :], [])  # type: ignore[arg-type]
    return Item("plain", "", line, [])


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, and whether each is raised digits, which become plain ones."""
    at = 0
    for mark in _RAISED.finditer(text):
        yield text[at : mark.start()], False
        yield mark[0].translate(RAISED), True
        at = mark.end()
    yield text[at:], False


def as_docx(text: str) -> bytes:
    """Return a clean text as a Word document with automatic numbers, notes and a table."""
    body, notes, rows = "", "", list[tuple[str, ...]]()
    masthead: list[tuple[str, ...]] = []
    chinese = not text.isascii() and any("\u4e00" <= char <= "\u9fff" for char in text)
    for item in items(text):
        if item.kind == "masthead":
            masthead.append(("", item.text))
            continue
        if item.kind == "row":
            rows.append(tuple(item.text.split("\t")))
            continue
        if rows:
            body += word.table(*rows, row="<w:tblHeader/>")
            rows = []
        inside = "".join(
            word.mark(int(piece)) if raised else word.run(piece) for piece, raised in _pieces(item.text)
        )
        notes += "".join(word.note(int(one.label.translate(RAISED)), one.text) for one in item.notes)
        body += _docx_paragraph(item, inside)
    if rows:
        body += word.table(*rows, row="<w:tblHeader/>")
    headings = word.lists(
        word.level(0, "chineseCounting" if chinese else "upperRoman", "%1."),
        word.level(1, "upperLetter", "%2."),
        first=3,
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{number}"><w:name w:val="_ H_{number}"/></w:style>'
        for number in (1, 2)
    )
    heads = {"header:default": word.paragraph(items(text)[0].text)}
    return word.docx(
        word.table(*masthead) + body,
        numbering=word.UN_LISTS + headings, footnotes=notes, styles=styles, heads=heads,
    )  # fmt: skip


def _docx_paragraph(item: Item, inside: str) -> str:
    levels = {"number": (0, 1), "letter": (1, 1), "roman": (2, 1), "chapter": (0, 3), "section": (1, 3)}
    if item.kind not in levels:
        return word.paragraph(inside)
    level, list_id = levels[item.kind]
    style = {"chapter": "H1", "section": "H2"}.get(item.kind)
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    return word.paragraph(
        inside, f'{properties}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    )


def as_html(text: str) -> bytes:
    """Return a clean text as a web page with lists, linked notes and a table, in the dress of a site."""
    found = items(text)
    masthead = "".join(f"<tr><td>{escape(one.text)}</td></tr>" for one in found if one.kind == "masthead")
    rest = [one for one in found if one.kind != "masthead"]
    body, kind_above = "", ""
    for item in rest:
        if item.kind == "row":
            cell = "td" if kind_above == "row" else "th"
            cells = "".join(f"<{cell}>{escape(one)}</{cell}>" for one in item.text.split("\t"))
            body += ("" if kind_above == "row" else "<table>") + f"<tr>{cells}</tr>"
        else:
            body += ("</table>" if kind_above == "row" else "") + _html_block(item)
        kind_above = item.kind
    return (
        "<!doctype html><html><head><meta charset=utf-8><title>Library</title></head><body>"
        "<nav><a href='/'>Home</a></nav>"
        f"<main><table>{masthead}</table>{body}</main>"
        "<footer><a href='/imprint'>Imprint</a></footer></body></html>"
    ).encode()


def _html_block(item: Item) -> str:
    inside = "".join(
        f"<sup><a href='#fn{piece}'>[{piece}]</a></sup>" if raised else escape(piece)
        for piece, raised in _pieces(item.text)
    )
    numbered = [(one.label.translate(RAISED), escape(one.text)) for one in item.notes]
    notes = "".join(f"<p id=fn{number}><sup>{number}</sup> {text}</p>" for number, text in numbered)
    if item.kind == "number":
        return f"<ol start={item.label}><li>{inside}</li></ol>{notes}"
    if item.kind in ("letter", "roman"):
        value = ord(item.label) - ord("a") + 1 if item.kind == "letter" else word.ROMAN.index(item.label) + 1
        return f"<ol type={'a' if item.kind == 'letter' else 'i'}><li value={value}>{inside}</li></ol>{notes}"
    if item.kind in ("chapter", "section"):
        level = 2 if item.kind == "chapter" else 3
        return f"<h{level}>{item.label}. {inside}</h{level}>{notes}"
    return f"<p>{inside}</p>{notes}"


def share_kept(text: str, read: str) -> float:
    """Return the share of the characters of a text, blanks not counted, that were read in their order."""
    wanted, found = ("".join(one.translate(RAISED).split()) for one in (text, read))
    if wanted in found:
        return 1.0
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


def told(document: Document) -> list[tuple[object, ...]]:
    """Return what makes a document the same as another: its units, with all that was recognised of them."""
    return [
        (
            one.kind,
            one.part,
            one.locator,
            one.text,
            one.section,
            one.event,
            one.marks,
            one.citations,
            one.mentions,
        )
        for one in document.paragraphs
    ]
