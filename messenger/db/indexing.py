"""Putting messages into the index of SQLite, many at once, when few are sent.

FTS5 writes some pages for each transaction, however little is in it, and has to merge them later
(sqlite.org/fts5.html, section 6.2), for which a message on its way would have to wait. So the
index is behind, until there is time or somebody searches; a number says up to where it goes
(tables/search.py).
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.db.database import Database
from messenger.db.prepared import Prepared
from messenger.db.tables import message_index, message_index_reach, messages
from messenger.errors import Unavailable

log = logging.getLogger(__name__)

Found = tuple[int, str | None]
"""A message by its `term_id`, and its terms."""
LARGEST_PART = 256
"""So many messages come into the index in one transaction, which is some two milliseconds."""
PAUSE = 0.005
"""Seconds from one such transaction to the next, at least."""
KEPT = 0.95
"""What of the messages of a pause counts at the end of the next one: a moment is no lull."""
BUSY = 200
"""So many of the last pauses, which is 2,000 a second, leave no time for the index."""
MOST = 524_288
"""So many wait for the index at most: who searches then waits for some seconds, once."""
FILL = Prepared(insert(message_index), ("rowid", "terms"))
READ_REACH = Prepared(select(message_index_reach.c.term_id))
MOVE_REACH = Prepared(update(message_index_reach).values(term_id=bindparam("to")))
IS_LEFT = messages.c.term_id > select(message_index_reach.c.term_id).scalar_subquery()
COUNT_LEFT = Prepared(select(func.count()).select_from(messages).where(IS_LEFT))
READ_NEXT = Prepared(
    select(messages.c.term_id, messages.c.terms)
    .where(IS_LEFT)
    .order_by(messages.c.term_id)
    .limit(bindparam("most"))
)


class Indexing:
    """Keeps the index up where few messages are sent, and complete where somebody searches."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting = 0
        self._sent = 0.0
        self._running: asyncio.Task[None] | None = None

    def note(self, count: int) -> None:
        """Note that so many messages have been written."""
        if not self._database.is_sqlite:
            return
        self._waiting += count
        self._sent += count
        if self._waiting >= LARGEST_PART and self._running is None:
            self._running = asyncio.get_running_loop().create_task(self._follow())

    async def catch_up(self) -> None:
        """Return when everything that was committed before can be found."""
        if not self._database.is_sqlite:
            return
        # Not until nothing is left: others write, and may be as quick.
        count = await self._database.read(_count_left)
        for _ in range(0, count, LARGEST_PART):
            await self._database.write(_index_next)

    async def close(self) -> None:
        """Leave what is not in the index yet to the next start, or to who searches."""
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running

    async def _follow(self) -> None:
        try:
            await self._pause()
            # Not what was noted: somebody may have searched, or a last run left something.
            self._waiting = await self._database.read(_count_left)
            while self._waiting >= LARGEST_PART:
                count = await self._database.write(_index_next)
                self._waiting = self._waiting - count if count else 0
                await self._pause()
        except (DBAPIError, Unavailable) as error:
            # Nothing is lost: who searches brings it in, or the next attempt.
            log.warning("the index could not be written", exc_info=error)
        finally:
            self._running = None

    async def _pause(self) -> None:
        while self._waiting < MOST:
            await asyncio.sleep(PAUSE)
            self._sent *= KEPT
            if self._sent <= BUSY:
                return


async def put_old_in(connection: AsyncConnection, written: Sequence[Found]) -> None:
    """Put those of some messages, written in this transaction, in that are not left to `Indexing`.

    No trigger does it: before each row that one writes, FTS5 stores what it has gathered so far.
    """
    ((reach,),) = await READ_REACH.read(connection, {})
    await _put_in(connection, [each for each in written if each[1] and each[0] <= reach])


async def _count_left(connection: AsyncConnection) -> int:
    ((count,),) = await COUNT_LEFT.read(connection, {})
    return int(count)


async def _index_next(connection: AsyncConnection) -> int:
    """Put the oldest in of those that are not, and return how many."""
    if rows := await READ_NEXT.read(connection, {"most": LARGEST_PART}):
        await MOVE_REACH.write(connection, [{"to": rows[-1][0]}])
        await _put_in(connection, [(number, terms) for number, terms in rows])
    return len(rows)


async def _put_in(connection: AsyncConnection, found: Sequence[Found]) -> None:
    if rows := [{"rowid": number, "terms": terms} for number, terms in found if terms is not None]:
        await FILL.write(connection, rows)
