"""Read TOML files and check every key; an error names the file, the line, the key and what is allowed.

`read` returns the root of a file as a `TomlTable`, whose methods return typed values. A key that is not in
the list of allowed keys is an error, so a misspelt key (`prot = 80`) is never silently ignored.

    root = read(Path("config.toml"), ("web",))
    port = root.table("web", ("port",)).integer("port", 8080, 0, 65535)
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

from indexer.runtime.errors import ConfigError
from indexer.runtime.suggestions import nearest

Value = TypeVar("Value")

_KEY = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_DOTTED = rf"\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*"
# These patterns are strings, which `re` compiles and caches at first use; so importing stays fast.
_HEADER = rf"\s*\[\[?{_DOTTED}\]"
_ASSIGNMENT = rf"{_DOTTED}="
_POSITION = r" \(at (?:line (\d+), column \d+|end of document)\)$"


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A table of a TOML file, or its root, which has an empty `name`.

    `place` is the number, from 0, of a table among those of the same name (`[[document]]`). All methods raise
    ConfigError if a value is wrong.
    """

    path: Path
    text: str
    name: str
    values: Mapping[str, object]
    place: int = 0

    def table(self, name: str, keys: tuple[str, ...]) -> TomlTable:
        """Return the table `[name]`, empty if the file has none; it may have no other keys than `keys`."""
        values = self.values.get(name, {})
        if not isinstance(values, dict):
            self.refuse(name, f"must be a table: write [{name}] on a line of its own.")
        return _checked(TomlTable(self.path, self.text, name, values), keys)

    def tables(self, name: str, keys: tuple[str, ...]) -> tuple[TomlTable, ...]:
        """Return the tables `[[name]]` in order; they may have no other keys than `keys`."""
        rows = self.values.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.refuse(name, f"must be a list of tables: write [[{name}]] on a line of its own.")
        found = (TomlTable(self.path, self.text, name, row, place) for place, row in enumerate(rows))
        return tuple(_checked(table, keys) for table in found)

    def string(self, key: str, default: str, allowed: tuple[str, ...] = ()) -> str:
        """Return a string; it must be one of `allowed`, if any are given."""
        value = self._typed(key, str, default, "a text in quotes")
        if allowed and value not in allowed:
            self.refuse(key, f"cannot be {value!r}.", _listing("Allowed values", value, allowed))
        return value

    def strings(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of strings, none of which is empty."""
        values: list[object] = self._typed(key, list, list(default), "a list of texts in quotes")
        if not all(isinstance(value, str) and value for value in values):
            self.refuse(key, "must be a list of texts in quotes, none of them empty.")
        return tuple(str(value) for value in values)

    def one_or_more(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of strings; a single string is returned as a list of one."""
        if isinstance(self.values.get(key), str):
            return (self.string(key, ""),)
        return self.strings(key, default)

    def integer(self, key: str, default: int, least: int, most: int) -> int:
        """Return an integer from `least` to `most`, both included."""
        value = self._typed(key, int, default, "a whole number without quotes")
        if not least <= value <= most:
            self.refuse(key, f"cannot be {value}.", f"Allowed values: {least} to {most}.")
        return value

    def number(self, key: str, default: float, least: float, most: float) -> float:
        """Return a number from `least` to `most`, both included; it may be whole."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.refuse(key, "must be a number without quotes.")
        if not least <= value <= most:  # NaN is in no range
            self.refuse(key, f"cannot be {value}.", f"Allowed values: {least:g} to {most:g}.")
        return float(value)

    def truth(self, key: str, *, default: bool) -> bool:
        """Return a boolean."""
        return self._typed(key, bool, default, "true or false, without quotes")

    def day(self, key: str) -> date | None:
        """Return a date, written 2019-12-23 with or without quotes; None if the key is absent."""
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
        """Raise the error for a key of this table.

        Args:
            key: The key that is wrong.
            reason: The rest of the sentence that begins with the key's name.
            advice: What to do; by default, to correct the file.

        Raises:
            ConfigError: Always.

        """
        where = f" in [{self.name}]" if self.name else ""
        message = f"{self.path}, line {self.line(key)}: {key}{where} {reason}"
        raise ConfigError(message, advice or f"Correct {self.path} and try again.")

    def line(self, key: str) -> int:
        """Return the line, from 1, of a key of this table; if it is not found, that where the table begins.

        The text is searched, since Python's TOML reader keeps no line numbers.
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
        """Return the value of a key if it has the right type; `wanted` describes that type in the error."""
        value = self.values.get(key, default)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.refuse(key, f"must be {wanted}.")
        return value


def read(path: Path, keys: tuple[str, ...]) -> TomlTable:
    """Read a TOML file; its root may have no other keys than `keys`.

    Raises:
        ConfigError: The file is missing, unreadable, not UTF-8, or not valid TOML (then with the line).

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
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets a thousand deep
        raise ConfigError(
            f"{path} cannot be read: {error}.", "Correct it: nothing so large belongs in it."
        ) from error
    return _checked(TomlTable(path, text, "", values), keys)


@lru_cache(maxsize=4)
def _parsed(text: str) -> dict[str, Any]:
    """Return the values of a TOML text; do not change them, since the last four results are cached.

    One change of a library reads its manifests many times.
    """
    import tomllib

    return tomllib.loads(text)


def _names(text: str) -> Iterator[tuple[int, str, int]]:
    """Yield the line, the dotted name and the `place` of every table header and every key."""
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
    """Return a dotted name without quotes and blanks."""
    return re.sub(r"""[\s"']""", "", name)


def _syntax(path: Path, text: str, message: str) -> tuple[str, str]:
    """Return message and advice for a text that is not valid TOML."""
    found = re.search(_POSITION, message)
    line = (found and found[1]) or str(text.rstrip().count("\n") + 1)
    reason = re.sub(_POSITION, "", message)
    return f"{path}, line {line}: {reason}.", "Correct that line: it is not valid TOML."


def _checked(table: TomlTable, keys: tuple[str, ...]) -> TomlTable:
    """Return the table, or raise ConfigError if it has an unknown key."""
    for key in table.values:
        if key not in keys:
            kind = "keys" if table.name else "tables and keys"
            table.refuse(key, "is unknown.", _listing(f"Allowed {kind}", key, keys))
    return table


def _listing(what: str, given: str, allowed: tuple[str, ...]) -> str:
    """Return a sentence that lists what is allowed, after the most similar name if there is one."""
    meant = "".join(f"Did you mean {name}? " for name in nearest(given, allowed, 1))
    return f"{meant}{what}: {', '.join(allowed)}."
