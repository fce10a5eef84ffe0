"""What became of a document's text, and what whoever cites the document should know."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from indexer.model.document import Language, Tally

GarbledKind: TypeAlias = Literal["replacement", "private use", "control", "unassigned"]
"""Kinds of characters that no text should hold: one that replaces what could not be read, one that means
something in one font only, one that commands a device, one that Unicode does not know."""


class Numbers(Struct, frozen=True, gc=False):
    """Numbers in one part of a document; neighbours make a range, such as `3-7`. `count` counts them all."""

    part: str
    count: int
    ranges: tuple[str, ...]


class Garbled(Struct, frozen=True, gc=False):
    """Characters that are no text; `units` names the first units that hold them, as `part:locator`."""

    kind: GarbledKind
    characters: int
    units: tuple[str, ...]


class Account(Struct, frozen=True, gc=False):
    """What became of the characters of a document's file, and what is unusual in the document.

    `characters` counts those of the file without white space, `kept` those that are in units, `noise` those
    that were left out, by their class. `warnings` are sentences about what could not be decided.
    """

    characters: int
    kept: tuple[Tally, ...]
    noise: tuple[Tally, ...]
    missing: tuple[Numbers, ...]
    doubled: tuple[Numbers, ...]
    disordered: tuple[Numbers, ...]
    garbled: tuple[Garbled, ...]
    warnings: tuple[str, ...]


class Unaligned(Struct, frozen=True, gc=False):
    """The ids of the units to which nothing in the version of another language corresponds."""

    language: Language
    units: tuple[str, ...]


class DocumentAccount(Account, frozen=True, gc=False):
    """What became of the characters of a document's file, and what to know before citing the document.

    Characters are counted without white space. `unaligned` names what has no partner in another language
    version, `not_held` the documents cited that are not held.
    """

    unaligned: tuple[Unaligned, ...]
    not_held: tuple[str, ...]
