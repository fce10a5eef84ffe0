"""Write small DOCX files, part by part, so that a test decides about each element."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_ROOTS = {
    "document": "document",
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "settings": "settings",
}


def run(text: str, properties: str = "") -> str:
    """Return a run of text with properties in XML."""
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """Return a paragraph; `content` is text, or XML that begins with `<`."""
    inner = content if content.startswith("<") else run(content)
    style = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{style}{inner}</w:p>"


def styled(name: str, content: str) -> str:
    """Return a paragraph with a style."""
    return paragraph(content, f"<w:pStyle w:val={quoteattr(name)}/>")


def item(content: str, level: int = 0, list_id: int = 1) -> str:
    """Return a paragraph with an automatic number."""
    return paragraph(content, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def table(*rows: tuple[str, ...], row: str = "") -> str:
    """Return a table; cells are text, or XML that begins with `<`; `row` are properties of the first row."""
    written = ""
    for number, cells in enumerate(rows):
        properties = f"<w:trPr>{row}</w:trPr>" if row and not number else ""
        inner = "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in cells)
        written += f"<w:tr>{properties}{inner}</w:tr>"
    return f"<w:tbl>{written}</w:tbl>"


def mark(note: int, kind: str = "footnote") -> str:
    """Return the mark of a note."""
    return f'<w:r><w:{kind}Reference w:id="{note}"/></w:r>'


def note(number: int, text: str, kind: str = "footnote") -> str:
    """Return a note, as Word writes it: its number is a field."""
    inner = paragraph(f"<w:r><w:{kind}Ref/></w:r>{run(' ' + text)}")
    return f'<w:{kind} w:id="{number}">{inner}</w:{kind}>'


def level(number: int, form: str, text: str, more: str = "") -> str:
    """Return a level of a list."""
    written = f'<w:numFmt w:val="{form}"/><w:lvlText w:val={quoteattr(text)}/>'
    return f'<w:lvl w:ilvl="{number}">{more}{written}</w:lvl>'


def lists(*levels: str, overrides: str = "", first: int = 1) -> str:
    """Return the numbering part with the list `first`, and another of the same numbers with `overrides`."""
    return (
        f'<w:abstractNum w:abstractNumId="{first}">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{first}"><w:abstractNumId w:val="{first}"/></w:num>'
        f'<w:num w:numId="{first + 1}"><w:abstractNumId w:val="{first}"/>{overrides}</w:num>'
    )


ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
UN_LISTS = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"))


def docx(body: str, heads: dict[str, str] | None = None, **parts: str) -> bytes:
    """Return a DOCX file.

    Args:
        body: The XML of its paragraphs and tables.
        heads: XML of page heads and feet, by `header:first`, `footer:default` and the like.
        parts: XML of further parts, by name: styles, numbering, footnotes, endnotes, settings.

    """
    related, references, files = "", "", {}
    for number, (where, content) in enumerate((heads or {}).items(), start=1):
        kind, _, page = where.partition(":")
        related += f'<Relationship Id="h{number}" Type="{_R}/{kind}" Target="{kind}{number}.xml"/>'
        references += f'<w:{kind}Reference w:type="{page}" r:id="h{number}"/>'
        root = "hdr" if kind == "header" else "ftr"
        files[f"word/{kind}{number}.xml"] = f"<w:{root} {_SPACES}>{content}</w:{root}>"
    for number, (name, content) in enumerate(parts.items()):
        related += f'<Relationship Id="p{number}" Type="{_R}/{name}" Target="{name}.xml"/>'
        files[f"word/{name}.xml"] = f"<w:{_ROOTS[name]} {_SPACES}>{content}</w:{_ROOTS[name]}>"
    files["word/document.xml"] = (
        f"<w:document {_SPACES}><w:body>{body}<w:sectPr>{references}</w:sectPr></w:body></w:document>"
    )
    files["word/_rels/document.xml.rels"] = f"<Relationships>{related}</Relationships>"
    files["_rels/.rels"] = (
        f'<Relationships><Relationship Id="r" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    )
    files["[Content_Types].xml"] = "<Types/>"
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of files; texts are in UTF-8."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


BOX_PARTS = "".join(
    (
        paragraph(
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>'
            f"{paragraph('Distr.: General')}</w:txbxContent></w:drawing></mc:Choice>"
            "</mc:AlternateContent></w:r>"
            f"<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>{run('added')}</w:ins>"
        ),
        paragraph("joined", "<w:rPr><w:del/></w:rPr>"),
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/></w:r>'
            '<w:r><w:sym w:font="Symbol" w:char="F061"/><w:br/><w:noBreakHyphen/><w:tab/></w:r>'
        ),
        table(("Date", table(("in", "side"))), ("1 May", "Talk"), ("2 May", "Rest")),
    )
)
"""A text box, tracked changes, a field, symbols and a table in a table."""
