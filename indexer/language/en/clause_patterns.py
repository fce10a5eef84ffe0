"""The words with which the paragraphs of an English resolution begin, as pieces of patterns."""

from __future__ import annotations

_ADVERBS = (
    "also|further|again|deeply|gravely|seriously|strongly|fully|keenly|particularly|especially|extremely|solemnly"
    "|noting|greatly|highly|cognizant|alarmed|profoundly|once|more|with|equally|duly|firmly|expressing|its"
)
PREAMBULAR = (
    rf"(?:(?:{_ADVERBS}) ){{0,3}}(?:[a-z]{{3,16}}ing|acknowledging|affirming|alarmed|anxious|appalled|aware"
    "|cognizant|concerned|confident|conscious|convinced|desirous|determined|dismayed|disturbed|encouraged|eager"
    "|gratified|guided|having|hopeful|impressed|in accordance with|in (?:the )?light of|inspired|mindful"
    r"|moved|persuaded|resolved|sensible|shocked|troubled|in view of|whereas|pursuant to|with a view to)\b"
)
"""Pattern of how a preambular paragraph begins, in folded text."""
OPERATIVE = (
    "(?:(?:also|further|again|once|more|hereby|strongly|urgently|accordingly|therefore|solemnly) ){0,3}"
    r"(?!(?:its|this|various|previous|as|is)\b)[a-z]{3,16}s\b|takes note|calls upon|expresses"
)
"""Pattern of how an operative paragraph begins: with a verb whose subject is the body."""
