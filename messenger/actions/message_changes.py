"""Changes of messages: written under the lock of their chat, told to each as they see them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.attachments import detach
from messenger.actions.mentions import forget_named
from messenger.actions.message_views import (
    BLANK,
    TOLD,
    build_message,
    unseen_original,
    veil,
    without_client_id,
)
from messenger.actions.states import take_versions
from messenger.db.tables import attachments, members, messages, reactions, wordings
from messenger.events.objects import Message
from messenger.events.pushed import MessageUpdated
from messenger.events.rosters import Roster
from messenger.services import Services

# Whose reactions those of one message are, by person.
Own = Mapping[int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who sees some messages otherwise than most do."""

    blind: Mapping[int, int]
    """Up to which seq somebody sees nothing, for those who came to a group later."""
    own: Mapping[int, Own]
    """Who has reacted to a message, by its seq."""

    def differing(self, message: Message) -> set[int]:
        """Return those to whom a message may look otherwise than to the rest."""
        return {int(message.sender_id), *self.blind, *self.own.get(message.seq, ())}

    def see(self, viewer_id: int, message: Message) -> Message:
        """Return a message as one member sees it."""
        until = self.blind.get(viewer_id, 0)
        if until >= message.seq:
            return veil(message)
        if int(message.sender_id) != viewer_id:
            message = without_client_id(message)
        own = self.own.get(message.seq, {}).get(viewer_id)
        if own:
            mine = tuple(replace(each, mine=each.emoji in own) for each in message.reactions)
            message = replace(message, reactions=mine)
        return unseen_reply(message) if replies_up_to(message, until) else message


def replies_up_to(message: Message, seq: int) -> bool:
    """Return whether a message is a reply to one that is not later than another."""
    return message.reply_to is not None and message.reply_to.seq <= seq


def unseen_reply(message: Message) -> Message:
    """Return a reply as it looks to those who may not see what it is to."""
    if message.reply_to is None:
        return message
    return replace(message, reply_to=unseen_original(message.reply_to.seq))


async def read_eyes(
    connection: AsyncConnection, roster: Roster, changed: Sequence[Message]
) -> Eyes:
    """Read who sees messages of a chat otherwise; the caller has locked it."""
    reacted = [message.seq for message in changed if message.reactions]
    return Eyes(
        await find_blind(connection, roster, min(map(_earliest, changed), default=0)),
        await _read_own(connection, roster.chat_id, reacted) if reacted else {},
    )


def _earliest(message: Message) -> int:
    return message.seq if message.reply_to is None else min(message.seq, message.reply_to.seq)


async def find_blind(connection: AsyncConnection, roster: Roster, seq: int) -> dict[int, int]:
    """Return who came to a group after a message and sees nothing before, and up to which seq."""
    if roster.kind != "group":
        return {}
    query = select(members.c.user_id, members.c.cleared_to).where(
        members.c.chat_id == roster.chat_id, members.c.cleared_to >= seq
    )
    return {row.user_id: row.cleared_to for row in await connection.execute(query)}


async def _read_own(
    connection: AsyncConnection, chat_id: int, seqs: Sequence[int]
) -> dict[int, Own]:
    query = select(reactions.c.seq, reactions.c.user_id, reactions.c.emoji).where(
        reactions.c.chat_id == chat_id, reactions.c.seq.in_(seqs)
    )
    own: dict[int, dict[int, frozenset[str]]] = {}
    for row in await connection.execute(query):
        of_message = own.setdefault(row.seq, {})
        of_message[row.user_id] = of_message.get(row.user_id, frozenset()) | {row.emoji}
    return dict(own)


async def rewrite_messages(
    connection: AsyncConnection, chat_id: int, seqs: Sequence[int], **values: Any
) -> list[Message]:
    """Write the same into messages, each under a version of its own; the caller locks the chat.

    They come back as whoever sees all of them is told, in the order of their seqs.
    """
    version = await take_versions(connection, chat_id, len(seqs))
    for number, seq in enumerate(seqs, version):
        there = (messages.c.chat_id == chat_id, messages.c.seq == seq)
        await connection.execute(update(messages).where(*there).values(**values, version=number))
    query = TOLD.where(messages.c.chat_id == chat_id, messages.c.seq.in_(seqs))
    rows = await connection.execute(query.order_by(messages.c.seq))
    return [build_message(row) for row in rows]


async def blank_messages(
    connection: AsyncConnection, chat_id: int, seqs: list[int]
) -> list[Message]:
    """Leave of messages nothing but that they were there; the chat is locked by the caller."""
    await forget_named(connection, chat_id, seqs)
    await detach(connection, attachments.c.chat_id == chat_id, attachments.c.seq.in_(seqs))
    for table in (reactions, wordings):
        theirs = (table.c.chat_id == chat_id, table.c.seq.in_(seqs))
        await connection.execute(delete(table).where(*theirs))
    return await rewrite_messages(connection, chat_id, seqs, **BLANK)


def announce_changes(
    services: Services, roster: Roster, changed: Iterable[Message], eyes: Eyes
) -> None:
    """Tell who has the chat in their list of changed messages, after the commit."""
    listeners = services.rosters.listeners(roster)
    for message in changed:
        differing = eyes.differing(message) & listeners
        views: dict[Message, set[int]] = {}
        for user_id in differing:
            views.setdefault(eyes.see(user_id, message), set()).add(user_id)
        views.setdefault(without_client_id(message), set()).update(listeners - differing)
        for view, viewers in views.items():
            event = MessageUpdated(chat_id=view.chat_id, version=view.version, message=view)
            services.hub.publish(viewers, event)
