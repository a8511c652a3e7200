"""SIGTERM in the middle of traffic: announced, finished, and nothing lost."""

import pytest

from tests.faults.process import Process
from tests.faults.program import Program, reach
from tests.faults.talk import Chat, check_everything, leave_all
from tests.people import CAST

DEVICES, LETTERS = 2, 200
SERVICE_RESTART = 1012


@pytest.mark.timeout(120)
async def test_a_stop_announces_finishes_and_loses_nothing(
    process: Process, ring: list[Chat]
) -> None:
    """Ten programs write when the server is asked to stop; they go on with the next one."""
    programs = [Program(process.url, each.token) for each in CAST for _ in range(DEVICES)]
    for number, program in enumerate(programs):
        chats = [chat.id for chat in ring if CAST[number // DEVICES] in chat.people]
        for letter in range(LETTERS):
            program.say(chats[letter % 2], f"{number}:{letter}")
    await reach(programs, len(programs) * LETTERS // 3)

    assert await process.stop() == 0
    assert [(True, SERVICE_RESTART)] * len(programs) == [
        await program.farewell() for program in programs
    ]

    await process.start()
    for program in programs:
        await program.settled()
    await check_everything(process.url, ring, programs)
    await leave_all(programs)
