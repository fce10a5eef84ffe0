"""How Chinese sentences join and end, as pieces of patterns."""

from __future__ import annotations

AND = "以及|和|及|与|與|或"
"""Words between the items of a list, in text that is not folded."""
END = r"[。！？][”’」』》)）]*"
"""Pattern of the end of a sentence, with the signs that close around it."""
_CLOSING = r"[”’」』》)）\"\]]*+[¹²³⁰-⁹]*+"
SENTENCE_END = rf"[。！？!?．]{_CLOSING}|(?<=[\u3400-\u9fff])[.](?=\s)"
"""Pattern of the end of a sentence, with the signs that close it and the marks of its footnotes.

Unlike `END`, it takes the signs of an alphabet too.
"""
CLAUSE_END = rf"[；;]{_CLOSING}"
"""Pattern of the end of a clause that the other language may end as a sentence."""
