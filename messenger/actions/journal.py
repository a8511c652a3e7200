"""The journal: what administrators have done, to whom, and when."""

import json
import logging
from functools import partial
from typing import Any

from msgspec import Struct
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id, require_admin
from messenger.actions.chats import require_page
from messenger.clock import rfc3339
from messenger.db.ids import new_id
from messenger.db.tables import audit, users
from messenger.services import Services

log = logging.getLogger(__name__)

LONGEST_PAGE = 100


class JournalEntry(Struct, frozen=True):
    """One act; `actor` is null for the command line, `subject` where it concerned nobody."""

    id: str
    at: str
    act: str
    actor: str | None
    subject: str | None
    facts: dict[str, str]


class JournalPage(Struct, frozen=True):
    """A page of the journal, the latest first; `cursor` asks for the next one."""

    entries: tuple[JournalEntry, ...]
    cursor: str | None


async def note(
    services: Services,
    connection: AsyncConnection,
    viewer: Viewer | None,
    act: str,
    *,
    subject: str | None = None,
    **facts: str,
) -> None:
    """Write down an act in its own transaction; people by their nicks, which outlive accounts."""
    actor = select(users.c.username).where(users.c.id == viewer.user_id) if viewer else None
    row: dict[str, Any] = {
        "id": new_id(),
        "at": services.clock.now(),
        "act": act,
        "actor": await connection.scalar(actor) if actor is not None else None,
        "subject": subject,
        "facts": json.dumps(facts, ensure_ascii=False),
    }
    await connection.execute(insert(audit).values(**row))
    who = {"act": act, "by": viewer.user_id if viewer else "the command line"}
    tell = partial(log.info, "administrator's act", extra=who)
    services.database.after_commit(connection, tell)


async def list_journal(
    services: Services, viewer: Viewer, *, limit: int = 50, cursor: str | None = None
) -> JournalPage:
    """Return a page of the journal; Forbidden but for administrators."""
    require_page(limit, LONGEST_PAGE)
    query = select(audit).order_by(audit.c.id.desc()).limit(limit + 1)
    if cursor is not None:
        query = query.where(audit.c.id < parse_id(cursor, "cursor"))
    async with services.database.reading() as connection:
        await require_admin(connection, viewer)
        rows = (await connection.execute(query)).all()
    entries = tuple(
        JournalEntry(
            id=str(row.id),
            at=rfc3339(row.at),
            act=row.act,
            actor=row.actor,
            subject=row.subject,
            facts=json.loads(row.facts),
        )
        for row in rows[:limit]
    )
    return JournalPage(entries, entries[-1].id if len(rows) > limit else None)
