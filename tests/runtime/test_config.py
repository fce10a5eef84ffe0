"""A configuration is found where the documentation says, and what is wrong in it is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indexer.runtime import config
from indexer.runtime.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    Write = Callable[[str], Path]

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder, without the variable."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("JUANZONG_CONFIG", raising=False)
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        path = tmp_path / "my.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_without_a_file_the_documented_defaults_hold(nowhere: Path) -> None:
    found = config.load()
    assert found.path is None
    assert found.library.corpora == (nowhere / "corpus", nowhere / "var/library")
    assert found.library.index == nowhere / "var/index"
    assert found.library.engine == "whoosh"
    assert found.library.largest == 16 * 1024 * 1024
    assert found.search.translate is True
    assert found.web == config.WebConfig("127.0.0.1", 8080, 2, "", "*", 10, 0)
    assert found.opensearch == config.OpenSearchConfig(("http://127.0.0.1:9200",), "juanzong", 10, 3, 1)
    assert found.fetch == config.FetchConfig(folder=nowhere / "var/fetched")


def test_the_file_of_the_project_says_the_defaults(nowhere: Path) -> None:
    (nowhere / "config.toml").write_bytes((REPOSITORY / "config.toml").read_bytes())
    with_file = config.load()
    (nowhere / "config.toml").unlink()
    without = config.load()
    assert with_file.path is not None
    assert with_file.library == without.library
    assert (with_file.search, with_file.web) == (without.search, without.web)
    assert with_file.fetch == without.fetch


def test_the_digests_stand_in_for_a_corpus_that_nobody_named_and_that_is_not_there(
    nowhere: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = REPOSITORY / "corpus"
    monkeypatch.setattr(config, "DIGESTS", digests)
    found = config.load().library
    assert (found.corpora, found.has_digests) == ((digests, nowhere / "var/library"), True)
    assert config.load(write("[web]\nport = 1\n")).library.has_digests
    assert not config.load(write('[library]\ncorpora = ["mine"]\n')).library.has_digests
    (nowhere / "corpus").mkdir()
    found = config.load().library
    assert (found.corpora, found.has_digests) == ((nowhere / "corpus", nowhere / "var/library"), False)


def test_the_option_comes_before_the_variable_and_the_variable_before_the_folder(
    nowhere: Path, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (nowhere / "config.toml").write_text("[web]\nport = 1\n", encoding="utf-8")
    assert config.load().web.port == 1
    (tmp_path / "named.toml").write_text("[web]\nport = 2\n", encoding="utf-8")
    monkeypatch.setenv("JUANZONG_CONFIG", str(tmp_path / "named.toml"))
    assert config.load().web.port == 2
    assert config.load(write("[web]\nport = 3\n")).web.port == 3
    monkeypatch.setenv("JUANZONG_CONFIG", "")
    assert config.load().web.port == 1


def test_paths_are_relative_to_the_file(write: Write, tmp_path: Path) -> None:
    path = write('[library]\ncorpora = ["one", "/two"]\nindex = "../index"\n')
    found = config.load(path).library
    assert found.corpora == (tmp_path / "one", Path("/two"))
    assert found.index == tmp_path / "../index"
    assert config.load(path).path == path


def test_every_key_can_be_set(write: Write, tmp_path: Path) -> None:
    found = config.load(
        write(
            '[library]\nengine = "whoosh"\nlargest = 3\n[search]\ntranslate = false\n'
            '[web]\nhost = "::1"\nport = 0\n'
            'workers = 8\npublic_url = "https://example.org/un/"\ncors = "https://example.org"\n'
            "deadline = 30\nrate = 5\nproxies = ['10.0.0.0/8', '::1', 'unix']\n"
            "hosts = ['*.un.example', '[::1]:80']\n[opensearch]\nurl = 'https://one.example:9200/'\n"
            "index = 'un-2'\ndeadline = 5\nshards = 12\nreplicas = 0\n"
            "certificates = 'own.pem'\nuser = 'un'\npassword_file = '/run/password'\n"
        )
    )
    assert found.library.largest == 3 * 1024 * 1024
    assert found.opensearch == config.OpenSearchConfig(
        *(("https://one.example:9200",), "un-2", 5, 12, 0),
        certificates=tmp_path / "own.pem",
        user="un",
        password_file=Path("/run/password"),
    )
    assert found.search.translate is False
    assert found.web == config.WebConfig(
        *("::1", 0, 8, "https://example.org/un", "https://example.org", 30, 5),
        proxies=("10.0.0.0/8", "::1", "unix"),
        hosts=("*.un.example", "[::1]:80"),
    )


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("[library]\ncorpus = ['a']\n", 2, "corpus in [library]"),
        ("[library]\ncorpora = []\n", 2, "corpora in [library]"),
        ("[library]\ncorpora = 'a'\n", 2, "corpora in [library]"),
        ("[library]\nindex = ''\n", 2, "index in [library]"),
        ("[library]\nengine = 'memory'\n", 2, "engine in [library]"),
        ("[library]\nlargest = 0\n", 2, "largest in [library]"),
        ("[library]\nlargest = 1025\n", 2, "largest in [library]"),
        ("[library]\nlargest = '16 MiB'\n", 2, "largest in [library]"),
        ("[search]\ntranslate = 'yes'\n", 2, "translate in [search]"),
        ("[web]\n\nport = 65536\n", 3, "port in [web]"),
        ("[web]\nworkers = 0\n", 2, "workers in [web]"),
        ("[web]\nhost = ''\n", 2, "host in [web]"),
        ("[web]\npublic_url = 'javascript:x'\n", 2, "public_url in [web]"),
        ("[web]\npublic_url = 'https://a..b/un'\n", 2, "public_url in [web]"),
        ("[web]\npublic_url = 'https://me:secret@un.example/'\n", 2, "public_url in [web]"),
        ("[web]\npublic_url = 'https://[::1/'\n", 2, "public_url in [web]"),
        ("[web]\npublic_url = 'https://un.example:65536'\n", 2, "public_url in [web]"),
        ("[web]\npublic_url = 'https://*.un.example'\n", 2, "public_url in [web]"),
        ("[web]\nproxies = '127.0.0.1'\n", 2, "proxies in [web]"),
        ("[web]\nproxies = ['10.0.0.1/8']\n", 2, "proxies in [web] cannot have '10.0.0.1/8'"),
        (
            "[web]\nrate = 1\nproxies = ['127.0.0.1', 'un.example']\n",
            3,
            "proxies in [web] cannot have 'un.example'",
        ),
        ("[web]\nproxies = ['*']\n", 2, "proxies in [web]"),
        ("[web]\nproxies = ['']\n", 2, "proxies in [web]"),
        ("[web]\nhosts = 'un.example'\n", 2, "hosts in [web]"),
        ("[web]\nhosts = ['https://un.example']\n", 2, "hosts in [web] cannot have"),
        ("[web]\nhosts = ['un.example/library']\n", 2, "hosts in [web]"),
        ("[web]\nhosts = ['*']\n", 2, "hosts in [web]"),
        ("[web]\nhosts = ['un.example:0']\n", 2, "hosts in [web]"),
        ("[web]\ncors = 'example.org'\n", 2, "cors in [web]"),
        ("[web]\ndeadline = 0\n", 2, "deadline in [web]"),
        ("[web]\nrate = -1\n", 2, "rate in [web]"),
        ("[opensearch]\nurl = []\n", 2, "url in [opensearch]"),
        ("[opensearch]\nurl = 9200\n", 2, "url in [opensearch]"),
        ("[opensearch]\nurl = 'localhost:9200'\n", 2, "url in [opensearch]"),
        ("[opensearch]\nurl = ['http://me:secret@one:9200']\n", 2, "url in [opensearch]"),
        ("[opensearch]\nurl = 'https://one:port'\n", 2, "url in [opensearch]"),
        ("[opensearch]\nurl = 'https://one:65536'\n", 2, "url in [opensearch]"),
        ("[opensearch]\nuser = 'me:secret'\n", 2, "user in [opensearch]"),
        ("[opensearch]\npassword = 'secret'\n", 2, "password in [opensearch]"),
        ("[opensearch]\ncertificates = true\n", 2, "certificates in [opensearch]"),
        ("[opensearch]\ncertificates = 'own.pem'\n", 2, "certificates in [opensearch] is of no use, since"),
        ("[opensearch]\nindex = 'UN'\n", 2, "index in [opensearch]"),
        ("[opensearch]\nindex = 'a*'\n", 2, "index in [opensearch]"),
        ("[opensearch]\ndeadline = 0\n", 2, "deadline in [opensearch]"),
        ("[opensearch]\nshards = 0\n", 2, "shards in [opensearch]"),
        ("[opensearch]\nreplicas = -1\n", 2, "replicas in [opensearch]"),
        ("[wed]\n", 1, "wed"),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_key(write: Write, text: str, line: int, key: str) -> None:
    with pytest.raises(ConfigError) as raised:
        config.load(write(text))
    assert f"my.toml, line {line}: {key} " in raised.value.message
    assert raised.value.advice
    assert raised.value.exit_status == 2


def test_the_cluster_has_one_address_or_several(write: Write) -> None:
    found = config.load(write("[opensearch]\nurl = ['http://one:9200', 'http://two:9200']\n")).opensearch
    assert found.url == ("http://one:9200", "http://two:9200")


@pytest.mark.parametrize(
    "line", ["url = 'https://me:secret@one:9200'", "user = 'me:secret'", "password = 'secret'"]
)
def test_a_password_that_stands_in_the_file_is_refused_and_not_repeated(write: Write, line: str) -> None:
    with pytest.raises(ConfigError) as raised:
        config.load(write(f"[opensearch]\n{line}\n"))
    assert "secret" not in str(raised.value)
    assert "password_file" in raised.value.advice


def test_a_file_that_was_named_must_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml cannot be read"):
        config.load(tmp_path / "none.toml")
    monkeypatch.setenv("JUANZONG_CONFIG", str(tmp_path / "none.toml"))
    with pytest.raises(ConfigError, match=r"none\.toml that \$JUANZONG_CONFIG names"):
        config.load()


def test_what_is_fetched_from_where_can_be_set(write: Write, tmp_path: Path) -> None:
    found = config.load(
        write(
            '[fetch]\nurl = "http://un.example:81/{language}/{symbol}"\ncontact = "me@un.example"\n'
            "pause = 1\n"
            'timeout = 2.5\nattempts = 2\nlargest = 3\nhosts = ["docs.un.example"]\nfolder = "there"\n'
        )
    )
    assert found.fetch == config.FetchConfig(
        "http://un.example:81/{language}/{symbol}",
        "me@un.example",
        1.0,
        2.5,
        2,
        3 * config.MIB,
        ("docs.un.example",),
        tmp_path / "there",
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('url = "https://un.example/{symbol}"', "{language}"),
        ('url = "https://un.example/{language}/{symbol}/{day}"', "{format}"),
        ('url = "https://un.example/{language}/{symbol"', "{format}"),
        ('url = "https://me:secret@un.example/{language}/{symbol}"', "//...@un.example"),
        ('url = "https://un.example:99999/{language}/{symbol}"', "{format}"),
        ('url = "file:///{language}/{symbol}"', "{format}"),
        ('url = "https://{symbol}.example/{language}"', "{format}"),
        ('contact = "somebody"', "name@example.org"),
        ('contact = "a@b.example)\\nX: y"', "name@example.org"),
        ("pause = -1", "0 to 3600"),
        ("pause = nan", "0 to 3600"),
        ('pause = "2"', "a number without quotes"),
        ("timeout = 0", "0.1 to 600"),
        ("timeout = true", "a number without quotes"),
        ("attempts = 0", "1 to 20"),
        ("largest = 2000", "1 to 1024"),
        ('hosts = ["http://un.example"]', "Write names without http://"),
        ('folder = ""', "Name a folder"),
        ("pauze = 2", "Did you mean pause?"),
    ],
)
def test_what_is_wrong_under_fetch_is_told(line: str, told: str, write: Write) -> None:
    with pytest.raises(ConfigError) as refused:
        config.load(write(f"[fetch]\n{line}\n"))
    assert ", line 2: " in refused.value.message
    assert told in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_contact_may_be_a_page(write: Write) -> None:
    assert config.load(write('[fetch]\ncontact = "https://un.example/me?a=b"\n')).fetch.contact
