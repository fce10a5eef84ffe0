"""The fingerprint: equal in every process, another when anything that makes tokens changes."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from indexer.analysis import analyser_version, fingerprint, vocabulary
from indexer.analysis.analyser_version import forms_fingerprint
from indexer.language.en import spelling, stems
from indexer.text import folding, normalising


def test_it_is_the_same_in_every_process() -> None:
    code = "from indexer.analysis import fingerprint; print(fingerprint())"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        printed = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
        )
        assert printed.stdout.strip() == fingerprint()


@pytest.mark.parametrize("change", ["schema", "normalising", "folding", "dictionary", "words", "stemmer"])
def test_whatever_makes_tokens_counts(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    match change:
        case "schema":
            monkeypatch.setattr(analyser_version, "SCHEMA", analyser_version.SCHEMA + 1)
        case "normalising":
            monkeypatch.setattr(normalising, "identity", lambda: "other")
        case "folding":
            monkeypatch.setattr(folding, "identity", lambda: "other")
        case "dictionary":
            monkeypatch.setattr(analyser_version, "_PACKAGES", ("jieba", "not-installed"))
        case "words":
            other = replace(vocabulary.sources(), terms=("别的",))
            monkeypatch.setattr(vocabulary, "sources", lambda: other)
        case _:
            monkeypatch.setattr(stems, "ALGORITHM", "porter")
    fingerprint.cache_clear()
    try:
        assert fingerprint() != before
    finally:
        fingerprint.cache_clear()


@pytest.mark.parametrize("change", ["normalising", "folding", "spelling", "version", "words"])
def test_what_decides_the_forms_of_words_counts(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = forms_fingerprint()
    match change:
        case "normalising":
            monkeypatch.setattr(normalising, "identity", lambda: "other")
        case "folding":
            monkeypatch.setattr(folding, "identity", lambda: "other")
        case "spelling":
            monkeypatch.setattr(spelling, "ROOTS", spelling.ROOTS[1:])
        case "version":
            monkeypatch.setattr(analyser_version, "_version", lambda package: f"{package}-0.0.dist-info")
        case _:
            other = replace(vocabulary.sources(), terms=("别的",))
            monkeypatch.setattr(vocabulary, "sources", lambda: other)
    forms_fingerprint.cache_clear()
    try:
        assert (forms_fingerprint() == before) == (change == "words")
    finally:
        forms_fingerprint.cache_clear()


def test_versions_are_those_installed() -> None:
    assert "0.42.1" in analyser_version._version("jieba")
    assert analyser_version._version("rjieba").startswith("rjieba-")


def test_nothing_heavy_is_loaded_for_a_question_without_han_or_english_words() -> None:
    code = (
        "import sys; from indexer.analysis import exact, words, fingerprint;"
        "exact('联络人 S/2019/986'); words('S/2019/986'); fingerprint();"
        "print({'rjieba', 'jieba', 'opencc', 'snowballstemmer', 'importlib.metadata'} & set(sys.modules))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "set()"
