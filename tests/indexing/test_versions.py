"""A step that makes something else of the same texts has a new version, or libraries would keep the old."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from indexer.model.document import Given, Source
from indexer.model.versions import READINGS, RECOGNITION, reading
from indexer.names import annotate
from indexer.reading import read
from indexer.reading.base import READERS
from indexer.runtime.errors import InputError
from indexer.structure.assembly import structure

ROOT = Path(__file__).parents[2]
RECORDED = ROOT / "tests" / "golden" / "versions.json"


def recognised(source: Source) -> bytes:
    """Return what is recognised in a source, or why nothing is."""
    for given in (Given(), Given(symbol="S/2000/1"), Given(symbol="S/2000/1", language="en")):
        try:
            return msgspec.msgpack.encode(annotate(structure(source, given)))
        except InputError as error:
            refusal = str(error)
    return refusal.encode()


def digest(found: Iterator[bytes]) -> str:
    total = hashlib.sha256()
    for one in found:
        total.update(hashlib.sha256(one).digest())
    return total.hexdigest()[:16]


@pytest.mark.parametrize(
    ("version", "made"),
    [
        (f"recognition {RECOGNITION}", recognised),
        (reading("txt"), msgspec.msgpack.encode),
    ],
)
def test_what_is_made_of_the_texts_at_hand_has_a_version(
    real_texts: tuple[Path, ...], version: str, made: Callable[[Source], bytes]
) -> None:
    now = digest(made(read(path)) for path in real_texts)
    recorded = json.loads(RECORDED.read_text("utf-8")).get(version)
    assert now == recorded, (
        f"The texts at hand now give {now} and not {recorded}, as {version} did. If that is meant, and "
        f"the last release has this version, raise it in indexer/model/versions.py; put {now} in {RECORDED}."
    )


def test_only_formats_that_are_read_have_versions() -> None:
    assert set(READINGS) <= {reader.suffixes[0].removeprefix(".") for reader in READERS}
