"""The upper limit for speed: tantivy alone, with the same tokens and one query for each question.

It returns ids, stored texts and the total, without facets.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from indexer.engines.base import And, Expression, Filter, Key, Or, Phrase, Term
from scripts.bench import rows
from scripts.bench.contender_queries import OPEN, ContenderQuery, Holds, asked
from scripts.bench.contenders.contender import WINDOW, ContenderAnswer, Ground, folder_size

if TYPE_CHECKING:
    import tantivy

    from scripts.bench.bench_questions import BenchQuestion

FOLDER = "tantivy"
JOINED = "joined"
HEAP = 128_000_000


class BareTantivy:
    """An index of tantivy without facets."""

    def build(self, ground: Ground) -> None:
        """Load all rows, commit, and wait for merges."""
        shutil.rmtree(ground.place / FOLDER, ignore_errors=True)
        index = _index(ground)
        writer = index.writer(heap_size=HEAP, num_threads=1)
        for row in rows.read(ground.rows):
            writer.add_document(_document(row))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, ground: Ground, questions: tuple[BenchQuestion, ...]) -> None:
        """Open the index; queries are made only when they are asked."""
        self._index = _index(ground)
        self._index.reload()
        self._searcher = self._index.searcher()
        holds = Holds(rows.read(ground.rows))
        self._asked = [asked(question, holds) for question in questions]
        self._years = sorted({row.keys[0][0] for row in rows.read(ground.rows) if row.keys[0]})

    def ask(self, number: int, *, full: bool) -> ContenderAnswer:  # noqa: ARG002 - it has no facets either way
        """Search once, and fetch the stored texts of the page."""
        result = self._searcher.search(self._query(self._asked[number]), limit=WINDOW, count=True)
        for _, address in result.hits:
            self._searcher.doc(address)["stored"]
        return ContenderAnswer(result.count)  # type: ignore[attr-defined] # its stubs leave it out

    def size(self, ground: Ground) -> int:
        """Return the size of the index's folder in bytes."""
        return folder_size(ground.place / FOLDER)

    def close(self) -> None:
        """Do nothing: tantivy closes an index when nothing refers to it."""

    def _query(self, one: ContenderQuery) -> tantivy.Query:
        """Return the query for a question with its filters."""
        import tantivy

        must, never = tantivy.Occur.Must, tantivy.Occur.MustNot
        clauses = [(must, self._worded(one.match))]
        for each in one.filters:
            chosen = tantivy.Query.term_set_query(self._index.schema, each.field, self._chosen(each))
            clauses.append(
                (never, chosen) if each.negated else (must, tantivy.Query.const_score_query(chosen, 0))
            )
        return tantivy.Query.boolean_query(clauses) if one.filters else clauses[0][1]

    def _chosen(self, one: Filter) -> list[str]:
        """Return the values of a filter; ranges of years are listed year by year."""
        return [
            *one.values,
            *(year for low, high in one.ranges for year in self._years if low <= year <= high),
        ]

    def _worded(self, node: Expression) -> tantivy.Query:
        """Return an expression as a query of tantivy."""
        import tantivy

        schema, make = self._index.schema, tantivy.Query
        match node:
            case Term(field=field, token=token) if token.endswith(OPEN):
                return make.regex_query(schema, field, re.escape(token.removesuffix(OPEN)) + ".*")
            case Term(field=field, token=token):
                return make.term_query(schema, field, token, "freq")
            case Phrase(field=field, tokens=tokens, gaps=()):
                return make.phrase_query(schema, field, list(tokens))
            case Key(field="id", value=value):
                return make.term_query(schema, "id", value, "basic")
            case And(nodes=nodes):
                return make.boolean_query([(tantivy.Occur.Must, self._worded(one)) for one in nodes])
            case Or(nodes=nodes):
                return make.boolean_query([(tantivy.Occur.Should, self._worded(one)) for one in nodes])
            case _:
                raise ValueError(f"{node} has no form in tantivy.")


def _index(ground: Ground) -> tantivy.Index:
    import tantivy

    builder = tantivy.SchemaBuilder()
    for text in rows.TEXTS:
        builder.add_text_field(text, tokenizer_name=JOINED)
    for key in ("id", *rows.KEYS):
        builder.add_text_field(key, stored=key == "id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stored", stored=True, tokenizer_name="raw", index_option="basic")
    folder = ground.place / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(builder.build(), str(folder))
    index.register_tokenizer(JOINED, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def _document(row: rows.CorpusRow) -> tantivy.Document:
    import tantivy

    document = tantivy.Document()
    document.add_text("id", row.id)
    for text, tokens in zip(rows.TEXTS, row.texts, strict=True):
        document.add_text(text, " ".join(tokens))
    for key, values in zip(rows.KEYS, row.keys, strict=True):
        for value in values:
            document.add_text(key, value)
    document.add_text("stored", row.stored)
    return document
