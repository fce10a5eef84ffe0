"""Makes the vectors of the sentences of a library.

That takes long, some 400 sentences a second, and needs an extra package: so it is a command of its own, and
never a part of building the index. Vectors of sentences that are still there are kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.answer.alignments import id_of
from indexer.answer.lookup_sentences import sentence_spans
from indexer.engines.base import Filter
from indexer.runtime import durable
from indexer.runtime.errors import CommandError
from indexer.vectors import encoder

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.answer.documents import HeldDocuments
    from indexer.library.kept_vectors import KeptVectors
    from indexer.vectors.vector_file import Bytes, PlacedSentence

_TOGETHER = 128
"""How many sentences are encoded at once."""


@dataclass(frozen=True, slots=True)
class BuiltVectors:
    """How many sentences have vectors now, and how many of these were made anew."""

    sentences: int
    new: int


def build(
    held: HeldDocuments, kept: KeptVectors, told: Callable[[int, int], None] | None = None
) -> BuiltVectors:
    """Make the vectors of all sentences that are held.

    Args:
        held: The documents.
        kept: Where the vectors are, and were before.
        told: Is told how many of how many new sentences are done.

    Raises:
        CommandError: The extra is not installed, or the file cannot be written.

    """
    if not encoder.is_installed():
        raise CommandError(
            "The extra vectors is not installed.", "Install it: pip install 'juanzong[vectors]'"
        )
    from indexer.vectors import vector_file

    sentences = {one.hash: (one, text) for one, text in _sentences(held)}
    before = kept.newest()
    known: dict[int, Bytes] = dict(before.kept(sentences)) if before else {}
    missing = [hashed for hashed in sentences if hashed not in known]
    for start in range(0, len(missing), _TOGETHER):
        some = missing[start : start + _TOGETHER]
        made = vector_file.quantised(encoder.encoded([sentences[hashed][1] for hashed in some]))
        known.update(zip(some, made, strict=True))
        if told:
            told(start + len(some), len(missing))
    places = [one for one, _ in sentences.values()]
    _write(kept.path, vector_file.to_bytes(places, [known[one.hash] for one in places]))
    return BuiltVectors(len(sentences), len(missing))


def _sentences(held: HeldDocuments) -> Iterator[tuple[PlacedSentence, str]]:
    """Yield the sentences of all documents, an official one last: of equal ones the last counts."""
    from indexer.vectors.vector_file import PlacedSentence, hash_of

    heads = sorted(held.heads(limit=None), key=lambda head: head.edition != "digest")
    for head in heads:
        for record in held.units(Filter("document", (f"{head.symbol}:{head.language}",))):
            text = record.paragraph.text
            for start, end in sentence_spans(text, head.language):
                sentence = text[start:end]
                yield (
                    PlacedSentence(id_of(record), start, end, hash_of(sentence), head.language),
                    sentence,
                )


def _write(path: Path, pieces: Iterator[bytes]) -> None:
    """Write the file whole, or leave the one before."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        durable.make(path.parent)
        with draft.open("wb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
        durable.sync(path.parent)
    except OSError as error:
        raise CommandError(
            f"{path} cannot be written: {error.strerror}.",
            "Check the folder, its permissions and the space on its disk.",
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
