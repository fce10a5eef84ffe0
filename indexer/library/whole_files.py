"""Replace a file as a whole, so that nobody ever reads half of it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from indexer.runtime import durable
from indexer.runtime.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file as a whole, durably.

    Raises:
        ConfigError: The disk refuses.

    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        durable.make(path.parent)
        draft.write_bytes(content)
        durable.sync(draft)
        draft.replace(path)
        durable.sync(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> ConfigError:
    """Return the error for a path to which the system refuses to write."""
    return ConfigError(
        f"{path} cannot be written: {error.strerror}.",
        "Check the folder, its permissions and the space on its disk.",
    )
