"""Writing the past of groups that nobody typed, with what happened to them and whom they name."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer
from messenger.actions.demo_messages import PastMessage, Uploads, write_past
from messenger.actions.mentions import find_named, keep_named
from messenger.actions.replies import name_replied
from messenger.actions.states import take_states
from messenger.db.ids import new_id
from messenger.db.tables import chats, members, messages
from messenger.events.objects import MEMBER, Role
from messenger.services import Services


@dataclass(frozen=True, slots=True)
class PastGroup:
    """A group: who is in it, the owner and others by role, and how far each has read."""

    people: tuple[str, ...]
    roles: dict[str, Role]
    title: str
    description: str
    announcement: bool
    messages: tuple[PastMessage, ...]
    read: dict[str, int]


async def write_group(
    services: Services, viewers: dict[str, Viewer], past: PastGroup, uploads: Uploads
) -> str:
    """Make a group with its past, and return its id."""
    chat_id = new_id()
    ids = {name: viewer.user_id for name, viewer in viewers.items()}
    async with services.database.writing() as connection:
        await connection.execute(insert(chats).values(_group(chat_id, past, ids)))
        states = await take_states(connection, [ids[name] for name in past.people])
        rows = [_membership(chat_id, past, name, ids, states) for name in past.people]
        await connection.execute(insert(members), rows)
        await write_past(connection, chat_id, past.messages, ids, uploads)
        await _name(services, connection, chat_id, past, ids)
    return str(chat_id)


async def _name(
    services: Services,
    connection: AsyncConnection,
    chat_id: int,
    past: PastGroup,
    ids: dict[str, int],
) -> None:
    for seq, message in enumerate(past.messages, 1):
        if "@" not in message.text and not message.answers:
            continue
        sender = ids[message.sender]
        named = await find_named(
            services,
            connection,
            chat_id,
            sender,
            message.text,
            all_counts=message.sender in past.roles,
        )
        answered = seq - message.answers if message.answers else None
        named = await name_replied(connection, named, chat_id, sender, answered)
        this = (messages.c.chat_id == chat_id, messages.c.seq == seq)
        await connection.execute(update(messages).where(*this).values(mentions=named.column))
        await keep_named(connection, chat_id, seq, sender, named)


def _group(chat_id: int, past: PastGroup, ids: dict[str, int]) -> dict[str, Any]:
    last = len(past.messages)
    (top_seq, top_reader), (next_seq, _) = sorted(
        ((seq, ids[name]) for name, seq in past.read.items()), reverse=True
    )[:2]
    return {
        "id": chat_id,
        "kind": "group",
        "title": past.title,
        "description": past.description,
        "announcement": past.announcement,
        "member_count": len(past.people),
        "last_seq": last,
        "version": last,
        "active_at": past.messages[-1].sent_at,
        "created_at": past.messages[0].sent_at,
        "top_read_seq": top_seq,
        "top_reader": top_reader,
        "next_read_seq": next_seq,
    }


def _membership(
    chat_id: int, past: PastGroup, name: str, ids: dict[str, int], states: dict[int, int]
) -> dict[str, Any]:
    return {
        "chat_id": chat_id,
        "user_id": ids[name],
        "role": past.roles.get(name, MEMBER),
        "read_seq": past.read[name],
        "state": states[ids[name]],
        "joined_at": _came(past, name),
    }


def _came(past: PastGroup, name: str) -> int:
    """Return when somebody was added or joined, else when the group was made."""
    for message in past.messages:
        if (
            message.deed
            and message.deed.type in {"added", "joined"}
            and name in message.deed.people
        ):
            return message.sent_at
    return past.messages[0].sent_at
