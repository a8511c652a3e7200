"""How a process that the server started, and its whole group, is ended for good."""

import contextlib
import os
import signal
from asyncio.subprocess import Process


async def end_group(process: Process) -> None:
    """Kill a process that leads its own session, and all it started; return when it is gone.

    What it had still said is read and dropped: asyncio tells the end of a process only once its
    pipes have been read to theirs, and nobody else reads them any more.
    """
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    await process.communicate()
