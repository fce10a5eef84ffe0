"""Find as which resolution a draft was adopted, where a document leaves no doubt.

A resolution may name its draft above its text: "without reference to a Main Committee (A/174/L.11)". In the
record of a meeting one sentence may name both: "Draft resolution A/174/L.11 was adopted (resolution 174/5)".
Or a record of the Security Council names one draft, and then says that "the draft resolution" was adopted,
and as which resolution. Where several drafts were named before, nothing is concluded; nor in the records of
other bodies, which decide on drafts that bear no symbol.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indexer.language.en import record_patterns as english
from indexer.language.zh import record_patterns as chinese
from indexer.model.stored import Outcome
from indexer.names import families, symbols
from indexer.names.document_types import type_of
from indexer.text.folding import fold

if TYPE_CHECKING:
    from indexer.model.document import Citation, Document, Paragraph

_RECORDS = ("verbatim-record", "summary-record")
_BEFORE = 60
"""How much of the text before a symbol is read to tell whether it names a draft, in code points."""
_BETWEEN = 600
"""The longest text between a draft and the resolution as which it was adopted, in code points."""
_BEHIND = 160
"""How far behind the word of adoption the resolution may be named: the votes are told between."""
_DRAFT = re.compile(f"(?:{english.DRAFT}|{chinese.DRAFT})")
_HOLDS = re.compile(f"(?:{english.HOLDS_DRAFT}|{chinese.HOLDS_DRAFT})")
_ADOPTED = re.compile(f"(?P<english>{english.ADOPTED})|{chinese.ADOPTED}")
_IS_ADOPTED, _IS_NOT_ADOPTED = re.compile(english.IS_ADOPTED), re.compile(english.IS_NOT_ADOPTED)
_AS_RESOLUTION = re.compile(f"(?:{english.AS_RESOLUTION}|{chinese.AS_RESOLUTION})")
_NUMBER = re.compile(rf"{chinese.ORDINAL}?\s?[0-9]|[a-z]{{1,8}}/")
_SYMBOL = re.compile(r"[a-z]{1,8}/")
_SENTENCE_END = re.compile(r"[.?!;](?=\s)|[。？！;\n]")
_ONE_DRAFT = re.compile(f"{english.ONE_DRAFT}|{chinese.ONE_DRAFT}")


def outcomes(document: Document) -> tuple[Outcome, ...]:
    """Return the drafts of which a document tells that they were adopted, each with its resolution."""
    if document.type == "resolution":
        return _own(document)
    if document.type not in _RECORDS:
        return ()
    told = _Told(single=document.organ == "security-council")
    for unit in document.paragraphs:
        told.read(unit)
    return tuple(Outcome(draft, resolution) for draft, resolution in told.found.items())


def _own(document: Document) -> tuple[Outcome, ...]:
    """Return the draft of a resolution if the remark above its text names one; addenda are no drafts."""
    drafts = {families.wording(one) for one in document.basis if type_of(one) == "draft"}
    return tuple(Outcome(draft, document.symbol) for draft in drafts) if len(drafts) == 1 else ()


class _Told:
    """What the units read so far tell of drafts; `_pending` are those named and not yet decided upon.

    If drafts are `single`, "the draft resolution" is the only one that is pending.
    """

    def __init__(self, *, single: bool) -> None:
        self.found: dict[str, str] = {}
        self._single = single
        self._pending: set[str] = set()

    def read(self, unit: Paragraph) -> None:
        """Take in the next unit of the record."""
        if unit.kind == "heading":
            self._pending.clear()
        if unit.vote:
            named = {one.symbol for one in symbols.occurrences(unit.vote.subject)}
            self._pending = named or self._pending
        text, previous = fold(unit.text) if unit.citations else "", None
        for cited in unit.citations:
            if _is_resolution(cited.symbol):
                self._resolution(text, previous, cited)
            elif _names_draft(text, cited):
                self._pending.add(cited.symbol)
            else:
                continue
            previous = cited

    def _resolution(self, text: str, previous: Citation | None, cited: Citation) -> None:
        """Take in a resolution that is cited: as which a draft was adopted, or any other."""
        number = _written(text, cited, _NUMBER)
        start = max(previous.end if previous else 0, number - _BETWEEN)
        *ended, sentence = _SENTENCE_END.split(text[start:number])
        if not _tells_adoption(sentence):
            return
        if not ended and previous and not _is_resolution(previous.symbol):
            self._adopted(previous.symbol, cited.symbol)
        elif self._single and len(self._pending) == 1 and _ONE_DRAFT.search(sentence):
            self._adopted(next(iter(self._pending)), cited.symbol)

    def _adopted(self, draft: str, resolution: str) -> None:
        self.found.setdefault(draft, resolution)
        self._pending.clear()


def _tells_adoption(sentence: str) -> bool:
    """Tell whether the words before the number of a resolution say that a draft became that resolution."""
    adopted = [one for one in _ADOPTED.finditer(sentence) if _is_adopted(sentence, one)]
    number = _AS_RESOLUTION.search(sentence)
    return bool(adopted and number and 0 <= number.start() - adopted[-1].end() <= _BEHIND)


def _is_adopted(sentence: str, word: re.Match[str]) -> bool:
    """Tell whether a word of adoption says that a draft was adopted, and not that somebody adopted it."""
    before = sentence[max(0, word.start() - _BEFORE) : word.start()]
    return not word["english"] or bool(_IS_ADOPTED.search(before) and not _IS_NOT_ADOPTED.search(before))


def _is_resolution(symbol: str) -> bool:
    return "/RES/" in symbol


def _names_draft(text: str, cited: Citation) -> bool:
    """Tell whether a cited document is called a draft, or said to hold one."""
    start = _written(text, cited, _SYMBOL)
    return bool(_DRAFT.search(text[max(0, start - _BEFORE) : start]) or _HOLDS.match(text, cited.end))


def _written(text: str, cited: Citation, begins: re.Pattern[str]) -> int:
    """Return where the symbol or the number of a citation begins, behind the words that belong to it."""
    found = begins.search(text, cited.start, cited.end)
    return found.start() if found else cited.start
