"""People as a viewer may see them: one query and one builder for every list."""

from typing import Any

from sqlalchemy import BigInteger, Row, Select, and_, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import FromClause

from messenger.actions.audiences import lets
from messenger.clock import rfc3339
from messenger.db.tables import blocks, contacts, exceptions, photos, users
from messenger.errors import N_, NotFound
from messenger.events.objects import User
from messenger.services import Services

# The rules about what is shown of a person.
SHOWN = ("last_seen", "photo", "email")
# Who asks, in statements that are built once.
VIEWER = bindparam("viewer", type_=BigInteger())


def relations(person: FromClause, viewer_id: Any) -> tuple[list[Any], list[tuple[FromClause, Any]]]:
    """Return the columns that tell how a person and the viewer stand, and the joins they need.

    The person's photo and the exceptions that they make for the viewer are among them: what is
    shown hangs on the rest.
    """
    joins: list[tuple[FromClause, Any]] = []
    columns: list[Any] = []
    for name, table, owner, other in (
        ("is_contact", contacts, viewer_id, person.c.id),
        ("knows_viewer", contacts, person.c.id, viewer_id),
        ("is_blocked", blocks, viewer_id, person.c.id),
        ("blocks_viewer", blocks, person.c.id, viewer_id),
    ):
        alias = table.alias(f"{name}_rows")
        on = and_(alias.c.owner_id == owner, alias.c.user_id == other, alias.c.active)
        joins.append((alias, on))
        columns.append(func.coalesce(alias.c.active, False).label(name))
    photo = photos.alias("photo")
    joins.append((photo, photo.c.user_id == person.c.id))
    columns.append(photo.c.media_id.label("photo_id"))
    made = exceptions.alias("made_exceptions")
    joins.append((made, and_(made.c.owner_id == person.c.id, made.c.user_id == viewer_id)))
    columns += [made.c[rule].label(f"except_{rule}") for rule in SHOWN]
    return columns, joins


# What a program is told to call somebody who is gone; the page has its own words for it.
DELETED = N_("Deleted account")
PROFILE = (
    *("username", "name", "bio", "email", "last_seen_at", "deleted_at"),
    *(f"privacy_{rule}" for rule in SHOWN),
)


def _people_query() -> Select[Any]:
    columns, joins = relations(users, VIEWER)
    query = select(users.c.id.label("person_id"), *(users.c[name] for name in PROFILE), *columns)
    joined: Any = users
    for alias, on in joins:
        joined = joined.outerjoin(alias, on)
    return query.select_from(joined)


# Built once: making such a statement costs ten times what running it does.
PEOPLE = _people_query()
PERSON = PEOPLE.where(users.c.id == bindparam("person"))


def people_query(viewer_id: int) -> Select[Any]:
    """Select people with what `build_user` needs."""
    return PEOPLE.params(viewer=viewer_id)


def build_user(services: Services, viewer_id: int, row: Row[Any]) -> User:
    """Build a person as the viewer may see them."""
    own = row.person_id == viewer_id
    visible = own or _shows(row, "last_seen")
    online = services.presence.is_online(row.person_id) if visible else None
    seen = row.last_seen_at if visible and not online else None
    photo = row.photo_id if own or _shows(row, "photo") else None
    gone = row.deleted_at is not None
    return User(
        id=str(row.person_id),
        username="" if gone else row.username,
        name=DELETED if gone else row.name,
        avatar=media_url(photo) if photo is not None else None,
        bio=row.bio,
        online=online,
        last_seen=rfc3339(seen) if seen is not None else None,
        is_contact=bool(row.is_contact),
        is_blocked=bool(row.is_blocked),
        email=row.email if (own or _shows(row, "email")) and not gone else None,
        deleted=gone,
    )


async def load_user(
    services: Services, connection: AsyncConnection, viewer_id: int, user_id: int
) -> User:
    """Read one person as the viewer may see them; NotFound where there is none."""
    asked = {"viewer": viewer_id, "person": user_id}
    row = (await connection.execute(PERSON, asked)).one_or_none()
    if row is None:
        raise NotFound(field="user_id")
    return build_user(services, viewer_id, row)


def media_url(media_id: int) -> str:
    """Return the address of a file that was uploaded, which never leads to another one."""
    return f"/media/{media_id}"


def _shows(row: Row[Any], rule: str) -> bool:
    exception = getattr(row, f"except_{rule}")
    return not row.blocks_viewer and lets(
        getattr(row, f"privacy_{rule}"), exception=exception, known=bool(row.knows_viewer)
    )
