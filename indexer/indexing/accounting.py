"""Makes the account of a document from its coverage and its units."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

from indexer.model.account import Account, Garbled, GarbledKind, Numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.model.document import Document, Paragraph

MOST_UNITS = 50
"""How many units with garbled characters of one kind are named."""
_RARE = re.compile(r"[^\t\n -~\u00a0-\u02ff\u2010-\u2027\u3000-\u303f\u3400-\u9fa5\uff01-\uff5e]")
"""Pattern of a character that is looked at closely; the commonest ones of texts are passed over."""
_REPLACEMENT = "\ufffd"
_KINDS: dict[str, GarbledKind] = {"Co": "private use", "Cc": "control", "Cn": "unassigned"}
_LETTERED = len("(a)")
_LONGEST = 18
"""The longest number, in digits, that has neighbours."""


def account(document: Document) -> Account:
    """Return the account of a document, without what depends on other documents."""
    coverage = document.coverage
    return Account(
        characters=coverage.total,
        kept=coverage.kept,
        noise=coverage.noise,
        missing=numbers(coverage.missing),
        doubled=numbers(coverage.doubled),
        disordered=numbers(coverage.disordered),
        garbled=garbled(document.paragraphs),
        warnings=coverage.warnings,
    )


def doubts(account: Account) -> Iterator[str]:
    """Yield lines for paragraph numbers that are missing, doubled or out of order, then the warnings."""
    told = (("missing", account.missing), ("doubled", account.doubled), ("disordered", account.disordered))
    for name, found in told:
        if found:
            yield f"{name}: {', '.join(f'{one.part}:{which}' for one in found for which in one.ranges)}"
    yield from account.warnings


def numbers(named: Iterable[str]) -> tuple[Numbers, ...]:
    """Return numbers, each `part:number`, by part and in ranges."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for one in named:
        part, _, number = one.rpartition(":")
        parts[part].append(number)
    return tuple(Numbers(part, len(found), ranges(found)) for part, found in parts.items())


def ranges(named: Sequence[str]) -> tuple[str, ...]:
    """Write neighbours in a list of numbers or locators as ranges.

    >>> ranges(["3", "4", "5", "9", "18(a)", "18(b)", "fn.2"])
    ('3-5', '9', '18(a)-(b)', 'fn.2')

    """
    return tuple(_range(run) for run in _runs(named))


def _runs(named: Sequence[str]) -> Iterator[list[str]]:
    """Yield the runs of neighbours."""
    run: list[str] = []
    last: tuple[str, int] | None = None
    for one in named:
        here = _counted(one)
        if run and (here is None or last is None or here != (last[0], last[1] + 1)):
            yield run
            run = []
        run.append(one)
        last = here
    if run:
        yield run


def _counted(name: str) -> tuple[str, int] | None:
    """Return what stands before the counted end of a locator, and that end; None if it does not count."""
    before = name.rstrip(digits)
    if before != name:
        number = name[len(before) :]
        return (before, int(number)) if len(number) <= _LONGEST else None
    last = name[-_LETTERED:]
    if len(last) == _LETTERED and last[0] == "(" and last[1] in ascii_lowercase and last[2] == ")":
        return name[: -_LETTERED + 1], ord(last[1])
    return None


def _range(run: Sequence[str]) -> str:
    """Write a run; of its last locator only the end that counts."""
    if len(run) == 1:
        return run[0]
    before = len((_counted(run[-1]) or ("", 0))[0])
    return f"{run[0]}-{run[-1][before - run[-1].endswith(')') :]}"


def garbled(units: Iterable[Paragraph]) -> tuple[Garbled, ...]:
    """Return the characters in units that are no text, by their kind."""
    counts: Counter[GarbledKind] = Counter()
    places: defaultdict[GarbledKind, dict[str, None]] = defaultdict(dict)
    for unit in units:
        for character in _RARE.findall(unit.text):
            kind = "replacement" if character == _REPLACEMENT else _KINDS.get(unicodedata.category(character))
            if kind is not None:
                counts[kind] += 1
                if len(places[kind]) < MOST_UNITS:
                    places[kind][f"{unit.part}:{unit.locator}"] = None
    return tuple(Garbled(kind, counts[kind], tuple(places[kind])) for kind in sorted(counts))
