"""Putting messages into the index of SQLite, many at once.

FTS5 writes some pages for each transaction, however little is in it, and has to merge them later
(sqlite.org/fts5.html, section 6.2). So the index is behind by some messages, until somebody
searches; a number says up to where it goes (tables/search.py).
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.db.database import Database
from messenger.db.prepared import Prepared
from messenger.db.tables import message_index, message_index_reach, messages

Found = tuple[int, str | None]
"""A message by its `term_id`, and its terms."""
LARGEST_PART = 256
"""So many messages come into the index in one transaction, which is some two milliseconds."""
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
    """Keeps the index behind by less than two parts, and by nothing where somebody searches."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting = 0

    async def follow(self, connection: AsyncConnection, count: int) -> None:
        """Note that so many messages are written in this transaction, and put a part in if due.

        A transaction of its own would be one more for the disk.
        """
        if not self._database.is_sqlite:
            return
        self._waiting += count
        if self._waiting >= LARGEST_PART:
            # As it is, since what was noted may have been rolled back, or put in by another.
            self._waiting = await _index_next(connection)

    async def catch_up(self) -> None:
        """Return when everything that was committed before can be found."""
        if not self._database.is_sqlite:
            return
        # Not until nothing is left: others write, and may be as quick.
        count = await self._database.read(_count_left)
        for _ in range(0, count, LARGEST_PART):
            await self._database.write(_index_next)


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
    """Put the oldest in of those that are not, and return how many are left, at most a part."""
    rows = await READ_NEXT.read(connection, {"most": 2 * LARGEST_PART})
    part = rows[:LARGEST_PART]
    if part:
        await MOVE_REACH.write(connection, [{"to": part[-1][0]}])
        await _put_in(connection, [(number, terms) for number, terms in part])
    return len(rows) - len(part)


async def _put_in(connection: AsyncConnection, found: Sequence[Found]) -> None:
    if rows := [{"rowid": number, "terms": terms} for number, terms in found if terms is not None]:
        await FILL.write(connection, rows)
