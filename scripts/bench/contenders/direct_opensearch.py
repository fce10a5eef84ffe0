"""OpenSearch asked directly, with the same tokens, its own aggregations and its own marks; one shard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from indexer.engines.base import And, Expression, Filter, Key, Or, Phrase, Term
from scripts.bench import rows
from scripts.bench.asking import OPEN, Asked, Holds, asked
from scripts.bench.contenders.base import WINDOW, Given, Ground
from scripts.bench.questions import Question

INDEX = "bench-direct"
BATCH = 1000
TIMEOUT = 120
FACET_VALUES = 50
Body: TypeAlias = dict[str, Any]


class DirectOpenSearch:
    """One index of one node."""

    def build(self, ground: Ground) -> None:
        """Load all rows in bulk without refreshing meanwhile, then refresh and write through."""
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

    def open(self, ground: Ground, questions: tuple[Question, ...]) -> None:
        """Connect; bodies are made and written down beforehand."""
        self._node = Node(ground.opensearch)
        self._bodies = bodies(ground, questions)

    def ask(self, number: int, *, full: bool) -> Given:
        """Send the question over the connection that is kept open, and read the whole answer."""
        answer = self._node.call("POST", f"/{INDEX}/_search", self._bodies[full][number])
        return Given(answer["hits"]["total"]["value"])

    def size(self, ground: Ground) -> int:
        """Return the bytes of the index's store."""
        return store_size(ground, INDEX)

    def close(self) -> None:
        """Close the connection."""
        self._node.close()


class Node:
    """A connection to a node, kept open."""

    def __init__(self, address: str) -> None:
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT)

    def call(self, method: str, path: str, body: Body | str = "") -> Body:
        """Send a request and return the answer. Raises RuntimeError with what the node says is wrong."""
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
    """Return the bytes that a node keeps of an index or of what an alias stands for."""
    found = Node(ground.opensearch).call("GET", f"/{index}/_stats/store")
    return int(found["_all"]["primaries"]["store"]["size_in_bytes"])


def bodies(ground: Ground, questions: tuple[Question, ...]) -> dict[bool, tuple[str, ...]]:
    """Return the body of each question, without (False) and with (True) facets and marks."""
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


def _lines(units: Iterator[rows.Row]) -> Iterator[str]:
    for row in units:
        texts = {field: " ".join(tokens) for field, tokens in zip(rows.TEXTS, row.texts, strict=True)}
        keys = dict(zip(rows.KEYS, row.keys, strict=True))
        yield '{"index":{}}\n'
        yield json.dumps({"id": row.id, **texts, **keys, "stored": row.stored}, ensure_ascii=False) + "\n"


def _body(one: Asked, *, full: bool) -> Body:
    """Return a body; filters that a facet ignores come after the counting, as OpenSearch's manual has it."""
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
    """Put an expression into the words of OpenSearch."""
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
