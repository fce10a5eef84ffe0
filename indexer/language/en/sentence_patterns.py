"""How English sentences join and end, as pieces of patterns."""

from __future__ import annotations

AND = r"(?:and|or|as\s++well\s++as)\s"
"""Pattern of the words between the items of a list."""
ARTICLE = r"the\s"
_ABBREVIATIONS = ("[A-Z]", "Mr", "Mrs", "Ms", "Dr", "St", "No", "Nos", "para", "paras", "art", "arts", "vol")
_STOP = "".join(rf"(?<!\b{short})" for short in _ABBREVIATIONS) + r"[.!?]"
END = rf"{_STOP}[\"”’)]*(?=\s+[\"“‘(]?[A-Z])"
"""Pattern of the end of a sentence: a stop before a capital, but not after an abbreviation."""
_BEFORE_MORE = (
    *(
        "p",
        "pp",
        "chap",
        "chaps",
        "sect",
        "sects",
        "fig",
        "figs",
        "cf",
        "v",
        "vs",
        "ed",
        "eds",
        "ibid",
        "approx",
    ),
    *(
        "Add",
        "Rev",
        "Corr",
        "Amend",
        "Suppl",
        "Prof",
        "Gen",
        "Col",
        "Lt",
        "Hon",
        "Rep",
        "Sr",
        "Jr",
        "Co",
        "Ltd",
    ),
)
"""Further abbreviations behind which a number or a name stands."""
_CLOSING = r"[\"”’)\]]*+[¹²³⁰-⁹]*+"
SENTENCE_END = (
    "".join(rf"(?<!\b{short})" for short in _BEFORE_MORE)
    + rf"{_STOP}(?<!\s[.]){_CLOSING}(?=\s+[\"“‘(\[¹²³⁰-⁹]?[A-Z0-9])"
)
"""Pattern of the end of a sentence, with the signs that close it and the marks of its footnotes.

Unlike `END`, it takes a number behind a stop for the beginning of a sentence.
"""
CLAUSE_END = rf";{_CLOSING}(?=\s)"
"""Pattern of the end of a clause that the other language may end as a sentence."""
