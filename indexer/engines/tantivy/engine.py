"""The engine as the seam has it: open the newest snapshot, ask it, write the next one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.engines.base import Changes
from indexer.engines.embedded import EmbeddedEngine
from indexer.engines.place import State
from indexer.engines.tantivy.panics import caught
from indexer.engines.tantivy.snapshot import Snapshot


class TantivyEngine(EmbeddedEngine[Snapshot]):
    """An index of tantivy's files, a folder for each state."""

    def _load(self, folder: Path, state: State) -> Snapshot:
        if os.access(folder, os.W_OK):
            return Snapshot(folder)
        from tempfile import TemporaryDirectory  # slow to import

        with TemporaryDirectory() as mirror:  # tantivy locks a file beside those that it opens
            for name in state.files:
                Path(mirror, name).symlink_to((folder / name).absolute())
            return Snapshot(Path(mirror))

    def _change(self, before: State | None, changes: Changes) -> State:
        from indexer.engines.tantivy.writing import change  # a question needs none of it

        return change(self._place, before, changes)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with super()._reading(), caught():
            yield
