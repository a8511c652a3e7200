"""Making the copies that people asked for, one after the other, whatever ends the process."""

import errno
import logging
from typing import Any

from sqlalchemy import Row, and_, or_, select, update

from messenger.actions.access import Viewer
from messenger.actions.export_contents import Contents
from messenger.actions.exports import FAILED, READY, WAITING, WORKING
from messenger.actions.outbox import mail_notice
from messenger.db.tables import exports
from messenger.errors import Internal, StorageFull
from messenger.services import Services

log = logging.getLogger(__name__)

MINUTE = 60_000
LEASE = 5 * MINUTE
"""For how long a maker that shows no life is waited for."""
SIGN_OF_LIFE = MINUTE
MOST_TRIES = 3
MEBIBYTE = 1024 * 1024


class Gone(Exception):
    """Nobody wants the copy any more, or another process makes it."""


async def take_up_exports(services: Services) -> None:
    """Begin anew, at a start, what a stop or a kill has cut short."""
    if services.settings.database_url:
        return  # Another process may be at it; what this one had is free when its lease ends.
    cut_short = update(exports).where(exports.c.state == WORKING).values(state=WAITING)
    async with services.database.writing() as connection:
        await connection.execute(cut_short)


async def make_next_export(services: Services) -> bool:
    """Make one copy that waits; return whether there was one."""
    row = await _claim(services)
    if row is None:
        return False
    try:
        await _require_room(services)
        await _make(services, row)
    except Gone:
        log.info("export given up", extra={"user": row.user_id})
    except StorageFull as error:
        await _fail(services, row, error.code)
    except Exception as error:
        log.exception("export failed", extra={"user": row.user_id})
        full = isinstance(error, OSError) and error.errno == errno.ENOSPC
        await _fail(services, row, StorageFull.code if full else Internal.code)
    return True


async def _claim(services: Services) -> Row[Any] | None:
    now = services.clock.now()
    left_alone = and_(exports.c.state == WORKING, exports.c.touched_at <= now - LEASE)
    free = or_(exports.c.state == WAITING, left_alone)
    query = select(exports).where(free).order_by(exports.c.created_at).limit(1)
    async with services.database.reading() as connection:
        # Mostly there is none: then no writer has to be waited for.
        if (await connection.execute(query)).first() is None:
            return None
    async with services.database.writing() as connection:
        row = (await connection.execute(query.with_for_update(skip_locked=True))).one_or_none()
        if row is None:
            return None
        claimed: dict[str, Any] = {"state": WORKING, "percent": 0, "tries": row.tries + 1}
        if row.tries >= MOST_TRIES:
            # What ends the process each time must not do so for ever.
            claimed = {"state": FAILED, "reason": Internal.code, "finished_at": now}
        changed = update(exports).where(exports.c.id == row.id).returning(exports)
        row = (await connection.execute(changed.values(**claimed, touched_at=now))).one()
    return row if row.state == WORKING else None


async def _require_room(services: Services) -> None:
    if await services.exports.free_bytes() < services.settings.storage_reserve * MEBIBYTE:
        raise StorageFull


async def _make(services: Services, row: Row[Any]) -> None:
    progress = Progress(services, row)
    viewer = Viewer(row.user_id, 0)
    async with services.exports.open(row.id, row.tries) as archive:
        contents = Contents(services, viewer, archive, row.language)
        await contents.write(progress.report)
    size = services.exports.path(row.id).stat().st_size
    now = services.clock.now()
    done = {"state": READY, "percent": 100, "size": size, "touched_at": now, "finished_at": now}
    async with services.database.writing() as connection:
        query = update(exports).where(_mine(row)).values(**done)
        wanted = (await connection.execute(query)).rowcount
        if wanted:
            await mail_notice(services, connection, row.user_id, "export_ready")
    if not wanted:
        raise Gone
    log.info("export ready", extra={"user": row.user_id})


async def _fail(services: Services, row: Row[Any], reason: str) -> None:
    values = {"state": FAILED, "reason": reason, "finished_at": services.clock.now()}
    async with services.database.writing() as connection:
        await connection.execute(update(exports).where(_mine(row)).values(**values))


def _mine(row: Row[Any]) -> Any:
    # The count of tries tells this maker from one that took over after it.
    return and_(exports.c.id == row.id, exports.c.tries == row.tries, exports.c.state == WORKING)


class Progress:
    """How far a copy is, written down when it shows and now and then as a sign of life."""

    def __init__(self, services: Services, row: Row[Any]) -> None:
        self._services = services
        self._row = row
        self._percent = 0
        self._told = services.clock.now()

    async def report(self, done: int, total: int) -> None:
        """Note that so much of it is done; Gone where nobody wants it any more."""
        now = self._services.clock.now()
        percent = min(99, done * 100 // max(total, 1))
        if percent == self._percent and now - self._told < SIGN_OF_LIFE:
            return
        self._percent, self._told = percent, now
        query = update(exports).where(_mine(self._row)).values(percent=percent, touched_at=now)
        async with self._services.database.writing() as connection:
            if not (await connection.execute(query)).rowcount:
                raise Gone
