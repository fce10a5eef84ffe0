"""Read `meta.json`, in which tantivy lists the parts of an index. Its format is undocumented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from indexer.engines import private

CONTENTS = "meta.json"
BLOCK_SIZE = "docstore_blocksize"
_SETTINGS = (BLOCK_SIZE,)
_SEGMENT = ("deletes", "segment_id")


def read(folder: Path) -> dict[str, Any]:
    """Return the content of `meta.json` in a folder.

    Raises:
        ConfigError: A key is missing that the tried versions of tantivy write.

    """
    found: dict[str, Any] = json.loads((folder / CONTENTS).read_text("utf-8"))
    settings, segments = found.get("index_settings", {}), found.get("segments", ({},))
    lacking = {name for name in _SETTINGS if name not in settings}
    lacking |= {name for segment in segments for name in _SEGMENT if name not in segment}
    if lacking:
        raise private.unknown("tantivy", (f"{name} in {CONTENTS}" for name in lacking))
    return found
