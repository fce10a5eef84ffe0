"""Numbers beside documents: one value each, however they are written."""

from __future__ import annotations

import pytest

from indexer.names import values


def tokens(text: str) -> list[str]:
    return [value.token for value in values.find(text)]


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("34-07555", "job:34-07555"),
        ("34-07555 (E)", "job:34-07555"),
        ("GE.34-07555(C)", "job:34-07555"),
        ("N3407555", "job:34-07555"),
        ("３４－０７５５５", "job:34-07555"),
        ("SC/99010", "press:SC/99010"),
        ("ga/shc/9901", "press:GA/SHC/9901"),
        ("SG/SM/99321", "press:SG/SM/99321"),
        ("SCA/9/34(14)", "note:SCA/9/34(14)"),
        ("SCA/9/34 (14)", "note:SCA/9/34(14)"),
        ("SCA/9/34", "note:SCA/9/34"),
        ("QDi.999", "entry:QDi.999"),
        ("KPE.999", "entry:KPe.999"),
    ],
)
def test_it_is_one_value_in_its_normal_form(text: str, token: str) -> None:
    assert tokens(text) == [token]
    assert tokens(f"见 {text}。See ({text}).") == [token, token]


@pytest.mark.parametrize(
    "text", ["1934-07555", "34-0755", "34-07555-1", "km/9/34", "and/or/123", "div.123", "QDi.99", "SC/12"]
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    kinds = {token.partition(":")[0] for token in tokens(text)}
    assert kinds <= {"num", "ord"}


def test_a_symbol_is_none() -> None:
    assert tokens("A/34/7555 and S/2034/99") == []
