"""How a process is ended that has more to say than anybody reads."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process

import psutil
import pytest

from messenger.subprocesses import end_group

LOUD = "import os\nwhile True: os.write(1, b'x' * 65536)"
FAMILY = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {LOUD!r}])"


async def start(program: str) -> Process:
    """Return a process that leads its own session and whose output nobody reads."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdin=PIPE, stdout=PIPE, start_new_session=True
    )


async def until_nothing_more_fits(process: Process) -> None:
    """Wait until it has told what the pipe and the reader behind it hold, and waits."""
    leader = psutil.Process(process.pid)
    told = -1
    while (now := written(leader)) != told or not now:
        told = now
        await asyncio.sleep(0.2)


def written(leader: psutil.Process) -> int:
    """Return how many bytes a process and its children have written."""
    return sum(each.io_counters().write_chars for each in [leader, *leader.children()])


@pytest.mark.parametrize("program", [LOUD, FAMILY])
async def test_what_is_ended_in_the_middle_of_a_word_is_gone(program: str) -> None:
    """The word is never read; with it go all that it started."""
    process = await start(program)
    await until_nothing_more_fits(process)
    group = [each for each in psutil.process_iter() if is_of(process.pid, each)]

    await end_group(process)

    assert process.returncode is not None
    _, left = psutil.wait_procs(group, timeout=10)
    assert [] == left


async def test_what_has_ended_by_itself_is_left_alone() -> None:
    """Its number may be another's by then."""
    process = await start("raise SystemExit(3)")
    await process.wait()

    await end_group(process)

    assert 3 == process.returncode


def is_of(session: int, process: psutil.Process) -> bool:
    """Whether a process belongs to a session."""
    try:
        return os.getsid(process.pid) == session
    except ProcessLookupError:
        return False
