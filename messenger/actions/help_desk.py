"""Questions to the administrators: asking, answering, closing, and saying how good it was."""

from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, require_admin
from messenger.actions.desk import announce_desk, announce_ticket
from messenger.actions.texts import LONGEST_MESSAGE, clean_text, require_text
from messenger.actions.ticket_views import (
    CLOSED,
    IN_WORK,
    NEW,
    WAITING,
    access_ticket,
    build_message,
    build_ticket,
    load_ticket,
    messages_query,
    tickets_query,
)
from messenger.db.ids import new_id
from messenger.db.tables import help_messages, help_tickets, users
from messenger.errors import N_, BadRequest, Conflict, Forbidden, TooMany
from messenger.events.objects import Ticket, TicketMessage
from messenger.services import Services

LONGEST_SUBJECT = 120
LONGEST_RATING = 280
# Questions of one person that are not closed, and rows of a list.
MOST_OPEN = 10
LONGEST_LIST = 200
RATINGS = range(1, 6)


class Thread(Struct, frozen=True):
    """A question with what was said about it, oldest first."""

    ticket: Ticket
    messages: tuple[TicketMessage, ...]


async def open_ticket(
    services: Services, viewer: Viewer, *, subject: str, text: str, client_id: UUID | None = None
) -> Ticket:
    """Ask something; BadRequest or TooLong name the field, TooMany for who has asked a lot.

    Conflict where the client_id names another question.
    """
    subject = require_text(subject, "subject", LONGEST_SUBJECT)
    text = require_text(text, "text", LONGEST_MESSAGE)
    async with services.database.writing() as connection:
        known = await _find_said(connection, viewer, client_id)
        if known is not None:
            row = await load_ticket(connection, known.ticket_id)
            if (row.subject, known.text) != (subject, text):
                raise Conflict(field="client_id")
            return build_ticket(row, viewer.user_id)
        ticket_id = await _insert(services, connection, viewer, subject)
        said = await _say(services, connection, ticket_id, viewer, text, client_id)
        ticket = await _tell(services, connection, viewer, ticket_id, said)
    await announce_desk(services)
    return ticket


async def list_tickets(services: Services, viewer: Viewer) -> tuple[Ticket, ...]:
    """Return the viewer's questions, the one changed last first."""
    query = (
        tickets_query()
        .where(help_tickets.c.user_id == viewer.user_id)
        .order_by(help_tickets.c.changed_at.desc(), help_tickets.c.id.desc())
        .limit(LONGEST_LIST)
    )
    async with services.database.reading() as connection:
        rows = await connection.execute(query)
        return tuple(build_ticket(row, viewer.user_id) for row in rows)


async def list_queue(
    services: Services, viewer: Viewer, *, closed: bool = False
) -> tuple[Ticket, ...]:
    """Return everybody's questions, those that wait longest first; Forbidden for others."""
    state, changed = help_tickets.c.state, help_tickets.c.changed_at
    query = (
        tickets_query()
        .where(state == CLOSED if closed else state != CLOSED)
        .order_by(changed.desc() if closed else changed, help_tickets.c.id)
        .limit(LONGEST_LIST)
    )
    async with services.database.reading() as connection:
        await require_admin(connection, viewer)
        rows = await connection.execute(query)
        return tuple(build_ticket(row, viewer.user_id) for row in rows)


async def get_ticket(services: Services, viewer: Viewer, *, ticket_id: str) -> Thread:
    """Return a question of the viewer's, or any for an administrator."""
    async with services.database.reading() as connection:
        row = await access_ticket(connection, viewer, ticket_id)
        query = messages_query().where(help_messages.c.ticket_id == row.id)
        said = (await connection.execute(query.order_by(help_messages.c.id))).all()
    messages = tuple(build_message(each, viewer.user_id) for each in said)
    return Thread(build_ticket(row, viewer.user_id), messages)


async def read_ticket(services: Services, viewer: Viewer, *, ticket_id: str) -> Ticket:
    """Mark a question as read, for its person or for the administrators together."""
    async with services.database.writing() as connection:
        row = await access_ticket(connection, viewer, ticket_id, lock=True)
        own = row.user_id == viewer.user_id
        if not (row.answer_unread if own else row.word_unread):
            return build_ticket(row, viewer.user_id)
        await _change(connection, row.id, **{"answer_unread" if own else "word_unread": False})
        ticket = await _tell(services, connection, viewer, row.id)
    await announce_desk(services, row.user_id)
    return ticket


async def write_ticket(
    services: Services,
    viewer: Viewer,
    *,
    ticket_id: str,
    text: str,
    client_id: UUID | None = None,
) -> TicketMessage:
    """Say more, which opens a closed question again; an answer makes it wait for who asked.

    Conflict where the client_id names another message.
    """
    text = require_text(text, "text", LONGEST_MESSAGE)
    async with services.database.writing() as connection:
        known = await _find_said(connection, viewer, client_id)
        row = await access_ticket(connection, viewer, ticket_id, lock=True)
        if known is not None:
            if (known.ticket_id, known.text) != (row.id, text):
                raise Conflict(field="client_id")
            return build_message(known, viewer.user_id)
        said = await _say(services, connection, row.id, viewer, text, client_id)
        await _change(connection, row.id, changed_at=services.clock.now(), **_after(row, viewer))
        await _tell(services, connection, viewer, row.id, said)
    await announce_desk(services, row.user_id)
    return build_message(said, viewer.user_id)


async def set_ticket_state(
    services: Services, viewer: Viewer, *, ticket_id: str, state: str
) -> Ticket:
    """Say how a question stands; Forbidden for who asked, unless it is to close it."""
    if state not in {IN_WORK, WAITING, CLOSED}:
        raise BadRequest(field="state")
    async with services.database.writing() as connection:
        row = await access_ticket(connection, viewer, ticket_id, lock=True)
        if state != CLOSED:
            await require_admin(connection, viewer)
        await _change(connection, row.id, state=state, changed_at=services.clock.now())
        ticket = await _tell(services, connection, viewer, row.id)
    await announce_desk(services)
    return ticket


async def rate_ticket(
    services: Services, viewer: Viewer, *, ticket_id: str, rating: int, text: str = ""
) -> Ticket:
    """Keep what who asked says of the help; Forbidden for others, Conflict before it is closed."""
    if rating not in RATINGS:
        raise BadRequest(field="rating")
    text = clean_text(text, "text", LONGEST_RATING)
    async with services.database.writing() as connection:
        row = await access_ticket(connection, viewer, ticket_id, lock=True)
        if row.user_id != viewer.user_id:
            raise Forbidden
        if row.state != CLOSED:
            raise Conflict(N_("This question is not closed yet."))
        await _change(connection, row.id, rating=rating, rating_text=text)
        return await _tell(services, connection, viewer, row.id)


async def _find_said(
    connection: AsyncConnection, viewer: Viewer, client_id: UUID | None
) -> Row[Any] | None:
    """Return what the viewer has said before under this name, and let nobody else say it now."""
    # Of two questions or messages at once, one sees the other.
    await connection.execute(
        select(users.c.id).where(users.c.id == viewer.user_id).with_for_update()
    )
    if client_id is None:
        return None
    mine = help_messages.c.author_id == viewer.user_id
    query = messages_query().where(mine, help_messages.c.client_id == client_id.bytes)
    found: Row[Any] | None = (await connection.execute(query)).one_or_none()
    return found


async def _insert(
    services: Services, connection: AsyncConnection, viewer: Viewer, subject: str
) -> int:
    mine = (help_tickets.c.user_id == viewer.user_id, help_tickets.c.state != CLOSED)
    if (await connection.scalar(select(func.count()).where(*mine)) or 0) >= MOST_OPEN:
        raise TooMany(limit=MOST_OPEN)
    now, ticket_id = services.clock.now(), new_id()
    await connection.execute(
        insert(help_tickets).values(
            id=ticket_id,
            user_id=viewer.user_id,
            subject=subject,
            state=NEW,
            created_at=now,
            changed_at=now,
            word_unread=True,
        )
    )
    return ticket_id


def _after(row: Row[Any], viewer: Viewer) -> dict[str, Any]:
    """Return how a question stands after the viewer's word: who wrote has read what was there."""
    if row.user_id != viewer.user_id:
        return {"state": WAITING, "answer_unread": True, "word_unread": False}
    state = NEW if row.state == NEW else IN_WORK
    return {"state": state, "answer_unread": False, "word_unread": True}


async def _change(connection: AsyncConnection, ticket_id: int, **values: Any) -> None:
    await connection.execute(
        update(help_tickets).where(help_tickets.c.id == ticket_id).values(**values)
    )


async def _tell(
    services: Services,
    connection: AsyncConnection,
    viewer: Viewer,
    ticket_id: int,
    said: Row[Any] | None = None,
) -> Ticket:
    """Have a question told once it is committed, and return it as the viewer sees it."""
    row = await load_ticket(connection, ticket_id)
    message = build_message(said, None) if said is not None else None
    await announce_ticket(services, connection, row, message)
    return build_ticket(row, viewer.user_id)


async def _say(
    services: Services,
    connection: AsyncConnection,
    ticket_id: int,
    viewer: Viewer,
    text: str,
    client_id: UUID | None,
) -> Row[Any]:
    row = await load_ticket(connection, ticket_id)
    said = {
        "id": new_id(),
        "ticket_id": ticket_id,
        "author_id": viewer.user_id,
        "is_answer": row.user_id != viewer.user_id,
        "text": text,
        "sent_at": services.clock.now(),
        "client_id": client_id.bytes if client_id is not None else None,
    }
    await connection.execute(insert(help_messages).values(**said))
    query = messages_query().where(help_messages.c.id == said["id"])
    stored: Row[Any] = (await connection.execute(query)).one()
    return stored
