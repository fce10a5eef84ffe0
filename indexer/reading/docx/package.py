"""Open the parts of a DOCX file, whose XML is unpacked no further than a document may need.

Nothing is unpacked to the disk, so that a path that climbs leads nowhere. No DTD is read: entities, of the
file or from elsewhere, are refused with it.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TypeAlias
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile, ZipInfo

from indexer.reading.archives import refuse
from indexer.reading.docx.names import attribute, bare
from indexer.runtime.errors import InputError, JuanzongError

Element: TypeAlias = ET.Element

_XML_A_TEXT = 8
"""How many bytes of XML all parts may have for each byte that a text may have."""
_BYTES_A_TAG = 4
"""How many bytes of the limit one tag takes: a hundred bytes of memory stand behind each."""
_BLOCK = 1 << 18
_AGAIN = "Save it with Word or LibreOffice again, or as PDF, and give that."
_OTHER = "Save the document as DOCX, PDF or text and give that."
_DAMAGE = (
    *(BadZipFile, zlib.error, EOFError, struct.error, ValueError, RuntimeError, OverflowError, OSError),
    *(ET.ParseError, LookupError),
)
"""What the standard library raises where an archive or its XML is damaged."""
_DECLARATIONS = tuple(
    sign.encode(encoding)
    for sign in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_KINDS = (
    ("xl/", "an Excel workbook (XLSX)"),
    ("ppt/", "a PowerPoint presentation (PPTX)"),
    ("visio/", "a Visio drawing (VSDX)"),
    ("meta-inf/container.xml", "an EPUB book"),
)
_MIME_TYPES = (
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (ODT)"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (ODS)"),
    (b"application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation (ODP)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub+zip", "an EPUB book"),
)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Package:
    """The parts of a DOCX file, by name; `main` is the name of the part with the text.

    Raises:
        InputError: The file is damaged, or no DOCX.

    """

    def __init__(self, data: bytes, name: str, largest: int) -> None:
        self.name = name
        self._bytes_left = _XML_A_TEXT * largest
        self._tags_left = largest // _BYTES_A_TAG
        with self._damage_told():
            self._zip = ZipFile(BytesIO(data))
        self._members = {_key(member.filename): member for member in self._zip.filelist}
        self.main = self._main()

    def _main(self) -> str:
        """Return the name of the part with the text, as the package names it."""
        for kind, target in self.related("").values():
            if (
                kind == "officeDocument"
                and target.lower().startswith("word/")
                and _key(target) in self._members
            ):
                return target
        if "word/document.xml" in self._members:
            return "word/document.xml"
        raise InputError(f"{self.name} is {self._kind()}, which is not read.", _OTHER)

    def _kind(self) -> str:
        if "mimetype" in self._members:
            told = self._unpacked(self._members["mimetype"])
            found = next((what for sign, what in _MIME_TYPES if told.startswith(sign)), None)
            if found:
                return found
        found = next(
            (what for sign, what in _KINDS if any(key.startswith(sign) for key in self._members)), None
        )
        return found or "a ZIP archive without a Word document in it"

    def part(self, name: str) -> Element | None:
        """Return the root of a part, None if there is none of this name.

        Raises:
            InputError: The part is damaged, or holds a DTD.
            OversizeError: The parts are too large.

        """
        member = self._members.get(_key(name))
        return None if member is None else self._parsed(self._unpacked(member), name)

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to: kind and name of the other part, by id; "" is the package."""
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for one in () if root is None else root:
            if attribute(one, "TargetMode") != "External":
                kind = attribute(one, "Type").rpartition("/")[2]
                found[attribute(one, "Id")] = kind, _resolved(folder, attribute(one, "Target"))
        return found

    def _unpacked(self, member: ZipInfo) -> bytes:
        shown = _CONTROLS.sub("\ufffd", f"{self.name}/{member.filename}")
        refuse(shown, member)
        data = bytearray()
        with self._damage_told(shown), self._zip.open(member) as stream:
            while block := stream.read(_BLOCK):
                data += block
                self._bytes_left -= len(block)
                self._tags_left -= block.count(b"<")
                if self._bytes_left < 0 or self._tags_left < 0:
                    raise InputError(
                        f"{self.name} is larger than one document may be, once it is unpacked.",
                        "Divide it into its documents, or raise `largest` in [library] of config.toml.",
                    )
        return bytes(data)

    def _parsed(self, data: bytes, part: str) -> Element:
        if any(sign in data for sign in _DECLARATIONS):
            raise InputError(
                f"{self.name} declares a DTD or entities in {part}, which no Word document does.", _AGAIN
            )
        with self._damage_told(f"{self.name}/{part}"):
            return bare(ET.fromstring(data))  # noqa: S314 - no DTD, so no entities

    @contextmanager
    def _damage_told(self, what: str | None = None) -> Iterator[None]:
        """Raise an InputError that names the file or the part that is damaged."""
        try:
            yield
        except JuanzongError:
            raise
        except _DAMAGE as error:
            reason = "it ends too early" if isinstance(error, EOFError) else str(error).rstrip(".")
            raise InputError(
                f"{what or self.name} is damaged: {_CONTROLS.sub(chr(0xFFFD), reason)[:200]}.",
                f"Fetch it again. {_AGAIN}",
            ) from None


def _key(name: str) -> str:
    """Return the name of a part as it is compared: case does not matter."""
    return name.replace("\\", "/").lstrip("/").lower()


def _resolved(folder: str, target: str) -> str:
    """Return the name of a part that another one in `folder` refers to."""
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )
