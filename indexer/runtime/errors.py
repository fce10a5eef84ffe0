"""What can go wrong, each with the exit status of the commands and the HTTP status of the API.

JuanzongError              70  500   our own fault
├── CommandError            2  500   wrong options of a command, or an output that it cannot write to
├── ConfigError             2  500   config.toml or a manifest is wrong
├── InputError              2  500   a file that cannot be read as a document
│   └── OversizeError       2  500   a file that is larger than one document may be
└── ReaderError                      what a reader may meet too, told in Chinese and in English
    ├── UsageError          2  400   wrong parameters or question
    │   ├── TooLargeError   2  400   a page beyond the last one that is served
    │   └── TooCostlyError  2  400   a question that is too broad, or takes longer than it may
    ├── NotFoundError       1  404   a document, paragraph or State that is not held
    ├── IndexUnusableError  3  503   no index, or one that is outdated or damaged
    └── BusyError           4  503   another process is writing

The commands tell every error in English. Pages and the API tell a ReaderError in the reader's language, and
of all others no more than that something went wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from indexer.model.messages import Bilingual


class JuanzongError(Exception):
    """The base class of all errors of this project.

    `message` names the thing and the reason, `advice` the next step. Both are whole sentences in English.
    """

    exit_status = 70

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".rstrip()


class CommandError(JuanzongError):
    """An option of a command that cannot be understood, or an output that it cannot write to."""

    exit_status = 2


class ConfigError(JuanzongError):
    """config.toml or a manifest is wrong; the message names file, line, key and the allowed values."""

    exit_status = 2


class InputError(JuanzongError):
    """A file that cannot be read as a United Nations document."""

    exit_status = 2


class OversizeError(InputError):
    """A file that is larger than one document may be; `told` and `advised` are as in ReaderError."""

    def __init__(self, told: Bilingual, advised: Bilingual) -> None:
        super().__init__(told.en, advised.en)
        self.told = told
        self.advised = advised


class ReaderError(JuanzongError):
    """The base class of the errors that a reader can meet, and not only a user of the commands.

    `told` and `advised` are `message` and `advice` in both languages. `title` is the API's name for this kind
    of error.
    """

    http_status: ClassVar[int]
    title: ClassVar[str]

    def __init__(self, told: Bilingual, advised: Bilingual) -> None:
        super().__init__(told.en, advised.en)
        self.told = told
        self.advised = advised


class UsageError(ReaderError):
    """A parameter or question that cannot be understood."""

    exit_status = 2
    http_status = 400
    title = "Invalid request"


class TooLargeError(UsageError):
    """A page beyond the last one that is served."""

    title = "Page out of range"


class TooCostlyError(UsageError):
    """A question that is too broad, or takes longer to answer than the service allows."""

    title = "Question too costly"


class NotFoundError(ReaderError):
    """A document, paragraph or State that the library does not hold."""

    exit_status = 1
    http_status = 404
    title = "Not found"


class IndexUnusableError(ReaderError):
    """There is no index, or it is outdated or damaged."""

    exit_status = 3
    http_status = 503
    title = "No usable index"


class BusyError(ReaderError):
    """Another process is writing to the library."""

    exit_status = 4
    http_status = 503
    title = "Library is busy"
