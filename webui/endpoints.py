"""What each endpoint of the API takes and answers, said once, beside the endpoint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

JSON = "application/json"
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The parameters of an endpoint, and the type of its answer in every media type that it has."""

    parameters: type[BaseModel]
    answers: Mapping[str, Any]


_endpoints: dict[Callable[..., Any], Endpoint] = {}


def describe(view: Callable[..., Any], parameters: type[BaseModel], answers: Mapping[str, Any]) -> None:
    """Say what a view takes and answers."""
    _endpoints[view] = Endpoint(parameters, answers)


def answering(shape: Any, parameters: type[BaseModel]) -> Callable[[View], View]:  # noqa: ANN401 - any type
    """Say of a view what it takes, and that it answers with JSON of this type."""

    def decorate(view: View) -> View:
        describe(view, parameters, {JSON: shape})
        return view

    return decorate


def endpoint(view: Callable[..., Any]) -> Endpoint:
    """Return what a view takes and answers. Raises KeyError where nobody has said so."""
    return _endpoints[view]
