"""Replies: what a message is an answer to, whether its sender sees that, and whom it calls."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.media_views import decode_attached
from messenger.actions.mentions import Named
from messenger.actions.message_views import SERVICE, build_reply_to, excerpt
from messenger.db.tables import members, messages
from messenger.errors import Forbidden, MessengerError, NotFound
from messenger.events.objects import ReplyTo

author = members.alias("author")

# A chat and a message of it.
Place = tuple[int, int]

READ_ORIGINALS = (
    select(
        messages.c.chat_id,
        messages.c.seq,
        messages.c.sender_id,
        messages.c.kind,
        messages.c.text,
        messages.c.format,
        messages.c.attachments,
        messages.c.deleted,
        author.c.user_id.label("author"),
    )
    .outerjoin(
        author,
        and_(author.c.chat_id == messages.c.chat_id, author.c.user_id == messages.c.sender_id),
    )
    .where(
        tuple_(messages.c.chat_id, messages.c.seq).in_(bindparam("places", expanding=True)),
    )
)
READ_BLIND = select(members.c.chat_id, members.c.user_id, members.c.cleared_to).where(
    members.c.chat_id.in_(bindparam("chats", expanding=True)),
    members.c.cleared_to >= bindparam("least"),
)


@dataclass(frozen=True, slots=True)
class Originals:
    """The messages that some sends reply to, and up to where whom of their chats sees nothing."""

    rows: Mapping[Place, Any]
    cleared: Mapping[int, Mapping[int, int]]

    @classmethod
    async def read(cls, connection: AsyncConnection, places: Iterable[Place]) -> "Originals":
        """Read them; the chats are locked by the caller."""
        places = sorted(set(places))
        if not places:
            return NONE
        rows = (await connection.execute(READ_ORIGINALS, {"places": places})).all()
        least = min(seq for _, seq in places)
        asked = {"chats": [chat_id for chat_id, _ in places], "least": least}
        cleared: dict[int, dict[int, int]] = {}
        for row in await connection.execute(READ_BLIND, asked):
            cleared.setdefault(row.chat_id, {})[row.user_id] = row.cleared_to
        return cls({(row.chat_id, row.seq): row for row in rows}, cleared)

    def refuse(self, chat_id: int, seq: int, sender: int) -> MessengerError | None:
        """Return with what a reply is refused; None where it is stored, to what is gone too."""
        row = self.rows.get((chat_id, seq))
        if row is None or self.cleared.get(chat_id, {}).get(sender, 0) >= seq:
            return NotFound(field="reply_to")
        return Forbidden(field="reply_to") if row.kind == SERVICE else None

    def show(self, chat_id: int, seq: int | None) -> ReplyTo | None:
        """Return what a message tells of the one that it replies to, if it does."""
        if seq is None:
            return None
        row = self.rows[chat_id, seq]
        beginning = excerpt(row.text, row.format)
        held = decode_attached(row.attachments)
        return build_reply_to(seq, row.sender_id, row.kind, beginning, held, deleted=row.deleted)

    def blind_to(self, chat_id: int, seq: int) -> set[int]:
        """Return who does not see it."""
        cleared = self.cleared.get(chat_id, {})
        return {user_id for user_id, until in cleared.items() if until >= seq}

    def call(self, named: Named, chat_id: int, seq: int, sender: int) -> Named:
        """Return whom a reply in a group names: its author too, where they are there to hear it."""
        row = self.rows.get((chat_id, seq))
        if row is None or row.deleted or row.author in {None, sender, *named.people}:
            return named
        return Named((*named.people, row.author), everybody=named.everybody)


NONE = Originals({}, {})


async def require_answerable(
    connection: AsyncConnection, chat_id: int, sender: int, seq: int
) -> None:
    """Raise what a reply would be refused with."""
    originals = await Originals.read(connection, [(chat_id, seq)])
    refusal = originals.refuse(chat_id, seq, sender)
    if refusal is not None:
        raise refusal


async def name_replied(
    connection: AsyncConnection, named: Named, chat_id: int, sender: int, reply_seq: int | None
) -> Named:
    """Return whom a message in a group names when it is written anew, as `Originals.call` does."""
    if reply_seq is None:
        return named
    originals = await Originals.read(connection, [(chat_id, reply_seq)])
    return originals.call(named, chat_id, reply_seq, sender)
