"""English, in the spelling of the United Nations."""

from __future__ import annotations

from indexer.language.conventions import Conventions
from indexer.language.en import collation, numerals

CONVENTIONS = Conventions(
    name="English",
    own_name="English",
    codes=("en",),
    file_marks=("e", "eng", "英文"),
    copy_marks=("copy of", "copy"),
    locale="en_GB",
    tag="en-GB",
    scripts=("Latn",),
    group_sign=",",
    word_separator=" ",
    longest_phrase=5,
    counters="",
    separator=", ",
    colon=": ",
    aside=" ({})",
    version=" [{}]",
    quotes={"Latn": "“”‘’"},
    omission=" … ",
    full_stops=".!?…",
    spaced_brackets=True,
    ordinal=numerals.capital_roman,
    ordinal_word=numerals.ordinal_word,
    article=str,
    third_level="({})".format,
    month="LLLL y",
    snippet=260,
    lead=60,
    lead_in=90,
    sort_key=collation.sort_key,
    initial=collation.initial,
)
