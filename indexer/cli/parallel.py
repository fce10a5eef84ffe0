"""Prints below a hit what it says in each language version, sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.answer.parallel_texts import parallel_texts
from indexer.cli.text import plain
from indexer.language import CONVENTIONS
from indexer.model.messages import in_language, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from indexer.lexicon.lexicon import Lexicon
    from indexer.model.document import Language
    from indexer.model.shown_units import Hit

ALONE = message("Nothing says the same in another language here.")


def beside(lexicon: Lexicon, reader: Language) -> Callable[[Hit], Iterator[str]]:
    """Return what yields the lines to print below a hit."""

    def lines(hit: Hit) -> Iterator[str]:
        found = parallel_texts(hit, lexicon)
        if not found:
            yield "  " + click.style(ALONE.text(reader), dim=True)
        for one in found:
            told = in_language(one.version, reader) + CONVENTIONS[reader].colon
            pieces = (
                click.style(plain(piece.text), fg="yellow", bold=True) if piece.match else plain(piece.text)
                for piece in one.fragments
            )
            yield "  " + click.style(told, dim=True) + "".join(pieces)

    return lines
