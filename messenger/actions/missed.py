"""The messages of a chat that were written or changed since a version.

No index has the versions of all messages: each message would change a page of it. What was only
written is found by its seq, since it has its version from then on; what was changed later, by an
index of that alone.
"""

from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.chat_views import visible
from messenger.actions.message_views import seen_by, with_originals
from messenger.actions.people import VIEWER
from messenger.db.prepared import Prepared
from messenger.db.rows import plain_rows
from messenger.db.tables import CHANGED, messages

CHAT, SINCE, MOST = (bindparam(name, type_=BigInteger) for name in ("chat", "since", "most"))
AFTER, CLEARED_TO = (bindparam(name, type_=BigInteger) for name in ("after", "cleared_to"))
# No version is less. What is equal PostgreSQL takes for so rare that it would go through all to
# find a page of it, where it is next to all.
ONLY_WRITTEN = messages.c.version <= messages.c.created_version
WRITTEN_FROM = Prepared(
    select(messages.c.seq, messages.c.created_version)
    .where(
        messages.c.chat_id == CHAT,
        messages.c.seq >= bindparam("first"),
        messages.c.seq < bindparam("end"),
        messages.c.created_version.is_not(None),
    )
    .order_by(messages.c.seq)
    .limit(1)
)


def _first(condition: Any, order: Any, after: Any = None) -> Select[Any]:
    found = (
        select(messages.c.seq, messages.c.version)
        .where(messages.c.chat_id == CHAT, messages.c.version > SINCE, condition)
        .where(visible(messages, VIEWER, CLEARED_TO, after))
        .order_by(order)
        .limit(MOST)
    )
    # SQLite takes no order and no limit inside a union.
    return select(found.subquery())


FOUND = union_all(
    _first(ONLY_WRITTEN, messages.c.seq, AFTER),
    _first(CHANGED, messages.c.version),
).subquery()
# Built once: somebody who comes back is told of many chats.
PAGE = (
    with_originals(select(*seen_by(VIEWER)).select_from(messages), CLEARED_TO)
    .join(FOUND, FOUND.c.seq == messages.c.seq)
    .where(messages.c.chat_id == CHAT)
    .order_by(FOUND.c.version)
    .limit(MOST)
)


async def read_missed(
    connection: AsyncConnection, viewer_id: int, row: Any, since: int, most: int
) -> list[Any]:
    """Return the rows of at most so many messages, ascending by version; `row` is of the chat."""
    asked = {
        "viewer": viewer_id,
        "chat": row.id,
        "since": since,
        "after": await _last_known(connection, row, since),
        "cleared_to": row.cleared_to,
        "most": most,
    }
    return plain_rows(await connection.execute(PAGE, asked))


async def _last_known(connection: AsyncConnection, row: Any, since: int) -> int:
    """Return a seq after which a message was written later than a version, if not before that."""
    # Each message took a version, so no more were written since than versions were taken.
    known: int = max(row.last_seq - (row.chat_version - since), 0)
    new: int = row.last_seq + 1
    while known + 1 < new:
        middle = (known + new) // 2
        asked = {"chat": row.id, "first": middle, "end": new}
        # What was written before versions were kept so is in the index of what was changed.
        found = await WRITTEN_FROM.read(connection, asked)
        if found and found[0][1] <= since:
            known = found[0][0]
        else:
            new = middle
    return known
