"""What is installed from a wheel works where there is nothing else: no checkout, no configuration."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.shelf import DIGEST, MANIFEST, written
from tests.terminal import Outcome, without_progress

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("indexer", "webui", "corpus", "pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
OFFLINE = ("--quiet", "--no-deps", "--no-index", "--no-cache-dir")


def run(*words: str, cwd: Path) -> Outcome:
    """Run a command in a folder, by itself: nothing of the checkout is on its path."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    return Outcome(done.returncode, done.stdout, done.stderr)


def wheel(source: Path, place: Path) -> Path:
    """Build a wheel with what is installed here."""
    build = ("wheel", *OFFLINE, "--no-build-isolation", "--wheel-dir", str(place), str(source))
    done = run(*PIP, *build, cwd=place.parent)
    assert done.status == 0, done.err
    return next(place.glob("juanzong-*.whl"))


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of what the project is built from, so that nothing is left in the checkout."""
    place = tmp_path_factory.mktemp("tree")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, place / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, place)
    return place


@pytest.fixture(scope="module")
def built(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel(tree, tmp_path_factory.mktemp("wheel") / "built")


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the commands of a fresh environment that has the wheel, and borrows what it depends on."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    made = run(sys.executable, "-m", "venv", "--without-pip", str(place), cwd=place.parent)
    assert made.status == 0, made.err
    python = str(place / "bin" / "python")
    done = run(*PIP, "--python", python, "install", *OFFLINE, str(built), cwd=place.parent)
    assert done.status == 0, done.err
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(python, "-c", where, cwd=place).out.strip())
    written(packages / "borrowed.pth", sysconfig.get_path("purelib") + "\n")
    return place / "bin"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return tmp_path


def contents(path: Path, *, without: Sequence[str] = ("RECORD",)) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.endswith(tuple(without))]
        return {name: archive.read(name) for name in names}


def test_a_wheel_holds_the_digests_as_they_are(built: Path) -> None:
    held = contents(built)
    files = [path for path in (ROOT / "corpus").rglob("*") if path.is_file()]
    said = {f"indexer/digests/{path.relative_to(ROOT / 'corpus')}": path.read_bytes() for path in files}
    assert said == {name: held[name] for name in held if name.startswith("indexer/digests/")}
    assert {name.partition("/")[0] for name in held if "dist-info" not in name} == {"indexer", "webui"}


def test_a_wheel_refuses_a_python_that_is_too_old(built: Path) -> None:
    (told,) = (content for name, content in contents(built).items() if name.endswith("/METADATA"))
    assert message_from_bytes(told)["Requires-Python"] == ">=3.11"


def test_a_source_distribution_builds_the_same_wheel(tree: Path, built: Path, tmp_path: Path) -> None:
    make = f"from setuptools.build_meta import build_sdist; build_sdist({str(tmp_path)!r})"
    done = run(sys.executable, "-c", make, cwd=tree)
    assert done.status == 0, done.err
    (archive,) = tmp_path.glob("juanzong-*.tar.gz")
    assert contents(wheel(archive, tmp_path / "again")) == contents(built)


def test_the_digests_are_the_library_of_an_empty_folder(installed: Path, empty: Path) -> None:
    done = run(str(installed / "indexer"), "build", cwd=empty)
    assert (done.status, without_progress(done.err)) == (0, "")
    assert "4 documents, " in done.out
    assert f"the digests that come with Juanzong; the index is in {empty / 'var' / 'index'}." in done.out
    found = run(str(installed / "search"), "联络人", cwd=empty)
    assert found.status == 0
    assert "S/2019/986" in found.out
    assert "本项目自编提要" in found.out
    assert (
        run(str(installed / "indexer"), "build", "--if-stale", cwd=empty).out == "The index is up to date.\n"
    )


def test_pages_and_api_have_all_they_need(installed: Path, empty: Path) -> None:
    assert run(str(installed / "indexer"), "build", cwd=empty).status == 0
    code = (
        "import json; from indexer.runtime import config; from webui import create_app\n"
        "client = create_app(config.load()).test_client()\n"
        "pages = ('/?q=联络人&lang=zh', '/zh/S/2019/986', '/static/style.css', '/api/v1/search?q=Chile')\n"
        "answers = [client.get(page) for page in pages]\n"
        "print(json.dumps([[one.status_code, '检索' in one.text] for one in answers]))"
    )
    done = run(str(installed / "python"), "-c", code, cwd=empty)
    assert done.err == ""
    assert [status for status, _ in json.loads(done.out)] == [200] * 4
    assert json.loads(done.out)[0] == [200, True]


def test_additions_stand_beside_the_digests(installed: Path, empty: Path) -> None:
    path = written(empty / "own.txt", DIGEST)
    assert run(str(installed / "indexer"), "add", str(path), cwd=empty).status == 0
    assert "var/library" in str(next(empty.rglob("catalog.sqlite")))
    assert run(str(installed / "indexer"), "list", cwd=empty).out.count("\n") == 5


def test_a_corpus_of_ones_own_takes_the_place_of_the_digests(installed: Path, empty: Path) -> None:
    written(empty / "corpus" / "digest.txt", DIGEST)
    written(empty / "corpus" / "manifest.toml", MANIFEST)
    done = run(str(installed / "indexer"), "build", cwd=empty)
    assert "1 document, " in done.out
    assert "come with Juanzong" not in done.out


def test_a_configuration_that_names_corpora_has_no_others(installed: Path, empty: Path) -> None:
    written(empty / "config.toml", '[library]\ncorpora = ["mine"]\n')
    assert "0 documents, " in run(str(installed / "indexer"), "build", cwd=empty).out


def test_a_command_tells_the_version_of_the_wheel(installed: Path, built: Path, empty: Path) -> None:
    for name in ("search", "indexer", "webui"):
        done = run(str(installed / name), "--version", cwd=empty)
        assert done.out.split()[-1] == built.name.split("-")[1]
