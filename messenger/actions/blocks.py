"""Blocks: people whom the viewer has shut out."""

from sqlalchemy import select

from messenger.actions.access import Viewer, parse_id
from messenger.actions.finding import find_person
from messenger.actions.people import build_user, people_query
from messenger.actions.relations import set_relation
from messenger.db.tables import blocks, users
from messenger.errors import N_, BadRequest, NotFound
from messenger.events.objects import User
from messenger.services import Services


async def list_blocks(services: Services, viewer: Viewer) -> tuple[User, ...]:
    """Return the people that the viewer has blocked, by name."""
    shut = select(blocks.c.user_id).where(blocks.c.owner_id == viewer.user_id, blocks.c.active)
    query = people_query(viewer.user_id).where(users.c.id.in_(shut)).order_by(users.c.name_folded)
    async with services.database.reading() as connection:
        rows = (await connection.execute(query)).all()
    return tuple(build_user(services, viewer.user_id, row) for row in rows)


async def add_block(services: Services, viewer: Viewer, *, user_id: str) -> None:
    """Block a person: neither can write to the other, and they see no presence any more."""
    async with services.database.reading() as connection:
        person = await find_person(services, connection, viewer, user_id=user_id)
    if person == viewer.user_id:
        raise BadRequest(N_("You cannot do this to yourself."), field="user_id")
    await set_relation(services, viewer, blocks, person, active=True)


async def remove_block(services: Services, viewer: Viewer, *, user_id: str) -> None:
    """Let a blocked person in again; NotFound where the person is not blocked."""
    person = parse_id(user_id, "user_id")
    async with services.database.reading() as connection:
        mine = (blocks.c.owner_id == viewer.user_id, blocks.c.user_id == person, blocks.c.active)
        if await connection.scalar(select(blocks.c.user_id).where(*mine)) is None:
            raise NotFound(field="user_id")
    await set_relation(services, viewer, blocks, person, active=False)
