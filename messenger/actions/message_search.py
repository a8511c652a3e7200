"""Finding messages by their words: in all chats of a person or in one, the newest first."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import LARGEST_ID, Viewer, access_roster, parse_id
from messenger.actions.chats import require_page
from messenger.actions.history import parse_moment
from messenger.actions.message_views import message_for
from messenger.actions.people import VIEWER
from messenger.actions.search_reading import Bounds, index_of
from messenger.actions.texts import clean_text
from messenger.db.ids import first_term_id
from messenger.db.tables import members
from messenger.events.objects import Message
from messenger.search.expressions import express
from messenger.search.terms import by_sender, in_chat, of_kind
from messenger.search.words import Query, read_query, words_of
from messenger.services import Services

LONGEST_PAGE = 50
LONGEST_QUERY = 128


class Hit(Struct, frozen=True):
    """A message that was found; `highlights` are the words, from and to which code point."""

    chat_id: str
    message: Message
    highlights: tuple[tuple[int, int], ...]


class Found(Struct, frozen=True):
    """A page of hits, the newest first; `cursor` asks for the next one."""

    hits: tuple[Hit, ...]
    cursor: str | None


CHATS_OF = select(members.c.chat_id).where(members.c.user_id == VIEWER).limit(bindparam("most"))


async def search_messages(
    services: Services,
    viewer: Viewer,
    *,
    query: str = "",
    chat_id: str | None = None,
    sender_id: str | None = None,
    kind: str | None = None,
    after: str | None = None,
    before: str | None = None,
    limit: int = 20,
) -> Found:
    """Find messages that the viewer sees; at most 50.

    Every piece of the query must be there: a form of the word, or a word that begins so, in
    Russian, in English, or typed in the other layout. `after` and `before` are times (RFC 3339),
    the first of them included; `before` may be the cursor of a page too. Without words a sender or
    a kind must be named, or nothing is found.
    """
    require_page(limit, LONGEST_PAGE)
    asked = read_query(clean_text(query, "query", LONGEST_QUERY))
    first = 0 if after is None else first_term_id(parse_moment(after, "after"))
    end = LARGEST_ID if before is None else _parse_end(before)
    marks = [[of_kind(kind)]] if kind is not None else []
    if sender_id is not None:
        marks.append([by_sender(parse_id(sender_id, "sender_id"))])
    chat = None if chat_id is None else (await access_roster(services, viewer, chat_id)).chat_id
    if not (asked or marks):
        return Found((), None)
    await services.indexing.catch_up()

    async def read(connection: AsyncConnection) -> Found:
        index = index_of(connection)
        chats = [chat] if chat is not None else await _chats(connection, viewer, index.most_chats)
        if not chats:
            return Found((), None)
        named = [] if len(chats) > index.most_chats else [[in_chat(each) for each in chats]]
        wanted = express([*named, *marks], asked, index.grammar)
        bounds = Bounds(viewer.user_id, first, end, limit + 1)
        rows = await index.search(connection, wanted, bounds)
        hits = tuple(_hit(viewer, row, asked) for row in rows[:limit])
        return Found(hits, str(rows[limit - 1].term_id) if len(rows) > limit else None)

    return await services.database.read(read)


async def _chats(connection: AsyncConnection, viewer: Viewer, most: int) -> list[int]:
    """Return the chats of a person, or one more than can be named."""
    rows = await connection.execute(CHATS_OF, {"viewer": viewer.user_id, "most": most + 1})
    return [row.chat_id for row in rows]


def _parse_end(before: str) -> int:
    """Return the id of terms before which to search: a cursor is one, written out."""
    if before.isascii() and before.isdigit():
        return min(int(before), LARGEST_ID)
    return first_term_id(parse_moment(before, "before"))


def _hit(viewer: Viewer, row: Any, asked: Query) -> Hit:
    message = message_for(viewer.user_id, row)
    return Hit(message.chat_id, message, tuple(_highlights(message.text, asked)))


def _highlights(text: str, asked: Query) -> Iterable[tuple[int, int]]:
    wanted = {each for piece in asked for way in piece for each in way}
    return ((word.start, word.end) for word in words_of(text) if any(w.fits(word) for w in wanted))
