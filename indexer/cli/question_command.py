"""What commands that are asked a question share: words that begin with a dash, options for filters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from indexer.model.fields import asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from indexer.model.fields import Place

UNKNOWN_OPTION = re.compile(r"--[a-z][a-z-]*(=.*)?")
_KEPT = "filter_"
"""The beginning of the names of arguments that hold filters; `from` is no name of Python."""


class QuestionCommand(click.Command):
    """A command whose arguments may begin with a dash, since `-智利` excludes a word of the question.

    A misspelt option such as `--yaer` is still an error.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments (see click) after a check for unknown options."""
        if args == ["-h"]:  # click would read an option -h out of every dash-word with an h
            args = ["--help"]
        head, bar, tail = _split(args, "--")
        known = {name for option in self.get_params(ctx) for name in option.opts}
        for word in () if ctx.resilient_parsing else head:  # no errors during shell completion
            if UNKNOWN_OPTION.fullmatch(word) and word.partition("=")[0] not in known:
                raise click.NoSuchOption(word.partition("=")[0], possibilities=_near(word, known), ctx=ctx)
        return super().parse_args(ctx, [*head, *bar, *tail])


def _split(args: list[str], at: str) -> tuple[list[str], list[str], list[str]]:
    if at not in args:
        return args, [], []
    place = args.index(at)
    return args[:place], [at], args[place + 1 :]


def _near(word: str, known: Iterable[str]) -> list[str]:
    from indexer.runtime.suggestions import nearest

    return list(nearest(word, known))


def filter_options(place: Place) -> Callable[[click.Command], click.Command]:
    """Return a decorator that adds an option for each field of a place, as the registry lists them."""

    def add(command: click.Command) -> click.Command:
        for field in reversed(asked(place)):
            names = (f"--{field.name}", f"{_KEPT}{field.name}")
            help_ = field.option or field.about.en
            command.params.insert(0, click.Option(names, multiple=True, metavar="VALUE", help=help_))
        return command

    return add


def filter_pairs(given: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Return the values of the options of filters as pairs of a name and a value."""
    return [(name.removeprefix(_KEPT), value) for name, values in given.items() for value in values]
