"""Copying what SQLite has logged into the database itself, beside whoever writes."""

import asyncio
import logging
from contextlib import suppress

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.db.in_thread import Threads

log = logging.getLogger(__name__)

COPY = text("PRAGMA wal_checkpoint(PASSIVE)")
EVERY = 64
"""Transactions from one checkpoint to the next, at least."""
PAUSE = 1.0
"""Seconds from one to the next, at least."""
LARGEST_LOG = 64_000
"""Pages of the log, of 4 KiB, at which who writes makes a checkpoint after all.

SQLite's 1,000 are ten transactions of fifty busy chats, each of which writes the same pages again:
the longer the log, the fewer of them are copied (sqlite.org/wal.html, section 3.1).
"""
NICENESS = 5
"""Of the long copying: with it, it gets a third of what somebody else gets of the processor."""
FEW = 300
"""So many pages are copied in some three milliseconds."""
MOST_TIMES = 3
"""So often what came meanwhile is copied, unless it is few pages before."""


class Checkpoints:
    """Makes a checkpoint in threads of its own while others write.

    What they write meanwhile is copied next, in less time, and so on until it is little: that
    is copied by who writes, since SQLite begins its log anew only when nothing is left.
    """

    def __init__(self, slow: Engine, quick: Engine, writer: Threads, turn: asyncio.Lock) -> None:
        self._turn = turn
        self._writer = writer
        self._slow = Threads(slow, 1, "sqlite-slow-copy", write=False, niceness=NICENESS)
        self._quick = Threads(quick, 1, "sqlite-copy", write=False)
        self._written = 0
        self._running: asyncio.Task[None] | None = None

    def count(self) -> None:
        """Note that a transaction was committed."""
        self._written += 1
        if self._written >= EVERY and self._running is None:
            self._running = asyncio.get_running_loop().create_task(self._run())

    async def close(self) -> None:
        """Make no more of them, and close the connection."""
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
        self._slow.close()
        self._quick.close()

    async def _run(self) -> None:
        try:
            while self._written >= EVERY:
                self._written = 0
                await self._copy_all()
                await asyncio.sleep(PAUSE)
        except DBAPIError as error:
            # Nothing is lost: the log is longer until the next one.
            log.warning("a checkpoint failed", exc_info=error)
        finally:
            self._running = None

    async def _copy_all(self) -> None:
        copied = await self._slow.carry_out(_copy)
        for _ in range(MOST_TIMES):
            before, copied = copied, await self._quick.carry_out(_copy)
            if copied - before <= FEW:
                break
        async with self._turn:
            await self._writer.carry_out(_copy, bare=True)


async def _copy(connection: AsyncConnection) -> int:
    """Copy what nobody reads, and return how many pages of the log are copied by now."""
    # It waits for nobody, and leaves what somebody still reads.
    (_, _, copied), *_ = (await connection.execute(COPY)).all()
    return int(copied)
