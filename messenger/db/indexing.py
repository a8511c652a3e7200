"""Putting messages into the index of SQLite, many at once.

FTS5 writes some pages for each transaction, however little is in it, and has to merge them later
(sqlite.org/fts5.html, section 6.2). So the index is behind by some messages, until somebody
searches; a number says up to where it goes (tables/search.py).
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, insert, select, update
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
READ_NEXT = Prepared(
    select(messages.c.term_id, messages.c.terms)
    .where(messages.c.term_id > select(message_index_reach.c.term_id).scalar_subquery())
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
            self._waiting -= LARGEST_PART
            await _index_next(connection)

    async def catch_up(self) -> None:
        """Return when everything that was committed before can be found."""
        if not self._database.is_sqlite:
            return
        if await self._database.read(lambda found: READ_NEXT.read(found, {"most": 1})):
            self._waiting = 0
            while await self._database.write(_index_next):
                """There is more."""


async def put_old_in(connection: AsyncConnection, written: Sequence[Found]) -> None:
    """Put those of some messages, written in this transaction, in that are not left to `Indexing`.

    No trigger does it: before each row that one writes, FTS5 stores what it has gathered so far.
    """
    ((reach,),) = await READ_REACH.read(connection, {})
    await _put_in(connection, [each for each in written if each[1] and each[0] <= reach])


async def _index_next(connection: AsyncConnection) -> bool:
    """Put the oldest in of those that are not, and return whether others are left."""
    rows = await READ_NEXT.read(connection, {"most": LARGEST_PART + 1})
    part = rows[:LARGEST_PART]
    if part:
        await MOVE_REACH.write(connection, [{"to": part[-1][0]}])
        await _put_in(connection, [(number, terms) for number, terms in part])
    return len(rows) > len(part)


async def _put_in(connection: AsyncConnection, found: Sequence[Found]) -> None:
    if rows := [{"rowid": number, "terms": terms} for number, terms in found if terms is not None]:
        await FILL.write(connection, rows)
