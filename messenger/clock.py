"""Time as the database keeps it: integers, milliseconds since 1970 in UTC."""

import time
from datetime import UTC, datetime


class Clock:
    """The wall clock; a test may hand services another one."""

    def now(self) -> int:
        """Return the present moment in epoch milliseconds."""
        return time.time_ns() // 1_000_000


def rfc3339(moment: int) -> str:
    """Write epoch milliseconds as RFC 3339 in UTC with milliseconds."""
    seconds, milliseconds = divmod(moment, 1000)
    second = datetime.fromtimestamp(seconds, UTC).isoformat()
    return f"{second.removesuffix('+00:00')}.{milliseconds:03d}Z"


def parse_rfc3339(text: str) -> int:
    """Read an RFC 3339 time with an offset as epoch milliseconds; ValueError otherwise."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        message = "a time needs its offset from UTC"
        raise ValueError(message)
    return round(moment.timestamp() * 1000)
