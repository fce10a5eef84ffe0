"""The page that shows the API: what the OpenAPI document says, to be read by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import current_app, render_template

from indexer.answer.addresses import SAFE
from webui import openapi
from webui.addressing import api_root
from webui.localisation import PARAMETER
from webui.parameters import Parameters, read

if TYPE_CHECKING:
    from flask import Blueprint

EXAMPLES: dict[str, dict[str, str]] = {
    "/search": {"q": "联络人", "state": "CHL", "year": "2019", "per_page": "2"},
    "/documents": {"per_page": "2"},
    "/document": {"symbol": "S/2019/986", "language": "zh"},
    "/paragraph": {"symbol": "S/2019/986", "language": "zh", "part": "annex", "paragraph": "12"},
    "/states": {"per_page": "5"},
    "/state": {"code": "CHL"},
    "/events": {"state": "CHL", "from": "2019-04-01", "to": "2019-06-30"},
    "/export": {"q": "联络人", "format": "csv"},
    "/citation": {"symbol": "S/2019/986", "language": "zh", "format": "bibtex"},
}
"""A request of each endpoint that needs parameters or says more with them."""


def register(blueprint: Blueprint) -> None:
    """Add the page to the pages."""
    blueprint.add_url_rule("/api", view_func=api)


def api() -> str:
    """Show the API: endpoints, parameters, fields of the answers, and requests to try."""
    read(Parameters, ignored=(PARAMETER,))
    root = api_root()
    return render_template(
        "api.html", document=openapi.document(current_app, root), root=root, example=example, kind=kind
    )


def example(path: str) -> str:
    """Return the address of a request to try."""
    given = urlencode(EXAMPLES.get(path, {}), safe=SAFE)
    return f"{api_root()}{path}" + (f"?{given}" if given else "")


def kind(schema: dict[str, Any]) -> str:
    """Write a schema as a type: `string`, `Unit[]`, `integer | null`, `"zh" | "en"`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema["enum"])
    if "const" in schema:
        return f'"{schema["const"]}"'
    if schema.get("type") == "array":
        inner = kind(schema.get("items", {}))
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"{{string: {kind(schema['additionalProperties'])}}}"
    return str(schema.get("format", schema.get("type", "any")))
