"""SQLite FTS5 with the same tokens, written as an experienced user would write it.

Tokens are joined by spaces and split only at spaces. Matching units and their BM25 are put into a temporary
table in memory, from which the page, the total and the facets are read. Facets with one value for each unit
are columns of a narrow table, which one GROUP BY counts. The other facets are joined from a table that is
clustered by unit. Values are small numbers. After loading, the index is merged to one segment.
"""

# ruff: noqa: S608 - only our own column names and parameter signs are put into the statements

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

from indexer.engines.base import And, Expression, Filter, Key, KeyField, Or, Phrase, Term
from scripts.bench import rows
from scripts.bench.bench_questions import BenchQuestion
from scripts.bench.contender_queries import OPEN, Holds, asked
from scripts.bench.contenders.contender import WINDOW, ContenderAnswer, Ground

FILE = "fts5.sqlite"
MANY = rows.MANY
SINGLE: tuple[KeyField, ...] = tuple(field for field in rows.KEYS if field not in MANY)
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
    """A database in one file."""

    def build(self, ground: Ground) -> None:
        """Load all rows in one transaction, then make the indexes and merge."""
        ground.place.mkdir(parents=True, exist_ok=True)
        file = ground.place / FILE
        file.unlink(missing_ok=True)
        with sqlite3.connect(file) as base:
            base.executescript(SCHEMA)
            _load(base, ground.rows)
            base.executescript(INDEXES)
        base.close()

    def open(self, ground: Ground, questions: tuple[BenchQuestion, ...]) -> None:
        """Open the file, and translate the questions into FTS5's query language."""
        self._base = sqlite3.connect(ground.place / FILE)
        self._base.executescript(SETTINGS)
        self._values = {
            (field, value): number for number, field, value in self._base.execute("SELECT * FROM value")
        }
        self._names = {number: name for name, number in self._values.items()}
        holds = Holds(rows.read(ground.rows))
        self._asked = [asked(question, holds) for question in questions]
        self._matches = [worded(one.match) for one in self._asked]

    def ask(self, number: int, *, full: bool) -> ContenderAnswer:
        """Match, then read the page and, if `full`, highlights and facets."""
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
        return ContenderAnswer(total)

    def facets(self, number: int) -> dict[KeyField, Counter[str]]:
        """Return the facets of a full answer."""
        expression, filters = self._matches[number], self._asked[number].filters
        self._match(expression, filters)
        return self._facets(expression, filters)

    def size(self, ground: Ground) -> int:
        """Return the size of the file in bytes."""
        return (ground.place / FILE).stat().st_size

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def _light(self, expression: str, filters: tuple[Filter, ...]) -> ContenderAnswer:
        """Answer without facets and highlights."""
        matching, given = self._matching(filters)
        total = self._base.execute(f"SELECT count(*) {matching}", (expression, *given)).fetchone()[0]
        self._base.execute(
            f"SELECT id, stored FROM (SELECT text.rowid AS number, rank {matching} ORDER BY rank LIMIT ?)"
            " JOIN stored USING (number)", (expression, *given, WINDOW),
        ).fetchall()  # fmt: skip
        return ContenderAnswer(total)

    def _match(self, expression: str, filters: tuple[Filter, ...]) -> None:
        matching, given = self._matching(filters)
        self._base.execute("DELETE FROM hit")
        self._base.execute(f"INSERT INTO hit SELECT text.rowid, rank {matching}", (expression, *given))

    def _matching(self, filters: tuple[Filter, ...]) -> tuple[str, list[int]]:
        """Return the FROM and WHERE clauses, and their parameters after the first, which is the expression.

        The filters are checked for each matching unit, never the other way round: CROSS JOIN fixes that
        order.
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
        """Count the values of all facets.

        A facet with a positive filter is counted again without that filter.
        """
        chosen = {one.field for one in filters if not one.negated}
        counts = self._counts(frozenset(rows.KEYS) - chosen)
        for field in sorted(chosen):
            others = tuple(one for one in filters if one.negated or one.field != field)
            self._match(expression, others)
            counts |= self._counts(frozenset((field,)))
        return counts

    def _counts(self, fields: frozenset[KeyField]) -> dict[KeyField, Counter[str]]:
        """Count the values of some fields over the hits in the temporary table."""
        counts: dict[KeyField, Counter[str]] = {field: Counter() for field in fields}
        single = [field for field in SINGLE if field in fields]
        if single:
            listed = ", ".join(f'"{field}"' for field in single)
            for *values, count in self._base.execute(
                f"SELECT {listed}, count(*) FROM hit JOIN unit USING (number) GROUP BY {listed}"
            ):
                for field, value in zip(single, values, strict=True):
                    if value is not None:
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
        """Return the numbers of the values that a filter names."""
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
    """Return an expression in FTS5's query language."""
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
    """Load all rows into the tables."""
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
