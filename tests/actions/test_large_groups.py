"""Groups of many: a message reaches the last, and coming in costs what it costs among few."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert, update

from messenger.db.ids import new_id
from messenger.db.tables import chats, members, users
from tests.actions.group_steps import found
from tests.newcomers import Newcomer, arrive
from tests.people import ADA, BOB
from tests.running import Server
from tests.talk import chat_of, forget, say
from tests.wire import Wire

MANY, FEW, CROWD = 1000, 10, 200


async def crowd(server: Server, group: str, count: int) -> None:
    """Put people into a group who are not here."""
    first = new_id()  # Random ids made as fast as here would meet.
    numbers = [first + number for number in range(count)]
    nobody = {"password_hash": "", "created_at": 0}
    async with server.services.database.writing() as connection:
        await connection.execute(
            insert(users),
            [
                {
                    "id": number,
                    "username": f"u{number}",
                    "email": f"u{number}@example.org",
                    "name": f"Person {number}",
                    "name_folded": f"person {number}",
                    **nobody,
                }
                for number in numbers
            ],
        )
        rows = [{"chat_id": int(group), "user_id": number, "joined_at": 0} for number in numbers]
        await connection.execute(insert(members), rows)
        counted = update(chats).where(chats.c.id == int(group))
        await connection.execute(counted.values(member_count=chats.c.member_count + count))
    server.services.rosters.forget([int(group)])


class Work:
    """What was asked of the database, and how many rows it wrote."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.written = 0

    def note(self, _connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        """Take one statement into account."""
        verb = statement.split(maxsplit=1)[0]
        self.statements.append(statement)
        if verb in {"INSERT", "UPDATE", "DELETE"}:
            self.written += max(cursor.rowcount, 0)


@asynccontextmanager
async def watched() -> AsyncIterator[Work]:
    """Watch every statement of the process."""
    work = Work()
    event.listen(Engine, "after_cursor_execute", work.note)
    try:
        yield work
    finally:
        event.remove(Engine, "after_cursor_execute", work.note)


async def cost(server: Server, ada: Wire, bob: Wire, size: int) -> dict[str, tuple[int, int]]:
    """Return how many statements and written rows each way in and out takes."""
    group = await found(ada, title=f"{size}")
    await crowd(server, group, size - 1)
    code = (await ada.call("invites.create", chat_id=group))["invite"]["code"]
    await say(ada, group)
    costs = {}
    for op, wire, data in (
        ("invites.join", bob, {"code": code}),
        ("messages.send", bob, None),
        ("chats.leave", bob, {"chat_id": group}),
        ("members.add", ada, {"chat_id": group, "user_ids": [bob.me]}),
        ("messages.read", bob, {"chat_id": group, "seq": 3}),
        ("members.remove", ada, {"chat_id": group, "user_ids": [bob.me]}),
    ):
        async with watched() as work:
            if data is None:
                await say(wire, group)
            else:
                await wire.call(op, data)
        costs[op] = (len(work.statements), work.written)
    return costs


async def test_coming_and_going_costs_the_same_among_many(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """As many statements, which write as few rows, in a group of a thousand as in one of ten."""
    await server.services.presence.finish()

    few = await cost(server, ada, bob, FEW)
    many = await cost(server, ada, bob, MANY)

    assert few == many
    assert max(written for _, written in many.values()) < FEW


async def test_a_thousand_can_be_listed(server: Server, ada: Wire, bob: Wire) -> None:
    """Page by page, each of them once; and found by name."""
    group = await found(ada, bob)
    await crowd(server, group, MANY - 2)
    listed: list[str] = []
    cursor = None
    while len(listed) < MANY:
        page = await bob.call("members.list", chat_id=group, limit=200, cursor=cursor)
        listed += [each["user"]["id"] for each in page["members"]]
        cursor = page["cursor"]

    assert (None, MANY) == (cursor, len(set(listed)))
    assert (ada.me, MANY) == (listed[0], (await chat_of(bob, group))["member_count"])
    page = await bob.call("members.list", chat_id=group, query="marl")
    assert [bob.me] == [each["user"]["id"] for each in page["members"]]


@pytest.mark.timeout(180)
async def test_a_message_reaches_the_last_of_two_hundred(unlimited: Server) -> None:
    """All of them are online; each hears it once, in order, and of every change."""
    ada = await unlimited.enter(ADA)
    people = [await arrive(unlimited, "p") for _ in range(CROWD)]
    group = await found(ada, *(each.wire for each in people[:100]))
    await ada.call("members.add", chat_id=group, user_ids=[each.wire.me for each in people[100:]])
    await forget(ada, *(each.wire for each in people))

    sent = [(await say(ada, group, f"to all {number}"))["seq"] for number in range(3)]
    await ada.call("chats.update", chat_id=group, title="Everybody")

    heard = await asyncio.gather(*(hear(each, group, 3) for each in people))
    assert [sent] * CROWD == heard
    for each in (people[0], people[-1]):
        assert "Everybody" == (await each.wire.event("chat.updated"))["chat"]["title"]


async def hear(person: Newcomer, group: str, count: int) -> list[int]:
    """Return the seqs of the next messages that somebody hears."""
    told = [await person.wire.event("message.new") for _ in range(count)]
    assert {group} == {each["chat_id"] for each in told}
    return [each["message"]["seq"] for each in told]


async def test_all_can_be_named(server: Server, ada: Wire, bob: Wire) -> None:
    """In a group of a thousand, by one message."""
    group = await found(ada, bob)
    await crowd(server, group, MANY - 2)

    sent = await say(ada, group, "@all look")

    assert (True, []) == (sent["mentions_all"], sent["mentions"])
    assert 1 == (await chat_of(bob, group))["mentions"]
    phone = await server.enter(BOB)
    assert 1 == (await chat_of(phone, group))["mentions"]
