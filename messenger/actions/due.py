"""When what waits in a table is due, for those who sleep until then."""

from typing import Any

from sqlalchemy import func, select

from messenger.services import Services

IDLE = 30.0  # seconds; another process may have put something there, or left it


async def seconds_until(services: Services, times: Any) -> float:
    """Return the seconds until the earliest time in a column: at most 30, 0 where it has come."""
    async with services.database.reading() as connection:
        earliest = await connection.scalar(select(func.min(times)))
    if earliest is None:
        return IDLE
    return float(min(max(earliest - services.clock.now(), 0) / 1000, IDLE))
