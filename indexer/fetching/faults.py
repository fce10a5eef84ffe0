"""Why a document could not be fetched. Each message is a whole sentence, as in `indexer.runtime.errors`."""

from __future__ import annotations

from indexer.runtime.errors import JuanzongError


class FetchError(JuanzongError):
    """The base class of the reasons for which a document could not be fetched."""


class MissingError(FetchError):
    """The service has no such document."""


class UnfitError(FetchError):
    """Something came that is no document, or it would have to come from where nothing is fetched."""


class PageError(UnfitError):
    """A web page came instead of a document."""


class FailedError(FetchError):
    """The service did not answer, or it refused to."""


class TransientError(FailedError):
    """A failure that may be over soon; `retry_after` is how many seconds the service asks to wait."""

    def __init__(self, message: str, advice: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, advice)
        self.retry_after = retry_after
