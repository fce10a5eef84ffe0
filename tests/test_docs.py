"""The pages for readers keep up with the program: what can be typed, set or met stands in them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import chain
from pathlib import Path
from typing import get_args, get_type_hints

import click
import pytest

from indexer.cli.command import INTERRUPTED
from indexer.cli.indexer import indexer
from indexer.cli.search import search
from indexer.library.manifest import KEYS
from indexer.model.document import Edition, Kind
from indexer.model.fields import NAMES
from indexer.query.arguments import DROP, SINGLE
from indexer.runtime import config, errors
from scripts import field_tables
from webui.serve import webui

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG")),
    *sorted((ROOT / "docs").glob("*.md")),
)
COMMANDS = {"search": search, "indexer": indexer, "webui": webui}


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def options(command: click.Command) -> Iterator[str]:
    """Yield the options of a command and of its subcommands."""
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            yield from parameter.opts
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from options(inner)


def settings() -> Iterator[str]:
    """Yield the keys of config.toml, `library.index`."""
    for table, shape in get_type_hints(config.Config).items():
        if is_dataclass(shape):
            yield from (f"{table}.{field.name}" for field in fields(shape))


def codes() -> set[str]:
    """Return the codes of all notices, as they stand in the code."""
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "indexer").rglob("*.py"))
    return set(chain.from_iterable(re.findall(r'[Nn]otice\(\s*"([a-z-]+)"', text) for text in texts))


def statuses() -> set[int]:
    """Return the exit statuses that a command may have."""
    shapes = (shape for shape in vars(errors).values() if isinstance(shape, type))
    return {getattr(shape, "exit_status", 0) for shape in shapes} | {0, INTERRUPTED}


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield the name and the words of every command that a page shows."""
    for path in PAGES:
        for line in re.findall(
            r"^\s*(?:\.venv/bin/)?((?:search|indexer|webui) .*)$", path.read_text("utf-8"), re.MULTILINE
        ):
            name, *words = shlex.split(line, comments=True)
            yield name, words
        for quoted in re.findall(
            r"`(?:\.venv/bin/)?((?:search|indexer|webui) [^`]*)`", path.read_text("utf-8")
        ):
            name, *words = shlex.split(quoted)
            yield name, words


@pytest.mark.parametrize(
    ("command", "name"), [("search", "asking.md"), ("indexer", "documents.md"), ("webui", "configuration.md")]
)
def test_every_option_is_told(command: str, name: str) -> None:
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", page(name)))
    filters = {f"--{filter_}" for filter_ in NAMES} if command == "search" else set()
    assert set(options(COMMANDS[command])) - filters <= told


def test_every_command_is_told() -> None:
    for name in indexer.commands:
        assert f"`indexer {name}" in page("documents.md")


def test_every_filter_and_parameter_is_told() -> None:
    for name in (*NAMES, *SINGLE, DROP):
        assert f"`{name}`" in page("asking.md")
    assert {f"--{name}" for name in NAMES} <= set(options(search))


def test_every_kind_edition_and_format_is_told() -> None:
    for name in (*get_args(Kind), *get_args(Edition)):
        assert f"`{name}`" in page("asking.md")
    for parameter in search.params:
        if isinstance(parameter.type, click.Choice):
            assert all(name in page("asking.md") for name in parameter.type.choices)


def test_every_key_of_the_configuration_is_told() -> None:
    told = set(re.findall(r"^\| `([a-z_.]+)` \|", page("configuration.md"), re.MULTILINE))
    assert told == set(settings())


def test_every_key_of_a_manifest_is_told() -> None:
    assert all(re.search(rf"^{key} = ", page("documents.md"), re.MULTILINE) for key in KEYS)


@pytest.mark.parametrize("name", ["asking.md", "documents.md"])
def test_every_exit_status_is_told(name: str) -> None:
    paragraph = next(text for text in page(name).split("\n\n") if re.search(r"[Ee]xit status", text))
    assert statuses() <= set(map(int, re.findall(r"\b\d+\b", paragraph)))


def test_every_notice_is_told() -> None:
    told = set(re.findall(r"^\| `([a-z-]+)` \|", page("asking.md").partition("## Notices")[2], re.MULTILINE))
    assert told == codes()


def test_every_environment_variable_is_told() -> None:
    assert f"${config.VARIABLE}" in page("configuration.md")


@pytest.mark.parametrize(("name", "words"), list(commands()), ids=str)
def test_commands_shown_exist(name: str, words: list[str]) -> None:
    command: click.Command = COMMANDS[name]
    known = set(options(command)) | {"--help"}
    used = {word.partition("=")[0] for word in words if word.startswith("--") and word != "--"}
    assert used <= known
    plain = [word for word in words if not word.startswith("-")]
    if isinstance(command, click.Group) and words != ["--version"]:
        after = plain[1:] if words[0] == "--config" else plain
        assert after[0] in command.commands


def test_pages_show_commands() -> None:
    assert len(list(commands())) > 10


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        there = path.parent / file if file else path
        assert there.exists(), target
        assert not anchor or anchor in _anchors(there), target


def _anchors(path: Path) -> set[str]:
    """Return the anchors of a page's headings, as they are made where it is shown."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", field_tables.PAGES)
def test_fields_are_told_as_the_registry_has_them(name: str) -> None:
    assert field_tables.written(page(name)) == page(name), "Run: python -m scripts.field_tables"
