"""The log: JSON lines on standard error, with what is safe to keep."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from typing_extensions import override

from messenger.settings import Settings

MOST_PLACES = 12
KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """One JSON object a record; line breaks in a value cannot forge another record."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key not in KNOWN}
        if record.exc_info and record.exc_info[1] is not None:
            line |= describe(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """One short line a record, for a terminal."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).astimezone()
        line = f"{moment:%H:%M:%S} {record.levelname.lower()} {record.getMessage()}"
        if record.exc_info and record.exc_info[1] is not None:
            line += f" {describe(record.exc_info[1])}"
        return line


def describe(error: BaseException) -> dict[str, Any]:
    """Return the kind and the places of an exception, innermost first.

    Never its text: a driver's holds the bound values, which are what people wrote.
    """
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in reversed(traceback.extract_tb(error.__traceback__))
    ]
    facts: dict[str, Any] = {"kind": type(error).__name__, "at": places[:MOST_PLACES]}
    inner = [*getattr(error, "exceptions", ())] or [error.__cause__ or error.__context__]
    causes = [describe(cause) for cause in inner if cause is not None]
    return facts | {"causes": causes} if causes else facts


def set_up_logs(settings: Settings) -> None:
    """Send every logger's records to standard error, as JSON lines unless a person looks on."""
    handler = logging.StreamHandler()
    handler.setFormatter(PlainLines() if sys.stderr.isatty() else JsonLines())
    logging.basicConfig(level=settings.log_level.upper(), handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("aiosqlite").setLevel(logging.INFO)  # its DEBUG repeats what people wrote
