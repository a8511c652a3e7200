"""Writing a past that nobody typed: people and months of talks with their dates, in bulk.

The actions of every day write the present. This one exists for the demo alone, refuses a
database that has people already, and leaves to the others whatever has no date.
"""

import asyncio
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import accounts, chats
from messenger.actions.access import Viewer
from messenger.actions.demo_messages import PastMessage, Uploads, write_past
from messenger.db.ids import new_id
from messenger.db.tables import chats as chats_table
from messenger.db.tables import members, users
from messenger.errors import Conflict
from messenger.services import Services

NO_SESSION = 0


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


async def write_chat(
    services: Services, viewers: dict[str, Viewer], past: PastChat, uploads: Uploads
) -> str:
    """Fill the chat of one person or two with their past, and return its id."""
    opener, *others = past.people
    if others:
        person = str(viewers[others[0]].user_id)
        chat = await chats.open_direct(services, viewers[opener], user_id=person)
    else:
        chat = await chats.open_saved(services, viewers[opener])
    ids = {name: viewer.user_id for name, viewer in viewers.items()}
    async with services.database.writing() as connection:
        await _fill(connection, int(chat.id), past, ids, uploads)
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
    connection: AsyncConnection,
    chat_id: int,
    past: PastChat,
    ids: dict[str, int],
    uploads: Uploads,
) -> None:
    rows = await write_past(connection, chat_id, past.messages, ids, uploads)
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
