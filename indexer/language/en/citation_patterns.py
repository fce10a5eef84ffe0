"""English words around the symbol of a document or the number of a resolution, for folded text."""

from __future__ import annotations

from indexer.language.en.numerals import ORDINAL

PARTS = {"annexe": "annex", "annex": "annex", "enclosure": "enclosure", "appendix": "appendix"}
"""The kind of each part, by its name; a longer name before one with which it begins."""
PREFIXES = {
    "op": "OP", "pp. ": "page.", "pp": "PP", "pr": "PP", "fn": "fn.", "fo": "fn.", "pag": "page.",
    "p.": "page.", "art": "art.", "ru": "rule.",
}  # fmt: skip
"""The prefix of a number, by how the words that introduce it begin; the first that fits counts.

`pp.` before a blank means pages. Without the blank it is the name of a preambular paragraph in an address.
"""
ORDERED = {"preambular": "PP", "operative": "OP"}
"""The prefix of a paragraph that is told by its place, by the word before `paragraph`."""
SOLE = "sole|only"
LETTER = "letter"
SECTION = r"(?:sections?|sect\.)"
TO = "to"
BOTH = "and"
AND = f"{BOTH}|or"
NOTABLY = "in particular|notably|especially"
IN_IT = "its|in|at"
OF = r"(?:of|to)\s"
"""Pattern of the word before the document to which what precedes belongs."""
PARAGRAPH = (
    r"(?<![a-z])(?:(?:operative|preambular|op\.?)\s++)?"
    r"(?:(?P<plural>paragraphs|paras\.?|ops|pps|footnotes|pages|pp\.\s|articles|arts\.?|rules|¶¶|§§)"
    r"|paragraph|para\.?|(?:section|sect\.)(?=\s*+\d{1,3}\.\d)|op\.?|pp\.?|footnote|fn\.?|page|p\.|article|art\.?|rule|¶|§)\s*+(?=\d)"
)
"""Pattern of what stands before the number of a paragraph; the group `plural` matches before several."""
PLACED = (
    rf"(?:the\s++)?(?:(?P<sole>{SOLE})|{ORDINAL})\s++(?:(?P<kind>{'|'.join(ORDERED)})\s++)?paragraph(?![a-z])"
)
"""Pattern of a paragraph that is told by its place: third preambular paragraph."""
IN_ARTICLE = r"(?:,\s*+)?(?:paragraph|para\.)\s*+(?P<para>\d{1,3})(?!\d)|\((?P<bracketed>\d{1,2})\)"
"""Pattern of a paragraph of an article, behind the article."""
_WORDS = (
    r"(?:(?:the|its|his|their|this|un|unsc|unga|united|nations|security|general|economic|and|social|human"
    r"|rights|council|assembly|documents?|report|letter|note|contained|in)\s++){0,9}"
)
BEFORE_PART = r"(?:(?<![a-z])the\s++)?(?<![a-z])"
AFTER_PART = rf"\s++(?:of|to|in)\s++{_WORDS}$"
"""Pattern of the words between the name of a part and the document that has it."""
LINK = rf"\s*+(?:,\s*+)?(?:of|in|to|from)\s++{_WORDS}"
"""Pattern of the words between a paragraph and the document that has it."""
RESOLUTION = "resolution|scr|gar|(?<![a-z])res(?![a-z])"
"""Pattern of a word without which a text names no resolution by number."""
_NOUNS = r"resolution|res\.?|(?P<plural>resolutions|(?:un)?(?:sc|ga)rs?)"
LEAD = rf"(?<![a-z-])(?:{_NOUNS})(?:\s*+nos?\.?)?"
"""Pattern of the words that introduce the number of a resolution."""
LEAD_ENDS = "acdlnoprsy"
"""The letters in which such words may end."""
DECISION = r"(?<![a-z])decisions?"
DATED = r"(?:\s++(?:of|dated)\s++\d{1,2}\s++[a-z]{3,9}(?:\s++\d{4})?(?!\d))"
"""Pattern of the day of adoption behind the number of a resolution."""
BEFORE_DOCUMENT = (
    r"(?<![a-z.])(?:united nations|un|u\.\s?n\.|documents?|docs?\.?|symbols?|nos?\.?|see|also|cf\.?"
    r"|in|of|the)[\s:]*+$"
)
"""Pattern of a word that says nothing but that a symbol follows: UN Doc."""
_COUNT = r"[\s.]?(?P<count>\d{1,4})"
OWN_PLACES = {
    "ev": f"event{_COUNT}",
    "row": f"row{_COUNT}",
    "h": f"heading{_COUNT}",
    "abbr": f"abbreviation{_COUNT}",
    "turn": f"turn{_COUNT}",
    "vote": f"vote{_COUNT}",
    "proc": f"procedure{_COUNT}",
    "closing": "closing lines",
    "s": "bitext sentence, paragraph unknown",
}
"""Pattern of each kind of unit whose number is ours, as our citations name it."""
VERSIONS = {"zh": "chinese version|in chinese", "en": "english version|in english"}
"""Pattern of what a citation says of the language version cited."""
AT_PAGE = r",?\s*+at\s++(?P<page>\d{1,4})(?!\d|\.\d)"
"""Pattern of a page behind a symbol, as legal texts cite it."""
SIGNAL = (
    r"(?:(?:see|cf\.|compare)(?:\s(?:also|e\.g\.|for example|in particular))?|e\.g\.|pursuant to|and)"
    r"(?=[\s,:])"
)
"""What stands before a citation in a note: `see also`, `cf.`."""
