"""The engine that implements the protocol with tantivy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.engines.base import Changes
from indexer.engines.embedded import EmbeddedEngine
from indexer.engines.index_directory import Generation
from indexer.engines.tantivy.panics import caught
from indexer.engines.tantivy.snapshot import Snapshot


class TantivyEngine(EmbeddedEngine[Snapshot]):
    """An index of tantivy's files, with one folder for each state."""

    def _load(self, folder: Path, state: Generation) -> Snapshot:
        """Open the snapshot of a state.

        In a folder that is read-only the files are opened through links in a temporary folder, since tantivy
        puts a lock file beside the files that it opens. A thread of its own may do so once more while that
        folder is removed, which then stays behind.
        """
        if os.access(folder, os.W_OK):
            return Snapshot(folder)
        from tempfile import TemporaryDirectory  # slow to import

        with TemporaryDirectory(ignore_cleanup_errors=True) as mirror:
            for name in state.files:
                Path(mirror, name).symlink_to((folder / name).absolute())
            return Snapshot(Path(mirror))

    def _change(self, before: Generation | None, changes: Changes) -> Generation:
        from indexer.engines.tantivy.writing import change  # searches do not need it

        return change(self._place, before, changes)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with super()._reading(), caught():
            yield
