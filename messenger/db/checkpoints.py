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
PAUSE = 0.2
"""Seconds from one to the next, at least."""
LARGEST_LOG = 16_000
"""Pages of the log, of 4 KiB, at which who writes makes a checkpoint after all.

SQLite's 1,000 are ten transactions of fifty busy chats, each of which writes the same pages again:
the longer the log, the fewer of them are copied (sqlite.org/wal.html, section 3.1).
"""


class Checkpoints:
    """Makes a checkpoint in a thread of its own while others write.

    What they write meanwhile is copied at once when they have had their turn: only when nothing is
    left, SQLite begins its log anew.
    """

    def __init__(self, engine: Engine, turn: asyncio.Lock) -> None:
        self._turn = turn
        self._thread = Threads(engine, 1, "sqlite-checkpoint", write=False)
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
        self._thread.close()

    async def _run(self) -> None:
        try:
            while self._written >= EVERY:
                self._written = 0
                await self._thread.carry_out(_copy)
                async with self._turn:
                    await self._thread.carry_out(_copy)
                await asyncio.sleep(PAUSE)
        except DBAPIError as error:
            # Nothing is lost: the log is longer until the next one.
            log.warning("a checkpoint failed", exc_info=error)
        finally:
            self._running = None


async def _copy(connection: AsyncConnection) -> None:
    # It waits for nobody, and leaves what somebody still reads.
    await connection.execute(COPY)
