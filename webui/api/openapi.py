"""Makes the OpenAPI 3.1 document from the endpoints themselves, so that it cannot differ from them.

Schemas come from the records of `indexer.model.results`, parameters from the models that read them,
descriptions from docstrings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from inspect import cleandoc, getdoc
from typing import Any, Literal, get_args, get_origin

from flask import Flask
from msgspec import Struct
from msgspec.json import schema_components
from msgspec.structs import fields

from indexer.answer.urls import API
from webui.api.endpoints import Endpoint, endpoint
from webui.middleware.problems import Problem
from webui.request.parameters import Parameters

Schema = dict[str, Any]
Shapes = Mapping[tuple[str, ...], Schema]
"""The schemas of answers by path and media type; those of bodies have `body` behind."""
REFERENCE = "#/components/schemas/{name}"
PROBLEM = "application/problem+json"
ERRORS = {
    "400": "It cannot be answered: an unknown parameter, an impossible value, a question too costly.",
    "404": "It is not held.",
    "429": "More requests than are taken; `Retry-After` says when to come again.",
    "503": "The library cannot be asked now; `Retry-After` says when to try again.",
}
BODY_ERRORS = {
    "413": "The body is too long.",
    "415": "The body is of a kind or in an encoding that is not read.",
}
"""What else may be wrong with a request that has a body."""
HEADERS: dict[str, tuple[str, str]] = {
    "ETag": ("string", "The tag of the answer, for `If-None-Match`."),
    "Cache-Control": ("string", "How long the answer may be kept."),
    "Server-Timing": ("string", "The time taken, in milliseconds."),
}
ABOUT = """\
Paragraphs of United Nations documents in Chinese and in English: search, documents, States, events. Whatever
has the edition `digest` is a summary written for this project, not UN text, and must be shown as such."""


def document(app: Flask, server: str) -> Schema:
    """Return the OpenAPI document of an application; `server` is the address of its API."""
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
        "paths": {path: dict(_operations(path, views[path], known[path], shapes)) for path in sorted(known)},
        "components": {"schemas": dict(sorted(definitions.items())), "responses": _problems()},
    }


def _views(app: Flask) -> Iterator[tuple[str, Callable[..., Any]]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api."):
            yield rule.rule.removeprefix(API), app.view_functions[rule.endpoint]


def _schemas(known: Mapping[str, Endpoint]) -> tuple[Shapes, Schema]:
    """Return the schemas of all answers and bodies, and the definitions that they use."""
    answers: dict[tuple[str, ...], Any] = {
        (path, media): shape for path, one in known.items() for media, shape in one.answers.items()
    }
    answers |= {
        (path, media, "body"): shape for path, one in known.items() for media, shape in one.bodies.items()
    }
    found, definitions = _described((*answers.values(), Problem))
    return dict(zip(answers, found, strict=False)), definitions


def _described(shapes: Sequence[Any]) -> tuple[list[Schema], Schema]:
    """Return the schemas of types, and the definitions that they use."""
    found, definitions = schema_components(shapes, ref_template=REFERENCE)
    met: set[type[Struct]] = set()
    choices = {frozenset(one): one for shape in shapes for one in _choices(shape, met)}
    return [_tidy(schema, choices) for schema in found], _tidy(definitions, choices)


def _choices(shape: Any, met: set[type[Struct]]) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - any type
    """Yield the values of every Literal in a type in their order, which msgspec does not keep."""
    if get_origin(shape) is Literal:
        yield get_args(shape)
    elif not (isinstance(shape, type) and issubclass(shape, Struct)):
        for inner in get_args(shape):
            yield from _choices(inner, met)
    elif shape not in met:
        met.add(shape)
        for field in fields(shape):
            yield from _choices(field.type, met)


def _tidy(schema: Any, choices: Mapping[frozenset[str], tuple[str, ...]]) -> Any:  # noqa: ANN401 - JSON
    """Return a schema with its choices ordered and typed as strings, and its descriptions not indented."""
    if isinstance(schema, list | tuple):
        return [_tidy(one, choices) for one in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {key: _tidy(value, choices) for key, value in schema.items()}
    if isinstance(tidy.get("description"), str):
        tidy["description"] = cleandoc(tidy["description"])
    if isinstance(tidy.get("enum"), list):
        values = choices[frozenset(tidy.pop("enum"))]
        tidy |= {"type": "string"} | ({"enum": list(values)} if len(values) > 1 else {"const": values[0]})
    return tidy


def _operations(
    path: str, view: Callable[..., Any], known: Endpoint, shapes: Shapes
) -> Iterator[tuple[str, Schema]]:
    """Yield the methods of an endpoint, each with what is asked and answered."""
    asked = _operation(path, view, known, shapes)
    yield "get", asked
    if known.bodies:
        body = {media: {"schema": shapes[path, media, "body"]} for media in known.bodies}
        refused = {status: {"$ref": f"#/components/responses/{status}"} for status in BODY_ERRORS}
        responses = {status: one for status, one in asked["responses"].items() if status != "304"}
        yield (
            "post",
            {
                "operationId": f"{_name(path)}_post",
                "summary": asked["summary"],
                "parameters": [],
                "requestBody": {"required": True, "content": body},
                "responses": {**responses, **refused},
            },
        )


def _operation(path: str, view: Callable[..., Any], known: Endpoint, shapes: Shapes) -> Schema:
    content = {media: {"schema": shapes[path, media]} for media in known.answers}
    headers = {
        name: {"description": about, "schema": {"type": kind}} for name, (kind, about) in HEADERS.items()
    }
    answered = {"description": "The answer.", "headers": headers, "content": content}
    refused = {status: {"$ref": f"#/components/responses/{status}"} for status in ERRORS}
    return {
        "operationId": _name(path),
        "summary": (getdoc(view) or "").split("\n")[0],
        "parameters": list(_parameters(known.parameters)),
        "responses": {"200": answered, "304": {"description": "Nothing has changed."}, **refused},
    }


def _name(path: str) -> str:
    return re.sub(r"\W+", "_", path.strip("/"))


def _parameters(model: type[Parameters]) -> Iterator[Schema]:
    schema = _described((model,))[1][model.__name__]
    required = schema.get("required", ())
    for name, given in schema["properties"].items():
        about = given.pop("description", "")
        examples = given.pop("examples", ())
        parameter = {"name": name, "in": "query", "required": name in required, "description": about}
        if examples:
            parameter["example"] = examples[0]
        yield {**parameter, "schema": _given(given)}


def _given(schema: Schema) -> Schema:
    """Return the schema of a parameter without null: in an address, such a parameter is left out instead."""
    schema = {
        key: value for key, value in schema.items() if key != "title" and (key, value) != ("default", None)
    }
    choices = [choice for choice in schema.pop("anyOf", ()) if choice != {"type": "null"}]
    return {**schema, **choices[0]} if choices else schema


def _problems() -> Schema:
    content = {PROBLEM: {"schema": {"$ref": REFERENCE.format(name=Problem.__name__)}}}
    waiting = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    every = ERRORS | BODY_ERRORS
    described = {status: {"description": about, "content": content} for status, about in every.items()}
    for status in ("429", "503"):
        described[status]["headers"] = waiting
    return described
