"""What users see is what it was: help, the OpenAPI document, an answer and a refusal of each kind.

`tests/snapshots.py` says how a difference is read and the files are written anew.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from indexer.cli.indexer import indexer
from indexer.cli.search import search
from indexer.library.library import Library
from indexer.model.document import Given
from tests import site
from tests.shelf import ENGLISH, REPORT, config, written
from tests.snapshots import FOLDER, Snapshots, difference, laid_out
from tests.terminal import Terminal
from webui.serve import webui

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

VOLATILE = {
    "score": "BM25 of the engine, no promise of ours",
    "version": "of the package: changes with each release",
    "fingerprint": "of dictionaries and analysis: changes with their packages",
}
"""Values that change though nothing does that a reader relies on, each with the reason."""

GROUPS = {"search": search, "indexer": indexer, "webui": webui}
HELP = [
    ("search",),
    ("webui",),
    ("indexer",),
    *(("indexer", name) for name in sorted(indexer.commands)),
]

ANSWERS = {
    "search-words": "/api/v1/search?q=联络人 培训班&per_page=2",
    "search-phrase": '/api/v1/search?q="points of contact"&kind=paragraph&year=2019&language=en&per_page=2',
    "search-near": '/api/v1/search?q="monitoring implementation"~3&per_page=1&language=en',
    "search-filters-and-facets": "/api/v1/search?q=assistance&state=CHL&state=PER&year=2019&not.kind=heading",
    "search-events": "/api/v1/search?kind=event&language=zh&from=2019-04&to=2019-04-10&sort=date",
    "search-symbol": "/api/v1/search?q=S/2019/986&per_page=1",
    "search-number-without-year": "/api/v1/search?q=UNSCR 1540 matchmaking&per_page=1",
    "search-pasted-citation": "/api/v1/search?q=S/2019/986，附件，第11段&per_page=1",
    "search-cited-paragraph": "/api/v1/search?q=第1977(2011)号决议第9段&per_page=1",
    "search-relaxed": "/api/v1/search?q=援助 匹配 齉齾&per_page=1",
    "search-no-hit": "/api/v1/search?q=齉齾",
    "search-misspelt": "/api/v1/search?q=worksop",
    "search-state-expanded": "/api/v1/search?q=Togo&per_page=2",
    "search-state-unexpanded": "/api/v1/search?q=Togo&translate=0&per_page=1",
    "search-second-page": "/api/v1/search?q=assistance&page=2&per_page=1&sort=-date",
    "documents": "/api/v1/documents",
    "states": "/api/v1/states?per_page=3&sort=count",
    "state": "/api/v1/state?code=CHL&per_page=2",
    "roles": "/api/v1/roles?code=CHL&per_page=2",
    "events": "/api/v1/events?from=2019-04-01&to=2019-04-10&language=en",
    "health": "/api/v1/health",
}
"""What the API answers of the project's own documents."""

OF_THE_SHELF = {
    "document": "/api/v1/document?symbol=S/2021/77&language=en",
    "paragraph": "/api/v1/paragraph?symbol=S/2021/77&language=zh&part=annex&paragraph=2(a)",
}
"""What it answers of two small documents of the tests, since whole ones are long."""

REFUSALS = {
    "unknown-parameter": "/api/v1/search?q=Chile&colour=blue",
    "bad-value": "/api/v1/search?q=Chile&year=long",
    "unknown-state": "/api/v1/search?state=Malawy",
    "page-too-deep": "/api/v1/search?q=Chile&page=501",
    "page-of-too-many": "/api/v1/search?q=Chile&per_page=101",
    "repeated-parameter": "/api/v1/search?q=a&q=b",
    "question-too-long": "/api/v1/search?q=" + "a" * 3_001,
    "missing-parameter": "/api/v1/paragraph?symbol=S/2019/986",
    "no-symbol": "/api/v1/document?symbol=no symbol",
    "unknown-document": "/api/v1/document?symbol=S/RES/1540(2004)",
    "unknown-paragraph": "/api/v1/paragraph?symbol=S/2019/986&paragraph=999",
    "unknown-endpoint": "/api/v1/nothing",
}

PRINTED = {
    "search-text": ("search", "委员会", "请求", "--per-page", "2", "--facets"),
    "search-relaxed": ("search", "智利", "秘鲁", "齉齾", "--per-page", "1"),
    "search-state-expanded": ("search", "Chile", "--per-page", "2"),
    "search-no-hit": ("search", "齉齾"),
    "search-csv": ("search", "Chile", "--format", "csv", "--all", "--kind", "paragraph"),
    "indexer-list": ("indexer", "list"),
    "indexer-show": ("indexer", "show", "S/2021/77", "--language", "en"),
    "indexer-check": ("indexer", "check"),
}
"""What the commands print of the small documents."""
SCORE = re.compile(r"(?<=,)\d+\.\d+(?=,/)")
"""The score of a hit in CSV, before its address."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Give a library of the small documents."""
    place = tmp_path_factory.mktemp("shelf")
    paths = [written(place / "zh.txt", REPORT), written(place / "en.txt", ENGLISH)]
    library = Library(config(place))
    library.add(paths, Given())
    with library:
        yield library


@pytest.mark.parametrize("words", HELP, ids=" ".join)
def test_help(words: tuple[str, ...], snapshot: Snapshots) -> None:
    name, *subcommand = words
    told = CliRunner().invoke(GROUPS[name], [*subcommand, "--help"], prog_name=name, terminal_width=80)
    assert told.exit_code == 0
    snapshot(FOLDER / "help" / f"{'-'.join(words)}.txt", told.output)


def test_openapi_document(digests: Library, snapshot: Snapshots) -> None:
    document = site.client(digests).get("/api/v1/openapi.json").json
    text = json.dumps(steady(document), ensure_ascii=False, indent=1, sort_keys=True)
    snapshot(FOLDER / "openapi.json", f"{text}\n")


@pytest.mark.parametrize("name", ANSWERS)
def test_answer(name: str, digests: Library, snapshot: Snapshots) -> None:
    address = ANSWERS[name]
    language = "en" if address.isascii() else "zh"
    snapshot(FOLDER / "api" / f"{name}.json", exchange(site.client(digests), address, language))


@pytest.mark.parametrize("name", OF_THE_SHELF)
def test_answer_of_the_shelf(name: str, shelf: Library, snapshot: Snapshots) -> None:
    snapshot(FOLDER / "api" / f"{name}.json", exchange(site.client(shelf), OF_THE_SHELF[name], "en"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", REFUSALS)
def test_refusal(name: str, language: str, digests: Library, snapshot: Snapshots) -> None:
    told = exchange(site.client(digests), REFUSALS[name], language)
    assert '"application/problem+json"' in told
    snapshot(FOLDER / "refusals" / f"{name}.{language}.json", told)


@pytest.mark.parametrize("name", PRINTED)
def test_command(
    name: str, shelf: Library, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshots
) -> None:
    place = shelf.config.library.index.parent
    written(place / "config.toml", '[library]\ncorpora = ["added"]\nindex = "index"\n')
    monkeypatch.chdir(place)
    done = terminal(*PRINTED[name])
    out = SCORE.sub("<score>", done.out.replace("\r\n", "\n"))
    told = f"$ {' '.join(PRINTED[name])}\n{out}-- status {done.status}, errors:\n{done.err}"
    snapshot(FOLDER / "commands" / f"{name}.txt", told)


def test_every_file_is_compared() -> None:
    compared = {f"help/{'-'.join(words)}.txt" for words in HELP} | {"openapi.json"}
    compared |= {f"api/{name}.json" for name in ANSWERS | OF_THE_SHELF}
    compared |= {f"refusals/{name}.{language}.json" for name in REFUSALS for language in ("en", "zh")}
    compared |= {f"commands/{name}.txt" for name in PRINTED}
    assert {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()} == compared


def test_a_difference_is_told_by_its_lines(tmp_path: Path) -> None:
    held = written(tmp_path / "held.txt", "one\ntwo\nthree\n")
    Snapshots(rewrite=False)(held, "one\ntwo\nthree\n")
    with pytest.raises(pytest.fail.Exception, match=r"(?s)-two\n\+2\n.*--rewrite-snapshots"):
        Snapshots(rewrite=False)(held, "one\n2\nthree\n")
    with pytest.raises(pytest.fail.Exception, match="missing"):
        Snapshots(rewrite=False)(tmp_path / "absent.txt", "")
    Snapshots(rewrite=True)(held, "one\n2\nthree\n")
    assert held.read_text("utf-8") == "one\n2\nthree\n"
    assert difference("a\n", "b\n", "x").splitlines() == [
        "--- x, held",
        "+++ x, now",
        "@@ -1 +1 @@",
        "-a",
        "+b",
    ]


def exchange(client: FlaskClient, address: str, language: str) -> str:
    """Return what was asked and answered, as a reader may read it."""
    response = client.get(address, headers={"Accept-Language": language})
    told = {
        "asked": address if len(address) < 1_000 else f"{address[:40]}... ({len(address)} characters)",
        "language": language,
        "status": response.status_code,
        "type": response.content_type,
        "answer": steady(response.json),
    }
    return f"{laid_out(told)}\n"


def steady(answer: Any) -> Any:  # noqa: ANN401 - JSON
    """Put the name of a value of VOLATILE in its place; what a schema says of it stays."""
    if isinstance(answer, dict):
        return {
            name: f"<{name}>" if name in VOLATILE and not isinstance(one, dict) else steady(one)
            for name, one in answer.items()
        }
    return [steady(one) for one in answer] if isinstance(answer, list) else answer
