"""Commands about messages that are to be sent later."""

from typing import Literal
from uuid import UUID

from messenger.events.commands.command import Command, Id, MessageKind, Seq, Word


class ScheduledList(Command):
    """Read what one has scheduled in a chat, what is sent next first."""

    op = "scheduled.list"
    chat_id: Id


class ScheduledAdd(Command):
    """Have a text or media sent at a time; the same client_id again returns what the first keeps.

    It is that of the message to be, which is sent once, whatever happens meanwhile. At most 100 a
    chat; from ten seconds to 366 days ahead.
    """

    op = "scheduled.add"
    chat_id: Id
    client_id: UUID
    kind: MessageKind
    text: str
    send_at: Word
    media_ids: tuple[Id, ...] = ()
    format: Literal["plain", "markdown"] = "plain"
    silent: bool = False
    reply_to: Seq | None = None


class ScheduledEdit(Command):
    """Give what is scheduled another text or another time; one that failed is tried then."""

    op = "scheduled.edit"
    chat_id: Id
    client_id: UUID
    text: str | None = None
    send_at: Word | None = None


class ScheduledSendNow(Command):
    """Send what is scheduled at once, also what has failed."""

    op = "scheduled.send_now"
    chat_id: Id
    client_id: UUID


class ScheduledDelete(Command):
    """Send it never."""

    op = "scheduled.delete"
    chat_id: Id
    client_id: UUID
