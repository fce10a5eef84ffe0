"""How English sentences join and end, as pieces of patterns."""

from __future__ import annotations

AND = r"(?:and|or|as\s++well\s++as)\s"
"""Pattern of the words between the items of a list."""
ARTICLE = r"the\s"
_ABBREVIATIONS = ("[A-Z]", "Mr", "Mrs", "Ms", "Dr", "St", "No", "Nos", "para", "paras", "art", "arts", "vol")
STOP = "".join(rf"(?<!\b{short})" for short in _ABBREVIATIONS) + r"[.!?]"
"""Pattern of a stop that ends a sentence where the next one follows."""
END = rf"{STOP}[\"”’)]*(?=\s+[\"“‘(]?[A-Z])"
"""Pattern of the end of a sentence: a stop before a capital, but not after an abbreviation."""
