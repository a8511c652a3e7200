"""Carrying out what waits in the outbox: at least once each, whatever ends the process."""

import json
import logging
from typing import Any

from aiosmtplib import SMTPException, SMTPRecipientsRefused
from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.due import seconds_until
from messenger.actions.outbox import WISH
from messenger.actions.recovery import grant_wish
from messenger.db.tables import outbox
from messenger.mail.kinds import KINDS
from messenger.mail.letters import Letter
from messenger.services import Services

log = logging.getLogger(__name__)

MINUTE = 60_000
HOUR = 60 * MINUTE
LEASE = 2 * MINUTE
"""For how long a row is one process's alone; longer than any sending takes."""
REFUSED_FOR_GOOD = 500


async def take_up_again(services: Services) -> None:
    """Make everything due at a start: the time for a new try, also for what a kill cut short."""
    if services.settings.database_url:
        return  # Another process may be at it; what this one had is free when its lease ends.
    async with services.database.writing() as connection:
        await connection.execute(update(outbox).values(due_at=services.clock.now()))


async def deliver_next(services: Services) -> float:
    """Carry out one row that is due; return the seconds until the next one is, at most 30."""
    rest = await seconds_until(services, outbox.c.due_at)
    if rest > 0:
        return rest
    async with services.database.writing() as connection:
        row = await _claim(services, connection)
    if row is not None:
        await _carry_out(services, row)
    return 0.0


async def _claim(services: Services, connection: AsyncConnection) -> Row[Any] | None:
    now = services.clock.now()
    due = select(outbox).where(outbox.c.due_at <= now).order_by(outbox.c.due_at).limit(1)
    row = (await connection.execute(due.with_for_update(skip_locked=True))).one_or_none()
    if row is not None:
        await connection.execute(
            update(outbox)
            .where(outbox.c.id == row.id)
            .values(due_at=now + LEASE, tries=outbox.c.tries + 1)
        )
    return row


async def _carry_out(services: Services, row: Row[Any]) -> None:
    if row.expires_at <= services.clock.now():
        await _finish(services, row, "given up")
    elif row.kind == WISH:
        async with services.database.writing() as connection:
            await connection.execute(delete(outbox).where(outbox.c.id == row.id))
            await grant_wish(services, connection, json.loads(row.facts)["login"], row.language)
    else:
        await _send(services, row)


async def _send(services: Services, row: Row[Any]) -> None:
    try:
        await services.mailer.send(_letter(row), _secret(services, row))
    except SMTPRecipientsRefused as refusal:
        if all(each.code >= REFUSED_FOR_GOOD for each in refusal.recipients):
            await _finish(services, row, "refused")
        else:
            await _put_off(services, row, refusal)
    except (SMTPException, OSError, TimeoutError) as error:
        await _put_off(services, row, error)
    except Exception as error:
        log.exception("letter failed", extra={"letter": row.kind})
        await _put_off(services, row, error)
    else:
        await _finish(services, row, "sent")


async def _put_off(services: Services, row: Row[Any], error: Exception) -> None:
    pause = min(MINUTE << min(row.tries, 10), HOUR)
    async with services.database.writing() as connection:
        await connection.execute(
            update(outbox).where(outbox.c.id == row.id).values(due_at=services.clock.now() + pause)
        )
    _tell(row, "put off", reason=type(error).__name__, tries=row.tries + 1)


async def _finish(services: Services, row: Row[Any], outcome: str) -> None:
    async with services.database.writing() as connection:
        await connection.execute(delete(outbox).where(outbox.c.id == row.id))
    _tell(row, outcome)


def _tell(row: Row[Any], outcome: str, **facts: Any) -> None:
    level = logging.INFO if outcome == "sent" else logging.WARNING
    log.log(level, "letter %s", outcome, extra={"letter": row.kind, **facts})


def _letter(row: Row[Any]) -> Letter:
    return Letter(
        number=row.id,
        kind=row.kind,
        address=row.address,
        language=row.language,
        facts=json.loads(row.facts),
        at=row.created_at,
    )


def _secret(services: Services, row: Row[Any]) -> str:
    if KINDS[row.kind].code:
        return services.keys.code(row.kind, row.id)
    return services.keys.token(row.kind, row.id)
