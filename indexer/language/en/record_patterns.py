"""What is printed in an English record of a meeting, as pieces of patterns for text in any case."""

from __future__ import annotations

TITLES = (
    r"mr|mrs|ms|miss|mme|dr|sir|dame|lord|lady|baroness|prince(?:ss)?|sheikha?h?|shaikha?|monsignor|msgr|mgr"
    r"|archbishop|bishop|cardinal|count|countess|dato['’]?|datuk|tan sri|nana|daw"
)
"""What stands before a name; a name with one needs no brackets behind it."""
RANKS = (
    r"u|king|queen|crown prince(?:ss)?|grand duke|emir|sultan|president|prime minister|minister|ambassador"
    r"|senator|chancellor|chief|judge|justice|professor|father|sister|reverend|rabbi|imam|captain|colonel"
    r"|major|admiral|(?:lieutenant |major |brigadier )?general|brigadier"
)
"""What stands before a name that must have brackets behind it: these words begin sentences too."""
PRESIDING = (
    r"(?:acting |temporary |provisional |interim )?"
    r"(?:president|co-president|vice-president|chair(?:man|woman|person)?|co-chair(?:man|woman|person)?)"
)
"""The one who presides, after `the`."""
OFFICES = (
    r"(?:acting |assistant |deputy |under-)*(?:secretary(?:-general)?|secretary of the [a-z]{3,20})"
    r"|legal counsel|moderator|rapporteur|special rapporteur|interpreter|facilitator|prosecutor"
    r"|high commissioner|director(?:-general)?|presiding officer"
)
"""Others who are named by their office, after `the`."""
CAPACITY = (
    r"president|vice|chair|co-|rapporteur|special|secretary|under-|assistant|deputy|minister|prime|director"
    r"|representative|permanent|acting|head|member|high|executive|general|envoy|commissioner|judge|prosecutor"
    r"|coordinator|facilitator|on behalf of|speaking on behalf of|observer"
)
"""How what stands behind a speaker's name, after a comma, begins."""
PARTICLES = (
    "a|al|an|ap|bin|binti|bint|ben|da|das|de|del|della|den|der|di|do|dos|du|e|el|et|ibn|la|las|le|los|of|ould"
    "|san|ten|ter|the|van|vom|von|y|zu|zum|zur"
)
"""Words of names that are not capitalised."""
SPOKEN_IN = (
    r"(?:spoke|speaking|spoken) in ([a-z]{3,20})|(?:interpretation|translated|translation) from ([a-z]{3,20})"
    r"|interpreted from ([a-z]{3,20})"
)
"""In which language a speech was given; the rest of the brackets may tell more."""
SPOKEN = {
    "arabic": "ar", "chinese": "zh", "english": "en", "french": "fr", "russian": "ru", "spanish": "es",
    "portuguese": "pt", "german": "de", "italian": "it", "japanese": "ja", "korean": "ko",
}  # fmt: skip
NATIONAL = r"in my (?:national capacity|capacity as (?:the )?representative of)"
"""How a president announces to speak for a State."""
MEETING = r"[0-9]{1,5}(?:st|nd|rd|th) (?:plenary |public |private |\(?(?:opening|closing|closed)\)? )*meeting"
"""The number of a meeting."""
PRESIDENT_LINE = r"(?:president|chair(?:man|woman|person)?) ?: ?(.{2,200})"
"""The line that names who presides."""
MEETING_BEGINS = r"the (?:[a-z]+ )?meeting (?:was|is) (?:called to order|opened|resumed|reconvened)"
_SUBJECT = (
    r"(?:the )?(?:(?:oral|proposed|first|second|third|fourth|fifth|[a-z-]{4,20}) ){0,3}"
    r"(?:draft|amendments?|motion|proposals?|request|paragraphs?|sections?|article|words|phrase|recommendations?"
    r"|decision|resolution|part|appeal|ruling|report)\b"
)
_DONE = (
    r"adopted|rejected|retained|approved|carried|withdrawn|deleted|upheld|accepted|defeated|not approved"
    r"|put to the vote"
)
RESULT = (
    rf"({_SUBJECT}.{{0,300}}?),? (?:was|were|is|has been|have been) (?:therefore |thus )?"
    rf"(?:not )?(?:{_DONE})\b"
)
"""The sentence that tells what came of a vote; the group is what was voted on."""
HELD = r"held (?:at|on|in)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
"""Pattern of the words beside the day of a meeting, on the front page of its record."""
AGENDA_ADOPTED = (
    r"the (?:provisional |revised )?agenda(?:,? as [a-z ]{4,30},?)? (?:was|were) (?:adopted|approved)\b"
)
PROCEDURES = (
    rf"{MEETING_BEGINS}",
    r"the (?:[a-z]+ )?meeting (?:rose|was suspended|was adjourned|resumed|adjourned|closed|was closed)\b",
    AGENDA_ADOPTED,
    r"(?:it|this) was so (?:decided|agreed)\b|it was (?:decided|agreed) (?:to|that)\b",
    r"(?:a|the) (?:[a-z-]+ ){0,3}(?:vote|ballot)s? (?:was|were|has been|is) (?:then )?(?:taken|held)\b",
    r"a vote was taken by\b",
    r"the result of the (?:vote|voting|ballot) (?:was|is) as follows",
    r".{3,200}\b(?:took|takes|in|returned to|assumed|resumed|left|vacated) the chair\.$",
    r"at the invitation of the .{3,250}\b(?:took|occupied|acted|were|was)\b",
    r".{3,250}\btook (?:a|an|his|her|their|the) (?:seats?|places?)\b",
    r".{3,250}\b(?:was|were) escorted (?:to|from|into|out of)\b",
    r"(?:the )?(?:members|representatives|participants|delegations).{0,120}\bobserved (?:a|one) minute\b",
    r"(?:a|the) (?:video|film|short film|musical|videotape).{0,120}\b(?:was|were) (?:shown|played)",
    r"having obtained (?:a|the) .{0,500}\b(?:was|were) elected\b",
    r".{2,120}\bhaving been drawn by lot\b",
    r"there (?:was|being) no (?:objection|discussion), it was so decided",
    r"the discussion covered in the summary record|the public part of the meeting|the list of members",
    r"\[.{3,600}\]$",
)
"""Paragraphs that tell what happened in a meeting and not what was said; each is matched from its start."""
IN_FAVOUR = r"in favou?r|voting in favou?r|those in favou?r"
AGAINST = r"against|voting against"
ABSTAINING = r"abstaining|abstentions?|abstained"
NOT_VOTING = (
    r"not voting|non-?voting|absent|not participating(?: in the vot(?:e|ing))?|present and not voting"
)
NOBODY = r"none|nil"
SUBSEQUENT = r"[\[(*]{0,2}\s?(?:subsequently|later|after the vot(?:e|ing))\b"
"""How a note begins that tells how delegations had meant to vote."""
_N = r"([0-9]{1,3}|[a-z]{2,9}(?:-[a-z]{3,5})?)"
TOTALS = (
    rf"\bby (?:a vote of )?{_N}(?: votes?)?(?: in favou?r)? to {_N}(?: against)?"
    rf"(?:,? (?:with|and) {_N} abstentions?)?"
    rf"|\b{_N} (?:votes )?in favou?r[,;]? (?:and )?{_N} (?:votes? )?against"
    rf"(?:[,;]? (?:and |with )?{_N} (?:abstentions?|abstaining))?"
)
"""How totals are told: in favour, against, abstaining; three groups for each form."""
NUMBERS = {
    "no": 0, "none": 0, "nil": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15,
}  # fmt: skip
ENTITLED = r"([^.;]{0,120}?),? (?:is )?entitled ?[“\"]"
"""How what is voted on is told apart from its title."""
VOTED_ON = (
    r"(?:draft (?:resolutions?|decisions?|presidential statement)|amendments?|motion"
    r"|(?:operative|preambular) paragraphs?)\b"
)
"""What is voted on, in the words of the one who presides."""
AGENDA_ITEM = (
    r"agenda items? [0-9][0-9, ]{0,40}(?:(?:and|to) [0-9][0-9, ]{0,20}){0,9}"
    r"(?:\((?:continued|[a-z]{1,4})\) ?){0,3}"
)
VOTED_FOR = {"in favour", "in favor", "favour", "for", "yes", "pro"}
VOTED_AGAINST = {"no", "con"}
ABSTAINED = {"abstention", "abstain", "abstained"}
NOT_VOTED = {"not voting", "absent"}
"""Words by which a way to vote may be asked for, beside its name."""
NEVER_LAST = "a|an|and|as|at|by|for|from|in|its|of|on|or|that|the|their|to|under|with"
"""Words with which no heading ends."""
DRAFT = r"draft resolution ?$"
"""What stands directly before the symbol of a draft; it ends where the symbol begins."""
HOLDS_DRAFT = r"(?:,? which)? ?contain(?:s|ing) the (?:text of (?:a|the) )?draft resolution"
"""What stands directly behind the symbol of a document that holds the text of a draft."""
ADOPTED = r"\badopted\b"
IS_ADOPTED = r"\b(?:was|were|is|been)\b"
IS_NOT_ADOPTED = r"\bnot\b"
"""What stands before `adopted` where a draft was adopted, and where it was not."""
AS_RESOLUTION = r"(?:\(resolution|\bas (?:security council |general assembly )?resolution) ?$"
"""What stands directly before the number of the resolution that a draft became."""
ONE_DRAFT = r"\b(?:the|this) draft resolution\b"
"""What a draft is called that a record names no further."""
