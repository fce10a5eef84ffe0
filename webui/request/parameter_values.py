"""Converts the texts of an endpoint's parameters to values of the types that its model declares."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from msgspec import Meta, Struct
from msgspec.structs import FieldInfo, fields

from webui.request import invalid_requests

Given = TypeVar("Given", bound=Struct)

LIMITS = ("ge", "le", "min_length", "max_length")
"""The limits of a value that a type may declare, by msgspec's names."""

_INTEGER = re.compile(r"[+-]?[0-9]+(?:_[0-9]+)*(?:\.0+)?")


def named(shape: type[Struct]) -> dict[str, FieldInfo]:
    """Return the parameters of a model, by their names in an address."""
    return {field.encode_name: field for field in _fields(shape)}


def read(shape: type[Given], texts: Mapping[str, str]) -> Given:
    """Return an endpoint's parameters, read from texts.

    Args:
        shape: The model of the parameters.
        texts: The texts given, by the names in an address.

    Raises:
        UsageError: A parameter is missing or impossible; the error names it.

    """
    values: dict[str, object] = {}
    for name, field in named(shape).items():
        if name in texts:
            values[field.name] = _value(name, field.type, texts[name])
        elif field.required:
            raise invalid_requests.missing(name)
    return shape(**values)


@cache
def _fields(shape: type[Struct]) -> tuple[FieldInfo, ...]:
    return fields(shape)


def _value(name: str, declared: object, text: str) -> str | int:
    """Return the value of a parameter of the declared type: a whole number, a choice or a text."""
    kind, limits = _bare(declared)
    if kind is int:
        return _integer(name, text, limits)
    if get_origin(kind) is Literal:
        if text not in get_args(kind):
            raise invalid_requests.no_choice(name, get_args(kind))
        return text
    if kind is str:
        return _text(name, text.strip(), limits)
    raise TypeError(f"{name} is a {kind}, which is not read from one text.")


def _bare(declared: object) -> tuple[object, dict[str, Any]]:
    """Return a type without annotations and without None, and the limits of its values."""
    limits: dict[str, Any] = {}
    while (origin := get_origin(declared)) in (Annotated, Union, UnionType):
        parts = get_args(declared)
        if origin is Annotated:
            limits |= {limit: getattr(said, limit) for said in parts[1:] for limit in _set(said)}
        declared = next(one for one in parts if one is not NoneType)
    return declared, limits


def _set(said: Meta) -> list[str]:
    return [limit for limit in LIMITS if getattr(said, limit) is not None]


def _integer(name: str, text: str, limits: Mapping[str, int]) -> int:
    """Read a whole number within its limits; `+5`, `1_000` and `5.0` are accepted too."""
    written = text.strip()
    if not _INTEGER.fullmatch(written):
        raise invalid_requests.no_integer(name)
    if len(written) > sys.int_info.default_max_str_digits:
        raise invalid_requests.too_many_digits(name)
    value = int(written.partition(".")[0])
    if "ge" in limits and value < limits["ge"]:
        raise invalid_requests.too_small(name, limits["ge"])
    if "le" in limits and value > limits["le"]:
        raise invalid_requests.too_large(name, limits["le"])
    return value


def _text(name: str, text: str, limits: Mapping[str, int]) -> str:
    if len(text) < limits.get("min_length", 0):
        raise invalid_requests.empty(name)
    if "max_length" in limits and len(text) > limits["max_length"]:
        raise invalid_requests.too_long(name, limits["max_length"])
    return text
