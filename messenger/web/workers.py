"""Several processes that serve one port of one machine; one that dies is started anew."""

import asyncio
import logging
import signal
import socket
from collections.abc import Sequence

log = logging.getLogger(__name__)

# A process that ends by itself could not serve; so many of them in a row mean that none can.
MOST_FAILURES = 3
PAUSE = 0.5
"""Seconds before one is started anew."""


def bind(host: str, port: int, *, shared: bool) -> socket.socket:
    """Return a socket at a port, which several processes may have if `shared`; 0 finds one.

    As long as nobody listens on it, it takes nothing. OSError where it cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        bound.bind((host, port))
    except BaseException:
        bound.close()
        raise
    return bound


class Workers:
    """So many processes of one command, until SIGTERM or SIGINT, which each of them is sent."""

    def __init__(self, command: Sequence[str], count: int) -> None:
        self._command = command
        self._count = count
        self._failures = 0
        self._code = 0
        self._stop = asyncio.Event()

    async def run(self) -> int:
        """Return the exit code: 0, or that of a process where they end again and again."""
        loop = asyncio.get_running_loop()
        for each in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(each, self._stop.set)
        await asyncio.gather(*(self._keep() for _ in range(self._count)))
        return self._code

    async def _keep(self) -> None:
        while not self._stop.is_set():
            process = await asyncio.create_subprocess_exec(*self._command)
            if not await self._outlives(process):
                process.terminate()
                await process.wait()
                return
            self._note_end(process)
            await self._pause()

    async def _outlives(self, process: asyncio.subprocess.Process) -> bool:
        """Wait until a process ends by itself; False where all are to stop before."""
        ended = asyncio.ensure_future(process.wait())
        stopped = asyncio.ensure_future(self._stop.wait())
        await asyncio.wait((ended, stopped), return_when=asyncio.FIRST_COMPLETED)
        for each in (ended, stopped):
            each.cancel()
        return process.returncode is not None

    def _note_end(self, process: asyncio.subprocess.Process) -> None:
        code = process.returncode or 0
        log.error("a worker has ended", extra={"pid": process.pid, "code": code})
        # A negative one is the signal that has killed it.
        self._failures = self._failures + 1 if code >= 0 else 0
        if self._failures >= MOST_FAILURES:
            self._code = code or 1
            self._stop.set()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(PAUSE):
                await self._stop.wait()
        except TimeoutError:
            return
