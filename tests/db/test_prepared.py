"""Statements that pass by SQLAlchemy on SQLite, and the threads that carry them out."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.db.prepared import Prepared, one_of
from messenger.db.tables import chats
from tests.running import Server

CHATS = Prepared(insert(chats), ("id", "kind", "title", "active_at", "created_at"))
TITLES = Prepared(
    select(chats.c.id, chats.c.title)
    .where(one_of(chats.c.id, "ids"), chats.c.kind == "group")
    .order_by(chats.c.id)
)
RENAME = Prepared(
    update(chats).where(chats.c.id == bindparam("chat")).values(title=bindparam("name"))
)


def row(number: int, title: str = "a") -> dict[str, Any]:
    """Return a chat to be written."""
    return {"id": number, "kind": "group", "title": title, "active_at": 1, "created_at": 1}


async def titles(connection: AsyncConnection, *ids: int) -> list[tuple[Any, ...]]:
    """Return which of some chats there are, and how they are called."""
    return [tuple(each) for each in await TITLES.read(connection, {"ids": ids})]


async def test_it_does_the_same_in_a_thread_and_out_of_it(server: Server) -> None:
    """On both databases; its constants are those of the statement."""
    database = server.services.database

    async def work(connection: AsyncConnection) -> list[tuple[Any, ...]]:
        await CHATS.write(connection, [row(1), row(2), row(3) | {"kind": "saved"}])
        await RENAME.write(connection, [{"chat": 2, "name": "б"}])
        return await titles(connection, 1, 2, 3, 4)

    assert [(1, "a"), (2, "б")] == await database.write(work)
    async with database.writing() as connection:
        await RENAME.write(connection, [{"chat": 1, "name": "c"}, {"chat": 2, "name": "d"}])
        assert [(1, "c"), (2, "d")] == await titles(connection, 1, 2, 3, 4)
        assert [] == await titles(connection)


async def test_what_the_database_refuses_is_sqlalchemys_error_without_what_was_written(
    server: Server,
) -> None:
    """And nothing of the transaction stays."""
    database = server.services.database

    async def work(connection: AsyncConnection) -> None:
        await CHATS.write(connection, [row(1), row(1, "private words")])

    with pytest.raises(IntegrityError) as refused:
        await database.write(work)
    if server.services.settings.database_url == "":
        assert "private words" not in str(refused.value)
    assert [] == await database.read(lambda connection: titles(connection, 1))
    await database.write(lambda connection: CHATS.write(connection, [row(1)]))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_work_that_waits_for_something_else_is_a_fault(server: Server) -> None:
    """A thread has no loop to wait on; nothing of it stays."""

    async def work(connection: AsyncConnection) -> None:
        await CHATS.write(connection, [row(1)])
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="await its connection only"):
        await server.services.database.write(work)
    assert [] == await server.services.database.read(lambda connection: titles(connection, 1))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_who_has_stopped_waiting_leaves_the_work_to_end(server: Server) -> None:
    """It is committed or not, and the next one comes after it."""
    database = server.services.database

    async def write(number: int) -> None:
        await database.write(lambda connection: CHATS.write(connection, [row(number)]))

    waiting = [asyncio.ensure_future(write(number)) for number in range(1, 9)]
    await asyncio.sleep(0)
    for each in waiting:
        each.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)

    await database.write(lambda connection: CHATS.write(connection, [row(9)]))

    assert (9, "a") in await database.read(lambda c: titles(c, *range(1, 10)))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_readers_write_nothing(server: Server) -> None:
    """On SQLite, where they have connections of their own."""
    with pytest.raises(OperationalError):
        await server.services.database.read(lambda c: CHATS.write(c, [row(1)]))
