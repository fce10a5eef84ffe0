"""How Chinese sentences join and end, as pieces of patterns."""

from __future__ import annotations

AND = "以及|和|及|与|與|或"
"""Words between the items of a list, in text that is not folded."""
END = r"[。！？][”’」』》)）]*"
"""Pattern of the end of a sentence, with the signs that close around it."""
