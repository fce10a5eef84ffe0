"""What is wrong in a TOML file is named with its file, its line, the key and what is allowed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from indexer.runtime import toml
from indexer.runtime.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str], toml.TomlTable]

MANIFEST = """\
# what the corpus holds
[[document]]
file = "a.txt"
date = 2019-12-23

[[document]]   # the second
file = "b.txt"
"date" = "2020-12-28"
"""
KEYS = ("file", "date")


@pytest.fixture
def read(tmp_path: Path) -> Write:
    def write_and_read(text: str) -> toml.TomlTable:
        path = tmp_path / "some.toml"
        path.write_bytes(text.encode())
        return toml.read(path, ("library", "web", "document"))

    return write_and_read


def refused(doing: Callable[[], object]) -> ConfigError:
    with pytest.raises(ConfigError) as raised:
        doing()
    return raised.value


def test_the_tables_of_a_list_come_in_their_order(read: Write) -> None:
    tables = read(MANIFEST).tables("document", KEYS)
    assert [(table.string("file", ""), table.day("date")) for table in tables] == [
        ("a.txt", date(2019, 12, 23)),
        ("b.txt", date(2020, 12, 28)),
    ]


def test_what_is_absent_has_its_default(read: Write) -> None:
    root = read("")
    table = root.table("web", ("port",))
    assert table.string("host", "here") == "here"
    assert table.strings("corpora", ("a", "b")) == ("a", "b")
    assert table.integer("port", 80, 1, 100) == 80
    assert table.truth("on", default=True) is True
    assert table.day("date") is None
    assert root.tables("document", KEYS) == ()


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(read: Write) -> None:
    root = read("\ufeff[web]\r\nport = 81\r\nhost = 3\r\n")
    table = root.table("web", ("port", "host"))
    assert table.integer("port", 0, 0, 100) == 81
    assert "line 3:" in refused(lambda: table.string("host", "")).message


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("colour = 1\n", 1, "colour"),
        ("# nothing\n\n[colour]\n", 3, "colour"),
        ("\n[colour.of]\nx = 1\n", 2, "colour"),
        ("\n[[colour]]\n", 2, "colour"),
    ],
)
def test_an_unknown_key_at_the_root_is_named_with_its_line(
    read: Write, text: str, line: int, key: str
) -> None:
    error = refused(lambda: read(text))
    assert f"some.toml, line {line}: {key} is unknown." in error.message
    assert error.advice == "Allowed tables and keys: library, web, document."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[library]\nfile = 'x'\nfiel = 'x'\n", 3),
        ("[library]\n  'fiel'='x'\n", 2),
        ("library.file = 'x'\nlibrary . fiel = 'x'\n", 2),
        ("# inline\nlibrary = { file = 'x', fiel = 'x' }\n", 2),
        ("[web]\nfiel = 1\n[library]\nfiel.a.b = 1\n", 4),
    ],
)
def test_an_unknown_key_of_a_table_is_named_with_its_line_and_the_nearest(
    read: Write, text: str, line: int
) -> None:
    error = refused(lambda: read(text).table("library", KEYS))
    assert f"line {line}: fiel in [library] is unknown." in error.message
    assert error.advice == "Did you mean file? Allowed keys: file, date."


def test_a_wrong_key_in_the_second_of_two_tables_has_the_second_line(read: Write) -> None:
    root = read(MANIFEST + "file2 = 1\n")
    assert "line 9: file2 in [document] is unknown." in refused(lambda: root.tables("document", KEYS)).message
    second = read(MANIFEST).tables("document", KEYS)[1]
    assert second.line("file") == 7
    assert second.line("title") == 6


@pytest.mark.parametrize(
    ("value", "ask", "reason"),
    [
        ("1", lambda table: table.string("x", ""), "must be a text in quotes."),
        ("'c'", lambda table: table.string("x", "a", ("a", "b")), "cannot be 'c'."),
        ("'a'", lambda table: table.strings("x", ()), "must be a list of texts in quotes."),
        ("['a', 1]", lambda table: table.strings("x", ()), "none of them empty."),
        ("['a', '']", lambda table: table.strings("x", ()), "none of them empty."),
        ("'80'", lambda table: table.integer("x", 1, 0, 9), "must be a whole number without quotes."),
        ("true", lambda table: table.integer("x", 1, 0, 9), "must be a whole number without quotes."),
        ("10", lambda table: table.integer("x", 1, 0, 9), "cannot be 10."),
        ("-1", lambda table: table.integer("x", 1, 0, 9), "cannot be -1."),
        ("1", lambda table: table.truth("x", default=True), "must be true or false, without quotes."),
        ("2019", lambda table: table.day("x"), "must be a date such as 2019-12-23."),
        ("'2019-02-30'", lambda table: table.day("x"), "must be a date such as 2019-12-23."),
        ("2019-12-23T01:00:00", lambda table: table.day("x"), "must be a date such as 2019-12-23."),
    ],
)
def test_a_value_of_the_wrong_type_or_size_is_refused(
    read: Write, value: str, ask: Callable[[toml.TomlTable], object], reason: str
) -> None:
    table = read(f"[web]\nx = {value}\n").table("web", ("x",))
    error = refused(lambda: ask(table))
    assert "line 2: x in [web] " in error.message
    assert error.message.endswith(reason)
    assert error.advice


def test_what_is_allowed_is_listed(read: Write) -> None:
    table = read("[web]\nx = 'whosh'\ny = 70\n").table("web", ("x", "y"))
    asked = refused(lambda: table.string("x", "", ("whoosh", "other")))
    assert asked.advice == "Did you mean whoosh? Allowed values: whoosh, other."
    assert refused(lambda: table.integer("y", 1, 2, 9)).advice == "Allowed values: 2 to 9."


def test_a_key_where_a_table_belongs_is_refused(read: Write) -> None:
    assert "write [web] on a line" in refused(lambda: read("web = 1").table("web", ())).message
    assert "write [[document]]" in refused(lambda: read("[document]").tables("document", ())).message
    assert "write [[document]]" in refused(lambda: read("document = [1]").tables("document", ())).message


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb = = 2\n", 2), ("[web\n", 1), ("a = 1\nb = [\n\n", 2), ("a = 1\na = 2\n", 2)]
)
def test_what_is_no_toml_is_named_with_its_line(read: Write, text: str, line: int) -> None:
    error = refused(lambda: read(text))
    assert f"some.toml, line {line}: " in error.message
    assert "(at " not in error.message


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    assert "No such file" in refused(lambda: toml.read(tmp_path / "none.toml", ())).message
    (tmp_path / "gb.toml").write_bytes("title = '卷宗'".encode("gb18030"))
    assert "is not UTF-8" in refused(lambda: toml.read(tmp_path / "gb.toml", ())).message
