"""The page that shows the API: the OpenAPI document for human readers, in both languages.

The document is in English. Its texts are keys of the translation catalogue, which gives the Chinese page.
Descriptions of fields are in both languages in the registry of fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlencode

from flask import Flask, current_app, render_template
from flask_babel import gettext

from indexer.answer.urls import SAFE
from webui.api import openapi
from webui.api.search_parameters import DESCRIPTIONS
from webui.request.localisation import either
from webui.request.site_urls import api_root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Blueprint

EXAMPLES: dict[str, dict[str, str]] = {
    "/search": {"q": "联络人", "state": "CHL", "year": "2019", "per_page": "2"},
    "/documents": {"per_page": "2"},
    "/document": {"symbol": "S/2019/986", "language": "zh"},
    "/paragraph": {"symbol": "S/2019/986", "language": "zh", "part": "annex", "paragraph": "12"},
    "/aligned-sentences": {"symbol": "S/2019/986", "language": "en", "part": "annex", "paragraph": "13"},
    "/copies": {"symbol": "S/2019/986", "language": "en", "part": "annex", "paragraph": "18(b)"},
    "/states": {"per_page": "5"},
    "/state": {"code": "CHL"},
    "/roles": {"code": "CHL", "year": "2020"},
    "/events": {"state": "CHL", "from": "2019-04-01", "to": "2019-06-30"},
    "/export": {"q": "联络人", "format": "csv"},
    "/terms": {"q": "联络人"},
    "/glossary": {"symbol": "S/2019/986", "language": "en"},
    "/batch": {"q": "S/2019/986, annex, para. 12; S/RES/1540 (2004)"},
    "/similar": {"symbol": "S/2019/986", "language": "en", "part": "annex", "paragraph": "12"},
    "/lookup": {"q": "The Committee held three formal meetings."},
    "/citation": {"symbol": "S/2019/986", "language": "zh", "format": "bibtex"},
}
"""An example request for each endpoint that needs parameters, or shows more with them."""


def register(blueprint: Blueprint) -> None:
    """Add this page to the blueprint of the pages."""
    blueprint.add_url_rule("/api", view_func=api)


def api() -> str:
    """Show the API: endpoints, parameters, fields of the answers, and requests to try."""
    root = api_root()
    return render_template(
        "api.html",
        document=openapi.document(current_app, root),
        root=root,
        example=example,
        kind=kind,
        prose=prose,
        readable=unquote,
    )


def example(path: str) -> str:
    """Return the address of an example request."""
    given = urlencode(EXAMPLES.get(path, {}), safe=SAFE)
    return f"{api_root()}{path}" + (f"?{given}" if given else "")


def prose(text: str) -> list[str]:
    """Return a text in the reader's language, split at backticks: every second piece is code."""
    line = _line(text)
    described = DESCRIPTIONS.get(line)
    return (either(described) if described else cast("str", gettext(line))).split("`")


def extracted(*_given: object, **_options: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield the texts of the OpenAPI document for the catalogue; pybabel calls this as it does for files."""
    from webui.api.routes import blueprint  # it registers the endpoints of this room; only pybabel comes here

    app = Flask(__name__)
    app.register_blueprint(blueprint)
    for text in dict.fromkeys(map(_line, _texts(openapi.document(app, "")))):
        if text not in DESCRIPTIONS:
            yield 1, "gettext", text, []


def _texts(document: dict[str, Any]) -> Iterator[str]:
    """Yield the texts that the page shows."""
    yield document["info"]["description"]
    for methods in document["paths"].values():
        yield methods["get"]["summary"]
        yield from (parameter["description"] for parameter in methods["get"]["parameters"])
    for described in document["components"].values():
        yield from (one["description"] for one in described.values())


def _line(text: str) -> str:
    return " ".join(text.split())


def kind(schema: dict[str, Any]) -> str:
    """Write a schema as a type: `string`, `Unit[]`, `integer | null`, `[integer, integer]`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema["enum"])
    if "const" in schema:
        return f'"{schema["const"]}"'
    if "prefixItems" in schema:
        return f"[{', '.join(map(kind, schema['prefixItems']))}]"
    if schema.get("type") == "array":
        inner = kind(schema.get("items", {}))
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"{{string: {kind(schema['additionalProperties'])}}}"
    return str(schema.get("format", schema.get("type", "any")))
