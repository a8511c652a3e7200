"""Messages as the wire has them: one builder for history, live and sync."""

from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace
from sqlalchemy import Row

from messenger.clock import rfc3339
from messenger.db.tables import messages
from messenger.events.objects import Forwarded, Message, Service

SERVICE = "service"
MARKDOWN = "markdown"
EVERYBODY = "*"
VEILED = "0"
service_decoder = msgspec.json.Decoder(Service)
mention_decoder = msgspec.json.Decoder(tuple[str, ...])
# Not those by which messages are found: nobody reads them.
COLUMNS = tuple(column for column in messages.c if column.name not in {"term_id", "terms"})
# What is left of a deleted message.
BLANK: dict[str, Any] = {
    "text": "",
    "deleted": True,
    **dict.fromkeys(("mentions", "service", "pinned_at", "forwarded_id", "forwarded_name")),
    **dict.fromkeys(("term_id", "terms")),
}


def build_message(row: Row[Any], *, own: bool = True) -> Message:
    """Build a message, with its client_id where it is shown to its sender."""
    named, everybody = read_mentions(row.mentions)
    return Message(
        chat_id=str(row.chat_id),
        seq=row.seq,
        client_id=str(UUID(bytes=row.client_id)) if own and row.kind != SERVICE else None,
        sender_id=str(row.sender_id),
        kind=row.kind,
        text=row.text,
        format=row.format,
        sent_at=rfc3339(row.sent_at),
        edited_at=rfc3339(row.edited_at) if row.edited_at is not None else None,
        deleted=row.deleted,
        version=row.version,
        mentions=named,
        mentions_all=everybody,
        service=service_decoder.decode(row.service) if row.service else None,
        forwarded_from=build_forwarded(row),
        pinned=row.pinned_at is not None,
    )


def build_forwarded(row: Row[Any]) -> Forwarded | None:
    """Build whose words a message repeats; None where it repeats none, or does not tell."""
    if row.forwarded_id is None:
        return None
    return Forwarded(user_id=str(row.forwarded_id), name=row.forwarded_name)


def read_mentions(text: str | None) -> tuple[tuple[str, ...], bool]:
    """Return whom the column of mentions names, and whether it names everybody."""
    if not text:
        return (), False
    listed = mention_decoder.decode(text)
    return tuple(each for each in listed if each != EVERYBODY), EVERYBODY in listed


def without_client_id(message: Message) -> Message:
    """Return a message as everyone but its sender sees it."""
    return replace(message, client_id=None)


def veil(message: Message) -> Message:
    """Return what somebody hears of a message that they may not see: that it is there."""
    return Message(
        chat_id=message.chat_id,
        seq=message.seq,
        client_id=None,
        sender_id=VEILED,
        kind="text",
        text="",
        format="plain",
        sent_at=message.sent_at,
        edited_at=None,
        deleted=True,
        version=message.version,
    )


def message_for(viewer_id: int, row: Row[Any]) -> Message:
    """Build a message as one viewer sees it."""
    return build_message(row, own=row.sender_id == viewer_id)
