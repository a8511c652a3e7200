"""Sessions: how long a sign-in lasts, and how it ends."""

import hashlib
import logging
import secrets
from dataclasses import dataclass, replace
from typing import Any

from msgspec import Struct
from sqlalchemy import bindparam, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import instance
from messenger.actions.access import ClientInfo, Viewer
from messenger.actions.people import load_user
from messenger.clock import rfc3339
from messenger.db.ids import new_id
from messenger.db.tables import authenticators, deletions, sessions, users
from messenger.errors import N_, AccountDisabled, AccountPending, Forbidden, SessionExpired
from messenger.events.hub import Listener
from messenger.events.objects import ACTIVE, WAITING, User
from messenger.events.pushed import SessionRevoked
from messenger.services import Services

log = logging.getLogger(__name__)

TOKEN_BYTES = 32
DAY = 86_400_000
# A session's life moves on with each use; writing that down once a minute is enough.
TOUCH_AFTER = 60_000
SET_UP_FIRST = N_("On this server everybody signs in with two factors. Set them up first.")
KEEP_FIRST = N_("This account is to be deleted. Keep it first.")
HAS_FACTOR = exists().where(
    authenticators.c.user_id == sessions.c.user_id, authenticators.c.confirmed_at.is_not(None)
)
IS_LEAVING = exists().where(deletions.c.user_id == sessions.c.user_id)
SESSION = (
    select(
        sessions.c.id,
        sessions.c.user_id,
        sessions.c.expires_at,
        sessions.c.last_used_at,
        HAS_FACTOR.label("has_factor"),
        instance.CHOSEN_TWO_FACTOR.label("chosen_two_factor"),
        IS_LEAVING.label("is_leaving"),
        users.c.language,
    )
    .join_from(sessions, users)
    .where(sessions.c.token_hash == bindparam("token_hash"))
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: its token is known here and to the client, the database has its hash.

    `displaced` are the sessions that ended to make room for it; `device_token` is there where the
    device is to be remembered, `known_token` tells the device from new ones.
    """

    token: str
    expires_at: int
    user: User
    viewer: Viewer
    displaced: list[int]
    device_token: str | None = None
    known_token: str | None = None


class SignedInReply(Struct, frozen=True):
    """What registering and signing in answer."""

    token: str
    expires_at: str
    user: User
    device_token: str | None


def reply_of(signed_in: SignedIn) -> SignedInReply:
    """Write a new session as the protocol has it."""
    expires_at = rfc3339(signed_in.expires_at)
    return SignedInReply(signed_in.token, expires_at, signed_in.user, signed_in.known_token)


async def resume(services: Services, token: str) -> tuple[Viewer, int]:
    """Return whose token this is and when it ends (epoch ms); SessionExpired otherwise.

    Using a session moves its end: `session_days` from the last use.
    """
    row = await services.database.read(lambda connection: _find(connection, token))
    return await _use(services, row)


async def resume_with_user(services: Services, token: str) -> tuple[Viewer, int, User]:
    """Do as `resume`, and return the person too."""

    async def read(connection: AsyncConnection) -> tuple[Any, User]:
        row = await _find(connection, token)
        return row, await load_user(services, connection, row.user_id, row.user_id)

    row, user = await services.database.read(read)
    viewer, expires_at = await _use(services, row)
    return viewer, expires_at, user


async def touch_sessions(services: Services, session_ids: list[int]) -> int:
    """Note that sessions are in use, and return when they end now (epoch ms)."""
    now = services.clock.now()
    expires_at = now + services.settings.session_days * DAY
    query = (
        update(sessions)
        .where(sessions.c.id.in_(session_ids), sessions.c.expires_at > now)
        .values(last_used_at=now, expires_at=expires_at)
    )
    await services.database.write(lambda connection: connection.execute(query))
    return expires_at


async def require_set_up(services: Services, viewer: Viewer) -> Viewer:
    """Return the viewer free to do everything.

    Forbidden while the account is to be deleted, or two factors are to be set up.
    """
    if not viewer.is_held:
        return viewer
    async with services.database.reading() as connection:
        if await _is_leaving(connection, viewer.session_id):
            raise Forbidden(KEEP_FIRST)
        if await _must_set_up(services, connection, viewer.session_id):
            raise Forbidden(SET_UP_FIRST)
    return replace(viewer, must_set_up=False, leaving=False)


async def load_viewer(services: Services, viewer: Viewer) -> User:
    """Return the person that a viewer is."""
    me = viewer.user_id
    return await services.database.read(lambda found: load_user(services, found, me, me))


async def sign_out(services: Services, viewer: Viewer, *, spare: Listener | None = None) -> None:
    """End the viewer's session, and close its open connections but `spare`."""
    async with services.database.writing() as connection:
        await connection.execute(delete(sessions).where(sessions.c.id == viewer.session_id))
    log.info("session closed", extra={"user": viewer.user_id})
    services.hub.revoke([viewer.session_id], SessionRevoked(reason="signed_out"), spare=spare)


async def close_ended_sessions(services: Services) -> None:
    """Keep the sessions of open connections alive, and close connections whose session ended."""
    open_sessions = services.hub.sessions()
    if not open_sessions:
        return
    await touch_sessions(services, open_sessions)
    async with services.database.reading() as connection:
        alive = set(
            await connection.scalars(
                select(sessions.c.id).where(
                    sessions.c.id.in_(open_sessions), sessions.c.expires_at > services.clock.now()
                )
            )
        )
    services.hub.revoke(set(open_sessions) - alive, SessionRevoked(reason="expired"))


async def delete_ended_sessions(services: Services) -> None:
    """Delete the rows of sessions that nobody can use any more."""
    async with services.database.writing() as connection:
        await connection.execute(
            delete(sessions).where(sessions.c.expires_at <= services.clock.now())
        )


def hash_token(token: str) -> bytes:
    """Return what is stored of a token: SHA-256, which is enough for 256 random bits."""
    return hashlib.sha256(token.encode()).digest()


async def open_session(
    services: Services,
    connection: AsyncConnection,
    user_id: int,
    client: ClientInfo,
    device_id: int,
) -> SignedIn:
    """Write a new session on a known device into the database and return it with its token.

    Whoever calls it tells the displaced ones after the commit (`announce_ended`). AccountPending
    or AccountDisabled where the person may not sign in.
    """
    await _require_active(connection, user_id)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = services.clock.now()
    session: dict[str, Any] = {
        "id": new_id(),
        "user_id": user_id,
        "token_hash": hash_token(token),
        "device": client.device[:120],
        "address": client.address[:64],
        "created_at": now,
        "last_used_at": now,
        "expires_at": now + services.settings.session_days * DAY,
        "verified_at": now,
        "device_id": device_id,
    }
    await connection.execute(insert(sessions).values(**session))
    log.info(
        "session opened",
        extra={"user": user_id, "client": services.keys.pseudonym(client.address)},
    )
    displaced = await _make_room(services, connection, user_id, session["id"])
    user = await load_user(services, connection, user_id, user_id)
    must_set_up = await _must_set_up(services, connection, session["id"])
    leaving = await _is_leaving(connection, session["id"])
    viewer = Viewer(user_id, session["id"], must_set_up, leaving)
    return SignedIn(token, session["expires_at"], user, viewer, displaced)


async def _require_active(connection: AsyncConnection, user_id: int) -> None:
    # Locked, so that a session that is opened while an account is disabled does not outlive that.
    query = select(users.c.standing).where(users.c.id == user_id).with_for_update(read=True)
    standing = await connection.scalar(query)
    if standing != ACTIVE:
        raise AccountPending if standing == WAITING else AccountDisabled


async def _make_room(
    services: Services, connection: AsyncConnection, user_id: int, newest: int
) -> list[int]:
    kept = services.settings.sessions_per_person
    superfluous = (
        select(sessions.c.id)
        .where(sessions.c.user_id == user_id)
        .order_by(sessions.c.id != newest, sessions.c.last_used_at.desc(), sessions.c.id.desc())
        .offset(kept)
    )
    ids = list((await connection.scalars(superfluous)).all())
    if ids:
        await connection.execute(delete(sessions).where(sessions.c.id.in_(ids)))
    return ids


async def _must_set_up(services: Services, connection: AsyncConnection, session_id: int) -> bool:
    if not await instance.is_two_factor_required(services, connection):
        return False
    return not await connection.scalar(select(HAS_FACTOR).where(sessions.c.id == session_id))


async def _is_leaving(connection: AsyncConnection, session_id: int) -> bool:
    return bool(await connection.scalar(select(IS_LEAVING).where(sessions.c.id == session_id)))


async def _find(connection: AsyncConnection, token: str) -> Any:
    asked = {"token_hash": hash_token(token)}
    row = (await connection.execute(SESSION, asked)).one_or_none()
    if row is None:
        raise SessionExpired
    return row


async def _use(services: Services, row: Any) -> tuple[Viewer, int]:
    now = services.clock.now()
    if row.expires_at <= now:
        raise SessionExpired
    expires_at = row.expires_at
    if now - row.last_used_at >= TOUCH_AFTER:
        expires_at = await touch_sessions(services, [row.id])
    required = instance.wants_two_factor(services.settings, row.chosen_two_factor)
    must_set_up = required and not row.has_factor
    viewer = Viewer(row.user_id, row.id, must_set_up, row.is_leaving, row.language)
    return viewer, expires_at
