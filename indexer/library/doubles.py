"""Decide between several files of one document: a reissue takes the place of the text as first issued."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from indexer.model.additions import Refused

if TYPE_CHECKING:
    from indexer.model.additions import Taken
    from indexer.model.document import Language

Version: TypeAlias = "tuple[str, Language]"


class Takings:
    """The files that an `add` takes and those that it refuses, each in the order in which they were given."""

    def __init__(self) -> None:
        self._taken: dict[Version, Taken] = {}
        self._refused: list[Refused] = []

    @property
    def taken(self) -> tuple[Taken, ...]:
        """The files that are taken."""
        return tuple(self._taken.values())

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The files that are refused."""
        return tuple(self._refused)

    def take(self, taken: Taken) -> None:
        """Note a file that is taken; where it is the reissue of one taken before, that one is refused."""
        earlier = self._taken.pop(_version(taken), None)
        if earlier:
            self._refused.append(_issued_again(earlier.file, taken))
        self._taken[_version(taken)] = taken

    def refuse(self, refused: Refused) -> None:
        """Note a file that is refused."""
        self._refused.append(refused)


class Doubles:
    """Finds out whether a file is of a document of which another one was read before."""

    def __init__(self) -> None:
        self._seen: dict[Version, Taken] = {}

    def refusal(self, taken: Taken) -> Refused | None:
        """Return why a file is refused; None for the first of a document, or for its reissue."""
        first = self._seen.setdefault(_version(taken), taken)
        if first is taken:
            return None
        if first.reissued != taken.reissued:
            if first.reissued:
                return _issued_again(taken.file, first)
            self._seen[_version(taken)] = taken
            return None
        return Refused(
            taken.file,
            f"{first.file} and {taken.file} are both {taken.symbol} in {taken.language}.",
            "Add one of them, or say with --symbol and --language which is which.",
        )


def _version(taken: Taken) -> Version:
    return taken.symbol, taken.language


def _issued_again(file: str, reissue: Taken) -> Refused:
    """Say that the text of a file was issued again, and that the later text is taken."""
    return Refused(
        file,
        f"{file} is {reissue.symbol} as it was first issued; {reissue.file} is its reissue.",
        "Nothing is to be done; to hold the earlier text, remove the document and add only this file.",
        superseded=True,
    )
