"""`kill -9` in the middle of everything: what was acknowledged is there, and once."""

import asyncio
import random

import pytest

from tests.faults.process import Process
from tests.faults.program import Program, reach
from tests.faults.talk import Chat, check_everything, enter, leave_all, read_all
from tests.people import CAST
from tests.postgres import Cluster

DEVICES, LETTERS, KILLS = 4, 25, 10
BATCHES = 8
CRASHES = 3
ROUND = len(CAST) * DEVICES * LETTERS


@pytest.mark.timeout(240)
async def test_nothing_acknowledged_is_lost_and_nothing_is_twice(
    process: Process, ring: list[Chat]
) -> None:
    """5,000 sends over 20 connections while the server is killed ten times."""
    programs = [Program(process.url, each.token) for each in CAST for _ in range(DEVICES)]
    for kill in range(KILLS):
        for number, program in enumerate(programs):
            chats = [chat.id for chat in ring if CAST[number // DEVICES] in chat.people]
            for letter in range(kill * LETTERS, (kill + 1) * LETTERS):
                program.say(chats[letter % 2], f"{number}:{letter}")
        await reach(programs, kill * ROUND + random.randrange(ROUND * 9 // 10))
        await process.kill()
        acknowledged = [message for program in programs for message in program.sent]
        await process.start()
        found = await read_everything(process.url, ring)
        for message in acknowledged:
            assert message["text"] == found[message["chat_id"], message["seq"]]
    for program in programs:
        await program.settled()

    assert [KILLS * LETTERS] * len(programs) == [len(program.sent) for program in programs]
    await check_everything(process.url, ring, programs)
    await check_order(process.url, ring)
    await leave_all(programs)


@pytest.mark.timeout(120)
async def test_what_was_acknowledged_is_found(process: Process, ring: list[Chat]) -> None:
    """The index is written with the messages, so a kill leaves none of them out."""
    program = Program(process.url, CAST[0].token)
    for number in range(LETTERS * BATCHES):
        program.say(ring[0].id, f"letter {number}")
    await reach([program], LETTERS)
    await process.kill()
    acknowledged = {message["text"] for message in program.sent}
    await process.start()

    assert acknowledged <= await find_all(process.url, ring[0], "letter")
    await program.settled()
    everything = {f"letter {number}" for number in range(LETTERS * BATCHES)}
    assert everything == await find_all(process.url, ring[0], "letter")
    await leave_all([program])


@pytest.mark.timeout(120)
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_postgresql_itself_may_be_killed(
    process: Process, ring: list[Chat], postgres_cluster: Cluster
) -> None:
    """What was not acknowledged is refused, asked again, and there once."""
    if postgres_cluster.folder is None:
        pytest.skip("the tests did not start this server")
    programs = [Program(process.url, each.token) for each in CAST]
    for crash in range(CRASHES):
        for number, program in enumerate(programs):
            chats = [chat.id for chat in ring if CAST[number] in chat.people]
            for letter in range(crash * LETTERS, (crash + 1) * LETTERS):
                program.say(chats[letter % 2], f"{number}:{letter}")
        await reach(programs, crash * len(CAST) * LETTERS + random.randrange(LETTERS))
        await asyncio.to_thread(postgres_cluster.kill)
        await asyncio.to_thread(postgres_cluster.start)
    for program in programs:
        await program.settled()

    assert [CRASHES * LETTERS] * len(programs) == [len(program.sent) for program in programs]
    await check_everything(process.url, ring, programs)
    await leave_all(programs)


async def read_everything(url: str, ring: list[Chat]) -> dict[tuple[str, int], str]:
    """Return the texts of all messages by chat and seq."""
    return {
        (chat.id, message["seq"]): message["text"]
        for chat in ring
        for message in await read_all(url, chat.people[0], chat.id)
    }


async def find_all(url: str, chat: Chat, word: str) -> set[str]:
    """Return what is found by a word in a chat, page after page."""
    wire = await enter(url, chat.people[1])
    found: set[str] = set()
    asked = {"query": word, "chat_id": chat.id, "limit": 50}
    while True:
        page = await wire.call("messages.search", asked)
        found |= {hit["message"]["text"] for hit in page["hits"]}
        if page["cursor"] is None:
            break
        asked["before"] = page["cursor"]
    await wire.close()
    return found


async def check_order(url: str, ring: list[Chat]) -> None:
    """Check that all messages are there, and those of one program to one chat in its order."""
    count = 0
    for chat in ring:
        latest: dict[str, int] = {}
        for message in (await read_all(url, chat.people[0], chat.id))[1:]:
            number, letter = message["text"].split(":")

            assert latest.get(number, -1) < int(letter)
            latest[number] = int(letter)
            count += 1

    assert KILLS * ROUND == count
