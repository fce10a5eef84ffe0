"""The file in which a corpus keeps the sentences of one document in one language.

The first line names the document and the language. Each other line is the number of a sentence, a tab and the
sentence. Sentences of the same number in the two languages are translations of each other:

    JUANZONG BITEXT 1	S/2019/986	en
    1	The Committee met twice.
    2	It adopted a report.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from indexer.model.document import Language, Line, Source
from indexer.model.messages import message
from indexer.runtime.errors import InputError

MARK = "JUANZONG BITEXT 1\t"
"""How such a file begins."""
ENDING = ".bitext"
_DIGITS = 12
"""The numbers of sentences have fewer digits."""


def written(symbol: str, language: Language, sentences: Iterable[tuple[int, str]]) -> bytes:
    """Return the content of a file; each sentence comes with its number, in order."""
    lines = [f"{MARK}{symbol}\t{language}", *(f"{number}\t{text}" for number, text in sentences)]
    return ("\n".join(lines) + "\n").encode()


class ExcerptFile:
    """Reads the sentences of one document, which `indexer add` took from a bitext."""

    name = message("sentences of a bitext")
    suffixes = (ENDING,)
    isolated = False

    def accepts(self, head: bytes, _name: str) -> bool:
        """Accept a file that begins with the mark."""
        return head.removeprefix(b"\xef\xbb\xbf").startswith(MARK.encode())

    def read(self, data: bytes, path: Path, _largest: int) -> Source:
        """Return the line that names the document, then a line for each sentence, with its number."""
        try:
            first, *others = data.decode("utf-8-sig").split("\n")
        except UnicodeDecodeError as error:
            raise _damaged(path, data.count(b"\n", 0, error.start) + 1) from None
        lines = [Line(0, first.removeprefix(MARK).rstrip("\r"), role="head")]
        for place, line in enumerate(others, start=2):
            number, tab, text = line.rstrip("\r").partition("\t")
            if not line.strip():
                continue
            if not (tab and number.isascii() and number.isdigit() and len(number) < _DIGITS and text.strip()):
                raise _damaged(path, place)
            if int(number) <= lines[-1].number:
                raise _damaged(path, place)
            lines.append(Line(int(number), text, role="sentence"))
        return Source(
            name=path.name,
            encoding="utf-8",
            sha256=hashlib.sha256(data).hexdigest(),
            text="\n".join(line.text for line in lines),
            lines=tuple(lines),
        )


def _damaged(path: Path, line: int) -> InputError:
    return InputError(
        f"Line {line:,} of {path} is no numbered sentence, or out of order.",
        "Add the bitext again from which it was made.",
    )
