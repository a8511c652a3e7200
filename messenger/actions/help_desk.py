"""Questions to the administrators: asking, answering, closing, and saying how good it was."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id, require_admin
from messenger.actions.texts import LONGEST_MESSAGE, clean_text, require_text
from messenger.clock import rfc3339
from messenger.db.ids import new_id
from messenger.db.tables import help_messages, help_tickets, users
from messenger.errors import N_, BadRequest, Conflict, Forbidden, NotFound, TooMany
from messenger.events.objects import Ticket, TicketMessage
from messenger.services import Services

NEW, IN_WORK, WAITING, CLOSED = "new", "in_work", "waiting", "closed"
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


async def open_ticket(services: Services, viewer: Viewer, *, subject: str, text: str) -> Ticket:
    """Ask something; BadRequest or TooLong name the field, TooMany for who has asked a lot."""
    subject = require_text(subject, "subject", LONGEST_SUBJECT)
    text = require_text(text, "text", LONGEST_MESSAGE)
    now, ticket_id = services.clock.now(), new_id()
    mine = (help_tickets.c.user_id == viewer.user_id, help_tickets.c.state != CLOSED)
    async with services.database.writing() as connection:
        # Of two questions at once, one is counted by the other.
        await connection.execute(
            select(users.c.id).where(users.c.id == viewer.user_id).with_for_update()
        )
        open_now = await connection.scalar(select(func.count()).where(*mine)) or 0
        if open_now >= MOST_OPEN:
            raise TooMany(limit=MOST_OPEN)
        await connection.execute(
            insert(help_tickets).values(
                id=ticket_id,
                user_id=viewer.user_id,
                subject=subject,
                state=NEW,
                created_at=now,
                changed_at=now,
            )
        )
        await _say(services, connection, ticket_id, viewer, text, is_answer=False)
        return build_ticket(await _load(connection, ticket_id))


async def list_tickets(services: Services, viewer: Viewer) -> tuple[Ticket, ...]:
    """Return the viewer's questions, the one changed last first."""
    query = (
        tickets_query()
        .where(help_tickets.c.user_id == viewer.user_id)
        .order_by(help_tickets.c.changed_at.desc(), help_tickets.c.id.desc())
        .limit(LONGEST_LIST)
    )
    async with services.database.reading() as connection:
        return tuple(build_ticket(row) for row in await connection.execute(query))


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
        return tuple(build_ticket(row) for row in await connection.execute(query))


async def get_ticket(services: Services, viewer: Viewer, *, ticket_id: str) -> Thread:
    """Return a question of the viewer's, or any for an administrator."""
    async with services.database.reading() as connection:
        row = await access_ticket(connection, viewer, ticket_id)
        query = messages_query().where(help_messages.c.ticket_id == row.id)
        said = (await connection.execute(query.order_by(help_messages.c.id))).all()
    return Thread(build_ticket(row), tuple(build_message(each) for each in said))


async def write_ticket(
    services: Services, viewer: Viewer, *, ticket_id: str, text: str
) -> TicketMessage:
    """Say more, which opens a closed question again; an answer makes it wait for who asked."""
    text = require_text(text, "text", LONGEST_MESSAGE)
    async with services.database.writing() as connection:
        row = await access_ticket(connection, viewer, ticket_id)
        is_answer = row.user_id != viewer.user_id
        asked = NEW if row.state == NEW else IN_WORK
        state = WAITING if is_answer else asked
        message_id = await _say(services, connection, row.id, viewer, text, is_answer=is_answer)
        await _change(services, connection, row.id, state=state)
        query = messages_query().where(help_messages.c.id == message_id)
        return build_message((await connection.execute(query)).one())


async def set_ticket_state(
    services: Services, viewer: Viewer, *, ticket_id: str, state: str
) -> Ticket:
    """Say how a question stands; Forbidden for who asked, unless it is to close it."""
    if state not in {IN_WORK, WAITING, CLOSED}:
        raise BadRequest(field="state")
    async with services.database.writing() as connection:
        row = await access_ticket(connection, viewer, ticket_id)
        if state != CLOSED:
            await require_admin(connection, viewer)
        await _change(services, connection, row.id, state=state)
        return build_ticket(await _load(connection, row.id))


async def rate_ticket(
    services: Services, viewer: Viewer, *, ticket_id: str, rating: int, text: str = ""
) -> Ticket:
    """Keep what who asked says of the help; Forbidden for others, Conflict before it is closed."""
    if rating not in RATINGS:
        raise BadRequest(field="rating")
    text = clean_text(text, "text", LONGEST_RATING)
    async with services.database.writing() as connection:
        row = await access_ticket(connection, viewer, ticket_id)
        if row.user_id != viewer.user_id:
            raise Forbidden
        if row.state != CLOSED:
            raise Conflict(N_("This question is not closed yet."))
        rated = {"rating": rating, "rating_text": text}
        await connection.execute(
            update(help_tickets).where(help_tickets.c.id == row.id).values(**rated)
        )
        return build_ticket(await _load(connection, row.id))


async def access_ticket(connection: AsyncConnection, viewer: Viewer, ticket_id: str) -> Row[Any]:
    """Return the row of a question; NotFound for whoever is neither its person nor in charge."""
    key = parse_id(ticket_id, "ticket_id")
    row = (await connection.execute(tickets_query().where(help_tickets.c.id == key))).one_or_none()
    if row is None:
        raise NotFound(field="ticket_id")
    if row.user_id != viewer.user_id:
        in_charge = select(users.c.is_admin).where(users.c.id == viewer.user_id)
        if not await connection.scalar(in_charge):
            raise NotFound(field="ticket_id")
    return row


def tickets_query() -> Any:
    """Select questions with the people who asked them."""
    return select(help_tickets, users.c.username, users.c.name).join_from(help_tickets, users)


def messages_query() -> Any:
    """Select what was said with those who said it; of an account that is gone the words stay."""
    return select(help_messages, users.c.name).outerjoin_from(help_messages, users)


def build_ticket(row: Row[Any]) -> Ticket:
    """Build a question from its row."""
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
    )


def build_message(row: Row[Any]) -> TicketMessage:
    """Build what was said from its row."""
    return TicketMessage(
        id=str(row.id),
        name=row.name or "",
        is_answer=bool(row.is_answer),
        text=row.text,
        sent_at=rfc3339(row.sent_at),
    )


async def _load(connection: AsyncConnection, ticket_id: int) -> Any:
    return (await connection.execute(tickets_query().where(help_tickets.c.id == ticket_id))).one()


async def _change(
    services: Services, connection: AsyncConnection, ticket_id: int, *, state: str
) -> None:
    values = {"state": state, "changed_at": services.clock.now()}
    await connection.execute(
        update(help_tickets).where(help_tickets.c.id == ticket_id).values(**values)
    )


async def _say(
    services: Services,
    connection: AsyncConnection,
    ticket_id: int,
    viewer: Viewer,
    text: str,
    *,
    is_answer: bool,
) -> int:
    message_id = new_id()
    await connection.execute(
        insert(help_messages).values(
            id=message_id,
            ticket_id=ticket_id,
            author_id=viewer.user_id,
            is_answer=is_answer,
            text=text,
            sent_at=services.clock.now(),
        )
    )
    return message_id
