"""What stands on the lines of an English document that are not its sentences, as pieces of patterns."""

from __future__ import annotations

ABBREVIATIONS = "Abbreviations?"
LETTER = "(?:identical )?letters? dated .*|notes? verbales? dated .*"
"""The title of a letter or a note verbale, in any case."""
REPORT = "reports? (?:of|on|by|to)"
"""What stands in the title of a report."""
MARKS = frozenset({"digest, not un text", "project digest, not un text"})
"""The lines that mark a document as a digest; one stands behind each citation of a digest too."""
UNITED_NATIONS = "united nations"
ORGANS = (
    "united nations|security council"
    "|general assembly|economic and social council|human rights council|conference on disarmament"
)
LANGUAGES = "(?:arabic|chinese|english|french|russian|spanish)(?: only)?"
"""The official languages, as the head of a document names them."""
DISTRIBUTION = "distr"
ORIGINAL = "original"
SESSION = r"[\w-]+ (?:session|year)"
AGENDA = "agenda items?"
DATE_COLUMN = "dates?"
OTHER_COLUMNS = "description|events?|activity|organi[sz]ers?(?:/hosts?)?|hosts?|location|place|venue"
YEAR = "(?:in )?"
"""What may stand before a year in a heading."""
CONTENTS = "(?:table of )?contents"
CONTENTS_COLUMNS = "chapter|section|paragraphs?|pages?|item"
NOTES = "notes|endnotes|footnotes"
"""The line above a list of notes."""
DIVISIONS = {"part": "part", "chapter": "chapter", "section": "section"}
"""The words before the number of a division (`Chapter I`), by what they divide."""
ARTICLES = {"art": "article|art\\.", "rule": "rule|regulation"}
"""The words before the number of an article, by how its locator begins."""
PREAMBLE = "preamble"
PAGE = r"page \d{1,3}"
SERIES = "secretary-general['’]s bulletin|administrative instruction|information circular"
"""What a document is called above its title."""
LABEL_OF = r"to the (?:identical )?(?:letters?|notes? verbales?) dated\b"
"""What may stand behind the label of a part of a letter."""
