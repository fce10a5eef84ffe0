"""What can go wrong, each with the exit status of the commands and the HTTP status of the API.

JuanzongError              70  500   our own fault
├── UsageError              2  400   wrong options, parameters or question
│   ├── TooLargeError       2  400   a page beyond the last one that is served
│   └── TooCostlyError      2  400   a question that takes longer than it may
├── ConfigError             2  500   config.toml or a manifest is wrong
├── InputError              2  400   a file that cannot be read as a document
├── NotFoundError           1  404   a document, paragraph or State that is not held
├── IndexUnusableError      3  503   no index, or one that is outdated or damaged
└── BusyError               4  503   another process is writing
"""

from __future__ import annotations


class JuanzongError(Exception):
    """Base of all errors of this project.

    `message` names the thing and the reason, `advice` the next step; both are whole sentences.
    """

    exit_status = 70
    http_status = 500
    title = "Internal error"

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".rstrip()


class UsageError(JuanzongError):
    """An option, parameter or question that cannot be understood."""

    exit_status = 2
    http_status = 400
    title = "Invalid request"


class TooLargeError(UsageError):
    """A page beyond the last one that is served."""

    title = "Page out of range"


class TooCostlyError(UsageError):
    """A question that takes longer to answer than the service allows."""

    title = "Question too costly"


class ConfigError(JuanzongError):
    """config.toml or a manifest is wrong; the message names file, line, key and the allowed values."""

    exit_status = 2
    http_status = 500
    title = "Invalid configuration"


class InputError(JuanzongError):
    """A file that cannot be read as a United Nations document."""

    exit_status = 2
    http_status = 400
    title = "Unreadable input"


class NotFoundError(JuanzongError):
    """A document, paragraph or State that the library does not hold."""

    exit_status = 1
    http_status = 404
    title = "Not found"


class IndexUnusableError(JuanzongError):
    """There is no index, or it is outdated or damaged."""

    exit_status = 3
    http_status = 503
    title = "No usable index"


class BusyError(JuanzongError):
    """Another process is writing to the library."""

    exit_status = 4
    http_status = 503
    title = "Library is busy"
