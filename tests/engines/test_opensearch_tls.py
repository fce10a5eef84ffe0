"""A cluster behind TLS and a password: who is let in, and what is told to who is not."""

from __future__ import annotations

import json
import socket
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
import trustme

from indexer.engines import engine
from indexer.engines.opensearch import cluster_errors
from indexer.runtime.config import OpenSearchConfig, load
from indexer.runtime.errors import ConfigError, IndexUnusableError
from tests.engines.test_opensearch import Fake, serving
from tests.shelf import written
from tests.terminal import Terminal
from tests.terminator import Terminator, terminating
from webui import create_app

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def fake() -> Iterator[Fake]:
    with serving() as one:
        yield one


@pytest.fixture
def gate(authority: trustme.CA, fake: Fake) -> Iterator[Terminator]:
    """Give the way to a cluster without an index, through TLS."""
    with terminating(fake.url, authority.issue_cert("localhost")) as one:
        yield one


@pytest.fixture
def known(authority: trustme.CA, gate: Terminator, tmp_path: Path) -> OpenSearchConfig:
    """Give a configuration with which one gets through."""
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    written(tmp_path / "password", f"{gate.password}\n")
    return OpenSearchConfig(
        (gate.url,),
        deadline=2,
        certificates=tmp_path / "authority.pem",
        user=gate.user,
        password_file=tmp_path / "password",
    )


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set no credentials in the environment."""
    for name in (cluster_errors.USER, cluster_errors.PASSWORD):
        monkeypatch.delenv(name, raising=False)


def opening(settings: OpenSearchConfig) -> str | None:
    made = engine("opensearch", Path("unused"), settings)
    try:
        return made.open()
    finally:
        made.close()


def refused(settings: OpenSearchConfig) -> IndexUnusableError:
    """Return what is told to who is not let in: a wrong setting, for readers an index that is away."""
    with pytest.raises(ConfigError) as caught:
        opening(settings)
    error = caught.value
    assert isinstance(error, IndexUnusableError)
    assert (error.exit_status, error.http_status) == (2, 503)
    assert settings.url[0] in error.message
    assert settings.url[0] in error.told.zh
    assert error.advised.zh
    return error


# --- who is let in


def test_a_private_authority_and_a_password_in_a_file(gate: Terminator, known: OpenSearchConfig) -> None:
    assert opening(known) is None
    assert gate.seen == 1


def test_the_environment_comes_before_the_configuration(
    gate: Terminator, known: OpenSearchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cluster_errors.USER, gate.user)
    monkeypatch.setenv(cluster_errors.PASSWORD, gate.password)
    assert opening(replace(known, user="other", password_file=Path("nowhere"))) is None


def test_the_system_s_authorities_hold_where_none_is_named(
    known: OpenSearchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(known.certificates))
    assert opening(replace(known, certificates=None)) is None


def test_a_named_authority_is_trusted_instead_of_the_system_s(
    authority: trustme.CA, known: OpenSearchConfig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "system.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "system.pem"))
    trustme.CA().cert_pem.write_to_path(str(known.certificates))
    assert "authority that is not trusted here" in refused(known).message


# --- who is not


def test_a_wrong_password_is_told_and_never_shown(gate: Terminator, known: OpenSearchConfig) -> None:
    assert known.password_file
    written(known.password_file, "guess-9137")
    error = refused(known)
    assert "refuses the credentials (401): the user or the password is wrong" in error.message
    assert "password_file" in error.advice
    told = "".join(traceback.format_exception(error)) + repr(engine("opensearch", Path("unused"), known))
    assert "guess-9137" not in told
    assert gate.seen == 0


def test_missing_credentials_are_told(known: OpenSearchConfig) -> None:
    error = refused(replace(known, user="", password_file=None))
    assert "(401): a user and a password are needed, and none are given" in error.message


def test_what_a_user_may_not_do_is_told_with_the_reason(gate: Terminator, known: OpenSearchConfig) -> None:
    gate.forbids = lambda _, path: path.startswith("/_alias")
    assert "(403): their user may not do this (security_exception: no permissions for [x])" in (
        refused(known).message
    )


def test_an_index_that_is_blocked_is_no_matter_of_credentials(fake: Fake) -> None:
    reason = "index [i] blocked by: [FORBIDDEN/8/index write (api)]"
    fake.answer = lambda *_: (403, {"error": {"type": "cluster_block_exception", "reason": reason}})
    with pytest.raises(IndexUnusableError, match="FORBIDDEN/8/index write") as caught:
        opening(OpenSearchConfig((fake.url,), deadline=1))
    assert "blocks" in caught.value.advice
    assert not isinstance(caught.value, ConfigError)


def test_an_unknown_authority_is_told_with_the_key_that_names_one(
    gate: Terminator, known: OpenSearchConfig
) -> None:
    error = refused(replace(known, certificates=None))
    assert "authority that is not trusted here" in error.message
    assert "certificates in [opensearch]" in error.advice
    assert gate.seen == 0


@pytest.mark.parametrize(
    ("begins", "ends", "said"), [(-9, -1, "has expired"), (1, 9, "is not valid yet")], ids=["old", "new"]
)
def test_a_certificate_of_another_time_is_told(  # noqa: PLR0913, PLR0917 - fixtures and cases
    authority: trustme.CA, fake: Fake, known: OpenSearchConfig, begins: int, ends: int, said: str
) -> None:
    stale = authority.issue_cert(
        "localhost", not_before=NOW + timedelta(days=begins), not_after=NOW + timedelta(days=ends)
    )
    with terminating(fake.url, stale) as other:
        error = refused(replace(known, url=(other.url,)))
    assert said in error.message
    assert "clock" in error.advice


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_certificate_of_another_name_is_told(
    authority: trustme.CA, fake: Fake, known: OpenSearchConfig, host: str
) -> None:
    with terminating(fake.url, authority.issue_cert("other.example")) as other:
        error = refused(replace(known, url=(other.url.replace("localhost", host),)))
    assert f"it is not for {host}" in error.message
    assert "a name that it is for" in error.advice


def test_https_to_a_port_without_tls_is_told(fake: Fake, known: OpenSearchConfig) -> None:
    error = refused(replace(known, url=(fake.url.replace("http:", "https:"),)))
    assert "does not speak TLS" in error.message
    assert "http://" in error.advice


def test_http_to_a_port_with_tls_is_told_and_no_password_sent(
    gate: Terminator, known: OpenSearchConfig
) -> None:
    plain = gate.url.replace("https:", "http:")
    error = refused(replace(known, url=(plain,), certificates=None))
    assert "expects TLS" in error.message
    assert "https://" in error.advice


@pytest.mark.parametrize(
    "told",
    [
        b"<center>The plain HTTP request was sent to HTTPS port</center>",
        b"Client sent an HTTP request to an HTTPS server.\n",
    ],
)
def test_proxies_that_expect_tls_are_understood(fake: Fake, told: bytes) -> None:
    fake.answer = lambda *_: (400, told)
    assert "expects TLS" in refused(OpenSearchConfig((fake.url,), deadline=1)).message


def test_a_node_with_a_bad_certificate_is_passed_over(
    authority: trustme.CA, fake: Fake, known: OpenSearchConfig
) -> None:
    with terminating(fake.url, authority.issue_cert("other.example")) as bad:
        for _ in range(3):
            assert opening(replace(known, url=(bad.url, *known.url))) is None


def test_tls_that_ends_in_the_middle_is_told(known: OpenSearchConfig) -> None:
    listening = socket.create_server(("127.0.0.1", 0))

    def hang_up() -> None:
        for _ in range(2):
            accepted, _ = listening.accept()
            accepted.recv(1)
            accepted.close()

    thread = Thread(target=hang_up, daemon=True)
    thread.start()
    with pytest.raises(IndexUnusableError, match="cannot be reached"):
        opening(replace(known, url=(f"https://localhost:{listening.getsockname()[1]}",)))
    listening.close()


# --- files and variables that cannot be used


@pytest.mark.parametrize("what", ["missing", "folder", "text"])
def test_certificates_that_cannot_be_used_are_named(known: OpenSearchConfig, what: str) -> None:
    assert known.certificates
    known.certificates.unlink()
    if what == "folder":
        known.certificates.mkdir()
    if what == "text":
        written(known.certificates, "no certificate")
    with pytest.raises(ConfigError, match=r"authority\.pem cannot be used: .") as caught:
        opening(known)
    assert "Correct certificates in [opensearch]" in caught.value.advice


@pytest.mark.parametrize(
    ("what", "reason"), [(None, "No such file"), (b"\n", "it is empty"), (b"\xff", "not UTF-8")]
)
def test_a_password_file_that_cannot_be_used_is_named(
    known: OpenSearchConfig, what: bytes | None, reason: str
) -> None:
    assert known.password_file
    known.password_file.unlink()
    if what is not None:
        known.password_file.write_bytes(what)
    with pytest.raises(ConfigError, match=f"password cannot be used: .*{reason}") as caught:
        opening(known)
    assert "Correct password_file in [opensearch]" in caught.value.advice


def test_a_user_without_a_password_and_the_other_way_round_are_told(
    known: OpenSearchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConfigError, match="a user is given but no password"):
        opening(replace(known, password_file=None))
    monkeypatch.setenv(cluster_errors.PASSWORD, "guess-9137")
    with pytest.raises(ConfigError, match="a password is given but no user") as caught:
        opening(replace(known, user=""))
    assert "guess-9137" not in str(caught.value)
    monkeypatch.setenv(cluster_errors.USER, "a:b")
    with pytest.raises(ConfigError, match="has a colon"):
        opening(known)


# --- the whole way


@pytest.fixture
def place(authority: trustme.CA, gate: Terminator, tmp_path: Path) -> Path:
    """Give a configuration on the disk, with files named beside it."""
    authority.cert_pem.write_to_path(str(tmp_path / "own.pem"))
    written(tmp_path / "secret", gate.password)
    return written(
        tmp_path / "config.toml",
        f'[library]\nengine = "opensearch"\n[opensearch]\nurl = "{gate.url}"\ndeadline = 2\n'
        f'certificates = "own.pem"\nuser = "{gate.user}"\npassword_file = "secret"\n',
    )


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda place: written(place / "secret", "guess-9137"), "refuses the credentials (401)"),
        (lambda place: trustme.CA().cert_pem.write_to_path(str(place / "own.pem")), "not trusted here"),
    ],
    ids=["password", "authority"],
)
def test_commands_say_it_in_a_line_and_readers_that_there_is_no_index(
    place: Path, terminal: Terminal, spoil: Callable[[Path], object], said: str
) -> None:
    spoil(place.parent)
    config = ("--config", str(place))
    for words in (("search", *config, "智利"), ("indexer", *config, "build"), ("indexer", *config, "list")):
        told = terminal(*words)
        assert told.status == 2
        assert said in told.err
        assert "Traceback" not in told.err
        assert "guess-9137" not in told.err + told.out
        assert len(told.err.splitlines()) == 1


def test_a_service_that_is_not_let_in_answers_503_and_logs_why(
    place: Path, gate: Terminator, caplog: pytest.LogCaptureFixture
) -> None:
    sent, gate.password = gate.password, "another"
    answer = create_app(load(place)).test_client().get("/api/v1/search?q=1")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert json.loads(answer.data)["title"] == "No usable index"
    assert "refuses the credentials (401)" in caplog.text
    assert "Traceback" not in caplog.text
    assert sent not in caplog.text + answer.text
