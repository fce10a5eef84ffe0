"""The first requests of a worker come at once: whatever is made ready then is made ready once, or safely."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from indexer.library.library import Library

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = """
import sys
from pathlib import Path
from threading import Barrier, Thread

sys.setswitchinterval(1e-6)  # threads take turns as often as they can

from tests import site
from tests.shelf import config
from indexer.library.library import Library

library = Library(config(Path(sys.argv[1]), *map(Path, sys.argv[2:])))
library.open()
app = site.client(library).application
statuses = []


def ask(path):
    gate.wait()
    statuses.append(app.test_client().get(path).status_code)


for path in ("/api/v1/document?symbol=S/2019/986&language=zh", "/zh/S/2019/986?find=1540", "/?q=1540"):
    gate = Barrier(4)
    threads = [Thread(target=ask, args=(path,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print(*statuses)
"""


@pytest.mark.slow
def test_the_first_requests_may_come_at_once(digests: Library) -> None:
    shelf = digests.config.library
    for _ in range(15):
        command = [sys.executable, "-c", AT_ONCE, str(shelf.index.parent), *map(str, shelf.corpora[:-1])]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout.split()) == (0, ["200"] * 12), done.stderr
