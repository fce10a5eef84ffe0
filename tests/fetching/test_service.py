"""A document is fetched politely and whole, or it is told why not, whatever the service does."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.utils import formatdate
from importlib.metadata import version
from pathlib import Path

import pytest

from indexer.fetching import exchange
from indexer.fetching.faults import FailedError, FetchError, MissingError, PageError, UnfitError
from indexer.fetching.service import ENOUGH, Fetched
from indexer.fetching.service import Service as Client
from indexer.fetching.site import Site
from indexer.runtime.config import FetchConfig
from indexer.runtime.errors import ConfigError
from tests.fetching import serving
from tests.fetching.serving import (
    ETAG,
    NOON,
    PAGE,
    PDF,
    Asked,
    Behaviour,
    Handler,
    Service,
    Time,
    cut,
    document,
    redirect,
    status,
)

SYMBOL = "S/2021/77"
AT = f"/en/{SYMBOL}"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving.serving() as one:
        yield one


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def config(service: Service, tmp_path: Path) -> FetchConfig:
    folder = tmp_path / "fetched"
    folder.mkdir()
    return FetchConfig(
        service.template, "me@un.example", timeout=5, attempts=3, largest=100_000, folder=folder
    )


@pytest.fixture
def fetch(config: FetchConfig, time: Time) -> Callable[..., Fetched]:
    """Return a function that fetches the document as a new command would."""

    def fetched(symbol: str = SYMBOL, *, refresh: bool = False, format_: str = "pdf") -> Fetched:
        return Client(config, format_, refresh=refresh, clock=time.clock).fetch(symbol, "en")

    return fetched


def left(config: FetchConfig) -> list[str]:
    return sorted(path.name for path in config.folder.iterdir())


WHOLE = ["S_2021_77-EN.pdf", "S_2021_77-EN.pdf.json"]


def test_a_document_is_fetched_once(
    service: Service, fetch: Callable[..., Fetched], config: FetchConfig
) -> None:
    service.says(AT, document())
    first, second = fetch(), fetch()
    assert (first.was_asked, second.was_asked) == (True, False)
    assert first.path.read_bytes() == PDF
    assert service.paths == [AT]
    assert left(config) == WHOLE
    agent = service.asked[0].headers["user-agent"]
    assert agent == f"juanzong/{version('juanzong')} (+me@un.example)"


def test_nothing_is_asked_without_a_contact(config: FetchConfig, service: Service) -> None:
    with pytest.raises(ConfigError, match="contact") as refused:
        Client(replace(config, contact=""), "pdf")
    assert 'contact = "' in refused.value.advice
    assert service.asked == []


def test_a_file_that_was_changed_or_lost_is_fetched_again(
    service: Service, fetch: Callable[..., Fetched]
) -> None:
    service.says(AT, document())
    fetch().path.write_bytes(b"%PDF-1.7 changed %%EOF")
    assert fetch().path.read_bytes() == PDF
    fetch().path.unlink()
    assert fetch().path.read_bytes() == PDF
    assert len(service.asked) == 3


def test_a_reissue_is_noticed_when_it_is_asked_for(service: Service, fetch: Callable[..., Fetched]) -> None:
    service.says(AT, document())
    fetch()
    same = fetch(refresh=True)
    assert service.asked[-1].headers["if-none-match"] == '"one"'
    assert same.path.read_bytes() == PDF
    reissued = PDF.replace(b"Catalog", b"Reissue")
    service.says(AT, document(reissued, {"ETag": '"two"'}))
    assert fetch(refresh=True).path.read_bytes() == reissued
    assert fetch(refresh=True).record.etag == '"two"'


def test_what_was_fetched_stays_if_the_service_loses_it(
    service: Service, fetch: Callable[..., Fetched]
) -> None:
    service.says(AT, document())
    path = fetch().path
    service.says(AT, status(404))
    with pytest.raises(MissingError):
        fetch(refresh=True)
    assert path.read_bytes() == PDF
    assert not fetch().was_asked


def test_requests_have_a_pause_between_them(service: Service, config: FetchConfig, time: Time) -> None:
    service.says(AT, redirect(f"{service.url}/doc/1"))
    service.says("/doc/1", document())
    client = Client(config, "pdf", clock=time.clock)
    client.fetch(SYMBOL, "en")
    with pytest.raises(MissingError):
        client.fetch("S/2021/78", "en")
    assert time.slept == [2.0, 2.0]


# --- what has to be repeated


@pytest.mark.parametrize("number", [408, 429, 500, 502, 503, 504])
def test_an_error_that_may_pass_is_tried_again(
    number: int, service: Service, fetch: Callable[..., Fetched], time: Time
) -> None:
    service.says(AT, status(number), status(number), document())
    assert fetch().path.read_bytes() == PDF
    assert time.slept == [2.0, 4.0]


@pytest.mark.parametrize("value", ["37", formatdate(NOON + 37, usegmt=True)])
def test_the_service_says_how_long_to_wait(
    value: str, service: Service, fetch: Callable[..., Fetched], time: Time
) -> None:
    service.says(AT, status(429, {"Retry-After": value}), document())
    fetch()
    assert time.slept == [37.0]


@pytest.mark.parametrize(
    "value", ["soon", "", "-5", "Mon, 99 Xyz", "Sat, 13 Sep 99999999999 23:59:59 GMT", "9" * 200, "١"]
)
def test_a_wait_that_is_none_is_passed_over(
    value: str, service: Service, fetch: Callable[..., Fetched], time: Time
) -> None:
    header = value.encode().decode("latin-1")
    service.says(AT, status(503, {"Retry-After": header}), document())
    fetch()
    assert time.slept == [2.0]


def test_who_is_told_to_wait_for_long_asks_for_nothing_more(
    service: Service, config: FetchConfig, time: Time
) -> None:
    service.says(AT, status(503, {"Retry-After": "86400"}))
    client = Client(config, "pdf", clock=time.clock)
    for symbol in (SYMBOL, "S/2021/78"):
        with pytest.raises(FailedError, match="86,400 seconds"):
            client.fetch(symbol, "en")
    assert service.paths == [AT]
    assert time.slept == []


def test_silence_is_not_waited_for(service: Service, config: FetchConfig, time: Time) -> None:
    service.says(AT, serving.hang)
    client = Client(replace(config, attempts=1, timeout=0.2), "pdf", clock=time.clock)
    with pytest.raises(FailedError, match=r"sent nothing for 0\.2 seconds"):
        client.fetch(SYMBOL, "en")


@pytest.mark.parametrize("behaviour", [serving.reset, cut()], ids=["reset", "cut"])
def test_a_broken_connection_is_tried_again(
    behaviour: Behaviour, service: Service, fetch: Callable[..., Fetched], config: FetchConfig
) -> None:
    service.says(AT, behaviour, document())
    assert fetch().path.read_bytes() == PDF
    assert left(config) == WHOLE


def test_it_is_not_tried_for_ever(
    service: Service, fetch: Callable[..., Fetched], config: FetchConfig
) -> None:
    service.says(AT, status(500))
    with pytest.raises(FailedError, match=r"\(500\)\. It was tried 3 times\.") as failed:
        fetch()
    assert failed.value.advice
    assert len(service.asked) == 3
    assert left(config) == []


@pytest.mark.parametrize("behaviour", [serving.drip, serving.drip_headers], ids=["body", "headers"])
def test_what_comes_too_slowly_ends(
    behaviour: Behaviour, service: Service, config: FetchConfig, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "PROPORTION", 0.1)
    service.says(AT, behaviour)
    client = Client(replace(config, attempts=1), "pdf", clock=time.clock)
    with pytest.raises(FailedError, match=r"longer than 0\.5 seconds"):
        client.fetch(SYMBOL, "en")


def test_after_a_few_failures_the_service_is_left_alone(
    service: Service, config: FetchConfig, time: Time
) -> None:
    client = Client(replace(config, attempts=1), "pdf", clock=time.clock)
    for number in range(ENOUGH):
        service.says(f"/en/S/2021/{number + 1}", status(500))
        with pytest.raises(FailedError):
            client.fetch(f"S/2021/{number + 1}", "en")
    service.says(AT, document())
    with pytest.raises(FailedError, match="was not asked"):
        client.fetch(SYMBOL, "en")
    assert len(service.asked) == ENOUGH


def test_nobody_listening_is_told(config: FetchConfig, time: Time) -> None:
    closed = replace(config, url="http://127.0.0.1:1/{language}/{symbol}")
    with pytest.raises(FailedError, match="Connection refused"):
        Client(closed, "pdf", clock=time.clock).fetch(SYMBOL, "en")


def test_a_long_wait_is_told(service: Service, config: FetchConfig, time: Time) -> None:
    service.says(AT, status(429, {"Retry-After": "9"}), status(429, {"Retry-After": "600"}), document())
    told: list[str] = []
    Client(config, "pdf", clock=time.clock, tell=told.append).fetch(SYMBOL, "en")
    assert time.slept == [9.0, 600.0]
    assert told == [f"{service.url}{AT} is not served at present (429). It is tried again in 600 seconds."]


# --- what is no document


@pytest.mark.parametrize(
    "case",
    [
        (status(404), MissingError, "does not exist"),
        (status(410), MissingError, "does not exist"),
        (status(200, body=b""), MissingError, "is empty"),
        (status(204, body=b""), MissingError, "is empty"),
        (status(401), FailedError, "refuses"),
        (status(403, body=PAGE), FailedError, "refuses"),
        (status(418), FailedError, "unexpected"),
        (status(304), FailedError, "unexpected"),
        (status(302), FailedError, "unexpected"),
        (status(200, body=PAGE), PageError, "web page"),
        (status(200, {"Content-Type": "application/pdf"}, PAGE), PageError, "web page"),
        (status(200, body=b"\xef\xbb\xbf \n<html><p>?"), PageError, "web page"),
        (status(200, body=PAGE.replace(b"No such", b"CAPTCHA")), FailedError, "captcha"),
        (status(200, body=b'<html><input type="password">'), FailedError, "captcha"),
        (status(200, body=b"PK\x03\x04 word/"), UnfitError, "ZIP archive"),
        (status(200, body=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), UnfitError, "old Office"),
        (status(200, body=b"plain words"), UnfitError, "something else"),
        (status(200, body=PDF[:9_000]), UnfitError, "not a whole one"),
        (status(200, {"Content-Encoding": "br"}, PDF), UnfitError, "sent as"),
        (status(200, {"Content-Encoding": "gzip"}, b"no gzip"), UnfitError, "decompressed"),
        (serving.bomb(50_000_000), UnfitError, "larger than 100,000 bytes"),
        (serving.endless, UnfitError, "larger than 100,000 bytes"),
        (status(200, body=PDF + b"\0" * 100_000), UnfitError, "larger than 100,000 bytes"),
    ],
)
def test_what_is_no_document_is_told_and_not_kept(
    case: tuple[Behaviour, type[FetchError], str],
    service: Service,
    fetch: Callable[..., Fetched],
    config: FetchConfig,
) -> None:
    behaviour, error, told = case
    service.says(AT, behaviour)
    with pytest.raises(error, match=told) as refused:
        fetch()
    assert refused.value.advice
    assert service.url in refused.value.message
    assert left(config) == []
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "headers", [{"Content-Type": "text/html"}, {"Content-Type": ""}, {"ETag": '"ü"'}, {"ETag": "x" * 9_000}]
)
def test_the_bytes_count_and_not_what_is_said_of_them(
    headers: dict[str, str], service: Service, fetch: Callable[..., Fetched]
) -> None:
    service.says(AT, status(200, headers, PDF))
    assert fetch().path.read_bytes() == PDF


def test_compression_that_was_not_asked_for_is_undone(
    service: Service, fetch: Callable[..., Fetched]
) -> None:
    service.says(AT, status(200, {"Content-Encoding": "gzip"}, gzip.compress(PDF)))
    assert fetch().path.read_bytes() == PDF


def packed(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "text")
    return stream.getvalue()


def test_word_is_told_from_other_archives(service: Service, fetch: Callable[..., Fetched]) -> None:
    service.says(AT, status(200, body=packed("word/document.xml")))
    assert fetch(format_="docx").path.name == "S_2021_77-EN.docx"
    for body in (packed("xl/workbook.xml"), packed("word/document.xml")[:-30]):
        service.says("/en/S/2021/78", status(200, body=body))
        with pytest.raises(UnfitError, match="not a whole one"):
            fetch("S/2021/78", format_="docx")


def chunked(body: bytes, *, is_whole: bool) -> Behaviour:
    def behave(handler: Handler, _asked: Asked) -> None:
        handler.give(200, headers={"Transfer-Encoding": "chunked", **ETAG}, length=None)
        for start in range(0, len(body), 5_000):
            piece = body[start : start + 5_000]
            handler.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        if is_whole:
            handler.wfile.write(b"0\r\n\r\n")

    return behave


def test_a_body_in_pieces_is_whole_at_its_last_one(service: Service, fetch: Callable[..., Fetched]) -> None:
    service.says(AT, chunked(PDF[:10_000], is_whole=False), document())
    assert fetch().path.read_bytes() == PDF
    assert service.asked[-1].start == 10_000
    service.says("/en/S/2021/78", chunked(PDF, is_whole=True))
    assert fetch("S/2021/78").path.read_bytes() == PDF


def test_a_body_of_unknown_length_is_whole_if_the_document_is(
    service: Service, fetch: Callable[..., Fetched]
) -> None:
    service.says(AT, lambda handler, _: handler.give(200, PDF[:9_000], ETAG, None), document())
    assert fetch().path.read_bytes() == PDF
    assert service.asked[-1].start == 9_000
    service.says("/en/S/2021/78", lambda handler, _: handler.give(200, PDF, length=None))
    assert fetch("S/2021/78").path.read_bytes() == PDF


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\1\2\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n%PDF-1.7",
    ],
)
def test_what_is_no_http_fails(
    raw: bytes, service: Service, fetch: Callable[..., Fetched], config: FetchConfig
) -> None:
    def behave(handler: Handler, _asked: Asked) -> None:
        handler.wfile.write(raw)

    service.says(AT, behave)
    with pytest.raises(FailedError) as failed:
        fetch()
    assert failed.value.advice
    assert left(config) == []


# --- redirects


def test_a_redirect_within_the_site_is_followed(service: Service, fetch: Callable[..., Fetched]) -> None:
    service.says(AT, redirect("/doc/a é.pdf#page=2".encode().decode("latin-1")))
    service.says("/doc/a é.pdf", document())
    assert fetch().record.url == f"{service.url}/doc/a%20%C3%A9.pdf"


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "http://un.example/x",
        "http://user@127.0.0.1/x",
        "http://127.0.0.1:1/x",
        "http://[::1]/x",
        "http://[x/",
        "//169.254.169.254/latest",
        "javascript:alert(1)",
    ],
)
def test_a_redirect_elsewhere_is_not(location: str, service: Service, fetch: Callable[..., Fetched]) -> None:
    service.says(AT, redirect(location))
    with pytest.raises(UnfitError, match="redirects to"):
        fetch()
    assert service.paths == [AT]


def test_redirects_end(service: Service, fetch: Callable[..., Fetched]) -> None:
    service.says(AT, redirect(AT))
    with pytest.raises(FailedError, match="redirects more than 5 times"):
        fetch()
    assert len(service.asked) == 6


def test_tls_is_not_given_up() -> None:
    site = Site("https://documents.un.example/{language}/{symbol}", ("*.un.example",))
    url = site.address("S/RES/1540(2004)", "zh", "pdf")
    assert url == "https://documents.un.example/zh/S/RES/1540(2004)"
    assert site.redirected(url, "https://docs.un.example/x") == "https://docs.un.example/x"
    for location in ("http://docs.un.example/x", "https://un.example.org/x", "https://xun.example/x"):
        with pytest.raises(UnfitError):
            site.redirected(url, location)


@pytest.mark.parametrize("place", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:192.168.0.1"])
def test_a_name_that_leads_into_a_private_network_is_refused(
    place: str, service: Service, fetch: Callable[..., Fetched], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = exchange.socket.getaddrinfo  # type: ignore[attr-defined] # the module it uses
    monkeypatch.setattr(
        exchange.socket,  # type: ignore[attr-defined] # the module it uses
        "getaddrinfo",
        lambda host, *rest, **more: known(place if "un.org" in host else host, *rest, **more),
    )
    service.says(AT, redirect("http://inside.un.org/x"))
    with pytest.raises(UnfitError, match="not of the public internet"):
        fetch()


# --- interrupted transfers


def test_an_interrupted_transfer_is_resumed(
    service: Service, fetch: Callable[..., Fetched], config: FetchConfig
) -> None:
    service.says(AT, cut())
    with pytest.raises(FailedError, match=r"cut off after 9,000 of [\d,]+ bytes"):
        fetch()
    assert left(config) == ["S_2021_77-EN.pdf.part", "S_2021_77-EN.pdf.part.json"]
    service.says(AT, document())
    assert fetch().path.read_bytes() == PDF
    assert service.asked[-1].start == 9_000
    assert service.asked[-1].headers["if-range"] == '"one"'
    assert left(config) == WHOLE


CHANGED = PDF.replace(b"Catalog", b"Changed")


def rest(headers: dict[str, str], start: int = 9_000, body: bytes = CHANGED) -> Behaviour:
    """Give a rest, whatever it is that was asked for."""
    content = f"bytes {start}-{len(body) - 1}/{len(body)}"
    return lambda handler, _: handler.give(206, body[start:], {"Content-Range": content, **headers})


@pytest.mark.parametrize(
    "answer",
    [
        rest({"ETag": '"two"'}),
        rest({"ETag": '"one"'}, start=8_000),
        rest({"Content-Range": "bytes x"}),
        status(416),
        document(CHANGED, {"ETag": '"two"'}),
    ],
    ids=["another tag", "another place", "no place", "no rest", "whole"],
)
def test_a_document_that_changes_between_two_parts_is_fetched_anew(
    answer: Behaviour, service: Service, fetch: Callable[..., Fetched]
) -> None:
    service.says(AT, cut(), answer, document(CHANGED, {"ETag": '"two"'}))
    assert fetch().path.read_bytes() == CHANGED


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"one"'}])
def test_what_cannot_be_resumed_safely_begins_anew(
    headers: dict[str, str], service: Service, fetch: Callable[..., Fetched], config: FetchConfig
) -> None:
    service.says(AT, cut(headers=headers))
    with pytest.raises(FailedError):
        fetch()
    assert left(config) == []
    service.says(AT, document())
    assert fetch().path.read_bytes() == PDF
    assert "range" not in service.asked[-1].headers


def test_a_rest_of_another_document_is_not_used(
    service: Service, fetch: Callable[..., Fetched], config: FetchConfig
) -> None:
    service.says(AT, cut())
    with pytest.raises(FailedError):
        fetch()
    note = config.folder / "S_2021_77-EN.pdf.part.json"
    note.write_text(note.read_text("utf-8").replace(SYMBOL, "S/2021/78"), "utf-8")
    service.says(AT, document())
    assert fetch().path.read_bytes() == PDF


def test_an_interruption_leaves_nothing_half_written(
    service: Service, fetch: Callable[..., Fetched], config: FetchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stops the program while it waits finds the document as it was, and goes on from there."""
    service.says(AT, document())
    fetch()
    service.says(AT, cut(CHANGED, headers={"ETag": '"two"'}))

    def stop(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Time, "sleep", lambda _self, seconds: stop(seconds))
    with pytest.raises(KeyboardInterrupt):
        fetch(refresh=True)
    monkeypatch.undo()
    assert (config.folder / WHOLE[0]).read_bytes() == PDF
    assert not fetch().was_asked
    service.says(AT, document(CHANGED, {"ETag": '"two"'}))
    assert fetch(refresh=True).path.read_bytes() == CHANGED
    assert service.asked[-1].start == 9_000


ANSWERS = (
    b'HTTP/1.1 200 OK\r\nContent-Length: 29\r\nETag: "one"\r\n\r\n%PDF-1.7\n1 0 obj << >> %%EOF\n',
    b'HTTP/1.1 206 Partial\r\nContent-Range: bytes 9-28/29\r\nETag: "one"\r\n\r\n1 0 obj << >> %%EOF\n',
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n%PDF-\r\n3\r\nEOF\r\n0\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: /doc/S%2F2021%2F77?a=[b]#c\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 503 Busy\r\nRetry-After: Sat, 13 Sep 2020 12:26:41 GMT\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"%PDF-1.7 %%EOF", mtime=0),
)


@pytest.mark.parametrize("seed", range(len(ANSWERS)))
def test_whatever_comes_is_a_document_or_a_reason(
    seed: int, service: Service, config: FetchConfig, time: Time
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    patient = replace(config, timeout=0.1)
    reasons: list[tuple[str, str]] = []

    def behave(handler: Handler, _asked: Asked) -> None:
        raw = bytearray(ANSWERS[seed])
        for _ in range(chance.randrange(4)):
            start = chance.randrange(len(raw))
            raw[start : start + chance.randrange(4)] = chance.randbytes(chance.randrange(4))
        handler.wfile.write(raw)

    for number in range(50):
        service.says(f"/en/S/2021/{number}", behave)
        service.script.update({path: [behave] for path in service.paths})
        try:
            found = Client(patient, "pdf", clock=time.clock).fetch(f"S/2021/{number}", "en")
        except FetchError as error:
            reasons.append((error.message, error.advice))
        else:
            assert b"%PDF-" in found.path.read_bytes()
    assert reasons
    assert all(message and advice for message, advice in reasons)
    assert not list(config.folder.glob("*.draft"))
