"""Chats for the whole cast, and the truth about them."""

from tests.faults.program import Program
from tests.people import CAST, Person
from tests.talk import say
from tests.wire import Data, Wire


async def enter(url: str, person: Person) -> Wire:
    """Open a connection of a person's."""
    wire = await Wire.open(url)
    await wire.call("auth.resume", token=person.token)
    await wire.event("hello")
    return wire


async def open_ring(url: str) -> dict[str, list[str]]:
    """Let each of the cast write to the next; return the ids of the chats by nick."""
    chats: dict[str, list[str]] = {person.nick: [] for person in CAST}
    for person, other in zip(CAST, (*CAST[1:], CAST[0]), strict=True):
        wire = await enter(url, person)
        chat = (await wire.call("chats.open_direct", username=other.nick))["chat"]
        await say(wire, chat["id"], "hello")
        await wire.close()
        chats[person.nick].append(chat["id"])
        chats[other.nick].append(chat["id"])
    return chats


async def read_all(url: str, person: Person, chat_id: str) -> list[Data]:
    """Return all messages of a chat, as a member pages through its history."""
    wire = await enter(url, person)
    messages: list[Data] = []
    more = True
    while more:
        after = messages[-1]["seq"] if messages else 0
        page = await wire.call("messages.history", chat_id=chat_id, after=after, limit=100)
        messages += page["messages"]
        more = page["more_after"]
    await wire.close()
    return messages


async def version_of(url: str, person: Person, chat_id: str) -> int:
    """Return the version that a chat has reached."""
    wire = await enter(url, person)
    chat = (await wire.call("chats.get", chat_id=chat_id))["chat"]
    await wire.close()
    return int(chat["version"])


async def check_everything(url: str, ring: dict[str, list[str]], programs: list[Program]) -> None:
    """Check that all see the same, that nothing acknowledged is missing and nothing is twice."""
    for person in CAST:
        for chat_id in ring[person.nick]:
            history = await read_all(url, person, chat_id)
            version = await version_of(url, person, chat_id)
            texts = [(message["seq"], message["text"]) for message in history]

            assert [seq for seq, _ in texts] == list(range(1, len(texts) + 1))
            assert len({text for _, text in texts}) == len(texts)
            for program in programs:
                if chat_id in program.book.versions:
                    await program.caught_up_with(chat_id, version)
                    assert texts == program.book.texts(chat_id)
