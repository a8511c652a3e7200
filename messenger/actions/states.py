"""The two counters of the protocol: a person's state and a chat's version.

Where a transaction needs both, it locks chats first, then people, each in the order of their
ids, and between them the media that stand in messages, so that no two transactions wait for each
other for ever.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.db.tables import chats, users

MOST_AT_ONCE = 10_000


async def lock_chat(connection: AsyncConnection, chat_id: int) -> None:
    """Let nobody else change a chat until this transaction ends; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        await connection.execute(select(chats.c.id).where(chats.c.id == chat_id).with_for_update())


async def lock_key(connection: AsyncConnection, key: str) -> None:
    """Let nobody else make what the key names; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(key))))


async def lock_accounts(connection: AsyncConnection) -> None:
    """Let no two transactions make or rename accounts at once; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE"))


async def lock_people(connection: AsyncConnection, user_ids: Iterable[int]) -> None:
    """Let nobody else change some people until this transaction ends, in the order of their ids.

    The table comes first, in the mode of an update: who held rows and then waited for it would
    meet the one who holds it (`lock_accounts`) and waits for the rows.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(text("LOCK TABLE users IN ROW EXCLUSIVE MODE"))
        these = select(users.c.id).where(users.c.id.in_(user_ids)).order_by(users.c.id)
        await connection.execute(these.with_for_update(key_share=True))


async def take_state(connection: AsyncConnection, user_id: int) -> int:
    """Move a person's state on by one and return it."""
    query = (
        update(users)
        .where(users.c.id == user_id)
        .values(state=users.c.state + 1)
        .returning(users.c.state)
    )
    return int((await connection.execute(query)).scalar_one())


async def take_states(connection: AsyncConnection, user_ids: Collection[int]) -> dict[int, int]:
    """Move the states of some people on by one and return them by person."""
    states: dict[int, int] = {}
    ordered = sorted(user_ids)
    # A statement names no more people than the databases take.
    for at in range(0, len(ordered), MOST_AT_ONCE):
        some = ordered[at : at + MOST_AT_ONCE]
        await lock_people(connection, some)
        query = (
            update(users)
            .where(users.c.id.in_(some))
            .values(state=users.c.state + 1)
            .returning(users.c.id, users.c.state)
        )
        states |= {row.id: row.state for row in await connection.execute(query)}
    return states


async def take_versions(connection: AsyncConnection, chat_id: int, count: int = 1) -> int:
    """Move a chat's version on by `count` and return the first number taken."""
    query = (
        update(chats)
        .where(chats.c.id == chat_id)
        .values(version=chats.c.version + count)
        .returning(chats.c.version)
    )
    return int((await connection.execute(query)).scalar_one()) - count + 1
