"""Reading pages of what was said in a chat."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Row, Select, and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import LARGEST_ID, Viewer, access_roster
from messenger.actions.chat_views import visible
from messenger.actions.chats import require_page
from messenger.actions.message_views import COLUMNS, message_for
from messenger.actions.people import VIEWER
from messenger.db.tables import members, messages
from messenger.errors import N_, BadRequest
from messenger.events.objects import Message
from messenger.services import Services

LONGEST_HISTORY = 100

# Built once: making such statements costs more than running them does.
SEEN = (
    select(*COLUMNS)
    .join(members, and_(members.c.chat_id == messages.c.chat_id, members.c.user_id == VIEWER))
    .where(
        messages.c.chat_id == bindparam("chat"),
        visible(messages, VIEWER, members.c.cleared_to),
    )
    .limit(bindparam("most"))
)
OLDER = SEEN.where(messages.c.seq < bindparam("seq")).order_by(messages.c.seq.desc())
NEWER = SEEN.where(messages.c.seq >= bindparam("seq")).order_by(messages.c.seq)


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
    limit: int = 50,
) -> History:
    """Read a page before, after or around a seq, else the newest one; at most 100 messages."""
    require_page(limit, LONGEST_HISTORY)
    if sum(bound is not None for bound in (before, after, around)) > 1:
        raise BadRequest(N_("Name one of before, after and around."), field="before")
    roster = await access_roster(services, viewer, chat_id)
    cut = _cut(before, after, around, limit)
    asked = {"viewer": viewer.user_id, "chat": roster.chat_id, "seq": cut.seq}

    async def read(connection: AsyncConnection) -> History:
        older, more_before = await _read(connection, OLDER, asked, cut.older)
        newer, more_after = await _read(connection, NEWER, asked, cut.newer)
        page = [*reversed(older), *newer]
        return History(
            tuple(message_for(viewer.user_id, row) for row in page),
            more_before=more_before and bool(page),
            more_after=more_after and bool(page),
        )

    return await services.database.read(read)


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
) -> tuple[list[Row[Any]], bool]:
    if limit is None:
        return [], False
    # One more than wanted tells whether there are more.
    rows = (await connection.execute(query, asked | {"most": limit + 1})).all()
    return list(rows[:limit]), len(rows) > limit
