"""Reading pages of what was said in a chat."""

from typing import Any

from msgspec import Struct
from sqlalchemy import BigInteger, Select, and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import LARGEST_ID, Viewer, access_roster
from messenger.actions.chat_views import visible
from messenger.actions.chats import require_page
from messenger.actions.message_views import message_for, seen_by, with_originals
from messenger.actions.people import VIEWER
from messenger.clock import parse_rfc3339
from messenger.db.rows import plain_rows
from messenger.db.tables import chats, members, messages
from messenger.errors import N_, BadRequest
from messenger.events.objects import Message
from messenger.services import Services

LONGEST_HISTORY = 100

# Built once: making such statements costs more than running them does.
IN_CHAT = (
    with_originals(
        select(*seen_by(VIEWER)).join(
            members, and_(members.c.chat_id == messages.c.chat_id, members.c.user_id == VIEWER)
        ),
        members.c.cleared_to,
    )
    .where(messages.c.chat_id == bindparam("chat"))
    .limit(bindparam("most"))
)
SEEN = IN_CHAT.where(visible(messages, VIEWER, members.c.cleared_to))
OLDER = SEEN.where(messages.c.seq < bindparam("seq")).order_by(messages.c.seq.desc())
NEWER = IN_CHAT.where(
    visible(messages, VIEWER, members.c.cleared_to, after=bindparam("seq", type_=BigInteger) - 1)
).order_by(messages.c.seq)
PINNED = SEEN.where(messages.c.pinned_at.is_not(None)).order_by(messages.c.seq.desc())
LAST_SEQ = select(chats.c.last_seq).where(chats.c.id == bindparam("chat"))
SENT_AT = select(messages.c.sent_at).where(
    messages.c.chat_id == bindparam("chat"), messages.c.seq == bindparam("seq")
)


class History(Struct, frozen=True):
    """A page of messages, ascending by seq."""

    messages: tuple[Message, ...]
    more_before: bool
    more_after: bool


class Cut(Struct, frozen=True):
    """A place in a chat, and how many messages are wanted before it and from it on.

    `newer` is None at the end, where nothing follows.
    """

    seq: int
    older: int
    newer: int | None


async def list_history(
    services: Services,
    viewer: Viewer,
    *,
    chat_id: str,
    before: int | None = None,
    after: int | None = None,
    around: int | None = None,
    at: str | None = None,
    limit: int = 50,
) -> History:
    """Read a page before, after or around a seq, or around a time, else the newest one.

    Around a time (RFC 3339) is around the first message sent then or later, and the end of the
    chat where there is none. At most 100 messages.
    """
    require_page(limit, LONGEST_HISTORY)
    if sum(bound is not None for bound in (before, after, around, at)) > 1:
        raise BadRequest(N_("Name one of before, after, around and at."), field="before")
    moment = None if at is None else parse_moment(at, "at")
    roster = await access_roster(services, viewer, chat_id)

    async def read(connection: AsyncConnection) -> History:
        middle = around
        if moment is not None:
            middle = await _first_since(connection, roster.chat_id, moment)
        cut = _cut(before, after, middle, limit)
        asked = {"viewer": viewer.user_id, "chat": roster.chat_id, "seq": cut.seq}
        older, more_before = await _read(connection, OLDER, asked, cut.older)
        newer, more_after = await _read(connection, NEWER, asked, cut.newer)
        page = [*reversed(older), *newer]
        return History(
            tuple(message_for(viewer.user_id, row) for row in page),
            more_before=more_before and bool(page),
            more_after=more_after and bool(page),
        )

    return await services.database.read(read)


def parse_moment(text: str, field: str) -> int:
    """Return an RFC 3339 time in epoch milliseconds; BadRequest for what is none."""
    try:
        return parse_rfc3339(text)
    except ValueError as error:
        raise BadRequest(N_("This is not a time."), field=field) from error


async def _first_since(connection: AsyncConnection, chat_id: int, moment: int) -> int | None:
    """Return the first seq that was sent at a time or later, None where there is none.

    Seqs have no holes and rise with time, so halving finds it without an index of times.
    """
    last: int = (await connection.execute(LAST_SEQ, {"chat": chat_id})).scalar_one()
    low, high = 1, last + 1
    while low < high:
        seq = (low + high) // 2
        asked = {"chat": chat_id, "seq": seq}
        sent_at: int = (await connection.execute(SENT_AT, asked)).scalar_one()
        if sent_at < moment:
            low = seq + 1
        else:
            high = seq
    return low if low <= last else None


def _cut(before: int | None, after: int | None, around: int | None, limit: int) -> Cut:
    if around is not None:
        return Cut(around, limit // 2, limit - limit // 2)
    if after is not None:
        return Cut(after + 1, 0, limit)
    if before is not None:
        return Cut(before, limit, 0)
    return Cut(LARGEST_ID, limit, None)


async def _read(
    connection: AsyncConnection, query: Select[Any], asked: dict[str, int], limit: int | None
) -> tuple[list[Any], bool]:
    if limit is None:
        return [], False
    # One more than wanted tells whether there are more.
    rows = plain_rows(await connection.execute(query, asked | {"most": limit + 1}))
    return rows[:limit], len(rows) > limit
