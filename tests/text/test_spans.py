"""Stretches of a text: which are taken, masked, joined, and those between two signs."""

from __future__ import annotations

from indexer.text.spans import Taken, enclosed, masked, merged


def test_what_is_taken_is_taken_once() -> None:
    taken = Taken(9, [(0, 1)])
    assert taken.take(2, 5)
    assert not taken.take(4, 6)
    assert taken.is_free(5, 9)
    assert not taken.is_free(0, 2)


def test_an_empty_stretch_is_always_free() -> None:
    assert Taken(3, [(0, 3)]).take(1, 1)


def test_masking_keeps_the_length() -> None:
    assert masked("abcdef", [(4, 6), (1, 2)], "|") == "a|cd||"
    assert masked("abcdef", [(0, 3), (2, 4)], "|") == "||||ef"
    assert masked("", [], "|") == ""


def test_overlapping_stretches_become_one() -> None:
    assert merged([(4, 6), (0, 3), (2, 5)]) == ((0, 6),)
    assert merged([(0, 2), (2, 4)]) == ((0, 2), (2, 4))


def test_stretches_between_signs_are_apart() -> None:
    closers = {"(": ")", "“": '”"'}
    assert list(enclosed('a(b(c)d) “e)"', closers)) == [(1, 6), (9, 13)]


def test_of_signs_that_nothing_closes_the_first_of_each_kind_is_told() -> None:
    assert list(enclosed("((“((", {"(": ")", "“": "”"})) == [(0, None), (2, None)]
