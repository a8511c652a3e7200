"""Questions to the administrators as people see them, and the door to one."""

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.clock import rfc3339
from messenger.db.ids import write_uuid
from messenger.db.tables import help_messages, help_tickets, users
from messenger.errors import NotFound
from messenger.events.objects import Ticket, TicketMessage

NEW, IN_WORK, WAITING, CLOSED = "new", "in_work", "waiting", "closed"


async def access_ticket(
    connection: AsyncConnection, viewer: Viewer, ticket_id: str, *, lock: bool = False
) -> Row[Any]:
    """Return the row of a question; NotFound for whoever is neither its person nor in charge."""
    query = tickets_query().where(help_tickets.c.id == parse_id(ticket_id, "ticket_id"))
    if lock:
        query = query.with_for_update(of=help_tickets)
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise NotFound(field="ticket_id")
    if row.user_id != viewer.user_id:
        in_charge = select(users.c.is_admin).where(users.c.id == viewer.user_id)
        if not await connection.scalar(in_charge):
            raise NotFound(field="ticket_id")
    return row


async def load_ticket(connection: AsyncConnection, ticket_id: int) -> Row[Any]:
    """Return the row of a question that the viewer was let to."""
    return (await connection.execute(tickets_query().where(help_tickets.c.id == ticket_id))).one()


def tickets_query() -> Any:
    """Select questions with the people who asked them."""
    return select(help_tickets, users.c.username, users.c.name).join_from(help_tickets, users)


def messages_query() -> Any:
    """Select what was said with those who said it; of an account that is gone the words stay."""
    return select(help_messages, users.c.name).outerjoin_from(help_messages, users)


def build_ticket(row: Row[Any], viewer_id: int | None) -> Ticket:
    """Build a question from its row, as its person sees it or else administrators."""
    return Ticket(
        id=str(row.id),
        user_id=str(row.user_id),
        username=row.username,
        name=row.name,
        subject=row.subject,
        state=row.state,
        created_at=rfc3339(row.created_at),
        changed_at=rfc3339(row.changed_at),
        rating=row.rating,
        rating_text=row.rating_text,
        unread=bool(row.answer_unread if row.user_id == viewer_id else row.word_unread),
    )


def build_message(row: Row[Any], viewer_id: int | None) -> TicketMessage:
    """Build what was said from its row, with its client_id where it is shown to its sender."""
    own = row.client_id is not None and row.author_id == viewer_id
    return TicketMessage(
        id=str(row.id),
        name=row.name or "",
        is_answer=bool(row.is_answer),
        text=row.text,
        sent_at=rfc3339(row.sent_at),
        client_id=write_uuid(row.client_id) if own else None,
    )
