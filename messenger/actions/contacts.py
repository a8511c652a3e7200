"""Contacts: finding people and keeping them."""

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.actions.chats import require_page
from messenger.actions.finding import IS_LEAVING, find_person, may_find
from messenger.actions.nicks import is_called
from messenger.actions.people import build_user, load_user, people_query
from messenger.actions.relations import set_relation
from messenger.actions.texts import clean_text
from messenger.db.tables import contacts, users
from messenger.errors import N_, BadRequest, NotFound
from messenger.events.objects import User
from messenger.services import Services

LONGEST_SEARCH = 50
LONGEST_QUERY = 64


async def search_users(
    services: Services, viewer: Viewer, *, query: str, limit: int = 20
) -> tuple[User, ...]:
    """Find people by the beginning of a nick or of a word in a name; at most 50.

    A nick that was given up lately finds its person when it is written out.
    """
    require_page(limit, LONGEST_SEARCH)
    words = clean_text(query, "query", LONGEST_QUERY).lstrip("@").casefold()
    if not words:
        return ()
    matches = or_(
        is_called(services, words),
        users.c.username.startswith(words, autoescape=True),
        users.c.name_folded.startswith(words, autoescape=True),
        users.c.name_folded.contains(f" {words}", autoescape=True),
    )
    people = (
        people_query(viewer.user_id)
        .where(matches, users.c.id != viewer.user_id, may_find(viewer.user_id), ~IS_LEAVING)
        .order_by(users.c.username != words, users.c.username)
        .limit(limit)
    )
    async with services.database.reading() as connection:
        rows = (await connection.execute(people)).all()
    return tuple(build_user(services, viewer.user_id, row) for row in rows)


async def get_user(
    services: Services,
    viewer: Viewer,
    *,
    id: str | None = None,  # noqa: A002 - the field's name on the wire
    username: str | None = None,
) -> User:
    """Return one person that the viewer may find."""
    async with services.database.reading() as connection:
        person = await find_person(services, connection, viewer, user_id=id, username=username)
        return await load_user(services, connection, viewer.user_id, person)


async def list_contacts(services: Services, viewer: Viewer) -> tuple[User, ...]:
    """Return the viewer's contacts by name."""
    kept = select(contacts.c.user_id).where(
        contacts.c.owner_id == viewer.user_id, contacts.c.active
    )
    query = people_query(viewer.user_id).where(users.c.id.in_(kept)).order_by(users.c.name_folded)
    async with services.database.reading() as connection:
        rows = (await connection.execute(query)).all()
    return tuple(build_user(services, viewer.user_id, row) for row in rows)


async def add_contact(
    services: Services,
    viewer: Viewer,
    *,
    user_id: str | None = None,
    username: str | None = None,
) -> User:
    """Keep a person as a contact; adding one again changes nothing."""
    async with services.database.reading() as connection:
        person = await find_person(services, connection, viewer, user_id=user_id, username=username)
    if person == viewer.user_id:
        raise BadRequest(N_("You cannot do this to yourself."), field="user_id")
    return await set_relation(services, viewer, contacts, person, active=True)


async def remove_contact(services: Services, viewer: Viewer, *, user_id: str) -> None:
    """Forget a contact; NotFound where the person is none."""
    person = parse_id(user_id, "user_id")
    async with services.database.reading() as connection:
        await require_contact(connection, viewer, person)
    await set_relation(services, viewer, contacts, person, active=False)


async def require_contact(connection: AsyncConnection, viewer: Viewer, person: int) -> None:
    """Raise NotFound unless the viewer keeps the person as a contact."""
    kept = await connection.scalar(
        select(contacts.c.user_id).where(
            contacts.c.owner_id == viewer.user_id, contacts.c.user_id == person, contacts.c.active
        )
    )
    if kept is None:
        raise NotFound(field="user_id")
