"""Whoosh as its manual shows it, with jieba's ChineseAnalyzer, sortable columns and Whoosh's own facets."""

from __future__ import annotations

import shutil
import warnings
from typing import TYPE_CHECKING, Any

from scripts.bench import rows
from scripts.bench.contenders.contender import WINDOW, ContenderAnswer, Ground, folder_size

if TYPE_CHECKING:
    from scripts.bench.bench_questions import BenchQuestion

FOLDER = "whoosh"


class PlainWhoosh:
    """An index of the texts, which Whoosh analyses itself, without our tokens."""

    def build(self, ground: Ground) -> None:
        """Analyse and load all units, and commit once."""
        from whoosh import index

        shutil.rmtree(ground.place / FOLDER, ignore_errors=True)
        (ground.place / FOLDER).mkdir(parents=True)
        writer = index.create_in(ground.place / FOLDER, _schema()).writer(limitmb=256)
        for row in rows.read(ground.rows):
            keys = {key: " ".join(values) for key, values in zip(rows.KEYS, row.keys, strict=True) if values}
            writer.add_document(id=row.id, text=row.shown, **keys)
        writer.commit()

    def open(self, ground: Ground, questions: tuple[BenchQuestion, ...]) -> None:
        """Open the index; a question is parsed only when it is asked."""
        from whoosh import index, qparser

        opened = index.open_dir(ground.place / FOLDER)
        self._searcher = opened.searcher()
        self._parser = qparser.QueryParser("text", opened.schema)
        self._questions = questions

    def ask(self, number: int, *, full: bool) -> ContenderAnswer:
        """Parse the question and search; with facets, group the hits by each field.

        Highlights are left out: Whoosh would analyse every hit again for them.
        """
        from whoosh import query, sorting

        one = self._questions[number]
        wanted = query.And([self._parser.parse(one.text), *_filters(one)])
        facets = (
            {key: sorting.FieldFacet(key, allow_overlap=key in rows.MANY) for key in rows.KEYS}
            if full
            else None
        )
        found = self._searcher.search(wanted, limit=WINDOW, groupedby=facets)
        for hit in found:
            hit.fields()
        for key in facets or ():
            found.groups(key)
        self._total = len(found)  # Whoosh counts only when asked
        return ContenderAnswer(None)

    def size(self, ground: Ground) -> int:
        """Return the size of the index's folder in bytes."""
        return folder_size(ground.place / FOLDER)

    def close(self) -> None:
        """Close the searcher."""
        self._searcher.close()


def _schema() -> Any:  # noqa: ANN401 - Whoosh has no types
    from whoosh import fields

    return fields.Schema(
        id=fields.ID(stored=True),
        text=fields.TEXT(stored=True, analyzer=_analyzer()),
        **{key: fields.KEYWORD(sortable=key not in rows.MANY) for key in rows.KEYS},
    )


def _analyzer() -> Any:  # noqa: ANN401 - jieba has no types
    """Return jieba's analyser, without Python's warnings about odd escapes in its source."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba.analyse import ChineseAnalyzer
    return ChineseAnalyzer()


def _filters(one: BenchQuestion) -> list[Any]:
    """Return the filters of a question as queries of Whoosh."""
    from whoosh import query

    chosen = []
    for name, value in one.filters:
        field = name.removeprefix("not.")
        low, _, high = value.partition("-") if field == "year" else (value, "", "")
        found = query.TermRange(field, low, high or low)
        chosen.append(query.Not(found) if field != name else found)
    return chosen
