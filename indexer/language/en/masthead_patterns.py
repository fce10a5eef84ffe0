"""What stands above the title of an English document, as pieces of patterns for folded text.

No piece begins or ends with a blank, and none has two optional blanks side by side.
"""

from __future__ import annotations

UNITED_NATIONS = "united nations"
BODY_NOUNS = frozenset(
    (
        "assembly", "council", "committee", "subcommittee", "commission", "conference", "board", "congress",
        "forum", "tribunal", "court", "secretariat", "parties", "group",
    )
)  # fmt: skip
"""The words for a body in its name."""
TREATY_NOUNS = frozenset(("convention", "covenant", "treaty", "protocol"))
"""The words for a treaty in its name."""
NO_NAME = frozenset(
    (
        "the", "of", "on", "by", "for", "from", "to", "with", "at", "in", "report", "reports", "note",
        "notes", "letter", "letters", "statement", "proposed", "draft",
    )
)  # fmt: skip
"""Words that do not stand before the word for it in the name of a body or a treaty."""
BEHIND_NAME = frozenset(("on", "for", "of", "to", "against", "concerning", "relating", "in"))
"""Words that may stand behind the word for it: Committee on the Rights of the Child."""
GOES_ON = frozenset(
    (
        "of",
        "on",
        "the",
        "and",
        "for",
        "against",
        "to",
        "in",
        "by",
        "at",
        "a",
        "an",
        "its",
        "from",
        "with",
        "or",
        "all",
    )
)
"""Words with which no line of a masthead ends: the next line belongs to it."""
SESSION = (
    r"(?:(?P<english_session>[a-z0-9]{2,12}(?:-[a-z]{2,10})?) "
    r"(?:\(?(?:resumed|annual|substantive|regular|organizational|emergency|special|extraordinary)\)? ){0,3}"
    r"(?P<english_unit>session|year))(?: \([a-z ]{3,30}\))?"
)
_ITEM = r"\d{1,3}(?: ?\([a-z]{1,4}\)){0,3}"
AGENDA = (
    rf"(?:(?:provisional )?agenda )?items? (?P<english_items>{_ITEM}"
    rf"(?:(?:,? and|,|,? to) ?(?:{_ITEM}|\([a-z]{{1,4}}\))){{0,20}})"
    r"(?: of the (?:provisional |preliminary |revised )?(?:agenda|list))?"
)
DISTRIBUTION = (
    r"distr(?:ibution)?\.?(?: ?: ?(?P<english_distribution>general|limited|restricted|provisional))?"
)
SCOPE = "general|limited|restricted|provisional|corrected copy|advance (?:un)?edited (?:version|copy)"
_LANGUAGE = "(?:arabic|chinese|english|french|russian|spanish)"
LANGUAGES = rf"{_LANGUAGE}(?: only)?(?:(?:,|/| and|, and) ?{_LANGUAGE}){{0,5}}(?: only)?"
ORIGINAL = rf"[\[(]?original ?: ?(?P<english_original>{_LANGUAGE})(?:(?:,|/| and) ?{_LANGUAGE}){{0,5}}[\])]?"
OFFICIAL = "official records|supplement no\\. ?\\d{1,3}[a-z]?|check against delivery"
_AT = r"(?: at its [a-z0-9() -]{3,60} (?:plenary )?(?:meeting|session)(?: \([a-z ]{3,40}\))?,?)?"
ADOPTED = (
    r"(?:(?:resolution|decision)s? )?adopted by (?:the )?[a-z][a-z ,'’-]{3,120}?"
    rf"{_AT}(?:,? ?(?:held )?(?:on|in) (?P<english_adopted>[0-9a-z, ]{{6,30}}))?"
)
"""Pattern of a line that says which body adopted a text, and when."""
BASIS = r"\[(?:on the (?:report|recommendation|proposal) of|without reference to|adopted)[^\[\]]{0,400}\]"
"""Pattern of the remark in brackets that says on which report a resolution is based."""
PLACES = (
    "(?:new york|geneva|vienna|nairobi|the hague|addis ababa|bangkok|santiago|beirut|rome"
    "|paris|montreal|bonn)"
)
"""Where sessions are held."""
NAMED = (
    "security council|general assembly|economic and social council|human rights council|trusteeship council"
    "|conference on disarmament|secretariat"
    "|(?:first|second|third|fourth|fifth|sixth|special political(?: and decolonization)?) committee"
)
"""Pattern of the principal bodies, by which alone a masthead may begin."""
OPENING = (
    rf"the (?:{NAMED}),?"
    r"|(?:the )?(?:(?:states )?parties to (?:the |this )[^.;:]{4,120}|high contracting parties),"
)
"""Pattern of the line with which the text of a resolution or a treaty opens."""
RESOLUTION = "resolution"
CLOSING = (
    r"\d{1,5}(?:st|nd|rd|th) (?:plenary )?meeting(?:, ?(?:held on )?\d{1,2} [a-z]{3,9} \d{4})?[.,]?"
    r"|\[?(?:resolution )?adopted (?:unanimously|without a vote|by consensus|at the"
    r"|by (?:an? |\d|recorded|roll|show)).{0,400}"
)
"""Pattern of a line below the text of a resolution: its meeting, its vote."""
STATEMENT = "(?:note|statement) by the president of the (?:security council|general assembly|council)"
DRAFT = (
    r"draft (?:resolution|decision|statement)s?(?: submitted| proposed| recommended)?"
    r"(?: by [^.]{3,200})?|[^.:]{4,700}: (?:revised )?draft (?:resolution|decision)"
)
"""Pattern of a line that says what a draft is and who submits it."""
SITE = "wikisource|wikipedia|free library|jump to (?:navigation|search)|skip to (?:main )?content"
"""Words of websites that keep documents."""
MEETING = r"\bat (?:its|the) [\w-]{3,30} (?:\([a-z ]{1,40}\) )?meeting\b"
"""Pattern of the words that name a meeting at which something was said."""
NUMBER = r"(?:resolution|decision) \d{1,4}/\d{1,4}(?: [a-z])?"
REISSUED = "re-?issued?|issued again"
"""Pattern of the words that say that a document was issued again."""
