"""A group as those in it see it: looked at before it is locked, so that showing it holds nobody up.

What all see alike is read once when the change is written. What each sees otherwise was read
before, and is read again only where it is no longer so; everybody's chat is built after the commit.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Row, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.chat_views import SHARED, build_chat, load_chats_of, read_chats_of
from messenger.db.tables import chats, group_photos, members, users
from messenger.events.objects import Chat, Message
from messenger.events.rosters import Roster
from messenger.services import Services

# So often it is looked again where something has happened meanwhile.
TRIES = 3
FACTS = (
    select(*SHARED)
    .select_from(chats.outerjoin(group_photos, group_photos.c.chat_id == chats.c.id))
    .where(chats.c.id == bindparam("chat"))
)
# What a reader sees otherwise than others moves their state there, or is said of them everywhere.
MARKS = (
    select(members.c.user_id, members.c.state, users.c.read_receipts)
    .join(users, users.c.id == members.c.user_id)
    .where(
        members.c.chat_id == bindparam("chat"),
        members.c.user_id.in_(bindparam("readers", expanding=True)),
    )
)


@dataclass(frozen=True, slots=True)
class Looks:
    """What was read of a group, by reader, and at which version of it."""

    rows: Mapping[int, Row[Any]] = field(default_factory=dict)
    version: int | None = None

    def at(self, version: int) -> "Looks":
        """Return what holds of it at a version: all or nothing."""
        return self if self.version == version else UNSEEN


UNSEEN = Looks()


@dataclass(frozen=True, slots=True)
class Showing:
    """A group as each of some readers is to be shown it."""

    read: Mapping[int, Chat]
    """As it was read under the lock."""
    rows: Mapping[int, Row[Any]]
    """As it was looked at before, of others."""
    facts: dict[str, Any]
    """What all see, and is new."""
    said: tuple[Message, ...]
    """What was written since."""

    @property
    def readers(self) -> set[int]:
        """To whom it can be shown."""
        return self.read.keys() | self.rows.keys()

    def with_more(self, read: Mapping[int, Chat]) -> "Showing":
        """Return it with what was read for others, under the same lock."""
        return Showing({**self.read, **read}, self.rows, self.facts, self.said)

    def build(self, services: Services) -> dict[int, Chat]:
        """Return the chat of each reader."""
        renewed = {
            reader: self._renew(build_chat(services, reader, self._row(row)), reader)
            for reader, row in self.rows.items()
        }
        return renewed | dict(self.read)

    def _row(self, row: Row[Any]) -> Any:
        return SimpleNamespace(**row._asdict() | self.facts)

    def _renew(self, chat: Chat, reader: int) -> Chat:
        if not self.said:
            return chat
        others = sum(message.sender_id != str(reader) for message in self.said)
        return replace(chat, last_message=self.said[-1], unread=chat.unread + others)


async def look_around(services: Services, roster: Roster) -> Looks:
    """Read a group as those see it who are online."""
    looks = UNSEEN
    for _ in range(TRIES):
        online = [user for user in roster.listeners if services.hub.is_listening(user)]
        looks = await services.database.read(partial(_look, chat_id=roster.chat_id, readers=online))
        facts = await services.database.read(partial(_facts, chat_id=roster.chat_id))
        if not online or looks.version == facts.get("chat_version"):
            break
    return looks


async def show_anew(
    services: Services,
    connection: AsyncConnection,
    chat_id: int,
    readers: Collection[int],
    looks: Looks,
    said: tuple[Message, ...],
) -> Showing:
    """Return how a group that is locked looks now to these readers."""
    asked = {"chat": chat_id, "readers": list(readers)}
    marks = (await connection.execute(MARKS, asked)).all() if looks.rows else ()
    same = {
        mark.user_id: looks.rows[mark.user_id]
        for mark in marks
        if mark.user_id in looks.rows and _mark_of(looks.rows[mark.user_id]) == mark[1:]
    }
    read = await load_chats_of(services, connection, chat_id, set(readers) - same.keys())
    return Showing(read, same, await _facts(connection, chat_id), said)


async def _look(connection: AsyncConnection, chat_id: int, readers: Collection[int]) -> Looks:
    rows = await read_chats_of(connection, chat_id, readers)
    versions = {row.chat_version for row in rows.values()}
    return Looks(rows, versions.pop() if versions else None)


async def _facts(connection: AsyncConnection, chat_id: int) -> dict[str, Any]:
    """Return what all see, or nothing where the group is gone."""
    row = (await connection.execute(FACTS, {"chat": chat_id})).one_or_none()
    return row._asdict() if row is not None else {}


def _mark_of(row: Row[Any]) -> tuple[int, bool]:
    return row.member_state, row.my_receipts
