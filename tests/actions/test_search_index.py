"""The index of SQLite: whatever is written comes into it, before somebody searches."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DatabaseError

from messenger.actions.search_index import add_to_index, found_by
from messenger.db.indexing import LARGEST_PART
from messenger.db.tables import messages
from tests.actions.group_steps import found
from tests.people import ADA, BOB
from tests.running import Server
from tests.talk import open_chat, say, talk
from tests.wire import Wire

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

COMPARE = "INSERT INTO message_index (message_index, rank) VALUES ('integrity-check', 1)"
EMPTY = """
    INSERT INTO message_index (message_index, rowid, terms)
    SELECT 'delete', term_id, terms FROM messages WHERE terms IS NOT NULL
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


async def reach_of(server: Server) -> int:
    """Return up to which message the index goes."""
    async with server.services.database.reading() as connection:
        return int(await connection.scalar(text("SELECT term_id FROM message_index_reach")))


async def hits(wire: Wire, query: str) -> int:
    """Return how many messages somebody finds."""
    return len((await wire.call("messages.search", query=query))["hits"])


@pytest.mark.usefixtures("checked")
async def test_every_way_of_a_message_leads_into_it(ada: Wire, bob: Wire, carol: Wire) -> None:
    """Sent, forwarded, edited, deleted, of a group that is deleted; service lines do not."""
    chat_id = await talk(ada, bob, "one word", "another word", "a last word")
    group = await found(ada, bob, carol)
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
    row |= found_by(row)
    async with server.services.database.writing() as connection:
        await connection.execute(insert(messages), [row])
        await add_to_index(connection, [row])

    assert await reach_of(server) == reach
    assert await hits(bob, "word") == 2


@pytest.mark.usefixtures("checked")
async def test_all_that_was_written_before_is_found(server: Server, ada: Wire, bob: Wire) -> None:
    """However far the index is behind, as after a past was brought in."""
    chat_id = int(await talk(ada, bob, "a word"))
    rows: list[dict[str, Any]] = []
    for seq in range(2, 3 * LARGEST_PART):
        row = {"kind": "text", "text": "a word", "chat_id": chat_id, "sender_id": int(ada.me)}
        row |= {
            "sent_at": server.services.clock.now(),
            "seq": seq,
            "version": seq,
            "format": "plain",
        }
        rows.append(row | {"client_id": uuid4().bytes} | found_by(row))
    async with server.services.database.writing() as connection:
        await connection.execute(insert(messages), rows)

    assert await hits(ada, "word") == 20
    assert await reach_of(server) == max(row["term_id"] for row in rows)


async def test_it_is_never_far_behind(unlimited: Server) -> None:
    """Also where nobody searches."""
    ada, bob = await unlimited.enter(ADA), await unlimited.enter(BOB)
    chat_id = await talk(ada, bob)
    for _ in range(LARGEST_PART // 8):
        await asyncio.gather(*(say(ada, chat_id, "a word") for _ in range(8)))

    assert await reach_of(unlimited) > 0
    await compare(unlimited)


async def test_what_the_index_lacks_is_noticed(server: Server, ada: Wire, bob: Wire) -> None:
    """The comparison of these tests can fail."""
    await talk(ada, bob, "a word")
    await compare(server)
    async with server.services.database.writing() as connection:
        await connection.execute(text(EMPTY))

    with pytest.raises(DatabaseError, match="malformed"):
        await compare(server)
