"""English names of bodies, and words around the names of States and organizers; for folded text."""

from __future__ import annotations

UNITED_NATIONS = r"(?<![a-z])(?:united nations|un|u\.\s?n\.)\s"
BODIES = {
    "S": r"security council|(?<![a-z])(?:unsc|sc)(?![a-z])|(?<![a-z.])s\.\s?c\.",
    "A": r"general assembly|(?<=the )assembly|(?<![a-z])(?:unga|ga)(?![a-z])|(?<![a-z.])g\.\s?a\.",
    "E": "economic and social council|ecosoc",
    "H": r"human rights council|(?<![a-z])(?:un)?hrc(?![a-z])|(?<![a-z.])h\.\s?r\.\s?c\.",
    "C": "(?<!american )commission on human rights",
}
"""Pattern of the names of each body whose resolutions are recognised."""
_KINDS = r"commission|committee|conference|board|parties|organi[sz]ation|union|health assembly|parliament"
_TOPIC = r"(?:\s++(?:on|for|of|to)(?:\s++[a-z'’-]++){1,8})?"
OTHER_BODY = rf"(?:{_KINDS}){_TOPIC}\s*+"
"""Pattern of the end of the name of any body."""
COUNCIL = r"(?:(?<![a-z]\s)(?<![a-z])|(?<=\b(?:the|its)\s)|(?<=\b(?:of|in|to|by)\s)|(?<=\band\s))council\s++"
"""Pattern of a council that is not named in full, immediately before the noun."""
TITLES = "mr|mrs|ms|miss|mme|dr|sir|dame|lord|lady|prof|professor"
"""What stands before the name of a person, in folded text."""
SYSTEM = ("United Nations ", "UN ")
"""How the names of bodies of the United Nations begin, and how that is abbreviated."""
WORDS = frozenset(("cd", "eco", "ida", "isa", "itc", "nam", "psi", "sica", "spc", "who", "wins"))
"""Short names of organizations that are words too, or stand for much else, unless written in capitals."""
AND = r"and\s"
"""Pattern of the word between organizers, where a sign stands before it."""
AND_ALONE = r"(?<!\s)\s++and\s++"
"""Pattern of the word between organizers, where no sign stands before it."""
ARTICLE = "the "
_HEAD = (
    "Agency Assembly Association Authority Bureau Center Centre Commission Committee Community Council "
    "Department Directorate Force Forum Foundation Government Governments Group House Institute Ministries "
    "Ministry Office Organisation Organization Parliament Secretariat States Team Union Unit University"
)
_ANY_HEAD = rf"(?:{'|'.join(_HEAD.split())})"
OPEN_NAME = rf"\b{_ANY_HEAD}\s++(?:of|for|on)\b"
"""Pattern of the beginning of a name that may go on behind an `and` or a comma, in text as printed."""
ORGANIZATION = rf"(?:the\s++)?(?:[A-Z][A-Z0-9-]+\b|(?:(?!and\b)[^\s,;/]{{1,60}}+\s++){{0,6}}?{_ANY_HEAD}\b)"
"""Pattern of the beginning of an organization that follows an `and` or a comma, in text as printed.

It begins with a short name, or with some words up to its type. `Ministry of Economy, Trade and Industry` is
one name.
"""
STATE_ENDS = r"\bof"
"""How a bracket ends that is part of a State's name: Iran (Islamic Republic of)."""
REMOTE = (
    r"skype|zoom|webex|teams"
    r"|\b(?:virtual|online|on-line|video|remote|webinar|tele(?:phone|conference)|hybrid)"
)
"""Pattern of words for taking part from elsewhere."""
