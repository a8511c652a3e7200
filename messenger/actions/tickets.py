"""Tickets: what the link of a letter allows, once and for a while."""

import hashlib
from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.accounts import lock_accounts
from messenger.actions.sessions import hash_token
from messenger.db.ids import new_id
from messenger.db.tables import tickets, users
from messenger.errors import N_, NotFound
from messenger.services import Services

RESET, CONFIRM, UNDO = "reset", "confirm_email", "email_changed"
"""The kinds, named as the letters that carry them."""
HOUR = 3_600_000
LIFE = {RESET: HOUR, CONFIRM: 24 * HOUR, UNDO: 24 * HOUR}
# Whoever has got into an account must not be able to take the way back from its owner by setting
# another password.
BOUND = frozenset({RESET, CONFIRM})
GONE = N_("This link does not work any more.")


async def make_ticket(
    services: Services,
    connection: AsyncConnection,
    kind: str,
    user: Row[Any],
    *,
    email: str | None = None,
) -> tuple[int, int]:
    """Write a ticket for a person; return the number that its token is made of, and its end."""
    number, now = new_id(), services.clock.now()
    ticket = {
        "id": number,
        "kind": kind,
        "user_id": user.id,
        "token_hash": hash_token(services.keys.token(kind, number)),
        "bound_to": _binding(user) if kind in BOUND else None,
        "email": email,
        "created_at": now,
        "expires_at": now + LIFE[kind],
    }
    await connection.execute(insert(tickets).values(**ticket))
    return number, ticket["expires_at"]


async def find_holder(
    services: Services, connection: AsyncConnection, kind: str, token: str
) -> Row[Any]:
    """Return whose a ticket is, and leave it as it is; NotFound where it allows nothing."""
    query = select(tickets).where(_is_good(services, kind, token))
    return await _holder(connection, (await connection.execute(query)).one_or_none())


async def find_owner(
    services: Services, connection: AsyncConnection, kind: str, token: str
) -> tuple[int, str | None]:
    """Return whose a ticket is and its address, and lock nothing; NotFound where there is none."""
    query = select(tickets.c.user_id, tickets.c.email).where(_is_good(services, kind, token))
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise NotFound(GONE, field="token")
    return row.user_id, row.email


async def use_ticket(
    services: Services, connection: AsyncConnection, kind: str, token: str
) -> tuple[Row[Any], str | None]:
    """Use a ticket up; return whose it was and its address. Of two at once, one gets NotFound."""
    # First, as in all that changes accounts, so that no two transactions wait for each other.
    await lock_accounts(connection)
    query = delete(tickets).where(_is_good(services, kind, token)).returning(tickets)
    ticket = (await connection.execute(query)).one_or_none()
    return await _holder(connection, ticket), ticket.email if ticket is not None else None


async def drop_tickets(connection: AsyncConnection, user_id: int, *kinds: str) -> None:
    """Make the tickets of a person worth nothing, all of them or those of some kinds."""
    query = delete(tickets).where(tickets.c.user_id == user_id)
    await connection.execute(query.where(tickets.c.kind.in_(kinds)) if kinds else query)


def _is_good(services: Services, kind: str, token: str) -> Any:
    return (
        (tickets.c.token_hash == hash_token(token))
        & (tickets.c.kind == kind)
        & (tickets.c.expires_at > services.clock.now())
    )


async def _holder(connection: AsyncConnection, ticket: Row[Any] | None) -> Row[Any]:
    if ticket is not None:
        # Locked, so that a password that another transaction sets meanwhile counts.
        query = select(users).where(users.c.id == ticket.user_id).with_for_update()
        user = (await connection.execute(query)).one()
        if ticket.bound_to in {None, _binding(user)}:
            return user
    raise NotFound(GONE, field="token")


def _binding(user: Row[Any]) -> bytes:
    return hashlib.sha256(user.password_hash.encode()).digest()
