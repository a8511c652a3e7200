"""People for whom a privacy rule of the viewer's does not hold: always let, or never."""

from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import sight
from messenger.actions.access import Viewer, parse_id
from messenger.actions.finding import find_person
from messenger.actions.people import build_user, load_user, people_query
from messenger.actions.states import take_state
from messenger.db.tables import exceptions, users
from messenger.errors import N_, BadRequest, NotFound, TooMany
from messenger.events.objects import RULES, PrivacyException, Rule
from messenger.events.pushed import AccountUpdated
from messenger.services import Services

MOST_EXCEPTIONS = 200


async def list_exceptions(
    services: Services, viewer: Viewer, *, rule: Rule
) -> tuple[PrivacyException, ...]:
    """Return the exceptions from one of the viewer's rules, by name."""
    made = exceptions.c[rule]
    query = (
        people_query(viewer.user_id)
        .add_columns(made.label("allow"))
        .join(exceptions, exceptions.c.user_id == users.c.id)
        .where(exceptions.c.owner_id == viewer.user_id, made.is_not(None))
        .order_by(users.c.name_folded, users.c.id)
    )
    async with services.database.reading() as connection:
        rows = (await connection.execute(query)).all()
    return tuple(
        PrivacyException(rule, build_user(services, viewer.user_id, row), row.allow) for row in rows
    )


async def count_exceptions(services: Services, viewer: Viewer) -> dict[str, int]:
    """Return how many exceptions the viewer has made from each rule."""
    query = select(*(func.count(exceptions.c[rule]).label(rule) for rule in RULES))
    async with services.database.reading() as connection:
        row = (await connection.execute(query.where(exceptions.c.owner_id == viewer.user_id))).one()
    return dict(zip(RULES, row, strict=True))


async def set_exception(
    services: Services, viewer: Viewer, *, rule: Rule, user_id: str, allow: bool | None = None
) -> None:
    """Let a person always or never, whatever the rule says; None leaves them to it again.

    NotFound for a person who may not be found, unless there is an exception for them already;
    TooMany past 200 exceptions from one rule.
    """
    person = await _find(services, viewer, rule, user_id, ending=allow is None)
    async with services.database.writing() as connection:
        glance = await sight.lock(services, connection, viewer.user_id, person)
        await _write(connection, viewer, person, rule, allow=allow)
        state = await take_state(connection, viewer.user_id)
        me = await load_user(services, connection, viewer.user_id, viewer.user_id)
        await glance.compare(services, connection)
    services.rosters.forget_person(viewer.user_id)
    services.hub.publish([viewer.user_id], AccountUpdated(user=me, state=state))
    await glance.announce(services)


async def _find(
    services: Services, viewer: Viewer, rule: Rule, user_id: str, *, ending: bool
) -> int:
    person = parse_id(user_id, "user_id")
    if person == viewer.user_id:
        raise BadRequest(N_("You cannot do this to yourself."), field="user_id")
    made = select(exceptions.c[rule]).where(*_between(viewer, person))
    async with services.database.reading() as connection:
        if await connection.scalar(made) is not None:
            return person
        if ending:
            raise NotFound(field="user_id")
        return await find_person(services, connection, viewer, user_id=user_id)


async def _write(
    connection: AsyncConnection, viewer: Viewer, person: int, rule: Rule, *, allow: bool | None
) -> None:
    mine = _between(viewer, person)
    row = (await connection.execute(select(exceptions).where(*mine))).one_or_none()
    if allow is not None and (row is None or getattr(row, rule) is None):
        await _require_room(connection, viewer, rule)
    if row is None:
        pair = {"owner_id": viewer.user_id, "user_id": person}
        await connection.execute(insert(exceptions).values(**pair, **{rule: allow}))
    else:
        await connection.execute(update(exceptions).where(*mine).values(**{rule: allow}))
    empty = (exceptions.c[each].is_(None) for each in RULES)
    await connection.execute(delete(exceptions).where(*mine, *empty))


async def _require_room(connection: AsyncConnection, viewer: Viewer, rule: Rule) -> None:
    query = select(func.count(exceptions.c[rule])).where(exceptions.c.owner_id == viewer.user_id)
    if (await connection.scalar(query) or 0) >= MOST_EXCEPTIONS:
        raise TooMany(
            N_("There are too many exceptions from this rule."),
            field="user_id",
            limit=MOST_EXCEPTIONS,
        )


def _between(viewer: Viewer, person: int) -> tuple[Any, Any]:
    return exceptions.c.owner_id == viewer.user_id, exceptions.c.user_id == person
