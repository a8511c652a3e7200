"""Chats for the whole cast, and the truth about them."""

from dataclasses import dataclass

from tests.faults.program import Program
from tests.people import CAST, Person
from tests.talk import chat_of, open_chat, say
from tests.wire import Data, Wire


@dataclass(frozen=True)
class Chat:
    """The chat of two people."""

    id: str
    people: tuple[Person, Person]


async def enter(url: str, person: Person) -> Wire:
    """Open a connection of a person's."""
    wire = await Wire.open(url)
    await wire.call("auth.resume", token=person.token)
    await wire.event("hello")
    return wire


async def open_ring(url: str) -> list[Chat]:
    """Let each of the cast write to the next, so that everybody is in two chats."""
    ring = []
    for person, other in zip(CAST, (*CAST[1:], CAST[0]), strict=True):
        wire = await enter(url, person)
        chat_id = await open_chat(wire, other.nick)
        await say(wire, chat_id, "hello")
        await wire.close()
        ring.append(Chat(chat_id, (person, other)))
    return ring


async def read_all(url: str, person: Person, chat_id: str) -> list[Data]:
    """Return all messages of a chat, as a member pages through its history."""
    wire = await enter(url, person)
    messages: list[Data] = []
    page: Data = {"more_after": True}
    while page["more_after"]:
        after = messages[-1]["seq"] if messages else 0
        page = await wire.call("messages.history", chat_id=chat_id, after=after, limit=100)
        messages += page["messages"]
    await wire.close()
    return messages


async def check_everything(url: str, ring: list[Chat], programs: list[Program]) -> None:
    """Check that seqs have no holes, nothing is twice, and everybody sees the same."""
    for chat in ring:
        wire = await enter(url, chat.people[0])
        version = (await chat_of(wire, chat.id))["version"]
        await wire.close()
        for person in chat.people:
            history = await read_all(url, person, chat.id)
            texts = [(message["seq"], message["text"]) for message in history]

            assert [seq for seq, _ in texts] == list(range(1, len(texts) + 1))
            assert len({text for _, text in texts}) == len(texts)
            for program in programs:
                if chat.id in program.book.versions:
                    await program.caught_up_with(chat.id, version)

                    assert texts == program.book.texts(chat.id)


async def leave_all(programs: list[Program]) -> None:
    """Close all programs, and raise what went wrong in any."""
    for program in programs:
        await program.leave()
