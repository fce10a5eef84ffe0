"""The command `webui` over the documents that come with the project, and the browser that visits it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.library.library import Library
from indexer.runtime import config

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Playwright

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
WEBUI = Path(sys.executable).with_name("webui")
GREETING = "Serving on "
VARIABLE = "JUANZONG_CHROMIUM"
QUIET = (
    "--no-sandbox",  # a container has no user namespaces, and the only site visited is ours
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def serving(place: Path) -> Iterator[str]:
    """Serve the documents of `corpus/` from an index below `place`; give the address without a slash."""
    settings = place / "config.toml"
    settings.write_text(f'[library]\ncorpora = ["{CORPUS}"]\nindex = "index"\n', encoding="utf-8")
    with closing(Library(config.load(settings))) as library:
        library.build()
    command = [str(WEBUI), "--port", "0", "--workers", "1", "--config", str(settings)]
    with (
        (place / "server.log").open("wb") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as server,
    ):
        try:
            yield _address(server)
        finally:
            server.terminate()


def _address(server: subprocess.Popen[str]) -> str:
    """Wait until the server listens, and return where."""
    for line in server.stdout or ():
        if line.startswith(GREETING):
            return line.removeprefix(GREETING).split()[0].rstrip("/")
    message = f"{WEBUI} ended without serving."
    raise RuntimeError(message)


def chromium() -> str | None:
    """Return where Chromium is: `$JUANZONG_CHROMIUM`, or `chromium` on the path, or None."""
    return os.environ.get(VARIABLE) or shutil.which("chromium")


def launch(playwright: Playwright, executable: str) -> Browser:
    """Start Chromium so that it asks nothing of the network by itself."""
    return playwright.chromium.launch(executable_path=executable, args=list(QUIET))
