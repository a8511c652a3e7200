"""Asking once more who it is: dangerous acts want a proof that is not older than half an hour."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from msgspec import Struct
from sqlalchemy import select, update

from messenger.actions.access import Viewer
from messenger.actions.second_factor import use_code
from messenger.clock import rfc3339
from messenger.db.tables import sessions, users
from messenger.errors import (
    N_,
    BadRequest,
    InvalidCredentials,
    ReauthenticationRequired,
    SessionExpired,
)
from messenger.services import Services

FRESH = 1_800_000  # ms


class Verified(Struct, frozen=True):
    """Until when dangerous acts are done without asking again."""

    verified_until: str


async def reauthenticate(
    services: Services, viewer: Viewer, password: str | None = None, code: str | None = None
) -> Verified:
    """Prove by password or code who one is; InvalidCredentials or InvalidTotp otherwise."""
    if (password is None) == (code is None):
        raise BadRequest(N_("Give either the password or a code."), field="password")
    if password is not None:
        await require_password(services, viewer, password)
    else:
        async with attempt(services, viewer):
            await use_code(services, viewer.user_id, code or "")
    now = await mark_verified(services, viewer)
    return Verified(rfc3339(now + FRESH))


async def require_password(services: Services, viewer: Viewer, password: str) -> None:
    """Raise InvalidCredentials unless it is the viewer's; its tries count as those of sign-in."""
    query = select(users.c.password_hash).where(users.c.id == viewer.user_id)
    stored = await services.database.read(lambda connection: connection.scalar(query))
    async with attempt(services, viewer):
        if not await services.passwords.verify(stored, password):
            raise InvalidCredentials(N_("The password is wrong."), field="password")


async def require_fresh(services: Services, viewer: Viewer) -> None:
    """Raise ReauthenticationRequired unless the session proved lately who it is."""
    query = select(sessions.c.verified_at).where(sessions.c.id == viewer.session_id)
    verified = await services.database.read(lambda connection: connection.scalar(query))
    if verified is None:
        raise SessionExpired
    if services.clock.now() - verified >= FRESH:
        raise ReauthenticationRequired


async def mark_verified(services: Services, viewer: Viewer) -> int:
    """Note that the session has just proved who it is, and return when that was."""
    now = services.clock.now()
    query = update(sessions).where(sessions.c.id == viewer.session_id).values(verified_at=now)
    await services.database.write(lambda connection: connection.execute(query))
    return now


@asynccontextmanager
async def attempt(services: Services, viewer: Viewer) -> AsyncIterator[None]:
    """Surround one try of a signed-in person, counted with those of sign-in."""
    query = select(sessions.c.address).where(sessions.c.id == viewer.session_id)
    address = await services.database.read(lambda connection: connection.scalar(query))
    if address is None:
        raise SessionExpired
    async with services.throttle.attempt(str(viewer.user_id), address):
        yield
