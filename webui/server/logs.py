"""The log of the server: one JSON object a line, without questions and without the address of the client.

The line of a request has `time`, `method`, `path` (never the query string, which holds the question),
`status`, `milliseconds`, `bytes` (of the body) and `request`, an id that the answer has as `X-Request-Id`.
Every other line has `time`, `level`, `logger`, `message`, and after a fault `trace`.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import has_request_context
from gunicorn.glogging import Logger

from webui.middleware.headers import REQUEST_ID, request_id

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCESS = logging.getLogger("juanzong.requests")
MAX_PATH = 200


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object; if the message is a mapping, the object holds its entries."""

    def format(self, record: logging.LogRecord) -> str:
        """See logging."""
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"time": when}
        if isinstance(record.msg, dict):
            line |= record.msg
        else:
            line |= {"level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        if has_request_context():
            line["request"] = request_id()
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class RequestLog(Logger):  # type: ignore[misc] # gunicorn has no types
    """gunicorn's log as JSON lines, without the addresses and questions that gunicorn's messages contain."""

    def setup(self, cfg: Any) -> None:  # noqa: ANN401 - gunicorn has no types
        """Set up the log for a configuration of gunicorn."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines())

    @property
    def access_log_enabled(self) -> bool:
        """Whether requests are logged: always."""
        return True

    def access(
        self,
        resp: Any,  # noqa: ANN401 - as above
        _req: object,
        environ: Mapping[str, Any],
        request_time: Any,  # noqa: ANN401
    ) -> None:
        """Write the line of a request, after its answer has been sent or abandoned."""
        ids = [value for name, value in resp.headers if name == REQUEST_ID]
        milliseconds = request_time.seconds * 1000 + request_time.microseconds / 1000
        path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode("utf-8", "replace")
        ACCESS.info(
            {
                "method": environ.get("REQUEST_METHOD"),
                "path": path[:MAX_PATH],
                "status": int(str(resp.status).split(maxsplit=1)[0]),
                "milliseconds": round(milliseconds, 1),
                "bytes": resp.sent,
                "request": ids[0] if ids else None,
            }
        )

    def warning(self, msg: str, *args: object, **kwargs: object) -> None:
        """Write a warning; one about invalid HTTP loses the client's address and all that was sent."""
        super().warning(re.sub(r" from ip=.*", "", msg, flags=re.DOTALL), *args, **kwargs)

    def exception(self, msg: str, *args: object, **kwargs: object) -> None:
        """Write a fault with its trace; addresses in it are cut before their query string."""
        kept = (arg.partition("?")[0] if isinstance(arg, str) else arg for arg in args)
        super().exception(msg, *kept, **kwargs)


def begin() -> None:
    """Send the log of this process to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler])
    ACCESS.setLevel(logging.INFO)
