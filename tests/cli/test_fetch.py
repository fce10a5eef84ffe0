"""`indexer fetch`: what the document service gives comes into the library, and all else is told.

Texts stand for PDF here: what matters is the way from the service into the library.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from indexer.fetching.formats import FORMATS, Format
from indexer.library.index_state import writing
from indexer.model.messages import message
from indexer.runtime import config, locks
from tests.fetching import serving
from tests.fetching.serving import ETAG, PAGE, PDF, Asked, Behaviour, Handler, Service, cut, document, status
from tests.shelf import ENGLISH, REPORT, held, written
from tests.terminal import BIN, Terminal, process

ZH, EN = "/zh/S/2021/77", "/en/S/2021/77"
CORRIGENDUM = """\
S/2021/77/Corr.1

Report of a committee

Corrigendum

1. In paragraph 1, for Peru read Ecuador.
"""
BUSY = message("Another process is fetching documents into {folder}.", folder="fetched")
SETTINGS = """\
[library]
corpora = ["added"]
index = "index"
[fetch]
url = "{url}"
contact = "me@un.example"
pause = 0
timeout = 20
attempts = 1
folder = "fetched"
"""


@pytest.fixture
def service() -> Iterator[Service]:
    with serving.serving() as one:
        yield one


@pytest.fixture
def place(service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in a folder with an empty library, beside a service that has one document in two languages."""
    text = Format("PDF", ".pdf", "*/*", lambda head: not head.startswith(b"<"), lambda _: True)
    monkeypatch.setitem(FORMATS, "pdf", text)
    written(tmp_path / "config.toml", SETTINGS.format(url=service.template))
    service.says(ZH, document(REPORT.encode()))
    service.says(EN, document(ENGLISH.encode()))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def symbols(place: Path) -> list[str]:
    return [f"{one.symbol}:{one.language}" for one in held(place / "added")]


def test_a_document_comes_into_the_library_in_both_languages(
    place: Path, terminal: Terminal, service: Service
) -> None:
    done = terminal("indexer", "fetch", "S/2021/77")
    assert (done.status, done.err) == (0, "")
    *told, learned = done.out.splitlines()
    assert told == [
        "Added S/2021/77 [zh, official] 2021-02-01: 5 paragraphs, 0 events",
        "Added S/2021/77 [en, official] 2021-02-01: 2 paragraphs, 0 events",
        "2 added.",
    ]
    assert re.fullmatch(r"Learned \d+ pairs of words and phrases from \d+ pairs .* in 1 document\.", learned)
    assert service.paths == [ZH, f"{ZH}/Corr.1", EN, f"{EN}/Corr.1"]
    assert symbols(place) == ["S/2021/77:en", "S/2021/77:zh"]
    assert terminal("search", "workshop").status == 0

    again = terminal("indexer", "fetch", "s/2021/77", "S / 2021/77")
    assert again.status == 0
    assert again.out.splitlines() == ["Unchanged S/2021/77 [zh]", "Unchanged S/2021/77 [en]", "2 unchanged."]
    assert len(service.asked) == 4


def half(body: bytes) -> Behaviour:
    """Send the first half of a body, and then nothing until the service ends."""

    def behave(handler: Handler, _asked: Asked) -> None:
        handler.give(200, body[: len(body) // 2], ETAG, len(body))
        handler.service.over.wait(20)

    return behave


def wait_until(is_so: Callable[[], bool]) -> None:
    until = monotonic() + 20
    while not is_so():
        assert monotonic() < until
        sleep(0.01)


def test_one_language_is_enough(place: Path, terminal: Terminal, service: Service) -> None:
    assert terminal("indexer", "fetch", "S/2021/77", "--language", "en").status == 0
    assert symbols(place) == ["S/2021/77:en"]
    assert not any(path.startswith("/zh") for path in service.paths)
    for value in ("en,fr", "", ","):
        wrong = terminal("indexer", "fetch", "S/2021/77", "--language", value)
        assert wrong.status == 2
        assert "zh, en" in wrong.err


@pytest.mark.parametrize(
    ("named", "symbol"),
    [
        ("S/RES/1540 (2004)", "S/RES/1540(2004)"),
        ("第1540(2004)号决议", "S/RES/1540(2004)"),
        ("resolution 1540 (2004)", "S/RES/1540(2004)"),
        ("A/C.1/74/L.1/Rev.1", "A/C.1/74/L.1/Rev.1"),
    ],
)
def test_a_document_is_named_as_elsewhere(
    named: str, symbol: str, place: Path, terminal: Terminal, service: Service
) -> None:
    assert place.exists()
    done = terminal("indexer", "fetch", named, "--language", "en")
    assert done.status == 1
    assert service.paths == [f"/en/{symbol}"]
    assert "does not exist (404)" in done.err


@pytest.mark.parametrize(
    "named", ["", "report", "S/RES/1540", "resolution 1540", "resolutions 1 (1946) and 2 (1946)"]
)
def test_what_is_no_symbol_is_refused_before_anything_is_asked(
    named: str, place: Path, terminal: Terminal, service: Service
) -> None:
    done = terminal("indexer", "fetch", "S/2021/77", named)
    assert (done.status, done.out) == (2, "")
    assert "Write it" in done.err
    assert service.asked == []
    assert not (place / "added").exists()


def test_without_a_contact_nothing_is_asked(place: Path, terminal: Terminal, service: Service) -> None:
    settings = (place / "config.toml").read_text("utf-8").replace('contact = "me@un.example"\n', "")
    written(place / "config.toml", settings)
    done = terminal("indexer", "fetch", "S/2021/77")
    assert (done.status, done.out) == (2, "")
    assert "contact under [fetch] is not set" in done.err
    assert service.asked == []


def test_corrigenda_come_along(place: Path, terminal: Terminal, service: Service) -> None:
    service.says(f"{EN}/Corr.1", document(CORRIGENDUM.encode()))
    service.says(f"{EN}/Corr.2", status(200, body=PAGE))
    done = terminal("indexer", "fetch", "S/2021/77", "--language", "en")
    assert (done.status, done.err) == (0, "")
    assert symbols(place) == ["S/2021/77:en", "S/2021/77/Corr.1:en"]
    assert service.paths == [EN, f"{EN}/Corr.1", f"{EN}/Corr.2"]
    again = terminal("indexer", "fetch", "S/2021/77", "--language", "en")
    assert "Unchanged S/2021/77/Corr.1 [en]" in again.out
    assert len(service.asked) == 3
    service.says(f"{EN}/Corr.2", document(CORRIGENDUM.replace("Corr.1", "Corr.2").encode()))
    newer = terminal("indexer", "fetch", "S/2021/77", "--language", "en", "--refresh")
    assert "Added S/2021/77/Corr.2 [en, official]" in newer.out
    assert service.paths[3:] == [EN, *(f"{EN}/Corr.{number}" for number in (1, 2, 3))]


def test_corrigenda_that_could_not_be_looked_for_are_looked_for_later(
    place: Path, terminal: Terminal, service: Service
) -> None:
    service.says(f"{EN}/Corr.1", status(503))
    done = terminal("indexer", "fetch", "S/2021/77", "--language", "en")
    assert done.status == 1
    assert "S/2021/77/Corr.1 [en]" in done.out
    assert "1 added, 1 failed." in done.out
    service.says(f"{EN}/Corr.1", document(CORRIGENDUM.encode()))
    assert terminal("indexer", "fetch", "S/2021/77", "--language", "en").status == 0
    assert symbols(place) == ["S/2021/77:en", "S/2021/77/Corr.1:en"]


def test_a_reissue_takes_the_place_of_what_was_held(
    place: Path, terminal: Terminal, service: Service
) -> None:
    terminal("indexer", "fetch", "S/2021/77", "--language", "en")
    reissued = document(ENGLISH.replace("Peru", "Ecuador").encode(), {"ETag": '"two"'})
    service.says(EN, reissued)
    assert "Unchanged" in terminal("indexer", "fetch", "S/2021/77", "--language", "en").out
    done = terminal("indexer", "fetch", "S/2021/77", "--language", "en", "--refresh")
    assert done.out.startswith("Replaced S/2021/77 [en, official]")
    assert terminal("search", "Ecuador").status == 0
    assert symbols(place) == ["S/2021/77:en"]


def test_what_was_removed_is_added_again_without_a_request(
    place: Path, terminal: Terminal, service: Service
) -> None:
    terminal("indexer", "fetch", "S/2021/77", "--language", "en")
    terminal("indexer", "remove", "S/2021/77")
    asked = len(service.asked)
    assert terminal("indexer", "fetch", "S/2021/77", "--language", "en").out.startswith("Added")
    assert len(service.asked) == asked
    assert symbols(place) == ["S/2021/77:en"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ENGLISH.replace("S/2021/77", "S/2021/78"), "S/2021/78"),
        (ENGLISH.replace("S/2021/77", "S/202/177"), "S/202/177"),
        (REPORT, "is in Chinese"),
        ("S/2021/77", "text"),
    ],
    ids=["symbol", "signs of the symbol", "language", "nothing"],
)
def test_another_document_than_was_asked_for_is_refused(
    text: str, told: str, place: Path, terminal: Terminal, service: Service
) -> None:
    service.says(EN, document(text.encode()))
    done = terminal("indexer", "fetch", "S/2021/77", "--language", "en")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("indexer: S/2021/77 [en]: ")
    assert told in done.err
    assert str(place / "fetched" / "S_2021_77-EN.pdf") in done.err
    assert symbols(place) == []
    assert f"{EN}/Corr.1" not in service.paths


def test_a_text_that_does_not_bear_its_symbol_is_taken_and_told(
    place: Path, terminal: Terminal, service: Service
) -> None:
    service.says(EN, document(ENGLISH.removeprefix("S/2021/77\n\n").encode()))
    done = terminal("indexer", "fetch", "S/2021/77", "--language", "en")
    assert done.status == 0
    assert "the text does not bear its symbol" in done.out
    assert symbols(place) == ["S/2021/77:en"]


def test_all_that_can_happen_is_told_of_each(place: Path, terminal: Terminal, service: Service) -> None:
    terminal("indexer", "fetch", "S/2021/77", "--language", "en")
    service.says("/en/S/2021/1", document(ENGLISH.replace("S/2021/77", "S/2021/1").encode()))
    service.says("/en/S/2021/2", status(200, body=b""))
    service.says("/en/S/2021/3", status(200, body=PAGE))
    service.says("/en/S/2021/4", status(403))
    wanted = ["S/2021/77", *(f"S/2021/{number}" for number in range(1, 5))]
    done = terminal("indexer", "fetch", *wanted, "--language", "en")
    assert (done.status, done.err) == (1, "")
    rows = done.out.splitlines()
    assert "Added S/2021/1 [en, official] 2021-02-01: 2 paragraphs, 0 events" in rows
    assert "Unchanged S/2021/77 [en]" in rows
    for number, reason in ((2, "is empty"), (3, "web page"), (4, "refuses")):
        assert any(row.startswith(f"S/2021/{number} [en]") and reason in row for row in rows)
    assert rows[-1] == "1 added, 1 unchanged, 1 not found, 1 refused, 1 failed."
    assert symbols(place) == ["S/2021/1:en", "S/2021/77:en"]


def test_a_transfer_goes_on_where_it_was_broken_off(
    place: Path, terminal: Terminal, service: Service
) -> None:
    service.says(EN, cut(ENGLISH.encode(), at=100))
    done = terminal("indexer", "fetch", "S/2021/77", "--language", "en")
    assert done.status == 1
    assert "cut off" in done.err
    service.says(EN, document(ENGLISH.encode()))
    assert terminal("indexer", "fetch", "S/2021/77", "--language", "en").status == 0
    assert service.asked[1].start == 100
    assert symbols(place) == ["S/2021/77:en"]


def test_a_refused_file_is_not_fetched_again_unless_it_is_asked_for(
    place: Path, terminal: Terminal, service: Service
) -> None:
    assert place.exists()
    service.says(EN, document(ENGLISH.replace("S/2021/77", "S/2021/78").encode()))
    for _ in range(2):
        assert terminal("indexer", "fetch", "S/2021/77", "--language", "en").status == 1
    assert service.paths == [EN]
    service.says(EN, document(ENGLISH.encode(), {"ETag": '"two"'}))
    assert terminal("indexer", "fetch", "S/2021/77", "--language", "en", "--refresh").status == 0


def test_who_is_killed_in_the_middle_goes_on_from_there(place: Path, service: Service) -> None:
    body = PDF * 20
    service.says(EN, half(body), document(body))
    kept = place / "fetched" / "S_2021_77-EN.pdf"
    part = kept.with_name(f"{kept.name}.part")
    with subprocess.Popen([BIN / "indexer", "fetch", "S/2021/77", "--language", "en"]) as started:
        wait_until(lambda: part.exists() and part.stat().st_size > 0)
        started.kill()
    assert not kept.exists()
    assert not (place / "added").exists()
    already = part.stat().st_size
    process("indexer", "fetch", "S/2021/77", "--language", "en")
    assert service.asked[1].start == already
    assert kept.read_bytes() == body


def test_a_library_that_is_being_written_keeps_what_was_fetched(
    place: Path, terminal: Terminal, service: Service
) -> None:
    with writing(config.load().library):
        done = terminal("indexer", "fetch", "S/2021/77", "--language", "en")
    assert done.status == 4
    assert "Another process is writing" in done.err
    assert symbols(place) == []
    assert terminal("indexer", "fetch", "S/2021/77", "--language", "en").status == 0
    assert service.paths == [EN, f"{EN}/Corr.1"]


def test_a_folder_that_cannot_be_written_is_told(place: Path, terminal: Terminal, service: Service) -> None:
    written(place / "fetched", "a file")
    done = terminal("indexer", "fetch", "S/2021/77")
    assert (done.status, done.out) == (2, "")
    assert f"{place / 'fetched'} cannot be written" in done.err
    assert service.asked == []


def test_one_process_fetches_at_a_time(place: Path, terminal: Terminal) -> None:
    with locks.held(place / "fetched", BUSY):
        done = terminal("indexer", "fetch", "S/2021/77")
    assert (done.status, done.out) == (4, "")
    assert "Another process is fetching" in done.err


def test_a_real_pdf_is_asked_for_as_one(service: Service, tmp_path: Path) -> None:
    """As a process of its own, nothing replaced: the bytes are fetched, kept, and handed to the readers."""
    template = f"{service.url}/{{language}}/{{symbol}}?t={{format}}"
    path = written(tmp_path / "config.toml", SETTINGS.format(url=template))
    service.says(f"{EN}?t=pdf", document(PDF))
    done = process("indexer", "--config", str(path), "fetch", "S/2021/77", "--language", "en")
    assert done.status == 1  # nothing can be read in these bytes
    assert done.err.startswith("indexer: S/2021/77 [en]: ")
    assert (tmp_path / "fetched" / "S_2021_77-EN.pdf").read_bytes() == PDF
    word = process("indexer", "--config", str(path), "fetch", "S/2021/77", "--format", "docx")
    assert word.status == 1
    assert {"/zh/S/2021/77?t=docx", "/en/S/2021/77?t=docx"} <= set(service.paths)
