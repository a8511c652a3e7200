"""Codes that show that an address is one's own, before there is an account."""

import hmac

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.accounts import lock_accounts
from messenger.actions.outbox import queue_letter, take_mailing
from messenger.db.ids import new_id
from messenger.db.tables import email_codes, users
from messenger.errors import EmailCodeRequired, InvalidEmailCode, RateLimited
from messenger.services import Services

LETTER, TAKEN_LETTER = "register_code", "account_exists"
SECOND = 1000
LIFE = 15 * 60 * SECOND
AGAIN_AFTER = 60 * SECOND
MOST_TRIES = 3
MOST_AN_HOUR, MOST_A_DAY = 5, 10
FULL_HOUR = 3600  # seconds


async def prove_address(
    services: Services, email: str, code: str | None, language: str | None
) -> None:
    """Return where the code is that of the address; InvalidEmailCode otherwise.

    Without a code one is sent, and EmailCodeRequired says after how many seconds the next one may
    be. An address that has an account gets a letter that says so instead: only who reads its
    letters learns of it.
    """
    if code is None:
        seconds = await _send_code(services, email, language)
        raise EmailCodeRequired(field="code", retry_after=seconds)
    # Counted before it is compared, and committed, or many tries at once would count as one.
    async with services.database.writing() as connection:
        number = await connection.scalar(
            update(email_codes)
            .where(
                email_codes.c.email == email,
                email_codes.c.tries < MOST_TRIES,
                email_codes.c.expires_at > services.clock.now(),
            )
            .values(tries=email_codes.c.tries + 1)
            .returning(email_codes.c.id)
        )
    typed = "".join(code.split()).encode()
    if number is None or not hmac.compare_digest(
        services.keys.code(LETTER, number).encode(), typed
    ):
        raise InvalidEmailCode(field="code")


async def forget_code(connection: AsyncConnection, email: str) -> None:
    """Make the code of an address worth nothing, since it has done its work."""
    await connection.execute(delete(email_codes).where(email_codes.c.email == email))


async def _send_code(services: Services, email: str, language: str | None) -> float:
    now = services.clock.now()
    async with services.database.writing() as connection:
        await lock_accounts(connection)
        sent_at = await connection.scalar(
            select(email_codes.c.sent_at).where(email_codes.c.email == email)
        )
        if sent_at is not None and now < sent_at + AGAIN_AFTER:
            return float((sent_at + AGAIN_AFTER - now) / SECOND)
        if not await take_mailing(
            services, connection, "code", email, hourly=MOST_AN_HOUR, daily=MOST_A_DAY
        ):
            raise RateLimited(field="email", retry_after=FULL_HOUR)
        await _make_code(services, connection, email, language)
    return AGAIN_AFTER / SECOND


async def _make_code(
    services: Services, connection: AsyncConnection, email: str, language: str | None
) -> None:
    number, now = new_id(), services.clock.now()
    await forget_code(connection, email)
    await connection.execute(
        insert(email_codes).values(id=number, email=email, sent_at=now, expires_at=now + LIFE)
    )
    has_account = await connection.scalar(select(func.count()).where(users.c.email == email))
    await queue_letter(
        services,
        connection,
        TAKEN_LETTER if has_account else LETTER,
        email,
        language=language,
        number=number,
        expires_at=now + LIFE,
    )
