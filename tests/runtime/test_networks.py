"""Hosts as requests and people write them."""

from __future__ import annotations

import pytest

from indexer.runtime.networks import MAX_NAME, Host, address, covers, parse, pattern


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("un.example", Host("un.example")),
        ("UN.Example.", Host("un.example")),
        ("un.example:8443", Host("un.example", 8443)),
        ("un.example:", Host("un.example")),
        ("my_service-1:80", Host("my_service-1", 80)),
        ("192.0.2.1:8080", Host("192.0.2.1", 8080)),
        ("[2001:DB8:0::1]:8080", Host("[2001:db8::1]", 8080)),
        ("[::ffff:192.0.2.1]", Host("192.0.2.1")),
        ("xn--fiq228c.example", Host("xn--fiq228c.example")),
    ],
)
def test_a_host_is_read_as_it_is_compared(text: str, host: Host) -> None:
    assert parse(text) == host
    assert parse(str(host)) == host


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            ".",
            "a..b",
            ".a",
            "a" * 64,
            f"{'a.' * 127}a",
            "a b",
            "a,b",
            "a/b",
            "a@b",
            "a\\b",
            "a?b",
            "a#b",
        ),
        *("a:0", "a:65536", "a:x", "a:1:2", "a:999999999", "[::1", "::1", "[::1]a", "[1]", "[::1%25eth0]"),
        *("卷宗.example", "é", "\x00", "a\n", "a\r\nX: y", "<script>", "http://a", "*.a", "*", "%61"),
    ],
)
def test_what_cannot_be_a_host_is_none(text: str) -> None:
    assert parse(text) is None


def test_the_longest_name_is_one() -> None:
    longest = f"{'a.' * (MAX_NAME // 2)}a"
    assert parse(longest) == Host(longest)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("UN.example", "un.example"),
        ("*.un.example", "*.un.example"),
        ("*.un.example:81", "*.un.example:81"),
        ("::1", "[::1]"),
        ("[::1]:80", "[::1]:80"),
        ("192.0.2.1", "192.0.2.1"),
        ("卷宗.example", "xn--3lry2q.example"),
    ],
)
def test_a_person_may_write_a_host_in_more_ways(text: str, written: str) -> None:
    assert str(pattern(text)) == written


@pytest.mark.parametrize(
    "text", ["", "*", "*.", "*un.example", "a.*.example", "http://a", "a/b", "a..b", "卷" * 70]
)
def test_what_stands_for_no_host_is_none(text: str) -> None:
    assert pattern(text) is None


@pytest.mark.parametrize(
    ("allowed", "host", "scheme", "covered"),
    [
        ("un.example", "un.example", "http", True),
        ("un.example", "un.example:8080", "http", True),
        ("un.example", "www.un.example", "http", False),
        ("un.example", "un.example.evil", "http", False),
        ("un.example", "xun.example", "http", False),
        ("un.example:443", "un.example", "https", True),
        ("un.example:443", "un.example", "http", False),
        ("un.example:8080", "un.example:8081", "http", False),
        ("*.un.example", "www.un.example", "http", True),
        ("*.un.example", "a.b.un.example:1", "http", True),
        ("*.un.example", "un.example", "http", False),
        ("*.un.example", "evilun.example", "http", False),
        ("*.un.example:80", "a.un.example", "http", True),
        ("::1", "[0:0::1]:80", "http", True),
    ],
)
def test_a_pattern_stands_for_a_host(allowed: str, host: str, scheme: str, *, covered: bool) -> None:
    one, other = pattern(allowed), parse(host)
    assert one
    assert other
    assert covers(one, other, scheme) is covered


def test_a_machine_knows_its_own_names() -> None:
    for text, local in (("localhost", True), ("127.9.0.1:80", True), ("[::1]", True), ("un.example", False)):
        host = parse(text)
        assert host
        assert host.local is local


def test_an_address_of_version_four_is_one_however_it_is_written() -> None:
    assert address("::ffff:192.0.2.1") == address("192.0.2.1")
    assert address("192.0.2") is None
