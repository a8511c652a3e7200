"""What waits at the help desk, and who is told of it: its person and the administrators."""

from typing import Any

from sqlalchemy import Row, Select, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer
from messenger.actions.ticket_views import NEW, build_ticket
from messenger.db.tables import help_tickets, reports, users
from messenger.events.objects import WAITING, Desk, TicketMessage
from messenger.events.pushed import DeskUpdated, TicketUpdated
from messenger.services import Services

OPEN = "open"


def _count(condition: Any) -> Any:
    return select(func.count()).where(condition).scalar_subquery()


APPLICANTS = users.alias("applicants")
# Of a person in `users`; the server's own counts are asked for administrators alone.
COUNTS = (
    _count((help_tickets.c.user_id == users.c.id) & help_tickets.c.answer_unread).label("answers"),
    case((users.c.is_admin, _count(help_tickets.c.state == NEW))).label("questions"),
    case((users.c.is_admin, _count(APPLICANTS.c.standing == WAITING))).label("accounts"),
    case((users.c.is_admin, _count(reports.c.state == OPEN))).label("reports"),
)


def build_desk(row: Row[Any]) -> Desk:
    """Build what waits for a person from a row with `COUNTS`."""
    return Desk(
        answers=row.answers,
        questions=row.questions,
        accounts=row.accounts,
        reports=row.reports,
    )


async def get_desk(services: Services, viewer: Viewer) -> Desk:
    """Return what waits for the viewer."""
    async with services.database.reading() as connection:
        return build_desk((await connection.execute(_desks(users.c.id == viewer.user_id))).one())


async def announce_desk(services: Services, *people: int) -> None:
    """Tell administrators, and these people, what waits for each of them now.

    To be called after the commit: of two changes at once the later call tells of both.
    """
    query = _desks(or_(users.c.is_admin, users.c.id.in_(people)))
    async with services.database.reading() as connection:
        rows = (await connection.execute(query)).all()
    for row in rows:
        services.hub.publish([row.id], DeskUpdated(desk=build_desk(row)))


async def announce_ticket(
    services: Services,
    connection: AsyncConnection,
    row: Row[Any],
    message: TicketMessage | None = None,
) -> None:
    """Tell of a question's row to its person and to administrators, once it is committed."""
    others = set(await connection.scalars(select(users.c.id).where(users.c.is_admin)))
    others.discard(row.user_id)
    own = TicketUpdated(ticket=build_ticket(row, row.user_id), message=message)
    theirs = TicketUpdated(ticket=build_ticket(row, None), message=message)

    def publish() -> None:
        services.hub.publish([row.user_id], own)
        services.hub.publish(others, theirs)

    services.database.after_commit(connection, publish)


def _desks(condition: Any) -> Select[Any]:
    return select(users.c.id, *COUNTS).where(condition)
