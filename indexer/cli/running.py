"""What both commands share: errors as one line and an exit status, a library opened and closed."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from indexer.errors import JuanzongError
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
    try:
        status = command.main(prog_name=name, standalone_mode=False)
        sys.stdout.flush()
    except JuanzongError as error:
        fail(name, str(error), error.exit_status)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        fail(name, "Interrupted.", INTERRUPTED)
    except BrokenPipeError:
        # Whoever reads (`head`) has seen enough; Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # the last line of defence: no traceback reaches a user
        logging.getLogger(__name__).debug("unexpected", exc_info=True)
        fail(
            name,
            f"Our own fault: {type(error).__name__}: {error}. Please report it.",
            JuanzongError.exit_status,
        )
    sys.exit(status if isinstance(status, int) else 0)


def fail(name: str, message: str, status: int) -> NoReturn:
    """Say what went wrong, and leave."""
    click.echo(f"{name}: {message}", err=True)
    sys.exit(status)


@contextmanager
def library(config: Config) -> Iterator[Library]:
    """Give a library that need not have an index yet, and close it."""
    opened = Library(config)
    try:
        yield opened
    finally:
        opened.close()
