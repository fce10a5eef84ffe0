"""OpenSearch asked directly: the same tokens, its own aggregations and highlighter, one shard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from indexer.engines.base import And, Expression, Filter, Key, Or, Phrase, Term
from scripts.bench import rows
from scripts.bench.bench_questions import BenchQuestion
from scripts.bench.contender_queries import OPEN, ContenderQuery, Holds, asked
from scripts.bench.contenders.contender import WINDOW, ContenderAnswer, Ground

INDEX = "bench-direct"
BATCH = 1000
TIMEOUT = 120
FACET_VALUES = 50
Body: TypeAlias = dict[str, Any]


class DirectOpenSearch:
    """One index on one node."""

    def build(self, ground: Ground) -> None:
        """Load all rows by bulk requests without refreshes; then refresh, and flush to the disk."""
        node = Node(ground.opensearch)
        node.call("DELETE", f"/{INDEX}?ignore_unavailable=true")
        node.call("PUT", f"/{INDEX}", _index())
        loaded = rows.read(ground.rows)
        while lines := "".join(_lines(islice(loaded, BATCH))):
            if node.call("POST", f"/{INDEX}/_bulk", lines)["errors"]:
                raise RuntimeError("OpenSearch refused some of the units.")
        node.call("PUT", f"/{INDEX}/_settings", {"index": {"refresh_interval": "1s"}})
        node.call("POST", f"/{INDEX}/_refresh")
        node.call("POST", f"/{INDEX}/_flush")

    def open(self, ground: Ground, questions: tuple[BenchQuestion, ...]) -> None:
        """Connect, and make the body of each question in advance."""
        self._node = Node(ground.opensearch)
        self._bodies = bodies(ground, questions)

    def ask(self, number: int, *, full: bool) -> ContenderAnswer:
        """Send the question over the open connection, and read the whole answer."""
        answer = self._node.call("POST", f"/{INDEX}/_search", self._bodies[full][number])
        return ContenderAnswer(answer["hits"]["total"]["value"])

    def size(self, ground: Ground) -> int:
        """Return the size of the index's store in bytes."""
        return store_size(ground, INDEX)

    def close(self) -> None:
        """Close the connection."""
        self._node.close()


class Node:
    """A connection to a node that stays open."""

    def __init__(self, address: str) -> None:
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT)

    def call(self, method: str, path: str, body: Body | str = "") -> Body:
        """Send a request and return the answer.

        Raises:
            RuntimeError: The node answers with an error; the message has its status and text.

        """
        sent = body if isinstance(body, str) else json.dumps(body)
        headers = {"Content-Type": "application/x-ndjson" if path.endswith("_bulk") else "application/json"}
        self._connection.request(method, path, sent.encode(), headers)
        response = self._connection.getresponse()
        read = response.read()
        if response.status >= 400:  # noqa: PLR2004 - an error
            raise RuntimeError(f"{method} {path}: {response.status} {read[:500].decode()}")
        found: Body = json.loads(read)
        return found

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def store_size(ground: Ground, index: str) -> int:
    """Return the size, in bytes, of an index on a node, or of the indices of an alias."""
    found = Node(ground.opensearch).call("GET", f"/{index}/_stats/store")
    return int(found["_all"]["primaries"]["store"]["size_in_bytes"])


def bodies(ground: Ground, questions: tuple[BenchQuestion, ...]) -> dict[bool, tuple[str, ...]]:
    """Return the body of each question, without (False) and with (True) facets and highlights."""
    holds = Holds(rows.read(ground.rows))
    each = [asked(question, holds) for question in questions]
    return {full: tuple(json.dumps(_body(one, full=full)) for one in each) for full in (False, True)}


def _index() -> Body:
    text = {"type": "text", "analyzer": "whitespace", "search_analyzer": "whitespace"}
    properties: Body = dict.fromkeys(rows.TEXTS, text)
    properties |= {key: {"type": "keyword"} for key in ("id", *rows.KEYS)}
    properties["stored"] = {"type": "keyword", "index": False, "doc_values": False}
    settings = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"}
    return {"settings": {"index": settings}, "mappings": {"dynamic": "strict", "properties": properties}}


def _lines(units: Iterator[rows.CorpusRow]) -> Iterator[str]:
    for row in units:
        texts = {field: " ".join(tokens) for field, tokens in zip(rows.TEXTS, row.texts, strict=True)}
        keys = dict(zip(rows.KEYS, row.keys, strict=True))
        yield '{"index":{}}\n'
        yield json.dumps({"id": row.id, **texts, **keys, "stored": row.stored}, ensure_ascii=False) + "\n"


def _body(one: ContenderQuery, *, full: bool) -> Body:
    """Return the body of a question.

    Filters that a facet ignores are applied after the counting, as OpenSearch's manual recommends.
    """
    must_not = [_filter(each) for each in one.filters if each.negated]
    chosen = {each.field: _filter(each) for each in one.filters if not each.negated}
    query: Body = {"bool": {"must": [worded(one.match)], "must_not": must_not}}
    body: Body = {"size": WINDOW, "track_total_hits": True, "_source": ["id", "stored"], "query": query}
    if not full:
        query["bool"]["filter"] = list(chosen.values())
        return body
    body["highlight"] = {"fields": {"exact": {"number_of_fragments": 0}, "words": {"number_of_fragments": 0}}}
    body["aggs"] = {}
    for key in rows.KEYS:
        counted: Body = {"terms": {"field": key, "size": FACET_VALUES}}
        others = [condition for field, condition in chosen.items() if field != key]
        inside = {"filter": {"bool": {"filter": others}}, "aggs": {key: counted}}
        body["aggs"][key] = inside if others else counted
    if chosen:
        body["post_filter"] = {"bool": {"filter": list(chosen.values())}}
    return body


def _filter(one: Filter) -> Body:
    if one.ranges:
        ranges = [{"range": {one.field: {"gte": low, "lte": high}}} for low, high in one.ranges]
        return {"bool": {"should": ranges}}
    return {"terms": {one.field: list(one.values)}}


def worded(node: Expression) -> Body:
    """Return an expression in OpenSearch's query language."""
    match node:
        case Term(field=field, token=token) if token.endswith(OPEN):
            return {"prefix": {field: {"value": token.removesuffix(OPEN)}}}
        case Term(field=field, token=token):
            return {"term": {field: {"value": token}}}
        case Phrase(field=field, tokens=tokens, gaps=()):
            return {"match_phrase": {field: {"query": " ".join(tokens)}}}
        case Key(field="id", value=value):
            return {"term": {"id": {"value": value}}}
        case And(nodes=nodes):
            return {"bool": {"must": [worded(one) for one in nodes]}}
        case Or(nodes=nodes):
            return {"bool": {"should": [worded(one) for one in nodes]}}
        case _:
            raise ValueError(f"{node} has no form in OpenSearch.")
