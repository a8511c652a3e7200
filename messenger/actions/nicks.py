"""Nicks that were given up: for a while they stay their owner's, and go on leading to them."""

from typing import Any

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.db.tables import former_nicks, users
from messenger.errors import N_, RateLimited, UsernameTaken
from messenger.services import Services

DAY = 86_400_000
DAYS_RESERVED = 30
HOURS_BETWEEN = 24
RESERVED = DAYS_RESERVED * DAY
BETWEEN = HOURS_BETWEEN * 3_600_000


def is_called(services: Services, nick: str) -> Any:
    """Return the condition under which a person has a nick, or had it until lately."""
    lately = former_nicks.c.given_up_at > services.clock.now() - RESERVED
    had = select(former_nicks.c.user_id).where(former_nicks.c.username == nick, lately)
    return or_(users.c.username == nick, users.c.id.in_(had))


async def require_nick(
    services: Services, connection: AsyncConnection, nick: str, own: int | None = None
) -> None:
    """Raise UsernameTaken where a nick is, or lately was, that of anybody but `own`."""
    query = select(users.c.id).where(is_called(services, nick), users.c.id != (own or 0))
    if await connection.scalar(query) is not None:
        raise UsernameTaken(field="username")


async def change_nick(
    services: Services, connection: AsyncConnection, user_id: int, nick: str
) -> None:
    """Keep the present nick of a person for them, as they take another; accounts are locked.

    UsernameTaken, or RateLimited with the seconds to wait since the last change.
    """
    present = await connection.scalar(select(users.c.username).where(users.c.id == user_id))
    if present == nick:
        return
    await require_nick(services, connection, nick, user_id)
    now = services.clock.now()
    # Each change leaves a row, so the newest one tells of the last.
    last = await connection.scalar(
        select(func.max(former_nicks.c.given_up_at)).where(former_nicks.c.user_id == user_id)
    )
    if last is not None and (left := last + BETWEEN - now) > 0:
        message = N_("A nick can be changed once in 24 hours.")
        raise RateLimited(message, field="username", retry_after=-(-left // 1000))
    names = former_nicks.c.username.in_((nick, present))
    await connection.execute(delete(former_nicks).where(names))
    row = {"username": present, "user_id": user_id, "given_up_at": now}
    await connection.execute(insert(former_nicks).values(**row))


async def free_old_nicks(services: Services) -> None:
    """Let anybody have the nicks that were given up 30 days ago."""
    old = delete(former_nicks).where(former_nicks.c.given_up_at <= services.clock.now() - RESERVED)
    await services.database.write(lambda connection: connection.execute(old))
