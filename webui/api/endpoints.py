"""Records what each endpoint of the API takes and answers, beside the endpoint itself.

The OpenAPI document is made from these records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from webui.request.parameters import Parameters

JSON = "application/json"
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The parameters of an endpoint, and the type of its answer in each media type.

    `bodies` are the types of what may be sent instead of the parameters, by media type.
    """

    parameters: type[Parameters]
    answers: Mapping[str, Any]
    bodies: Mapping[str, Any]


_endpoints: dict[Callable[..., Any], Endpoint] = {}


def describe(
    view: Callable[..., Any],
    parameters: type[Parameters],
    answers: Mapping[str, Any],
    bodies: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Record the parameters of a view, its answers by media type, and the bodies that it takes."""
    _endpoints[view] = Endpoint(parameters, answers, bodies)


def answering(shape: Any, parameters: type[Parameters]) -> Callable[[View], View]:  # noqa: ANN401 - any type
    """Decorate a view with its parameters and the type of its JSON answer."""

    def decorate(view: View) -> View:
        describe(view, parameters, {JSON: shape})
        return view

    return decorate


def endpoint(view: Callable[..., Any]) -> Endpoint:
    """Return the record of a view. Raises KeyError if there is none."""
    return _endpoints[view]
