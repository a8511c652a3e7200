"""Three processes, any of which is killed at any moment, and so are NATS and PostgreSQL."""

import asyncio
import contextlib
import random
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from messenger.db.engine import open_database
from messenger.events.peers import BEAT, SILENCE
from tests.databases import Template
from tests.faults.process import Process, several
from tests.faults.program import Program, reach
from tests.faults.talk import check_everything, leave_all, open_ring
from tests.nats import Nats
from tests.people import CAST
from tests.postgres import Cluster

PROCESSES, LETTERS, ROUNDS = 3, 20, 6
ROUND = len(CAST) * PROCESSES * LETTERS


@contextlib.asynccontextmanager
async def three(template: Template, nats: Nats, folder: Path) -> AsyncIterator[list[Process]]:
    """Three processes of one installation, each with a port of its own, as containers have it."""
    settings = template.settings(folder / "data", nats_url=nats.url, server="uvicorn")
    database = open_database(settings.database_url, settings.sqlite_path)
    await template.lay_out(database)
    await database.close()
    async with several(settings, folder, PROCESSES) as processes:
        yield processes


@pytest.mark.timeout(300)
async def test_whatever_dies_nothing_is_lost_or_twice(
    template: Template, own_nats: Nats, tmp_path: Path, postgres_cluster: Cluster
) -> None:
    """Everybody writes by every process; all see all of it, once and in one order."""
    if postgres_cluster.folder is None:
        pytest.skip("the tests did not start this server")
    async with three(template, own_nats, tmp_path) as processes:
        ring = await open_ring(processes[0].url)
        programs = [Program(each.url, one.token) for one in CAST for each in processes]
        for turn in range(ROUNDS):
            for number, program in enumerate(programs):
                chats = [chat.id for chat in ring if CAST[number // PROCESSES] in chat.people]
                for letter in range(turn * LETTERS, (turn + 1) * LETTERS):
                    program.say(chats[letter % 2], f"{number}:{letter}")
            await reach(programs, turn * ROUND + random.randrange(ROUND // 2))
            if turn in {1, 4}:
                own_nats.stop(signal.SIGKILL)
                await asyncio.sleep(0.5)
                own_nats.start()
            elif turn == 2:
                await asyncio.to_thread(postgres_cluster.kill)
                await asyncio.to_thread(postgres_cluster.start)
            else:
                await processes[turn % PROCESSES].kill()
                await processes[turn % PROCESSES].start()
        for program in programs:
            await program.settled()
        # When the last one killed is missed, all come in anew, and so would those who check.
        await asyncio.sleep(SILENCE + 2 * BEAT)

        assert [ROUNDS * LETTERS] * len(programs) == [len(each.sent) for each in programs]
        await check_everything(processes[1].url, ring, programs)
        await leave_all(programs)
