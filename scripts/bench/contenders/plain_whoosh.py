"""Whoosh as its manual shows it, with jieba's ChineseAnalyzer, sorted columns and facets of its own."""

from __future__ import annotations

import shutil
import warnings
from typing import TYPE_CHECKING, Any

from scripts.bench import rows
from scripts.bench.contenders.base import WINDOW, Given, Ground, folder_size

if TYPE_CHECKING:
    from scripts.bench.questions import Question

FOLDER = "whoosh"
MANY = ("section", "state")


class PlainWhoosh:
    """One index of texts; analysed anew, as it would be without our tokens."""

    def build(self, ground: Ground) -> None:
        """Analyse and load all units, commit once."""
        from whoosh import index

        shutil.rmtree(ground.place / FOLDER, ignore_errors=True)
        (ground.place / FOLDER).mkdir(parents=True)
        writer = index.create_in(ground.place / FOLDER, _schema()).writer(limitmb=256)
        for row in rows.read(ground.rows):
            keys = {key: " ".join(values) for key, values in zip(rows.KEYS, row.keys, strict=True) if values}
            writer.add_document(id=row.id, text=row.shown, **keys)
        writer.commit()

    def open(self, ground: Ground, questions: tuple[Question, ...]) -> None:
        """Open the index; what is typed is parsed when it is asked."""
        from whoosh import index, qparser

        opened = index.open_dir(ground.place / FOLDER)
        self._searcher = opened.searcher()
        self._parser = qparser.QueryParser("text", opened.schema)
        self._questions = questions

    def ask(self, number: int, *, full: bool) -> Given:
        """Parse and search; with facets it groups by each field.

        Marks are spared it: it would analyse every hit once more.
        """
        from whoosh import query, sorting

        one = self._questions[number]
        wanted = query.And([self._parser.parse(one.text), *_filters(one)])
        facets = (
            {key: sorting.FieldFacet(key, allow_overlap=key in MANY) for key in rows.KEYS} if full else None
        )
        found = self._searcher.search(wanted, limit=WINDOW, groupedby=facets)
        for hit in found:
            hit.fields()
        for key in facets or ():
            found.groups(key)
        self._total = len(found)  # counted only where it is asked for
        return Given(None)

    def size(self, ground: Ground) -> int:
        """Return the bytes of the index's folder."""
        return folder_size(ground.place / FOLDER)

    def close(self) -> None:
        """Close the searcher."""
        self._searcher.close()


def _schema() -> Any:  # noqa: ANN401 - Whoosh has no types
    from whoosh import fields

    return fields.Schema(
        id=fields.ID(stored=True),
        text=fields.TEXT(stored=True, analyzer=_analyzer()),
        **{key: fields.KEYWORD(sortable=key not in MANY) for key in rows.KEYS},
    )


def _analyzer() -> Any:  # noqa: ANN401 - jieba has no types
    """Return the analyser; the source of jieba has odd escapes, of which Python warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba.analyse import ChineseAnalyzer
    return ChineseAnalyzer()


def _filters(one: Question) -> list[Any]:
    from whoosh import query

    chosen = []
    for name, value in one.filters:
        field = name.removeprefix("not.")
        low, _, high = value.partition("-") if field == "year" else (value, "", "")
        found = query.TermRange(field, low, high or low)
        chosen.append(query.Not(found) if field != name else found)
    return chosen
