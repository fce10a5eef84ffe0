"""What differs between languages in how a text is written, shown, sorted and cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indexer.model.document import Script


@dataclass(frozen=True, slots=True)
class Conventions:
    """The conventions of one language, as the United Nations follow them.

    Attributes:
        name: The name of the language in English.
        own_name: Its name in the language itself.
        codes: Its codes in the addresses of pages, its own first.
        file_marks: What else, beside its codes and names, tells it in names of files: `E`, `eng`.
        copy_marks: What its programs add to the name of a copy, behind it or before it.
        locale: Its locale for Babel.
        tag: Its tag in a page, as the interface is written.
        scripts: The scripts in which its documents are written.
        group_sign: The sign between groups of three digits.
        word_separator: What stands between two words of a text.
        longest_phrase: Words of a phrase of the lexicon at most; characters where no sign divides words.
        counters: Signs that count what follows, and belong to no term: the 号 of 第1540(2004)号决议.
        separator: The sign between the pieces of a citation.
        colon: The sign between a title and its subtitle.
        aside: The pattern of a remark in brackets behind a citation.
        version: The pattern of a remark that the cited version is in another language.
        quotes: For each script: the signs around a quotation, and those around one within it.
        omission: The sign for what a quotation leaves out.
        full_stops: The signs with which a sentence ends.
        spaced_brackets: Whether a space stands between a number and the bracket behind it.
        ordinal: Writes the number of a part: `附件二`, `annex II`.
        ordinal_word: Writes the place of what bears no number: `第三段`, `third paragraph`.
        article: Writes the number of an article of the Charter: `四十一`, `41`.
        third_level: Writes the small Roman number of an item of the third level: `㈡`, `(ii)`.
        month: The pattern, for Babel, of a month with its year.
        snippet: The longest snippet of a text, in code points.
        lead: How much of a text a snippet shows before the first match, in code points.
        lead_in: How much of the text above an item a terminal shows with it, in code points.
        sort_key: Returns the key by which names are sorted.
        initial: Returns the capital letter under which a name is listed.

    """

    name: str
    own_name: str
    codes: tuple[str, ...]
    file_marks: tuple[str, ...]
    copy_marks: tuple[str, ...]
    locale: str
    tag: str
    scripts: tuple[Script, ...]
    group_sign: str
    word_separator: str
    longest_phrase: int
    counters: str
    separator: str
    colon: str
    aside: str
    version: str
    quotes: Mapping[Script, str]
    omission: str
    full_stops: str
    spaced_brackets: bool
    ordinal: Callable[[int], str]
    ordinal_word: Callable[[int], str]
    article: Callable[[int], str]
    third_level: Callable[[str], str]
    month: str
    snippet: int
    lead: int
    lead_in: int
    sort_key: Callable[[str], bytes]
    initial: Callable[[str], str]
