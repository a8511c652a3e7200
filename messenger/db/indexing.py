"""Putting messages into the index of SQLite, many at once, when few are sent.

FTS5 writes some pages for each transaction, however little is in it, and has to merge them later
(sqlite.org/fts5.html, section 6.2), for which a message on its way would have to wait. So the
index is behind, until there is time or somebody searches, and so are the terms of messages, which
are made of their words by then; a number says up to where it goes (tables/search.py).
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.db.database import Database
from messenger.db.prepared import Prepared
from messenger.db.tables import (
    message_index,
    message_index_reach,
    message_index_terms,
    messages,
)
from messenger.errors import Unavailable
from messenger.search.terms import terms_of_message

log = logging.getLogger(__name__)

Found = tuple[int, str]
"""A message by its `term_id`, and its terms."""
LARGEST_PART = 256
"""So many messages come into the index in one transaction, which is some four milliseconds."""
PAUSE = 0.005
"""Seconds from one such transaction to the next, at least."""
KEPT = 0.95
"""What of the messages of a pause counts at the end of the next one: a moment is no lull."""
BUSY = 200
"""So many of the last pauses, which is 2,000 a second, leave no time for the index.

As many a second in one pause do so, too: who begins to send much shall not wait for the index.
"""
MOST = 524_288
"""So many wait for the index at most: who searches then waits for some seconds, once."""
FILL_TERMS = Prepared(insert(message_index_terms), ("term_id", "terms"))
FILL = Prepared(insert(message_index), ("rowid", "terms"))
ANEW = sqlite.insert(message_index_terms)
PUT_IN = Prepared(
    ANEW.on_conflict_do_update(
        index_elements=[message_index_terms.c.term_id], set_={"terms": ANEW.excluded.terms}
    ),
    ("term_id", "terms"),
)
READ_REACH = Prepared(select(message_index_reach.c.term_id))
MOVE_REACH = Prepared(update(message_index_reach).values(term_id=bindparam("to")))
IS_LEFT = messages.c.term_id > select(message_index_reach.c.term_id).scalar_subquery()
COUNT_LEFT = Prepared(select(func.count()).select_from(messages).where(IS_LEFT))
READ_NEXT = Prepared(
    select(
        messages.c.term_id,
        messages.c.chat_id,
        messages.c.sender_id,
        messages.c.kind,
        messages.c.text,
        messages.c.attachments,
    )
    .where(IS_LEFT)
    .order_by(messages.c.term_id)
    .limit(bindparam("most"))
)


class Pace:
    """How quickly messages are sent, looked at from pause to pause."""

    def __init__(self) -> None:
        self._came = 0
        self._lately = 0.0

    def note(self, count: int) -> None:
        """Note that so many messages have been written."""
        self._came += count

    def is_calm(self) -> bool:
        """Return, at the end of a pause, whether few came in it and lately."""
        came, self._came = self._came, 0
        self._lately = self._lately * KEPT + came
        return max(self._lately, came / (1 - KEPT)) <= BUSY


class Indexing:
    """Keeps the index up where few messages are sent, and complete where somebody searches."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting = 0
        self._pace = Pace()
        self._running: asyncio.Task[None] | None = None

    def note(self, count: int) -> None:
        """Note that so many messages have been written."""
        if not self._database.is_sqlite:
            return
        self._waiting += count
        self._pace.note(count)
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
            if self._pace.is_calm():
                return


async def read_reach(connection: AsyncConnection) -> int:
    """Return up to which `term_id` messages are in the index."""
    ((reach,),) = await READ_REACH.read(connection, {})
    return int(reach)


async def put_in(connection: AsyncConnection, found: Sequence[Found]) -> None:
    """Let messages that are not left to `Indexing` be found by these terms, and by no others."""
    if found:
        await PUT_IN.write(connection, _rows("term_id", found))


async def put_all_in(connection: AsyncConnection, found: Iterable[Found]) -> None:
    """Put messages beyond its reach into the index, which is to be moved behind them."""
    in_order = sorted(found)
    if in_order:
        # No trigger does the second for the first there.
        await FILL_TERMS.write(connection, _rows("term_id", in_order))
        await FILL.write(connection, _rows("rowid", in_order))


async def _count_left(connection: AsyncConnection) -> int:
    ((count,),) = await COUNT_LEFT.read(connection, {})
    return int(count)


async def _index_next(connection: AsyncConnection) -> int:
    """Put the oldest in of those that are not, and return how many."""
    rows = await READ_NEXT.read(connection, {"most": LARGEST_PART})
    if found := [(number, terms_of_message(*said)) for number, *said in rows]:
        await put_all_in(connection, found)
        await MOVE_REACH.write(connection, [{"to": found[-1][0]}])
    return len(rows)


def _rows(number: str, found: Sequence[Found]) -> list[dict[str, Any]]:
    return [{number: each, "terms": terms} for each, terms in found]
