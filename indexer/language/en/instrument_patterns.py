"""The words that name a treaty, a charter or a body's rules in English, for folded text."""

from __future__ import annotations

NOUNS = (
    "rules of procedure|charter|covenant|convention|statute|treaty|declaration|protocol|agreement"
    "|constitution|pact|regulations"
)
"""Pattern of the noun in the name of an instrument."""
OF_THE_UNITED_NATIONS = "charter"
"""The noun that, alone, names an instrument of the United Nations in all their documents."""
CHARTER = "charter of the united nations"
"""The name of that instrument."""
OF_A_BODY = "rules of procedure"
"""The noun that, alone, names what the body has whose document it is."""
MARKING = frozenset(("present", "said", "same", "provisional", "para", "paragraph", "article", "art", "rule"))
"""Words before the noun that do not make it another instrument's."""
LITTLE = frozenset(("the", "of", "on", "for", "and", "to", "in", "its", "a", "an", "s"))
"""Words by which names of one instrument may differ."""
SHORT = {"un": ("united", "nations")}
"""The words for which a short form stands."""
