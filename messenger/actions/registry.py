"""All accounts, as administrators see them."""

from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, require_admin
from messenger.actions.chats import require_page
from messenger.actions.service_account import SERVICE_ID
from messenger.actions.texts import clean_text
from messenger.clock import rfc3339
from messenger.db.tables import authenticators, users
from messenger.services import Services

LONGEST_PAGE = 100
LONGEST_QUERY = 64
HAS_FACTOR = exists().where(
    authenticators.c.user_id == users.c.id, authenticators.c.confirmed_at.is_not(None)
)


class PersonRecord(Struct, frozen=True):
    """One account; `standing` is `active`, `waiting` for approval, or `disabled`."""

    id: str
    username: str
    name: str
    email: str
    is_admin: bool
    standing: str
    two_factor: bool
    created_at: str
    last_seen: str | None


class PeoplePage(Struct, frozen=True):
    """A page of accounts by nick; `cursor` asks for the next one."""

    people: tuple[PersonRecord, ...]
    cursor: str | None


async def list_people(
    services: Services,
    viewer: Viewer,
    *,
    query: str = "",
    limit: int = 50,
    cursor: str | None = None,
) -> PeoplePage:
    """Return a page of accounts whose nick, name or address begins with a text."""
    require_page(limit, LONGEST_PAGE)
    words = clean_text(query, "query", LONGEST_QUERY).lstrip("@").casefold()
    living = (users.c.id != SERVICE_ID) & users.c.deleted_at.is_(None)
    matches = living & _matching(words)
    after = users.c.username > clean_text(cursor, "cursor", LONGEST_QUERY) if cursor else true()
    async with services.database.reading() as connection:
        await require_admin(connection, viewer)
        found = await load_records(connection, matches & after, users.c.username, limit + 1)
    page = found[:limit]
    return PeoplePage(page, page[-1].username if len(found) > limit else None)


async def load_records(
    connection: AsyncConnection, condition: ColumnElement[bool], order: Any, limit: int
) -> tuple[PersonRecord, ...]:
    """Read some accounts."""
    query = select(users, HAS_FACTOR.label("has_factor")).where(condition)
    rows = await connection.execute(query.order_by(order).limit(limit))
    return tuple(
        PersonRecord(
            id=str(row.id),
            username=row.username,
            name=row.name,
            email=row.email,
            is_admin=row.is_admin,
            standing=row.standing,
            two_factor=row.has_factor,
            created_at=rfc3339(row.created_at),
            last_seen=rfc3339(row.last_seen_at) if row.last_seen_at is not None else None,
        )
        for row in rows
    )


def _matching(words: str) -> ColumnElement[bool]:
    if not words:
        return true()
    return or_(
        users.c.username.startswith(words, autoescape=True),
        users.c.name_folded.startswith(words, autoescape=True),
        users.c.name_folded.contains(f" {words}", autoescape=True),
        users.c.email.startswith(words, autoescape=True),
    )
