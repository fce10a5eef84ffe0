"""What both commands share: errors as one line and an exit status, a library opened and closed."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from indexer.errors import CommandError, JuanzongError
from indexer.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.config import Config

INTERRUPTED = 130
CONFIG_OPTION = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    help="The configuration file; else $JUANZONG_CONFIG, ./config.toml or the defaults.",
)


def run(command: click.Command) -> NoReturn:
    """Run a command and exit with the status that the outcome has; never with a traceback."""
    name = command.name or "juanzong"
    atexit.register(gc.freeze)  # else Python looks for garbage once more in all that it is about to drop
    try:
        status = _invoke(command, name)
    except JuanzongError as error:
        fail(name, str(error), error.exit_status)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        fail(name, "Interrupted.", INTERRUPTED)
    except Exception as error:  # the last line of defence: no traceback reaches a user
        import logging  # slow to import

        logging.getLogger(__name__).debug("unexpected", exc_info=True)
        fail(
            name,
            f"Our own fault: {type(error).__name__}: {error}. Please report it.",
            JuanzongError.exit_status,
        )
    sys.exit(status)


def _invoke(command: click.Command, name: str) -> int:
    """Return the status of a command; not by click's `main`, which leaves with 1 when a pipe is closed."""
    hold_chinese(sys.stderr)
    if sys.stdout is None:
        raise CommandError("Standard output is closed.", "Send it to a terminal, a file or a pipe.")
    hold_chinese(sys.stdout)
    try:
        color = False if os.environ.get("NO_COLOR") else None
        with command.make_context(name, sys.argv[1:], color=color) as context:
            status = command.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as left:
        status = left.exit_code
    except BrokenPipeError:  # whoever reads (`head`) has seen enough
        _drop_output()
        status = 0
    except OSError as error:
        if error.filename is not None:  # a file of ours, not the output
            raise
        _drop_output()
        raise CommandError(
            f"The answer cannot be written: {error.strerror}.", "Send it to another place, or make room."
        ) from error
    return status if isinstance(status, int) else 0


def hold_chinese(stream: TextIO | None, encoding: str | None = None) -> None:
    """Let a stream write every character: in `encoding`, its own, or UTF-8 where that has no Chinese."""
    if not isinstance(stream, io.TextIOWrapper):
        return
    chosen = encoding or stream.encoding
    try:
        "卷宗".encode(chosen)
    except UnicodeEncodeError:
        chosen = "utf-8"
    stream.reconfigure(encoding=chosen, errors="backslashreplace")


def typed(text: str) -> str:
    """Return what was typed, read as UTF-8 where the locale (`LC_ALL=C`) could not decode it."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def fail(name: str, message: str, status: int) -> NoReturn:
    """Say what went wrong, if that can be said, and leave."""
    with suppress(OSError):
        click.echo(f"{name}: {typed(message)}", err=True)
    sys.exit(status)


@contextmanager
def library(config: Config) -> Iterator[Library]:
    """Give a library that need not have an index yet, and close it."""
    opened = Library(config)
    try:
        yield opened
    finally:
        opened.close()


def _drop_output() -> None:
    """Python would complain once more when it flushes standard output at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
