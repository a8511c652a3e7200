"""Forwarding: messages that somebody sees, said once more elsewhere, with whose words they are."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster, require_may_write
from messenger.actions.media_views import decode_attached
from messenger.actions.message_views import SERVICE, build_forwarded, build_message
from messenger.actions.messages import visible_messages
from messenger.actions.sending import SENT, Done, PendingSend
from messenger.actions.service_account import SERVICE_ID
from messenger.db.tables import chats, messages, users
from messenger.errors import N_, BadRequest, Conflict, Forbidden, MessengerError, NotFound, TooMany
from messenger.events.commands import MessagesForward
from messenger.events.objects import Forwarded, Message
from messenger.events.rosters import Roster
from messenger.services import Services

MOST_FORWARDED = 100
MOST_TARGETS = 10
# What a refusal of a copy names here.
FIELDS = {"chat_id": "to_chat_ids", "client_id": "client_ids", "media_ids": "seqs"}


@dataclass(frozen=True, slots=True)
class Copy:
    """One message for one chat, and the client id by which it is stored once."""

    roster: Roster
    seq: int
    client_id: bytes


async def forward_messages(
    services: Services,
    viewer: Viewer,
    *,
    from_chat_id: str,
    seqs: Sequence[int],
    to_chat_ids: Sequence[str],
    client_ids: Sequence[UUID],
    hide_author: bool = False,
) -> tuple[Message, ...]:
    """Say messages once more in other chats, in the order given, and return them as stored.

    `client_ids` has one for each: all of the first chat, then all of the second, and so on. Those
    that are stored already are only returned, so the same again sends what was missing.
    NotFound where the viewer does not see one, Forbidden, Blocked or Privacy where they may not
    write, Conflict where a client id names a message of another chat.
    """
    _require_bounds(seqs, to_chat_ids, client_ids)
    services.buckets.charge(viewer.user_id, MessagesForward.op, len(client_ids) - 1)
    targets = [await _access(services, viewer, each, "to_chat_ids") for each in to_chat_ids]
    copies = [
        Copy(roster, seq, client_id.bytes)
        for (roster, seq), client_id in zip(product(targets, seqs), client_ids, strict=True)
    ]
    stored = await _stored(services, viewer, copies)
    missing = [each for each in copies if each.client_id not in stored]
    if missing:
        originals = await _read_originals(services, viewer, from_chat_id, missing)
        stored |= await _send(services, viewer, missing, originals, hide_author=hide_author)
    return tuple(stored[each.client_id] for each in copies)


def _require_bounds(
    seqs: Sequence[int], to_chat_ids: Sequence[str], client_ids: Sequence[UUID]
) -> None:
    bounds = (("seqs", seqs, MOST_FORWARDED), ("to_chat_ids", to_chat_ids, MOST_TARGETS))
    for field, named, most in bounds:
        if not named:
            raise BadRequest(N_("Name at least one."), field=field)
        if len(named) > most:
            raise TooMany(field=field, limit=most)
    for field, several in (
        ("seqs", seqs),
        ("to_chat_ids", to_chat_ids),
        ("client_ids", client_ids),
    ):
        if len(set(several)) < len(several):
            raise BadRequest(N_("Name each only once."), field=field)
    if len(client_ids) != len(seqs) * len(to_chat_ids):
        raise BadRequest(N_("Name one for each message in each chat."), field="client_ids")


async def _access(services: Services, viewer: Viewer, chat_id: str, field: str) -> Roster:
    try:
        return await access_roster(services, viewer, chat_id)
    except NotFound as error:
        raise NotFound(field=field) from error


async def _stored(
    services: Services, viewer: Viewer, copies: Sequence[Copy]
) -> dict[bytes, Message]:
    """Return what is stored already, by client id."""
    wanted = {each.client_id: each.roster.chat_id for each in copies}
    query = SENT.where(messages.c.sender_id == viewer.user_id, messages.c.client_id.in_(wanted))
    async with services.database.reading() as connection:
        rows = (await connection.execute(query)).all()
    if any(row.chat_id != wanted[row.client_id] for row in rows):
        raise Conflict(field="client_ids")
    return {row.client_id: build_message(row) for row in rows}


async def _read_originals(
    services: Services, viewer: Viewer, chat_id: str, missing: Sequence[Copy]
) -> dict[int, tuple[Row[Any], Forwarded]]:
    """Return the messages to be said once more, and whose words they are, by seq."""
    source = await _access(services, viewer, chat_id, "from_chat_id")
    for each in missing:
        _require_may_write(each.roster, viewer)
    seqs = sorted({each.seq for each in missing})
    async with services.database.reading() as connection:
        rows = await visible_messages(connection, viewer, source, seqs)
        if any(row.kind == SERVICE for row in rows):
            raise Forbidden(field="seqs")
        names = await _names(connection, source, {row.sender_id for row in rows})
    return {
        row.seq: (
            row,
            build_forwarded(row) or Forwarded(str(row.sender_id), names[row.sender_id]),
        )
        for row in rows
    }


def _require_may_write(roster: Roster, viewer: Viewer) -> None:
    try:
        require_may_write(roster, viewer)
    except MessengerError as error:
        raise type(error)(field="to_chat_ids") from error


async def _names(connection: AsyncConnection, source: Roster, people: set[int]) -> dict[int, str]:
    query = select(users.c.id, users.c.name).where(users.c.id.in_(people))
    names = {row.id: row.name for row in await connection.execute(query)}
    if SERVICE_ID in names:
        # Whoever writes notices is called as their reader speaks.
        title = select(chats.c.title).where(chats.c.id == source.chat_id)
        names[SERVICE_ID] = await connection.scalar(title) or names[SERVICE_ID]
    return names


async def _send(
    services: Services,
    viewer: Viewer,
    missing: Sequence[Copy],
    originals: dict[int, tuple[Row[Any], Forwarded]],
    *,
    hide_author: bool,
) -> dict[bytes, Message]:
    """Hand all to the writer at once, in their order, and wait until each is on the disk."""
    loop = asyncio.get_running_loop()
    answers: list[asyncio.Future[Message | MessengerError]] = []
    for each in missing:
        row, author = originals[each.seq]
        answer: asyncio.Future[Message | MessengerError] = loop.create_future()
        answers.append(answer)
        services.sends.submit(
            PendingSend(
                sender=viewer.user_id,
                roster=each.roster,
                client_id=each.client_id,
                kind=row.kind,
                text=row.text,
                format=row.format,
                origin=None,
                done=_resolver(answer),
                repeats=True,
                author=None if hide_author else author,
                preview=row.preview,
                preview_id=row.preview_id,
                previewless=row.previewless,
                media_ids=tuple(int(each.id) for each in decode_attached(row.attachments)),
                sticker=row.sticker,
            )
        )
    return {
        each.client_id: _require_stored(await answer)
        for each, answer in zip(missing, answers, strict=True)
    }


def _resolver(answer: asyncio.Future[Message | MessengerError]) -> Done:
    def done(result: Message | MessengerError) -> None:
        if not answer.done():
            answer.set_result(result)

    return done


def _require_stored(result: Message | MessengerError) -> Message:
    if isinstance(result, Message):
        return result
    field = FIELDS.get(result.field or "")
    raise type(result)(field=field)
