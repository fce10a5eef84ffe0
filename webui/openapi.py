"""The OpenAPI 3.1 document, worked out from what the endpoints say of themselves: the same types that answer.

Nothing is written down twice: shapes come from the dataclasses of `indexer.answer.results`, parameters from
the models that read them, descriptions from docstrings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from inspect import getdoc
from typing import Any

from flask import Flask
from pydantic import BaseModel, TypeAdapter

from indexer.answer.addresses import API
from webui.endpoints import Endpoint, endpoint
from webui.errors import Problem

Schema = dict[str, Any]
REFERENCE = "#/components/schemas/{model}"
PROBLEM = "application/problem+json"
ERRORS = {
    "400": "It cannot be answered: an unknown parameter, an impossible value, a question too costly.",
    "404": "It is not held.",
    "429": "More requests than are taken; `Retry-After` says when to come again.",
    "503": "The library cannot be asked now.",
}
HEADERS: dict[str, tuple[str, str]] = {
    "ETag": ("string", "The tag of the answer, for `If-None-Match`."),
    "Cache-Control": ("string", "How long the answer may be kept."),
    "Server-Timing": ("string", "The time taken, in milliseconds."),
}
ABOUT = """\
Paragraphs of United Nations documents in Chinese and in English: search, documents, States, events. Whatever
has the edition `digest` is a summary written for this project, not UN text, and must be shown as such."""


def document(app: Flask, server: str) -> Schema:
    """Return the OpenAPI document of an application whose API stands at the address `server`."""
    views = dict(_views(app))
    known = {path: endpoint(view) for path, view in views.items()}
    shapes, definitions = _schemas(known)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Juanzong 卷宗",
            "version": version("juanzong"),
            "description": ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": server}],
        "paths": {
            path: {"get": _operation(path, views[path], known[path], shapes)} for path in sorted(known)
        },
        "components": {"schemas": dict(sorted(definitions.items())), "responses": _problems()},
    }


def _views(app: Flask) -> Iterator[tuple[str, Callable[..., Any]]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api."):
            yield rule.rule.removeprefix(API), app.view_functions[rule.endpoint]


def _schemas(known: Mapping[str, Endpoint]) -> tuple[dict[tuple[str, str], Schema], Schema]:
    """Return the schema of every answer by path and media type, and the definitions that they refer to."""
    adapters = [
        ((path, media), "serialization", TypeAdapter(shape))
        for path, one in known.items()
        for media, shape in one.answers.items()
    ]
    adapters.append((("", PROBLEM), "serialization", TypeAdapter(Problem)))
    # Its keys are declared as texts; any that can be hashed will do.
    found, rest = TypeAdapter.json_schemas(adapters, ref_template=REFERENCE)  # type: ignore[arg-type]
    return {key: schema for (key, _), schema in found.items()}, rest.get("$defs", {})


def _operation(
    path: str, view: Callable[..., Any], known: Endpoint, shapes: Mapping[tuple[str, str], Schema]
) -> Schema:
    content = {media: {"schema": shapes[path, media]} for media in known.answers}
    headers = {
        name: {"description": about, "schema": {"type": kind}} for name, (kind, about) in HEADERS.items()
    }
    answered = {"description": "The answer.", "headers": headers, "content": content}
    refused = {status: {"$ref": f"#/components/responses/{status}"} for status in ERRORS}
    return {
        "operationId": re.sub(r"\W+", "_", path.strip("/")),
        "summary": (getdoc(view) or "").split("\n")[0],
        "parameters": list(_parameters(known.parameters)),
        "responses": {"200": answered, "304": {"description": "Nothing has changed."}, **refused},
    }


def _parameters(model: type[BaseModel]) -> Iterator[Schema]:
    schema = model.model_json_schema(ref_template=REFERENCE)
    required = schema.get("required", ())
    for name, given in schema["properties"].items():
        about = given.pop("description", "")
        examples = given.pop("examples", ())
        parameter = {"name": name, "in": "query", "required": name in required, "description": about}
        if examples:
            parameter["example"] = examples[0]
        yield {**parameter, "schema": _given(given)}


def _given(schema: Schema) -> Schema:
    """Return the schema of a parameter: what may be null may in an address be left out."""
    schema = {
        key: value for key, value in schema.items() if key != "title" and (key, value) != ("default", None)
    }
    choices = [choice for choice in schema.pop("anyOf", ()) if choice != {"type": "null"}]
    return {**schema, **choices[0]} if choices else schema


def _problems() -> Schema:
    content = {PROBLEM: {"schema": {"$ref": REFERENCE.format(model=Problem.__name__)}}}
    waiting = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    described = {status: {"description": about, "content": content} for status, about in ERRORS.items()}
    described["429"]["headers"] = waiting
    return described
