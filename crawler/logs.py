"""Logs on standard error: plain lines, or one JSON object per line."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from newstally.crawler.visible import visible, visible_json

STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
"""Attributes that every log record has; all others were given by ``extra``."""

NOISY = ("scrapy", "twisted", "asyncio", "py.warnings", "filelock", "charset_normalizer", "htmldate")


class JsonFormatter(logging.Formatter):
    """Formats a record as one JSON object: time, level, logger, message, and what was given by ``extra``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        fields: dict[str, str | int | float | None] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        given = {key: value for key, value in record.__dict__.items() if key not in STANDARD}
        fields |= {key: value for key, value in given.items() if isinstance(value, str | int | float | None)}
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return visible_json(json.dumps(fields, ensure_ascii=False))


class PlainFormatter(logging.Formatter):
    """Formats a record as one line that moves no terminal, and the lines of a traceback below it."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Return the line; line ends in it are written out, so that nobody can forge another."""
        return visible(super().formatMessage(record), kept="\t")

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """Return the lines of a traceback."""
        return visible(super().formatException(ei))


def configure_logging(level: str, *, json_lines: bool = False) -> None:
    """Send logs of a level and above to standard error. What libraries say is shown from ERROR on, or at DEBUG."""
    handler = logging.StreamHandler(sys.stderr)
    plain = PlainFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonFormatter() if json_lines else plain)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in NOISY:
        logging.getLogger(name).setLevel(level.upper() if level.upper() == "DEBUG" else logging.ERROR)
