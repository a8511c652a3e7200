"""A copy of everything of one's own: asking for it, how far it is, and fetching it."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Literal, cast

from msgspec import Struct
from sqlalchemy import Row, delete, insert, select

from messenger.actions.access import Viewer, parse_id
from messenger.actions.languages import DEFAULT
from messenger.actions.reauthentication import require_fresh
from messenger.clock import rfc3339
from messenger.db.ids import new_id
from messenger.db.tables import exports, users
from messenger.errors import N_, Conflict, NotFound, RateLimited
from messenger.services import Services
from messenger.storage.exports import part_name, whole_name

log = logging.getLogger(__name__)

HOUR = 3_600_000
LIFE = 7 * 24 * HOUR
WAITING, WORKING, READY, FAILED = "waiting", "working", "ready", "failed"
UNDER_WAY = frozenset({WAITING, WORKING})
ONCE_AN_HOUR = N_("A copy of your data can be made once an hour.")


class Export(Struct, frozen=True):
    """A copy of one's data as its owner sees it; `reason` is an error's code where it failed."""

    id: str
    state: Literal["waiting", "working", "ready", "failed"]
    percent: int
    reason: str | None
    size: int | None
    created_at: str
    expires_at: str | None


@dataclass(frozen=True, slots=True)
class Archive:
    """A finished copy, to be sent to its owner."""

    name: str
    size: int
    content: AsyncIterator[bytes]


async def start_export(
    services: Services, viewer: Viewer, *, language: str | None = None
) -> Export:
    """Begin a copy, which takes the place of the last one.

    ReauthenticationRequired first; Conflict while one is being made, RateLimited within an hour.
    """
    await require_fresh(services, viewer)
    async with services.database.writing() as connection:
        # Of two that are asked for at once, one is begun; SQLite has one writer anyway.
        person = select(users.c.language).where(users.c.id == viewer.user_id).with_for_update()
        known = await connection.scalar(person)
        mine = exports.c.user_id == viewer.user_id
        before = (await connection.execute(select(exports).where(mine))).one_or_none()
        if before is not None:
            _require_turn(services, before)
            await connection.execute(delete(exports).where(mine))
        row = _new_row(services, viewer, language or known or DEFAULT)
        created = insert(exports).values(**row).returning(exports)
        export = _build((await connection.execute(created)).one())
    if before is not None:
        services.exports.remove({whole_name(before.id)})
    services.exports.ring()
    log.info("export asked for", extra={"user": viewer.user_id})
    return export


async def get_export(services: Services, viewer: Viewer) -> Export | None:
    """Return the viewer's last copy, or None where there is none any more."""
    row = await _find(services, viewer)
    return None if row is None or _is_over(services, row) else _build(row)


async def require_export(services: Services, viewer: Viewer, *, export_id: str) -> Row[Any]:
    """Return the row of a copy that may be fetched.

    NotFound for everybody but its owner and where it is not ready; ReauthenticationRequired.
    """
    number = parse_id(export_id, "id")
    row = await _find(services, viewer)
    if row is None or row.id != number or row.state != READY or _is_over(services, row):
        raise NotFound(field="id")
    await require_fresh(services, viewer)
    return row


async def allow_fetching(services: Services, viewer: Viewer) -> str:
    """Return the address of the viewer's copy, as `require_export` allows it."""
    row = await _find(services, viewer)
    row = await require_export(services, viewer, export_id=str(row.id if row else 0))
    return f"/api/export/{row.id}"


async def open_export(services: Services, viewer: Viewer, *, export_id: str) -> Archive:
    """Return a copy for its owner, as `require_export` allows it."""
    row = await require_export(services, viewer, export_id=export_id)
    log.info("export fetched", extra={"user": viewer.user_id})
    day = rfc3339(row.created_at)[:10]
    return Archive(f"dash-messenger-{day}.zip", row.size, services.exports.read(row.id))


async def forget_old_exports(services: Services) -> None:
    """Delete copies after seven days, and files that no row names."""
    before = services.clock.now() - LIFE
    # The files first: one that is begun meanwhile has its row already.
    names = set(services.exports.names())
    async with services.database.writing() as connection:
        await connection.execute(delete(exports).where(exports.c.finished_at <= before))
        rows = (await connection.execute(select(exports.c.id, exports.c.tries))).all()
    known = {part_name(row.id, row.tries) for row in rows} | {whole_name(row.id) for row in rows}
    services.exports.remove(names - known)


def _require_turn(services: Services, before: Row[Any]) -> None:
    if before.state in UNDER_WAY:
        raise Conflict(N_("A copy of your data is being made already."))
    left = before.created_at + HOUR - services.clock.now()
    if before.state == READY and left > 0 and services.settings.limited:
        raise RateLimited(ONCE_AN_HOUR, retry_after=left / 1000)


def _new_row(services: Services, viewer: Viewer, language: str) -> dict[str, Any]:
    now = services.clock.now()
    return {
        "id": new_id(),
        "user_id": viewer.user_id,
        "state": WAITING,
        "language": language,
        "created_at": now,
        "touched_at": now,
    }


async def _find(services: Services, viewer: Viewer) -> Row[Any] | None:
    query = select(exports).where(exports.c.user_id == viewer.user_id)
    async with services.database.reading() as connection:
        return (await connection.execute(query)).one_or_none()


def _is_over(services: Services, row: Row[Any]) -> bool:
    return row.finished_at is not None and row.finished_at + LIFE <= services.clock.now()


def _build(row: Row[Any]) -> Export:
    return Export(
        id=str(row.id),
        state=cast("Any", row.state),
        percent=row.percent,
        reason=row.reason,
        size=row.size,
        created_at=rfc3339(row.created_at),
        expires_at=rfc3339(row.finished_at + LIFE) if row.state == READY else None,
    )
