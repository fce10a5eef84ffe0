"""Writes hits as a Word file: each with its words and its citation, which is a link to it.

The file is made of few parts of Office Open XML (ECMA-376) and is sent as it is made: links are fields, which
need no list of their targets.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from indexer.answer.quotations import TABULAR
from indexer.answer.versions import with_caveats
from indexer.answer.xml_text import escaped, quoted
from indexer.language import CONVENTIONS
from indexer.model.messages import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.model.document import Language
    from indexer.model.shown_units import Hit

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The time of every part: the same answer is the same file."""
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MEDIA_TYPE}.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.styles+xml"/></Types>'
)
_TO_DOCUMENT = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_TO_STYLES = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun"/><w:sz w:val="22"/>'
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault>'
    '</w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:b/><w:sz w:val="32"/>'
    '</w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="LeadIn"><w:name w:val="Lead-in"/><w:rPr><w:color w:val="595959"/>'
    '</w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Citation"><w:name w:val="Citation"/><w:pPr><w:spacing '
    'w:after="320"/></w:pPr><w:rPr><w:i/></w:rPr></w:style></w:styles>'
)  # fmt: skip


def word_pieces(title: str, hits: Iterable[Hit]) -> Iterator[bytes]:
    """Yield a Word file in pieces: a title, then each hit with its citation; a digest's says that it is one.

    Args:
        title: The title of the file; nothing stands above the hits where it is empty.
        hits: The hits, whose addresses should have a host.

    """
    made = _Made()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _TO_DOCUMENT),
            ("word/_rels/document.xml.rels", _TO_STYLES),
            ("word/styles.xml", _STYLES),
        ):
            package.writestr(_part(name), text)
        with package.open(_part("word/document.xml"), "w", force_zip64=True) as body:
            body.write(f'{_HEAD}<w:document xmlns:w="{MAIN}"><w:body>'.encode())
            body.write(_paragraph("Title", _run(title)).encode() if title else b"")
            for hit in hits:
                body.write("".join(_hit(hit)).encode())
                yield made.taken()
            body.write(b"<w:sectPr/></w:body></w:document>")
    yield made.taken()


class _Made(io.RawIOBase):
    """What was written of the file and not yet taken; nothing in it can be changed later."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        """Return what was written since the last call."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _part(name: str) -> ZipInfo:
    part = ZipInfo(name, _WHEN)
    part.compress_type = ZIP_DEFLATED
    return part


def _hit(hit: Hit) -> Iterator[str]:
    """Yield the paragraphs of a hit: the texts above it, its own, its citation."""
    for line in filter(None, hit.lead_in.split("\n")):
        yield _paragraph("LeadIn", _run(line, hit))
    lines = hit.text.split("\n")
    if hit.kind in TABULAR:
        lines = [CONVENTIONS[hit.language].separator.join(lines)]
    for line in filter(None, lines):
        yield _paragraph("Normal", _run(line, hit))
    cited = in_language(with_caveats(hit.citation, hit.caveats), hit.language)
    yield _paragraph("Citation", _linked(hit.url, _run(cited, hit)))


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, hit: Hit | None = None) -> str:
    spoken = f"<w:rPr>{_language(hit.language)}</w:rPr>" if hit else ""
    return f'<w:r>{spoken}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _language(language: Language) -> str:
    """Tell Word the language of a run, for its dictionaries."""
    tag = quoted(CONVENTIONS[language].tag)
    return f"<w:lang w:val={tag} w:eastAsia={tag}/>"


def _linked(url: str, run: str) -> str:
    """Make a run a link; elsewhere an address without a host leads nowhere."""
    if not urlsplit(url).netloc:
        return run
    target = url.replace('"', "%22")
    field = quoted(f' HYPERLINK "{target}" ')
    return f"<w:fldSimple w:instr={field}>{run}</w:fldSimple>"
