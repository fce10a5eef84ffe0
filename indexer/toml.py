"""TOML files whose every key is checked: what is wrong is named with file, line, key and what is allowed.

`read` returns the root as a `Table`; its methods hand out typed values. A key that nobody listed is an
error, so a slip of the pen (`prot = 80`) is never silently ignored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from indexer.errors import ConfigError
from indexer.nearest import nearest

Value = TypeVar("Value")

_KEY = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_DOTTED = rf"\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*"
# Patterns are strings: `re` compiles and keeps them when they are first used, and importing stays fast.
_HEADER = rf"\s*\[\[?{_DOTTED}\]"
_ASSIGNMENT = rf"{_DOTTED}="
_POSITION = r" \(at (?:line (\d+), column \d+|end of document)\)$"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a TOML file; `name` is empty for the root.

    `place` counts the tables of one name from 0 (`[[document]]`). All methods raise ConfigError.
    """

    path: Path
    text: str
    name: str
    values: Mapping[str, object]
    place: int = 0

    def table(self, name: str, keys: tuple[str, ...]) -> Table:
        """Return the table `[name]`, empty where it is absent; only `keys` may stand in it."""
        values = self.values.get(name, {})
        if not isinstance(values, dict):
            self.refuse(name, f"must be a table: write [{name}] on a line of its own.")
        return _checked(Table(self.path, self.text, name, values), keys)

    def tables(self, name: str, keys: tuple[str, ...]) -> tuple[Table, ...]:
        """Return the tables `[[name]]` in their order; only `keys` may stand in them."""
        rows = self.values.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.refuse(name, f"must be a list of tables: write [[{name}]] on a line of its own.")
        found = (Table(self.path, self.text, name, row, place) for place, row in enumerate(rows))
        return tuple(_checked(table, keys) for table in found)

    def string(self, key: str, default: str, allowed: tuple[str, ...] = ()) -> str:
        """Return a text, one of `allowed` where any are given."""
        value = self._typed(key, str, default, "a text in quotes")
        if allowed and value not in allowed:
            self.refuse(key, f"cannot be {value!r}.", _listing("Allowed values", value, allowed))
        return value

    def strings(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of texts that are not empty."""
        values: list[object] = self._typed(key, list, list(default), "a list of texts in quotes")
        if not all(isinstance(value, str) and value for value in values):
            self.refuse(key, "must be a list of texts in quotes, none of them empty.")
        return tuple(str(value) for value in values)

    def one_or_more(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of texts, or one text as a list of one."""
        if isinstance(self.values.get(key), str):
            return (self.string(key, ""),)
        return self.strings(key, default)

    def integer(self, key: str, default: int, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`."""
        value = self._typed(key, int, default, "a whole number without quotes")
        if not least <= value <= most:
            self.refuse(key, f"cannot be {value}.", f"Allowed values: {least} to {most}.")
        return value

    def truth(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        return self._typed(key, bool, default, "true or false, without quotes")

    def day(self, key: str) -> date | None:
        """Return a date, written 2019-12-23 with or without quotes; None where the key is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            with suppress(ValueError):
                value = date.fromisoformat(value)
        if isinstance(value, datetime) or not isinstance(value, date):
            self.refuse(key, "must be a date such as 2019-12-23.")
        return value

    def refuse(self, key: str, reason: str, advice: str = "") -> NoReturn:
        """Raise a ConfigError on a key of this table; `reason` is what follows its name in a sentence."""
        where = f" in [{self.name}]" if self.name else ""
        message = f"{self.path}, line {self.line(key)}: {key}{where} {reason}"
        raise ConfigError(message, advice or f"Correct {self.path} and try again.")

    def line(self, key: str) -> int:
        """Return the line, from 1, where `key` stands in this table, or else where the table begins.

        The TOML reader of Python's library keeps no lines, so the text is searched.
        """
        wanted = f"{self.name}.{key}".lstrip(".")
        begins = 1
        for number, name, place in _names(self.text):
            if place != self.place:
                continue
            if f"{name}.".startswith(f"{wanted}."):
                return number
            if wanted.startswith(f"{name}."):
                begins = number
        return begins

    def _typed(self, key: str, kind: type[Value], default: Value, wanted: str) -> Value:
        value = self.values.get(key, default)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.refuse(key, f"must be {wanted}.")
        return value


def read(path: Path, keys: tuple[str, ...]) -> Table:
    """Read a TOML file; only `keys` may stand at its root.

    Raises ConfigError: a file that is missing, unreadable, not UTF-8, or no TOML (with the line).
    """
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")
        values = _parsed(text)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise ConfigError(message, "Check the path and its permissions.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(*_syntax(path, text, str(error))) from error
    return _checked(Table(path, text, "", values), keys)


@lru_cache(maxsize=4)
def _parsed(text: str) -> dict[str, Any]:
    """Remember the last texts: one change of a library reads its manifests many times. Not to be changed."""
    import tomllib

    return tomllib.loads(text)


def _names(text: str) -> Iterator[tuple[int, str, int]]:
    """Yield line, dotted name and place of every table header and of every key."""
    seen: Counter[str] = Counter()
    table, place = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(_HEADER, line):
            table = _plain(header[1])
            place = seen[table]
            seen[table] += 1
            yield number, table, place
        elif assignment := re.match(_ASSIGNMENT, line):
            yield number, f"{table}.{_plain(assignment[1])}".lstrip("."), place


def _plain(name: str) -> str:
    return re.sub(r"""[\s"']""", "", name)


def _syntax(path: Path, text: str, message: str) -> tuple[str, str]:
    found = re.search(_POSITION, message)
    line = (found and found[1]) or str(text.rstrip().count("\n") + 1)
    reason = re.sub(_POSITION, "", message)
    return f"{path}, line {line}: {reason}.", "Correct that line: it is not valid TOML."


def _checked(table: Table, keys: tuple[str, ...]) -> Table:
    for key in table.values:
        if key not in keys:
            kind = "keys" if table.name else "tables and keys"
            table.refuse(key, "is unknown.", _listing(f"Allowed {kind}", key, keys))
    return table


def _listing(what: str, given: str, allowed: tuple[str, ...]) -> str:
    meant = "".join(f"Did you mean {name}? " for name in nearest(given, allowed, 1))
    return f"{meant}{what}: {', '.join(allowed)}."
