"""The account in whose name the server itself writes: nobody's, and nobody's to find.

Its nick and address have capitals, which no person's have and every search folds away: nobody can
register them, sign in by them or ask for a link to them.
"""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.db.tables import users
from messenger.errors import N_
from messenger.events.objects import NOBODY

SERVICE_ID = 1
TITLE = N_("Service notices")
NAME = "ServiceNotices"
NO_PASSWORD = ""


def insert_missing(connection: AsyncConnection, table: Table) -> Any:
    """Return an insert that leaves a row alone which is there, or which another is writing."""
    kind: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    return kind.insert(table).on_conflict_do_nothing()


async def require_service_account(connection: AsyncConnection, now: int) -> None:
    """Make the account where there is none so far; the first person is there before it."""
    await connection.execute(
        insert_missing(connection, users).values(
            id=SERVICE_ID,
            username=NAME,
            email=NAME,
            name=TITLE,
            name_folded="",
            password_hash=NO_PASSWORD,
            privacy_find=NOBODY,
            privacy_last_seen=NOBODY,
            read_receipts=False,
            created_at=now,
        )
    )
