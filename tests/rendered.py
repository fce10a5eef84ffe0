"""Render a text as a PDF in the layout of the UN: masthead, heads and feet, notes, tables, two columns."""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_HEADING = re.compile(r"(?:[IVX]+\.|[A-Z]\.|[一二三四五六七八九十]+[.、])\s?\S.{0,80}")
_STYLE = """
@page {{ size: 612pt 792pt; margin: 86pt 62pt 80pt 62pt;
  @top-left {{ content: "{symbol}"; font: bold 9pt serif; }}
  @bottom-left {{ content: "{job}"; font: 7pt serif; }}
  @bottom-right {{ content: counter(page) "/" counter(pages); font: bold 9pt serif; }} }}
@page :first {{ @top-left {{ content: none; }} @bottom-right {{ content: none; }} }}
body {{ font: 10pt/13pt serif; margin: 0; overflow-wrap: break-word; text-align: justify; }}
p {{ margin: 0 0 8pt 0; }}
h2 {{ font-size: 12pt; margin: 12pt 0 8pt 0; text-align: left; break-after: avoid; }}
sup {{ font-size: 6.5pt; line-height: 0; vertical-align: 3.2pt; }}
.note {{ font-size: 8pt; line-height: 10pt; }}
.masthead {{ width: 100%; border-bottom: 2pt solid black; margin-bottom: 14pt; text-align: left; }}
.masthead td {{ vertical-align: top; }}
.name {{ font-size: 18pt; line-height: 22pt; width: 330pt; font-weight: bold; }}
h2:lang(zh), .name:lang(zh) {{ font-weight: normal; }}
.text {{ column-count: {columns}; column-gap: 24pt; }}
.indented p {{ text-indent: 22pt; }}
table.rows {{ column-span: all; border-collapse: collapse; width: 100%; text-align: left; }}
table.rows td {{ padding: 3pt 8pt 3pt 0; vertical-align: top; }}
table.rows tr {{ break-inside: avoid; }}
table.rows tr:first-child {{ break-after: avoid; }}
"""


@dataclass(frozen=True)
class Layout:
    """How a text is printed; the masthead is in the language of the text."""

    symbol: str
    language: str
    columns: int = 1
    job: str = "21-04567"


def blocks(text: str) -> Iterator[list[str]]:
    """Yield the blocks of a text, which blank lines or the shape of lines divide; a table is one."""
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.split("\n") if line.strip()]
        rows = [line for line in lines if "\t" in line]
        if rows:
            yield lines
        else:
            yield from ([line] for line in lines)


def expected(text: str) -> list[str]:
    """Return what each block prints, without blanks; raised digits as plain ones."""
    return [
        re.sub(r"\s", "", line.translate(_SUPERSCRIPTS))
        for block in blocks(text)
        for line in block
        if line.strip()
    ]


def page(text: str, layout: Layout) -> str:
    """Return the HTML of a text."""
    body = "\n".join(_block(block) for block in blocks(text))
    style = _STYLE.format(symbol=layout.symbol, job=layout.job, columns=layout.columns)
    kind = "text indented" if layout.columns > 1 else "text"
    return (
        f'<!DOCTYPE html><html lang="{layout.language}"><meta charset="utf-8"><style>{style}</style>'
        f'{_masthead(layout)}<div class="{kind}">{body}</div></html>'
    )


def render(source: str, place: Path, chromium: str) -> None:
    """Print HTML to a PDF.

    Args:
        source: The HTML.
        place: Where the PDF is written.
        chromium: The program.

    """
    page_file = place.with_suffix(".html")
    page_file.write_text(source, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [chromium, *options, f"--print-to-pdf={place}", page_file.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    page_file.unlink()


def _masthead(layout: Layout) -> str:
    names = {
        "zh": ("联合国", "安全理事会", "一般性", "中文"),
        "en": ("United Nations", "Security Council", "General", "English"),
    }
    house, organ, distribution, language = names[layout.language]
    day = "2021年2月1日" if layout.language == "zh" else "1 February 2021"
    original = "原件：英文" if layout.language == "zh" else "Original: English"
    distr = f"Distr.: {distribution}"
    return (
        f'<table class="masthead"><tr><td>{house}</td><td>{layout.symbol}</td></tr>'
        f'<tr><td class="name">{organ}</td><td>{distr}<br>{day}<br>{language}<br>{original}</td></tr></table>'
    )


def _block(lines: list[str]) -> str:
    if any("\t" in line for line in lines):
        rows = "".join(f"<tr>{_cells(line)}</tr>" for line in lines)
        return f'<table class="rows">{rows}</table>'
    line = lines[0].strip()
    if _RAISED.match(line):
        return f'<p class="note">{_marked(line)}</p>'
    tag = "h2" if _HEADING.fullmatch(line) else "p"
    return f"<{tag}>{_marked(line)}</{tag}>"


def _cells(line: str) -> str:
    cells = line.split("\t")
    if len(cells) == 1:
        return f'<td colspan="9">{_marked(line)}</td>'
    return "".join(f"<td>{_marked(cell)}</td>" for cell in cells)


def _marked(text: str) -> str:
    return _RAISED.sub(lambda match: f"<sup>{match[0].translate(_SUPERSCRIPTS)}</sup>", html.escape(text))


@dataclass(frozen=True)
class Sheet:
    """What is printed on one page: paragraphs, and notes at its foot that begin with raised digits."""

    text: str
    notes: str = ""


def sheets(pages: list[Sheet], layout: Layout) -> str:
    """Return the HTML of pages whose notes stand at their feet, below a short ruled line."""
    style = _STYLE.format(symbol=layout.symbol, job=layout.job, columns=1) + _SHEET
    body = []
    for number, one in enumerate(pages):
        text = "\n".join(map(_block, blocks(one.text)))
        notes = "".join(map(_block, blocks(one.notes)))
        foot = f'<div class="foot"><hr>{notes}</div>' if notes else ""
        head = "" if number else _masthead(layout)
        body.append(f'<div class="sheet">{head}{text}{foot}</div>')
    return (
        f'<!DOCTYPE html><html lang="{layout.language}"><meta charset="utf-8"><style>{style}</style>'
        f"{''.join(body)}</html>"
    )


_SHEET = """
.sheet { height: 620pt; position: relative; break-after: page; }
.sheet:last-child { break-after: auto; }
.foot { position: absolute; bottom: 0; left: 0; right: 0; }
.foot p { margin: 0 0 2pt 0; }
hr { width: 110pt; margin: 0 0 3pt 0; border: 0; border-top: 0.6pt solid black; }
"""
