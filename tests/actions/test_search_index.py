"""The index of SQLite: whoever writes messages fills it, in the transaction that writes them."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.actions.group_steps import found
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
    async with server.services.database.writing() as connection:
        await connection.execute(text(COMPARE))


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


async def test_what_the_index_lacks_is_noticed(server: Server, ada: Wire, bob: Wire) -> None:
    """The comparison of these tests can fail."""
    await talk(ada, bob, "a word")
    await compare(server)
    async with server.services.database.writing() as connection:
        await connection.execute(text(EMPTY))

    with pytest.raises(DatabaseError, match="malformed"):
        await compare(server)
