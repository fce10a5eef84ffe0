"""The command `indexer` as after an upgrade that recognises something else in documents.

    python -m scripts.bench.upgraded_indexer build --if-stale

The version of the recognition is raised, so all is recognised again; what is recognised stays the same.
"""

from __future__ import annotations

import sys

from indexer.model import versions


def main() -> None:
    """Raise the version before other modules read it, and run the command."""
    if "indexer.library.updating" in sys.modules:
        raise RuntimeError("The version has been read already.")
    versions.RECOGNITION += 1
    from indexer.cli.indexer import main as indexer

    indexer()


if __name__ == "__main__":
    main()
