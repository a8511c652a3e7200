"""The index of SQLite: whatever is written comes into it, before somebody searches."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DatabaseError

from messenger.actions.search_index import add_to_index, let_be_found
from messenger.db import indexing
from messenger.db.indexing import LARGEST_PART
from messenger.db.tables import messages
from messenger.search.terms import terms_of_message
from tests.actions.group_steps import found as found_group
from tests.people import ADA, BOB
from tests.running import Server
from tests.talk import open_chat, say, talk
from tests.wire import Wire

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

PATIENCE = 10.0
COMPARE = "INSERT INTO message_index (message_index, rank) VALUES ('integrity-check', 1)"
SAID = """
    SELECT term_id, chat_id, sender_id, kind, text, attachments FROM messages
    WHERE term_id IS NOT NULL
"""
EMPTY = """
    INSERT INTO message_index (message_index, rowid, terms)
    SELECT 'delete', term_id, terms FROM message_index_terms
"""


@pytest.fixture
async def checked(server: Server) -> AsyncIterator[Server]:
    """A server whose index holds at the end what its messages are found by, and nothing else."""
    yield server
    await compare(server)


async def compare(server: Server) -> None:
    """Raise an error unless index and messages say the same."""
    await server.services.indexing.catch_up()
    async with server.services.database.writing() as connection:
        await connection.execute(text(COMPARE))
        kept = await connection.execute(text("SELECT term_id, terms FROM message_index_terms"))
        found = await connection.execute(text(SAID))
        expected = {number: terms_of_message(*said) for number, *said in found}
        assert expected == dict(map(tuple, kept))


async def reach_of(server: Server) -> int:
    """Return up to which message the index goes."""
    async with server.services.database.reading() as connection:
        return int(await connection.scalar(text("SELECT term_id FROM message_index_reach")))


async def run(server: Server, statement: str) -> None:
    """Execute a statement."""
    async with server.services.database.writing() as connection:
        await connection.execute(text(statement))


async def bring_in(server: Server, wire: Wire, chat_id: int) -> list[dict[str, Any]]:
    """Write some hundred messages that nobody notes, and return their rows."""
    rows: list[dict[str, Any]] = []
    for seq in range(2, 3 * LARGEST_PART):
        row = {"kind": "text", "text": "a word", "chat_id": chat_id, "sender_id": int(wire.me)}
        row |= {"sent_at": server.services.clock.now(), "seq": seq, "version": seq}
        row |= {"client_id": uuid4().bytes, "format": "plain"}
        rows.append(row)
    async with server.services.database.writing() as connection:
        let_be_found(connection, rows)
        await connection.execute(insert(messages), rows)
    return rows


async def hits(wire: Wire, query: str) -> int:
    """Return how many messages somebody finds."""
    return len((await wire.call("messages.search", query=query))["hits"])


@pytest.mark.usefixtures("checked")
async def test_every_way_of_a_message_leads_into_it(ada: Wire, bob: Wire, carol: Wire) -> None:
    """Sent, forwarded, edited, deleted, of a group that is deleted; service lines do not."""
    chat_id = await talk(ada, bob, "one word", "another word", "a last word")
    group = await found_group(ada, bob, carol)
    seqs, ids = [1, 2, 3], [uuid4().hex for _ in range(3)]
    where = {"from_chat_id": chat_id, "to_chat_ids": [group]}
    await ada.call("messages.forward", seqs=seqs, client_ids=ids, **where)
    assert await hits(ada, "word") == 6
    await ada.call("messages.edit", chat_id=chat_id, seq=1, text="no more of it")
    await ada.call("messages.delete", chat_id=chat_id, seqs=[2], for_everyone=True)

    assert await hits(ada, "word") == 4
    await ada.call("chats.delete", chat_id=group, for_everyone=True)
    assert await hits(bob, "word") == 1


@pytest.mark.usefixtures("checked")
async def test_what_is_sent_again_stands_there_once(ada: Wire, bob: Wire) -> None:
    """Also where a whole group of sends had to be written anew without it."""
    chat_id, known = await open_chat(ada, "bob"), str(uuid4())
    await say(ada, chat_id, "a word", client_id=known)

    await asyncio.gather(
        *(say(ada, chat_id, f"word {number}") for number in range(5)),
        say(ada, chat_id, "a word", client_id=known),
    )

    assert await hits(bob, "word") == 6


@pytest.mark.usefixtures("checked")
async def test_what_is_not_in_it_yet_can_change(server: Server, ada: Wire, bob: Wire) -> None:
    """The index never had what was edited or deleted before anybody searched."""
    chat_id = await talk(ada, bob, "one word", "another word", "a last word")
    assert 0 == await reach_of(server)
    await ada.call("messages.edit", chat_id=chat_id, seq=1, text="another thing")
    await ada.call("messages.delete", chat_id=chat_id, seqs=[2], for_everyone=True)

    assert await hits(ada, "word") == 1
    assert await hits(ada, "thing") == 1
    assert await reach_of(server) > 0


@pytest.mark.usefixtures("checked")
async def test_what_is_older_than_the_index_comes_in_with_its_transaction(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """As a past that is told later; nobody would look for it among what is newer."""
    chat_id = await talk(ada, bob, "a word")
    assert await hits(ada, "word") == 1
    reach = await reach_of(server)
    row = {"kind": "text", "text": "an old word", "chat_id": int(chat_id), "sender_id": int(ada.me)}
    row |= {"sent_at": 1_000, "seq": 2, "version": 2, "client_id": uuid4().bytes, "format": "plain"}
    async with server.services.database.writing() as connection:
        let_be_found(connection, [row])
        await connection.execute(insert(messages), [row])
        await add_to_index(connection, [row])

    assert await reach_of(server) == reach
    assert await hits(bob, "word") == 2


@pytest.mark.usefixtures("checked")
async def test_all_that_was_written_before_is_found(server: Server, ada: Wire, bob: Wire) -> None:
    """However far the index is behind, as after a past was brought in."""
    rows = await bring_in(server, ada, int(await talk(ada, bob, "a word")))

    assert await hits(ada, "word") == 20
    assert await reach_of(server) == max(row["term_id"] for row in rows)


async def send_a_part(server: Server) -> None:
    """Let somebody send so many messages that they are put into the index."""
    ada, bob = await server.enter(ADA), await server.enter(BOB)
    chat_id = await talk(ada, bob)
    for _ in range(LARGEST_PART // 8):
        await asyncio.gather(*(say(ada, chat_id, "a word") for _ in range(8)))


async def until_it_reaches(server: Server, number: int) -> None:
    """Wait until the index goes beyond a message."""
    async with asyncio.timeout(PATIENCE):
        while await reach_of(server) <= number:
            await asyncio.sleep(0.01)


async def test_it_follows_where_nobody_searches(unlimited: Server) -> None:
    """Soon after what was sent."""
    await send_a_part(unlimited)

    await until_it_reaches(unlimited, 0)
    await compare(unlimited)


async def test_it_waits_while_many_are_sent(
    unlimited: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They go first, until too many wait."""
    monkeypatch.setattr(indexing, "BUSY", -1)
    await send_a_part(unlimited)
    await asyncio.sleep(20 * indexing.PAUSE)
    assert await reach_of(unlimited) == 0

    monkeypatch.setattr(indexing, "MOST", LARGEST_PART)
    await until_it_reaches(unlimited, 0)
    await compare(unlimited)


async def test_what_a_last_run_left_comes_in(server: Server, ada: Wire, bob: Wire) -> None:
    """Not only as many as this one has written."""
    rows = await bring_in(server, ada, int(await talk(ada, bob, "a word")))

    server.services.indexing.note(LARGEST_PART)

    await until_it_reaches(server, rows[LARGEST_PART]["term_id"])
    await compare(server)


async def test_an_index_that_cannot_be_written_is_told_and_tried_again(
    server: Server, ada: Wire, bob: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody who sends hears of it."""
    await bring_in(server, ada, int(await talk(ada, bob, "a word")))
    await run(server, "ALTER TABLE message_index_reach RENAME TO gone")
    server.services.indexing.note(LARGEST_PART)
    async with asyncio.timeout(PATIENCE):
        while "the index could not be written" not in caplog.text:
            await asyncio.sleep(0.01)
    await run(server, "ALTER TABLE gone RENAME TO message_index_reach")

    server.services.indexing.note(LARGEST_PART)

    await until_it_reaches(server, 0)
    await compare(server)


async def test_what_the_index_lacks_is_noticed(server: Server, ada: Wire, bob: Wire) -> None:
    """The comparison of these tests can fail."""
    await talk(ada, bob, "a word")
    await compare(server)
    async with server.services.database.writing() as connection:
        await connection.execute(text(EMPTY))

    with pytest.raises(DatabaseError, match="malformed"):
        await compare(server)
