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
PARTS = 10
"""So often some of it is copied before all who write wait for the rest."""
PAUSE = 0.1
"""Seconds from one part to the next, at least.

A second's pages copied at once are tens of milliseconds in which who writes has little of the
processor: copied as they come, they are noticed by nobody, though some are copied several times.
"""
LARGEST_LOG = 64_000
"""Pages of the log, of 4 KiB, at which who writes makes a checkpoint after all.

SQLite's 1,000 are ten transactions of fifty busy chats, each of which writes the same pages again:
the longer the log, the fewer of them are copied (sqlite.org/wal.html, section 3.1).
"""
NICENESS = 5
"""Of the copying: with it, it gets a third of what somebody else gets of the processor."""


class Checkpoints:
    """Makes a checkpoint in parts, in a thread of its own, while others write.

    SQLite begins its log anew only when all of it is copied. Where that is never so, since many
    write, what came during the last part is copied by who writes, and it is little.
    """

    def __init__(self, engine: Engine, writer: Threads, turn: asyncio.Lock) -> None:
        self._turn = turn
        self._writer = writer
        self._thread = Threads(engine, 1, "sqlite-copy", write=False, niceness=NICENESS)
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
                await self._copy_all()
        except DBAPIError as error:
            # Nothing is lost: the log is longer until the next one.
            log.warning("a checkpoint failed", exc_info=error)
        finally:
            self._running = None

    async def _copy_all(self) -> None:
        for _ in range(PARTS):
            await asyncio.sleep(PAUSE)
            before = self._written
            await self._thread.carry_out(_copy)
            if self._written == before:
                # That was all, and whoever writes next begins the log anew.
                await asyncio.sleep(PARTS * PAUSE)
                return
        async with self._turn:
            await self._writer.carry_out(_copy, bare=True)


async def _copy(connection: AsyncConnection) -> None:
    # It waits for nobody, and leaves what somebody still reads.
    await connection.execute(COPY)
