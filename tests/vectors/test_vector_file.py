"""The file of vectors: what was written is found again, and what is damaged is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.vectors import encoder
from indexer.vectors.vector_file import PlacedSentence, VectorFile, hash_of, quantised, to_bytes
from tests.growth import assert_linear, repeated

TEXTS = [f"sentence {number}" for number in range(50)]


def vectors() -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    made = np.random.default_rng(1).normal(size=(len(TEXTS), encoder.SIZE)).astype(np.float32)
    found: np.ndarray[tuple[int, int], np.dtype[np.float32]] = made / np.linalg.norm(
        made, axis=1, keepdims=True
    )
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    places = [
        PlacedSentence(f"S/1:en:main:{at}", at, at + 9, hash_of(text), "zh" if at % 5 == 0 else "en")
        for at, text in enumerate(TEXTS)
    ]
    path = tmp_path / "sentences.vectors"
    path.write_bytes(b"".join(to_bytes(places, quantised(vectors()))))
    return path


def test_each_sentence_is_nearest_to_itself(file: Path) -> None:
    opened = VectorFile(file)
    assert len(opened) == len(TEXTS)
    for at, vector in enumerate(vectors()):
        cosines = opened.cosines(vector)
        near = opened.nearest(cosines, "zh" if at % 5 == 0 else "en", 3)
        assert (near[0].sentence.unit, near[0].sentence.start) == (f"S/1:en:main:{at}", at)
        assert near[0].cosine == pytest.approx(1, abs=0.01)
        assert [one.cosine for one in near] == sorted((one.cosine for one in near), reverse=True)
        row = opened.row(TEXTS[at])
        assert row is not None
        assert cosines[row] == pytest.approx(near[0].cosine)
        assert opened.vector(row) == pytest.approx(vector, abs=0.01)


def test_only_sentences_of_the_language_are_near(file: Path) -> None:
    opened = VectorFile(file)
    near = opened.nearest(opened.cosines(vectors()[0]), "zh", 100)
    assert {one.sentence.language for one in near} == {"zh"}
    assert len(near) == 10


def test_a_sentence_without_a_row_has_none(file: Path) -> None:
    opened = VectorFile(file)
    assert opened.row("another sentence") is None
    assert list(opened.kept((hash_of(TEXTS[3]), 7))) == [hash_of(TEXTS[3])]


def test_a_library_without_sentences_has_a_file(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.write_bytes(b"".join(to_bytes([], np.zeros((0, encoder.SIZE), np.int8))))
    opened = VectorFile(path)
    assert opened.nearest(opened.cosines(vectors()[0]), "en", 5) == ()
    assert opened.row("a") is None


@pytest.mark.parametrize("kept", [0, 1, 20, 200, 5_000, -1])
def test_a_file_that_was_cut_off_is_refused(file: Path, kept: int) -> None:
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises((ValueError, KeyError, OSError)):
        VectorFile(file)


def test_a_file_of_another_version_is_refused(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(encoder.VERSION.encode(), b"another-encoder", 1))
    with pytest.raises(ValueError, match=r".*"):
        VectorFile(file)


def test_hashes_take_time_like_the_length() -> None:
    assert_linear(hash_of, repeated("a会"))
