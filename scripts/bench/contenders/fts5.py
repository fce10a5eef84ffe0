"""SQLite FTS5 with the same tokens, written as one writes it who knows it.

Tokens are joined by spaces and cut at spaces only. Matches and their BM25 go into a temporary table in
memory, from which the page, the total and the facets are read; facets with one value to a unit are columns of
a narrow table and counted in one GROUP BY, the others are joined from a table clustered by unit. Values are
small numbers. The index is merged to one segment after loading.
"""

# ruff: noqa: S608 - what is put together are names of columns and signs for parameters, all our own

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

from indexer.engines.base import And, Expression, Filter, Key, KeyField, Or, Phrase, Term
from scripts.bench import rows
from scripts.bench.asking import OPEN, Holds, asked
from scripts.bench.contenders.base import WINDOW, Given, Ground
from scripts.bench.questions import Question

FILE = "fts5.sqlite"
SINGLE: tuple[KeyField, ...] = ("year", "language", "kind", "part", "edition")
MANY: tuple[KeyField, ...] = ("section", "state")
COLUMNS = tuple(f'"{one}"' for one in (*rows.TEXTS, "unit"))
SCHEMA = f"""
    CREATE VIRTUAL TABLE text USING fts5({", ".join(COLUMNS)},
        tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M* P* S*'");
    CREATE TABLE unit(number INTEGER PRIMARY KEY, {", ".join(f'"{one}" INTEGER' for one in SINGLE)});
    CREATE TABLE many(unit INTEGER, value INTEGER, PRIMARY KEY (unit, value)) WITHOUT ROWID;
    CREATE TABLE value(number INTEGER PRIMARY KEY, field TEXT, value TEXT);
    CREATE TABLE stored(number INTEGER PRIMARY KEY, id TEXT, stored TEXT);
"""
INDEXES = """
    CREATE INDEX by_value ON many(value, unit);
    INSERT INTO text(text) VALUES('optimize');
    ANALYZE;
"""
SETTINGS = """
    PRAGMA temp_store = MEMORY; PRAGMA cache_size = -131072; PRAGMA mmap_size = 4294967296;
    CREATE TEMP TABLE hit(number INTEGER PRIMARY KEY, rank REAL);
"""


class Fts5:
    """One database file."""

    def build(self, ground: Ground) -> None:
        """Load all rows in one transaction, then index and merge."""
        ground.place.mkdir(parents=True, exist_ok=True)
        file = ground.place / FILE
        file.unlink(missing_ok=True)
        with sqlite3.connect(file) as base:
            base.executescript(SCHEMA)
            _load(base, ground.rows)
            base.executescript(INDEXES)
        base.close()

    def open(self, ground: Ground, questions: tuple[Question, ...]) -> None:
        """Open the file and put the questions into the words of FTS5."""
        self._base = sqlite3.connect(ground.place / FILE)
        self._base.executescript(SETTINGS)
        self._values = {
            (field, value): number for number, field, value in self._base.execute("SELECT * FROM value")
        }
        self._names = {number: name for name, number in self._values.items()}
        holds = Holds(rows.read(ground.rows))
        self._asked = [asked(question, holds) for question in questions]
        self._matches = [worded(one.match) for one in self._asked]

    def ask(self, number: int, *, full: bool) -> Given:
        """Match, then read the page and, where asked for, marks and counts."""
        expression, filters = self._matches[number], self._asked[number].filters
        if not full:
            return self._light(expression, filters)
        self._match(expression, filters)
        total = self._base.execute("SELECT count(*) FROM hit").fetchone()[0]
        found = self._base.execute(
            "SELECT number, id, stored, rank FROM (SELECT * FROM hit ORDER BY rank, number LIMIT ?)"
            " JOIN stored USING (number)", (WINDOW,),
        ).fetchall()  # fmt: skip
        for hit, *_ in found:
            self._base.execute(
                "SELECT highlight(text, 0, '[', ']'), highlight(text, 1, '[', ']') FROM text"
                " WHERE text MATCH ? AND rowid = ?", (expression, hit),
            ).fetchone()  # fmt: skip
        self._facets(expression, filters)
        return Given(total)

    def facets(self, number: int) -> dict[KeyField, Counter[str]]:
        """Return the counts of a full answer."""
        expression, filters = self._matches[number], self._asked[number].filters
        self._match(expression, filters)
        return self._facets(expression, filters)

    def size(self, ground: Ground) -> int:
        """Return the bytes of the file."""
        return (ground.place / FILE).stat().st_size

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def _light(self, expression: str, filters: tuple[Filter, ...]) -> Given:
        matching, given = self._matching(filters)
        total = self._base.execute(f"SELECT count(*) {matching}", (expression, *given)).fetchone()[0]
        self._base.execute(
            f"SELECT id, stored FROM (SELECT text.rowid AS number, rank {matching} ORDER BY rank LIMIT ?)"
            " JOIN stored USING (number)", (expression, *given, WINDOW),
        ).fetchall()  # fmt: skip
        return Given(total)

    def _match(self, expression: str, filters: tuple[Filter, ...]) -> None:
        matching, given = self._matching(filters)
        self._base.execute("DELETE FROM hit")
        self._base.execute(f"INSERT INTO hit SELECT text.rowid, rank {matching}", (expression, *given))

    def _matching(self, filters: tuple[Filter, ...]) -> tuple[str, list[int]]:
        """Return what to select from, and its parameters but for the first, the expression.

        What matches is looked up in the filters, never the other way round: CROSS JOIN keeps the order.
        """
        joined, where, given = "", "", []
        for one in filters:
            values = self._chosen(one)
            listed = f"IN ({', '.join('?' * len(values))})"
            condition = f'unit."{one.field}" {listed}'
            if one.field in MANY:
                condition = f"EXISTS (SELECT 1 FROM many WHERE unit = text.rowid AND value {listed})"
            else:
                joined = " CROSS JOIN unit ON unit.number = text.rowid"
            where += f" AND {'NOT ' if one.negated else ''}{condition}"
            given += values
        return f"FROM text{joined} WHERE text MATCH ?{where}", given

    def _facets(self, expression: str, filters: tuple[Filter, ...]) -> dict[KeyField, Counter[str]]:
        """Count what has passed; a facet that is chosen from once more, as if nothing had been."""
        chosen = {one.field for one in filters if not one.negated}
        counts = self._counts(frozenset(rows.KEYS) - chosen)
        for field in sorted(chosen):
            others = tuple(one for one in filters if one.negated or one.field != field)
            self._match(expression, others)
            counts |= self._counts(frozenset((field,)))
        return counts

    def _counts(self, fields: frozenset[KeyField]) -> dict[KeyField, Counter[str]]:
        counts: dict[KeyField, Counter[str]] = {field: Counter() for field in fields}
        single = [field for field in SINGLE if field in fields]
        if single:
            listed = ", ".join(f'"{field}"' for field in single)
            for *values, count in self._base.execute(
                f"SELECT {listed}, count(*) FROM hit JOIN unit USING (number) GROUP BY {listed}"
            ):
                for field, value in zip(single, values, strict=True):
                    counts[field][self._names[value][1]] += count
        if fields & set(MANY):
            for value, count in self._base.execute(
                "SELECT value, count(*) FROM hit CROSS JOIN many ON many.unit = hit.number GROUP BY value"
            ):
                field, name = self._names[value]
                if field in fields:
                    counts[field][name] += count
        return counts

    def _chosen(self, one: Filter) -> list[int]:
        return [
            number
            for (field, value), number in self._values.items()
            if field == one.field
            and (
                value in one.values
                or any(low <= value and (not high or value <= high) for low, high in one.ranges)
            )
        ]


def worded(node: Expression) -> str:
    """Put an expression into the words of FTS5."""
    match node:
        case Term(field=field, token=token) if token.endswith(OPEN):
            return f'"{field}" : ' + f"{_quoted(token.removesuffix(OPEN))}*"
        case Term(field=field, token=token):
            return f'"{field}" : ' + f"{_quoted(token)}"
        case Phrase(field=field, tokens=tokens, gaps=()):
            return f'"{field}" : ' + f"{_quoted(' '.join(tokens))}"
        case Key(field="id", value=value):
            return f'"unit" : {_quoted(value)}'
        case And(nodes=nodes):
            return "(" + " AND ".join(map(worded, nodes)) + ")"
        case Or(nodes=nodes):
            return "(" + " OR ".join(map(worded, nodes)) + ")"
        case _:
            raise ValueError(f"{node} has no form in FTS5.")


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _load(base: sqlite3.Connection, file: Path) -> None:
    values: dict[tuple[KeyField, str], int] = {}

    def number(field: KeyField, value: str) -> int:
        return values.setdefault((field, value), len(values) + 1)

    signs = ", ".join("?" * len(COLUMNS))
    for unit, row in enumerate(rows.read(file), 1):
        joined = (" ".join(tokens) for tokens in row.texts)
        base.execute(
            f"INSERT INTO text(rowid, {', '.join(COLUMNS)}) VALUES (?, {signs})", (unit, *joined, row.id)
        )
        keys = dict(zip(rows.KEYS, row.keys, strict=True))
        base.execute(
            f"INSERT INTO unit VALUES (?{', ?' * len(SINGLE)})",
            (unit, *(number(field, keys[field][0]) if keys[field] else None for field in SINGLE)),
        )
        base.executemany(
            "INSERT OR IGNORE INTO many VALUES (?, ?)",
            [(unit, number(field, value)) for field in MANY for value in keys[field]],
        )
        base.execute("INSERT INTO stored VALUES (?, ?, ?)", (unit, row.id, row.stored))
    base.executemany(
        "INSERT INTO value VALUES (?, ?, ?)",
        [(number, field, value) for (field, value), number in values.items()],
    )
