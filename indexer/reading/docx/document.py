"""Turn the parts of a DOCX file into lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from indexer.model.document import LineRole
from indexer.reading.composing import Draft
from indexer.reading.docx.blocks import Blocks
from indexer.reading.docx.names import attribute, child, children, local
from indexer.reading.docx.numbering import Numbering
from indexer.reading.docx.package import Package
from indexer.reading.docx.runs import Account, first_number
from indexer.reading.docx.styles import Styles
from indexer.runtime.errors import InputError

_ROLES: tuple[tuple[str, LineRole], ...] = (("headerReference", "head"), ("footerReference", "foot"))


def drafts_of(package: Package) -> tuple[list[Draft], tuple[str, ...]]:
    """Return the lines of a document, and the warnings about what is no part of them.

    Page heads stand before the text and page feet behind it, each that is not like another once. The head of
    the first page alone, if it has several lines, is the masthead.
    """
    root = package.part(package.main)
    body = child(root, "body")
    if body is None:
        raise InputError(
            f"{package.name} is damaged: its {package.main} holds no document.",
            "Save it with Word again, and give that.",
        )
    related = package.related(package.main)
    parts = dict(related.values())
    styles = Styles(_part(package, parts, "styles"))
    account = Account(counted=_first_numbers(_part(package, parts, "settings"), body))
    blocks = Blocks(styles, Numbering(_part(package, parts, "numbering"), styles.list_of), account)
    for kind in ("footnote", "endnote"):
        notes = _part(package, parts, f"{kind}s")
        blocks.notes |= {(kind, attribute(one, "id")): one for one in children(notes, kind)}
    text = blocks.text(body, at_start=True)
    around = {}
    for name, role in _ROLES:
        named = ((first, related.get(attribute(one, "id"))) for first, one in _references(body, name))
        roots = ((first, package.part(found[1]) if found else None) for first, found in named)
        around[role] = _repeated(roots, blocks, role)
    return [*around["head"], *text, *blocks.unmarked(), *around["foot"]], _warnings(account)


def _part(package: Package, parts: dict[str, str], kind: str) -> Element | None:
    return package.part(parts[kind]) if kind in parts else None


def _first_numbers(settings: Element | None, body: Element) -> dict[str, int]:
    """Return how many notes of each kind count as being before the first."""
    section = child(body, "sectPr")
    return {
        kind: max(0, max(first_number(settings, kind), first_number(section, kind)) - 1)
        for kind in ("footnote", "endnote")
    }


def _repeated(roots: Iterable[tuple[bool, Element | None]], blocks: Blocks, role: LineRole) -> list[Draft]:
    """Return the lines of all page heads or feet, given with whether each is that of a first page."""
    found: list[Draft] = []
    known: set[str] = set()
    for is_first, root in roots:
        drafts = [] if root is None else blocks.text(root, at_start=True)
        text = "\n".join(draft.text for draft in drafts)
        if not text or text in known:
            continue
        masthead = is_first and role == "head" and not known and len(drafts) > 1
        known.add(text)
        for draft in drafts:
            draft.role = draft.role if masthead else role
            draft.level = draft.level if masthead else 0
        found += drafts
    return found


def _references(body: Element, name: str) -> Iterator[tuple[bool, Element]]:
    """Yield the references to page heads or feet, those of first pages before the others of their section."""
    sections = [one for one in body.iter() if local(one) == "sectPr"]
    for section in sections:
        found = [(attribute(one, "type") == "first", one) for one in children(section, name)]
        yield from sorted(found, key=lambda one: not one[0])


def _warnings(account: Account) -> tuple[str, ...]:
    found = []
    if account.changes:
        found.append(
            "The file has tracked changes, which were taken as accepted; it is no text as it was issued."
        )
    if account.hidden:
        found.append(f"Hidden text of {account.hidden} characters was left out.")
    if account.embedded:
        found.append(f"Other files that are embedded in the text were not read: {account.embedded}.")
    return tuple(found)
