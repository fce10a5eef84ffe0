"""Vectors of a library: made, kept, used where they are, and done without where they are not."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import md5
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from indexer.library.library import Library
from indexer.model.document import Given
from indexer.runtime.errors import CommandError
from indexer.vectors import encoder
from tests import shelf
from tests.growth import assert_linear, repeated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.terminal import Terminal

SAME = {"The quick meeting ended.", "Das schnelle Treffen endete kurz darauf in Wien."}


def invented(sentences: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Return vectors that are far from one another but for the sentences in SAME."""
    rows = []
    for text in sentences:
        seed = 0 if text in SAME else int(md5(text.encode(), usedforsecurity=False).hexdigest()[:8], 16)
        rows.append(np.random.default_rng(seed).normal(size=encoder.SIZE))
    made = np.array(rows, np.float32)
    found: np.ndarray[tuple[int, int], np.dtype[np.float32]] = made / np.linalg.norm(
        made, axis=1, keepdims=True
    )
    return found


@pytest.fixture
def encoding(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put an invented encoder in the place of the package; return what it encodes."""
    seen: list[str] = []

    def encoded(sentences: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        seen.extend(sentences)
        return invented(sentences)

    monkeypatch.setattr(encoder, "is_installed", lambda: True)
    monkeypatch.setattr(encoder, "encoded", encoded)
    return seen


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(shelf.config(tmp_path / "library"))
    text = shelf.REPORT + "\n"
    opened.add([shelf.written(tmp_path / "a.txt", text)], Given())
    with opened:
        yield opened


def first_sentence(library: Library) -> tuple[str, str]:
    """Return the id and the first sentence of a unit."""
    from indexer.answer.lookup_sentences import sentence_spans

    unit = next(one for one in library.document("S/2021/77").paragraphs if one.kind == "paragraph")
    start, end = next(sentence_spans(unit.text, unit.language))
    return unit.id, unit.text[start:end]


def test_vectors_are_made_once(library: Library, encoding: list[str]) -> None:
    first = library.build_vectors()
    assert first.sentences == first.new == len(encoding) > 3
    second = library.build_vectors()
    assert (second.sentences, second.new) == (first.sentences, 0)
    assert len(encoding) == first.sentences


def test_a_sentence_is_found_that_shares_no_word(
    library: Library, encoding: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, held = first_sentence(library)
    asked = "Zebra quorum wanderlust."
    monkeypatch.setattr("tests.library.test_vectors.SAME", {held, asked})
    assert library.lookup(asked, 1).found == 0
    library.build_vectors()
    (sentence,) = library.lookup(asked, 1).sentences
    matches = sentence.same_language + sentence.other_language
    assert [(one.unit.id, one.meaning, one.percentage) for one in matches] == [(name, 99, 0)]
    assert encoding[-1] == asked


def test_a_sentence_that_is_kept_is_not_encoded_again(library: Library, encoding: list[str]) -> None:
    library.build_vectors()
    _, held = first_sentence(library)
    encoding.clear()
    (sentence,) = library.lookup(held, 1).sentences
    assert (sentence.same_language[0].percentage, encoding) == (100, [])


def test_a_document_that_was_removed_is_not_found_any_more(library: Library, encoding: list[str]) -> None:
    library.build_vectors()
    _, held = first_sentence(library)
    library.remove("S/2021/77")
    library.refresh()
    assert encoding
    assert library.lookup(held, 1).found == 0


@pytest.mark.parametrize("content", [b"", b"{}\n", b"\x00" * 1_000, b"[1]\n", b'{"format": 1}\n'])
def test_a_damaged_file_stops_no_answer(
    library: Library, encoding: list[str], content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    library._vectors.path.write_bytes(content)
    _, held = first_sentence(library)
    (sentence,) = library.lookup(held, 1).sentences
    assert (sentence.same_language[0].percentage, sentence.same_language[0].meaning) == (100, None)
    assert "indexer vectors build" in caplog.text
    assert library.build_vectors().new == len(encoding)


def test_similar_units_are_found_with_and_without(digests: Library) -> None:
    found = digests.similar("S/2019/986", "en", "annex", "12")
    assert not found.is_by_vectors
    assert "S/2020/1308:en:annex:13" in [one.id for one in found.same_language[:3]]
    assert "S/2020/1308:zh:annex:13" in [one.id for one in found.other_language]
    ids = {one.id for one in (*found.same_language, *found.other_language)}
    assert ids.isdisjoint({"S/2019/986:en:annex:12", "S/2019/986:zh:annex:12"})


def test_similar_units_count_vectors(library: Library, encoding: list[str]) -> None:
    library.build_vectors()
    encoding.clear()
    name, _ = first_sentence(library)
    symbol, language, part, locator = name.split(":")
    assert language == "zh"
    found = library.similar(symbol, "zh", part, locator)
    assert (found.is_by_vectors, encoding) == (True, [])


def test_without_the_extra_the_command_says_what_to_install(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder, "is_installed", lambda: False)
    with pytest.raises(CommandError, match="extra vectors"):
        library.build_vectors()


def test_the_command(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert terminal("indexer", "add", str(shelf.written(tmp_path / "a.txt", shelf.REPORT))).status == 0
    done = terminal("indexer", "vectors", "build")
    assert (done.status, done.out) == (
        0,
        f"{len(encoding)} sentences have vectors, {len(encoding)} of them new.\n",
    )


def test_the_package_finds_a_translation() -> None:
    pytest.importorskip(encoder.PACKAGE)
    asked, right, wrong = encoder.encoded(
        ["The Committee held three meetings.", "委员会举行了三次会议。", "今天天气很好。"]
    )
    assert asked @ right > 0.6 > asked @ wrong


def test_the_package_takes_time_like_the_length_up_to_a_limit() -> None:
    pytest.importorskip(encoder.PACKAGE)
    assert_linear(lambda text: encoder.encoded((text,)), repeated("会议 a "), largest=16_384)
