"""Reading what is found from the index of either database, the newest first."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.chat_views import visible
from messenger.actions.message_views import seen_by, with_originals
from messenger.actions.people import VIEWER
from messenger.db.rows import plain_rows
from messenger.db.tables import INDEX, members, message_index, messages
from messenger.search.expressions import FTS5, TSQUERY, Grammar

# So many of the newest messages PostgreSQL reads one after the other, before it asks its index.
NEWEST = 4000


@dataclass(frozen=True, slots=True)
class Bounds:
    """Who searches, from which id of terms to before which, and how many hits are enough."""

    viewer: int
    first: int
    end: int
    most: int

    @property
    def parameters(self) -> dict[str, int]:
        """What statements are handed."""
        return {"viewer": self.viewer, "first": self.first, "end": self.end, "most": self.most}


Search = Callable[[AsyncConnection, str, Bounds], Awaitable[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """How a database is asked; where somebody is in more chats, hits are sifted afterwards."""

    grammar: Grammar
    most_chats: int
    search: Search


MINE = (
    select(messages.c.term_id, *seen_by(VIEWER))
    .join(members, and_(members.c.chat_id == messages.c.chat_id, members.c.user_id == VIEWER))
    .where(visible(messages, VIEWER, members.c.cleared_to))
    .limit(bindparam("most"))
)
# The index itself hands out what it finds in this order, so that a page of it ends the search.
BY_FTS5 = (
    with_originals(
        MINE.join(message_index, message_index.c.rowid == messages.c.term_id),
        members.c.cleared_to,
    )
    .where(
        literal_column(INDEX).op("MATCH")(bindparam("wanted")),
        message_index.c.rowid >= bindparam("first"),
        message_index.c.rowid < bindparam("end"),
    )
    .order_by(message_index.c.rowid.desc())
)
WANTED = bindparam("wanted").op("::")(literal_column("tsquery"))
WITHIN = and_(messages.c.term_id >= bindparam("first"), messages.c.term_id < bindparam("end"))
OLDEST = (
    select(messages.c.term_id)
    .where(messages.c.term_id < bindparam("end"))
    .order_by(messages.c.term_id.desc())
    .offset(bindparam("newest"))
    .limit(1)
    .scalar_subquery()
)
# Without this a query would be planned for all words alike once it has been asked five times, and
# take seconds for some of them.
PLAN_EACH = func.set_config("plan_cache_mode", "force_custom_plan", False)  # noqa: FBT003 - of SQL
BEGIN = select(OLDEST.label("oldest"), PLAN_EACH)
END = select(func.set_config("plan_cache_mode", "auto", False))  # noqa: FBT003 - of SQL
# Written so that no other index than that of the ids can serve.
AMONG_NEWEST = (
    with_originals(MINE, members.c.cleared_to)
    .where(func.coalesce(messages.c.terms, literal_column("''::tsvector")).op("@@")(WANTED), WITHIN)
    .order_by(messages.c.term_id.desc())
)
# Written so that the index of the ids cannot serve the order: few of its messages may be hits.
AMONG_OLDER = (
    with_originals(MINE, members.c.cleared_to)
    .where(messages.c.terms.op("@@")(WANTED), WITHIN)
    .order_by((messages.c.term_id + 0).desc())
)


def index_of(connection: AsyncConnection) -> SearchIndex:
    """Return how the database behind a connection is searched."""
    return SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL


async def _by_fts5(connection: AsyncConnection, wanted: str, bounds: Bounds) -> Sequence[Any]:
    asked = bounds.parameters | {"wanted": wanted}
    return plain_rows(await connection.execute(BY_FTS5, asked))


async def _by_tsvector(connection: AsyncConnection, wanted: str, bounds: Bounds) -> Sequence[Any]:
    """Read the newest messages for frequent words, and ask the index for those that are not.

    Its index tells all hits in no order, so a word of every second message would cost as many
    reads as there are hits; and reading in the order of time never ends where there are few.
    """
    asked = bounds.parameters | {"wanted": wanted}
    oldest = await connection.scalar(BEGIN, {"end": bounds.end, "newest": NEWEST}) or 0
    within = {"first": max(oldest, bounds.first)}
    rows = plain_rows(await connection.execute(AMONG_NEWEST, asked | within))
    if len(rows) < bounds.most and oldest > bounds.first:
        rest = {"end": oldest, "most": bounds.most - len(rows)}
        rows += plain_rows(await connection.execute(AMONG_OLDER, asked | rest))
    await connection.execute(END)
    return rows


SQLITE = SearchIndex(FTS5, 200, _by_fts5)
# Of more chats its index would read every message.
POSTGRESQL = SearchIndex(TSQUERY, 20, _by_tsvector)
