"""What the commands share: errors as one line with an exit status, shell completion, opening the library."""

from __future__ import annotations

import atexit
import functools
import gc
import io
import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, NoReturn, TextIO, TypeVar
from urllib.parse import urlsplit

import click

from indexer.answer.urls import Urls
from indexer.library.library import Library
from indexer.model.messages import listed
from indexer.runtime import config
from indexer.runtime.errors import CommandError, JuanzongError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from indexer.runtime.config import Config

Status = TypeVar("Status")

INTERRUPTED = 130
CONFIG_OPTION = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    help="The configuration file; else $JUANZONG_CONFIG, ./config.toml or the defaults.",
)
VERSION_OPTION = click.version_option(
    package_name="juanzong", message="%(prog)s (%(package)s) %(version)s", help="Show the version and exit."
)


def run(command: click.Command) -> NoReturn:
    """Run a command and exit with the status of its outcome; no traceback is ever shown."""
    name = command.name or "juanzong"
    atexit.register(gc.freeze)  # spares a garbage collection at exit, when all is dropped anyway
    try:
        status = _invoke(command, name)
    except JuanzongError as error:
        fail(name, str(error), error.exit_status)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        fail(name, "Interrupted.", INTERRUPTED)
    except Exception as error:  # an error of ours: no traceback may reach a user
        import logging  # slow to import

        logging.getLogger(__name__).debug("unexpected", exc_info=True)
        fail(
            name,
            f"Our own fault: {type(error).__name__}: {error}. Please report it.",
            JuanzongError.exit_status,
        )
    sys.exit(status)


def _invoke(command: click.Command, name: str) -> int:
    """Run a command and return its status.

    It is used instead of click's `main`, which exits with 1 when a pipe is closed.
    """
    hold_chinese(sys.stderr)
    if sys.stdout is None:
        raise CommandError("Standard output is closed.", "Send it to a terminal, a file or a pipe.")
    hold_chinese(sys.stdout)
    try:
        if (status := _completed(command, name)) is not None:
            return status
        color = False if os.environ.get("NO_COLOR") else None
        with command.make_context(name, sys.argv[1:], color=color) as context:
            status = command.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as left:
        status = left.exit_code
    except BrokenPipeError:  # the reader (`head`) needs no more
        _drop_output()
        status = 0
    except OSError as error:
        if error.filename is not None:  # not the output, but a file that we use
            raise
        _drop_output()
        raise CommandError(
            f"The answer cannot be written: {error.strerror}.", "Send it to another place, or make room."
        ) from error
    return status if isinstance(status, int) else 0


def _completed(command: click.Command, name: str) -> int | None:
    """Answer a shell's request for its completion script or for words; return None where no shell asks.

    A shell asks by the environment variable `_NAME_COMPLETE`.
    """
    variable = f"_{name.upper()}_COMPLETE"
    asked = os.environ.get(variable)
    if not asked:
        return None
    from click.shell_completion import shell_complete

    return shell_complete(command, {}, name, variable, asked)


def addresses(config: Config) -> Urls:
    """Return what makes whole addresses of pages, for what is read away from this machine's terminal."""
    web = config.web
    public = web.public_url if urlsplit(web.public_url).netloc else ""
    return Urls(public or f"http://{web.host}:{web.port}{web.public_url}", search="/")


def hold_chinese(stream: TextIO | None, encoding: str | None = None) -> None:
    """Let a stream write every character.

    Args:
        stream: Standard output or error; None where it is closed.
        encoding: The encoding to use; by default the stream's own. UTF-8 replaces one that has no Chinese.

    """
    if not isinstance(stream, io.TextIOWrapper):
        return
    chosen = encoding or stream.encoding
    try:
        "卷宗".encode(chosen)
    except UnicodeEncodeError:
        chosen = "utf-8"
    stream.reconfigure(encoding=chosen, errors="backslashreplace")


def typed(text: str) -> str:
    """Return an argument as typed, read as UTF-8 where the locale (`LC_ALL=C`) could not decode it."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def fail(name: str, message: str, status: int) -> NoReturn:
    """Print what went wrong, if standard error can be written to, and exit."""
    with suppress(OSError):
        click.echo(f"{name}: {typed(message)}", err=True)
    sys.exit(status)


def with_library(function: Callable[Concatenate[Library, ...], Status]) -> Callable[..., Status]:
    """Decorate a function that needs the library as a subcommand.

    `--config` may stand before the subcommand's name or after it. A path given before the name is the object
    of click's context; otherwise that is None.
    """

    @CONFIG_OPTION
    @click.pass_context
    @functools.wraps(function)
    def opening(context: click.Context, /, *, config_path: Path | None, **options: object) -> Status:
        settings = config.load(_one_of(context.obj, config_path))
        return function(context.with_resource(library(settings)), **options)

    return opening


def _one_of(before: Path | None, behind: Path | None) -> Path | None:
    """Return the configuration named before or after a subcommand.

    Raises click.UsageError if both are given and differ.
    """
    if before and behind and before.resolve() != behind.resolve():
        raise click.UsageError(
            f"--config names {before} before the subcommand and {behind} behind it. Give one of them."
        )
    return behind or before


def check_alone(  # noqa: PLR0913 - each is a part of what is said
    option: str,
    form: str,
    formats: Sequence[str],
    others: Mapping[str, object],
    *,
    value: Path | None = None,
    advice: str = "Leave that out.",
) -> None:
    """Raise CommandError for what does not go with an option that asks for something else than an answer.

    Args:
        option: The option.
        form: The format.
        formats: The formats in which it can be printed.
        others: The values of other options by their names; those that are given are refused.
        value: The value of the option, where the message names it.
        advice: What to do where others are given.

    """
    if form not in formats:
        raise CommandError(
            f"{option} cannot be printed as {form}.", f"Give --format {listed(formats, 'or').en}."
        )
    given = [name for name, one in others.items() if one]
    if given:
        named = option if value is None else f"{option} {value}"
        raise CommandError(f"{named} does not go with {listed(given, 'and').en}.", advice)


@contextmanager
def library(settings: Config) -> Iterator[Library]:
    """Yield a library that need not have an index yet, and close it at the end."""
    opened = Library(settings)
    try:
        yield opened
    finally:
        opened.close()


def _drop_output() -> None:
    """Send standard output nowhere; otherwise Python would report the error again as it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
