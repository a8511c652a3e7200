"""Writing a past that nobody typed: people and months of talks with their dates, in bulk.

The actions of every day write the present. This one exists for the demo alone, refuses a
database that has people already, and leaves to the others whatever has no date.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

import msgspec
from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import accounts, chats
from messenger.actions.access import Viewer
from messenger.actions.message_views import SERVICE
from messenger.actions.search_index import add_to_index, found_by
from messenger.actions.texts import LONGEST_MESSAGE, clean_text
from messenger.db.ids import new_id
from messenger.db.tables import chats as chats_table
from messenger.db.tables import members, messages, users
from messenger.errors import Conflict
from messenger.events.objects import Role, Service, ServiceType
from messenger.services import Services

NO_SESSION = 0
CLIENT_IDS = UUID("6f0b1b1c-5d0e-4b8e-9a55-0d6f4e3a7c21")


@dataclass(frozen=True, slots=True)
class PastPerson:
    """An account as it has been; times in epoch milliseconds."""

    username: str
    name: str
    language: str
    bio: str
    created_at: int
    last_seen_at: int

    @property
    def email(self) -> str:
        """An address under a domain that no mail reaches (RFC 2606)."""
        return f"{self.username}@demo.example"


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did in a group, to whom and to what."""

    type: ServiceType
    people: tuple[str, ...] = ()
    title: str | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class PastMessage:
    """A message as it was sent (without a text: and deleted), edited or not; times in epoch ms.

    With a deed it is a line that tells of it.
    """

    sender: str
    text: str
    sent_at: int
    edited_at: int | None
    deed: Deed | None = None

    def moved(self, by: int) -> "PastMessage":
        """Return the message so many milliseconds later."""
        edited = None if self.edited_at is None else self.edited_at + by
        return replace(self, sent_at=self.sent_at + by, edited_at=edited)


@dataclass(frozen=True, slots=True)
class PastChat:
    """A chat of one (saved) or two people, in order of time, and how far each has read."""

    people: tuple[str, ...]
    messages: tuple[PastMessage, ...]
    read: dict[str, int]


async def write_people(
    services: Services, people: list[PastPerson], password: str
) -> dict[str, Viewer]:
    """Make the accounts, the first of each language an administrator's.

    Conflict where there is anybody already.
    """
    rows = await asyncio.gather(*(_account(services, each, password) for each in people))
    languages = [each.language for each in people]
    for language in set(languages):
        rows[languages.index(language)]["is_admin"] = True
    async with services.database.writing() as connection:
        await accounts.lock_accounts(connection)
        if await connection.scalar(select(func.count()).select_from(users)):
            raise Conflict
        await connection.execute(insert(users), rows)
    return {row["username"]: Viewer(row["id"], NO_SESSION) for row in rows}


async def write_chat(services: Services, viewers: dict[str, Viewer], past: PastChat) -> str:
    """Fill the chat of one person or two with their past, and return its id."""
    opener, *others = past.people
    if others:
        person = str(viewers[others[0]].user_id)
        chat = await chats.open_direct(services, viewers[opener], user_id=person)
    else:
        chat = await chats.open_saved(services, viewers[opener])
    ids = {name: viewer.user_id for name, viewer in viewers.items()}
    async with services.database.writing() as connection:
        await _fill(connection, int(chat.id), past, ids)
    services.rosters.forget([int(chat.id)])
    return chat.id


async def _account(services: Services, person: PastPerson, password: str) -> dict[str, Any]:
    username, email = accounts.parse_username(person.username), accounts.parse_email(person.email)
    name = accounts.parse_name(person.name)
    await services.passwords.require_strong(password, [username, email, name, "messenger"])
    return {
        "id": new_id(),
        "username": username,
        "email": email,
        "name": name,
        "name_folded": name.casefold(),
        "bio": person.bio,
        "language": person.language,
        "password_hash": await services.passwords.hash(password),
        "is_admin": False,
        "created_at": person.created_at,
        "last_seen_at": person.last_seen_at,
    }


async def _fill(
    connection: AsyncConnection, chat_id: int, past: PastChat, ids: dict[str, int]
) -> None:
    rows = await write_past(connection, chat_id, past.messages, ids)
    await connection.execute(
        update(chats_table)
        .where(chats_table.c.id == chat_id)
        .values(
            last_seq=len(rows),
            version=len(rows),
            active_at=rows[-1]["sent_at"],
            created_at=rows[0]["sent_at"],
        )
    )
    for name in past.people:
        await connection.execute(
            update(members)
            .where(members.c.chat_id == chat_id, members.c.user_id == ids[name])
            .values(listed=True, read_seq=past.read[name], joined_at=rows[0]["sent_at"])
        )


async def write_past(
    connection: AsyncConnection, chat_id: int, said: Sequence[PastMessage], ids: dict[str, int]
) -> list[dict[str, Any]]:
    """Write the messages of an empty chat, and return their rows."""
    rows = [_row(chat_id, seq, message, ids) for seq, message in enumerate(said, 1)]
    rows = [row | found_by(row) for row in rows]
    await connection.execute(insert(messages), rows)
    await add_to_index(connection, rows)
    return rows


def _row(chat_id: int, seq: int, message: PastMessage, ids: dict[str, int]) -> dict[str, Any]:
    return {
        "chat_id": chat_id,
        "seq": seq,
        "version": seq,
        "sender_id": ids[message.sender],
        "client_id": uuid5(CLIENT_IDS, f"{chat_id}:{seq}").bytes,
        "kind": "text" if message.deed is None else SERVICE,
        "text": clean_text(message.text, "text", LONGEST_MESSAGE),
        "format": "plain",
        "sent_at": message.sent_at,
        "edited_at": message.edited_at,
        "deleted": not message.text,
        "service": message.deed and _service(message.deed, ids),
    }


def _service(deed: Deed, ids: dict[str, int]) -> str:
    people = tuple(str(ids[name]) for name in deed.people)
    service = Service(type=deed.type, users=people, title=deed.title, role=deed.role)
    return msgspec.json.encode(service).decode()
