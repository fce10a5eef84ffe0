"""A library of so many short documents, in a folder of its own, and the commands that change it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scripts.bench import short_documents
from scripts.bench.cold_start import ADDED
from scripts.bench.contender_process import ROOT
from scripts.bench.contenders.contender import folder_size
from scripts.bench.process_memory import Ran, run, worked
from scripts.bench.sentences import Material
from scripts.figures import BIN

ENGINE = "tantivy"
CATALOG = "catalog.sqlite"
KEPT = "A-50-1.zh.txt"
MANIFEST = f"""\
[[document]]
file = "{KEPT}"
symbol = "A/50/1"
language = "zh"
edition = "digest"
"""
CONFIG = f"""\
[library]
corpora = ["kept", "added"]
index = "index"
engine = "{ENGINE}"
"""


@dataclass(frozen=True, slots=True)
class Disk:
    """Sizes on the disk, in bytes."""

    catalog: int
    files: int
    index: int


@dataclass(frozen=True, slots=True)
class Spent:
    """What so many documents took: seconds of wall time, and of processor time if that was measured."""

    documents: int
    seconds: float
    processor: float = 0.0

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            self.documents + other.documents,
            self.seconds + other.seconds,
            self.processor + other.processor,
        )

    @property
    def rate(self) -> float:
        """Documents a second."""
        return self.documents / self.seconds

    @property
    def each(self) -> float:
        """Milliseconds of processor time for each document."""
        return 1000 * self.processor / self.documents


@dataclass(frozen=True, slots=True)
class DocumentLibrary:
    """A library: its folder, and how many documents are added to it."""

    place: Path
    documents: int

    @property
    def config(self) -> Path:
        """The file of the configuration."""
        return self.place / "config.toml"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of commands for this library."""
        return {**os.environ, "JUANZONG_CONFIG": str(self.config)}

    def begin(self, material: Material) -> Path:
        """Make a library that holds nothing but a document kept by hand; return the folder of the texts."""
        for folder in ("kept", "added", "index", "new"):
            shutil.rmtree(self.place / folder, ignore_errors=True)
        for folder in ("kept", "new"):
            (self.place / folder).mkdir(parents=True)
        self.config.write_text(CONFIG, encoding="utf-8")
        (self.place / "kept" / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
        self.change_kept(0)
        self.indexer("build")
        return short_documents.write(self.place, material, self.documents)

    def change_kept(self, number: int) -> None:
        """Change the document that is kept by hand."""
        (self.place / "kept" / KEPT).write_text(_extra("A/50/1", number), encoding="utf-8")

    def new_file(self, number: int) -> Path:
        """Write a file that the library does not hold, and return its path."""
        path = self.place / "new" / f"{number}.txt"
        path.write_text(_extra(f"S/2026/{number}", number), encoding="utf-8")
        return path

    def indexer(self, *arguments: str) -> Ran:
        """Run the command `indexer`."""
        return run([str(BIN / "indexer"), *arguments], self.environment)

    def upgraded_indexer(self, *arguments: str) -> Ran:
        """Run the command `indexer` as of a version that recognises anew."""
        return run([sys.executable, "-m", "scripts.bench.upgraded_indexer", *arguments], self.environment)

    def bare_analysis(self, first: int, last: int) -> Spent:
        """Analyse documents with nothing written, in a process of its own."""
        command = [sys.executable, "-m", "scripts.bench.bare_analysis", str(self.place / "texts")]
        before = worked()
        said = subprocess.run(
            [*command, str(first), str(last)], cwd=ROOT, check=True, capture_output=True, text=True
        )
        return Spent(last - first, float(said.stdout), worked() - before)

    def disk(self) -> Disk:
        """Return what the library takes on the disk."""
        catalog = (self.place / "added" / CATALOG).stat().st_size
        return Disk(catalog, folder_size(self.place / "added") - catalog, folder_size(self.place / "index"))


def _extra(symbol: str, number: int) -> str:
    word = "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in f"{number:04d}")
    return ADDED.format(symbol=symbol, word=word)
