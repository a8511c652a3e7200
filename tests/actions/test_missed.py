"""`sync`: each version from which a client may come back, in a chat where much was changed."""

import random

import pytest
from sqlalchemy import select, update

from messenger.db.tables import messages
from tests.people import ADA, BOB
from tests.running import Server
from tests.talk import chat_of, say, talk
from tests.wire import Wire

DEEDS = 60


async def live(ada: Wire, bob: Wire, chat: str) -> None:
    """Write, change, read and delete in a chat, each often and by chance."""
    chance = random.Random(7)
    said: list[tuple[Wire, int]] = []
    for number in range(DEEDS):
        who, other = chance.sample((ada, bob), 2)
        deed = chance.choice(("say", "say", "say", "edit", "react", "read", "delete"))
        writer, seq = chance.choice(said) if said else (who, 0)
        if deed == "say" or not said:
            said.append((who, (await say(who, chat, f"{number}"))["seq"]))
        elif deed == "edit":
            await writer.call("messages.edit", chat_id=chat, seq=seq, text=f"{number}")
        elif deed == "react":
            await other.call("messages.react", chat_id=chat, seq=seq, emoji="👍", on=True)
        elif deed == "read":
            await other.call("messages.read", chat_id=chat, seq=seq)
        else:
            said.remove((writer, seq))
            await writer.call("messages.delete", chat_id=chat, seqs=[seq], for_everyone=True)


async def missed(wire: Wire, chat: str, since: int, limit: int) -> list[tuple[int, int]]:
    """Return the seq and version of what a client is told that has seen a version, by pages."""
    state, found, more = (await wire.call("sync"))["state"], [], True
    while more:
        news = await wire.call("sync", state=state, chats={chat: since}, limit=limit)
        [changed] = news["chats"]
        found += [(message["seq"], message["version"]) for message in changed["messages"]]
        since, more = changed["version"], changed["more"]
    return found


@pytest.mark.parametrize("older", [0, 12, DEEDS], ids=["none", "some", "all"])
async def test_from_each_version_on_just_what_is_later_is_told(
    unlimited: Server, older: int
) -> None:
    """Also of what was written before it was kept with which version it was written."""
    ada, bob = [await unlimited.enter(person) for person in (ADA, BOB)]
    chat = await talk(ada, bob)
    await live(ada, bob, chat)
    written = update(messages).where(messages.c.seq <= older).values(created_version=None)
    async with unlimited.services.database.writing() as connection:
        await connection.execute(written)
        query = select(messages.c.seq, messages.c.version).order_by(messages.c.version)
        everything = [tuple(row) for row in await connection.execute(query)]
    reached = (await chat_of(ada, chat))["version"]

    for since in range(reached):
        later = [each for each in everything if each[1] > since]
        limit = 1 + since % 7
        assert later == await missed(ada, chat, since, limit), f"since {since}, by {limit}"
