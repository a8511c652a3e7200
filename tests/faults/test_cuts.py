"""Sockets that are cut: what both sides lose, hello, sync and versions bring back."""

import asyncio
import random

import pytest

from tests.faults.process import Process
from tests.faults.program import Program
from tests.faults.proxy import Proxy, proxied
from tests.faults.talk import Chat, check_everything, leave_all
from tests.people import CAST

DEVICES, CUTS = 2, 100


@pytest.mark.timeout(180)
async def test_a_hundred_cuts_lose_nothing_and_double_nothing(
    process: Process, ring: list[Chat]
) -> None:
    """Ten programs write, edit and read while their connections are cut at random moments."""
    async with proxied(process.port) as (proxy, url):
        programs = [Program(url, each.token) for each in CAST for _ in range(DEVICES)]
        await asyncio.gather(
            cut_often(proxy),
            *(chatter(number, program, ring, proxy) for number, program in enumerate(programs)),
        )
        for program in programs:
            await program.settled()
        await check_everything(process.url, ring, programs)
        check_holes(programs)
        await leave_all(programs)


async def cut_often(proxy: Proxy) -> None:
    """Cut connections at random moments until there were enough."""
    while proxy.cuts < CUTS:
        await asyncio.sleep(random.uniform(0.02, 0.12))
        proxy.cut_one()


async def chatter(number: int, program: Program, ring: list[Chat], proxy: Proxy) -> None:
    """Let a program talk in its two chats until all cuts are done."""
    chats = [chat.id for chat in ring if CAST[number // DEVICES] in chat.people]
    letter = 0
    while proxy.cuts < CUTS:
        letter += 1
        program.say(chats[letter % 2], f"{number}:{letter}")
        if letter % 10 == 0:
            program.ask("messages.read", chat_id=chats[0], seq=letter)
        if letter % 20 == 0 and program.sent:
            message = program.sent[-1]
            where = {"chat_id": message["chat_id"], "seq": message["seq"]}
            program.ask("messages.edit", **where, text=f"{message['text']}, edited by {letter}")
        await asyncio.sleep(random.uniform(0.005, 0.03))


def check_holes(programs: list[Program]) -> None:
    """Check that a connection never missed an event as long as it held."""
    assert [0] * len(programs) == [program.holes for program in programs]
