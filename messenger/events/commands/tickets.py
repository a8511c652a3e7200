"""Commands about questions to the administrators."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from messenger.events.commands.command import Command, Id, Word

Rating = Annotated[int, Meta(ge=1, le=5)]


class TicketsOpen(Command):
    """Ask the administrators something; the same client_id again stores nothing."""

    op = "tickets.open"
    subject: Word
    text: str
    client_id: UUID | None = None


class TicketsList(Command):
    """List one's own questions, the one changed last first."""

    op = "tickets.list"


class TicketsQueue(Command):
    """List the questions of everybody: for administrators. Those that wait longest come first."""

    op = "tickets.queue"
    closed: bool = False


class TicketsGet(Command):
    """Read a question with what was said about it."""

    op = "tickets.get"
    ticket_id: Id


class TicketsWrite(Command):
    """Say more about one's question, or answer it as an administrator.

    The same client_id again returns what was said first and stores nothing.
    """

    op = "tickets.write"
    ticket_id: Id
    text: str
    client_id: UUID | None = None


class TicketsRead(Command):
    """Mark a question as read, for its person or for the administrators together."""

    op = "tickets.read"
    ticket_id: Id


class TicketsSetState(Command):
    """Say how it stands: who asked may close it, an administrator all of these."""

    op = "tickets.set_state"
    ticket_id: Id
    state: Literal["in_work", "waiting", "closed"]


class TicketsRate(Command):
    """Say how good the help was, once the question is closed."""

    op = "tickets.rate"
    ticket_id: Id
    rating: Rating
    text: str = ""
