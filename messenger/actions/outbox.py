"""The outbox: a letter is written in the transaction that causes it, and sent later."""

import json
from collections.abc import Mapping

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.languages import DEFAULT
from messenger.db.ids import new_id
from messenger.db.tables import email_codes, mailings, outbox, tickets, users
from messenger.mail.kinds import KINDS
from messenger.services import Services

HOUR = 3_600_000
DAY = 24 * HOUR
LONGEST_WAIT = 2 * DAY
WISH = "wish"
"""A row that is no letter yet: somebody has forgotten a password (actions/recovery.py)."""
MOST_AN_HOUR, MOST_A_DAY = 2, 5


async def mail_notice(
    services: Services,
    connection: AsyncConnection,
    user_id: int,
    kind: str,
    facts: Mapping[str, str] | None = None,
) -> None:
    """Queue a letter to a person, to be sent once the transaction is committed.

    `kind` is one of messenger/mail/kinds.py without a link or code of its own, and `facts` what
    its words name beside name, nick and time. Nothing happens where no mail server is set.
    """
    person = (await connection.execute(select(users).where(users.c.id == user_id))).one()
    await queue_letter(
        services,
        connection,
        kind,
        person.email,
        language=person.language,
        facts={"name": person.name, "nick": person.username, **(facts or {})},
    )


async def queue_letter(
    services: Services,
    connection: AsyncConnection,
    kind: str,
    address: str,
    *,
    language: str | None,
    facts: Mapping[str, str] | None = None,
    number: int | None = None,
    expires_at: int | None = None,
) -> None:
    """Queue a letter to an address; its secret is made of `number` and its kind when it is sent."""
    if not services.settings.mails:
        return
    if kind not in KINDS and kind != WISH:
        raise KeyError(kind)
    now = services.clock.now()
    letter = {
        "id": number or new_id(),
        "kind": kind,
        "address": address,
        "language": language or DEFAULT,
        "facts": json.dumps(dict(facts or {}), ensure_ascii=False),
        "created_at": now,
        "due_at": now,
        "expires_at": expires_at or now + LONGEST_WAIT,
    }
    await connection.execute(insert(outbox).values(**letter))
    services.database.after_commit(connection, services.mailer.ring)


async def take_mailing(
    services: Services,
    connection: AsyncConnection,
    purpose: str,
    address: str,
    *,
    hourly: int = MOST_AN_HOUR,
    daily: int = MOST_A_DAY,
) -> bool:
    """Count a letter that strangers can cause; false where the address had enough of them."""
    now = services.clock.now()
    key = services.keys.digest("mailing", address)
    for most, span in ((hourly, HOUR), (daily, DAY)):
        query = select(func.count()).where(
            mailings.c.address_hash == key,
            mailings.c.purpose == purpose,
            mailings.c.at > now - span,
        )
        if services.settings.limited and int(await connection.scalar(query) or 0) >= most:
            return False
    await connection.execute(
        insert(mailings).values(id=new_id(), purpose=purpose, address_hash=key, at=now)
    )
    return True


async def forget_old_letters(services: Services) -> None:
    """Delete what no letter, link, code or limit needs any more."""
    now = services.clock.now()
    async with services.database.writing() as connection:
        await connection.execute(delete(mailings).where(mailings.c.at <= now - DAY))
        for table in (outbox, tickets, email_codes):
            await connection.execute(delete(table).where(table.c.expires_at <= now))
