"""Switching the second factor on and off, and what belongs to it."""

import base64
import logging
import secrets
from typing import Any

import pyotp
from msgspec import Struct
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import instance, journal, remembered, second_factor
from messenger.actions.access import Viewer
from messenger.actions.devices import announce_ended, end_sessions
from messenger.actions.nicks import is_called
from messenger.actions.notices import tell
from messenger.actions.passkeys import Passkey, load_passkeys
from messenger.actions.reauthentication import (
    attempt,
    mark_verified,
    require_fresh,
    require_password,
)
from messenger.actions.remembered import Device
from messenger.actions.second_factor import NewCodes
from messenger.db.tables import authenticators, passkeys, recovery_codes, users
from messenger.errors import N_, Conflict, Forbidden, InvalidTotp, NotFound
from messenger.services import Services

log = logging.getLogger(__name__)

ISSUER = "Dash Messenger"
SECRET_BYTES = 20
# How long a secret that was shown waits for its first code.
PATIENCE = 900_000  # ms
NOTHING_WAITS = N_("No new secret waits for its code. Begin again.")


class Setup(Struct, frozen=True):
    """What an authenticator needs: the secret, and the same as an address for a QR code."""

    secret: str
    uri: str


class RecoveryCodes(Struct, frozen=True):
    """A set of recovery codes, told this once."""

    recovery_codes: list[str]


class TwoFactor(Struct, frozen=True):
    """How a person's second factor stands."""

    enabled: bool
    required: bool
    codes_left: int
    passkeys: list[Passkey]
    devices: list[Device]


async def get_status(services: Services, viewer: Viewer) -> TwoFactor:
    """Return how the viewer's second factor stands."""
    me = viewer.user_id
    codes = select(func.count()).select_from(recovery_codes).where(recovery_codes.c.user_id == me)
    async with services.database.reading() as connection:
        row = await second_factor.find_authenticator(connection, me)
        return TwoFactor(
            enabled=row is not None,
            required=await instance.is_two_factor_required(services, connection),
            codes_left=await connection.scalar(codes) or 0,
            passkeys=await load_passkeys(connection, me),
            devices=await remembered.list_devices(services, connection, me),
        )


async def start(services: Services, viewer: Viewer, password: str) -> Setup:
    """Make a secret, which counts once its first code is confirmed; Conflict where one does."""
    await require_password(services, viewer, password)
    secret, me = secrets.token_bytes(SECRET_BYTES), viewer.user_id
    async with services.database.writing() as connection:
        username = await _lock(connection, me)
        if await second_factor.find_authenticator(connection, me) is not None:
            raise Conflict(N_("Two factors are switched on already."))
        await connection.execute(delete(authenticators).where(authenticators.c.user_id == me))
        await connection.execute(
            insert(authenticators).values(
                user_id=me,
                secret=services.keys.seal(secret, second_factor.PURPOSE, me),
                started_at=services.clock.now(),
                last_step=0,
            )
        )
    await mark_verified(services, viewer)
    typed = base64.b32encode(secret).decode()
    return Setup(typed, pyotp.TOTP(typed).provisioning_uri(name=username, issuer_name=ISSUER))


async def confirm(services: Services, viewer: Viewer, code: str) -> RecoveryCodes:
    """Switch the second factor on by its first code, and end the other sessions.

    InvalidTotp for a wrong code; Conflict where nothing waits for one.
    """
    await require_fresh(services, viewer)
    row = await _find_waiting(services, viewer)
    async with attempt(services, viewer):
        step = second_factor.find_step(services, row, second_factor.fold_code(code))
        if step is None:
            raise InvalidTotp(field="code")
    codes = await second_factor.make_codes(services)
    async with services.database.writing() as connection:
        await tell(services, connection, viewer.user_id, "two_factor_on")
        await _lock(connection, viewer.user_id)
        confirmed = await connection.execute(
            update(authenticators)
            .where(authenticators.c.secret == row.secret, authenticators.c.confirmed_at.is_(None))
            .values(confirmed_at=services.clock.now(), last_step=step)
        )
        if not confirmed.rowcount:
            raise Conflict(NOTHING_WAITS, field="code")
        await _keep_codes(connection, viewer.user_id, codes)
        ended = await end_sessions(connection, viewer.user_id, but=viewer.session_id)
    _finish(services, viewer, ended, "two factors switched on")
    return RecoveryCodes(codes.shown)


async def disable(services: Services, viewer: Viewer, code: str) -> None:
    """Switch the second factor off by one of its codes, and end the other sessions."""
    await require_fresh(services, viewer)
    await _require_on(services, viewer)
    async with services.database.reading() as connection:
        if await instance.is_two_factor_required(services, connection):
            raise Forbidden(N_("This server wants two factors of everybody."))
    async with attempt(services, viewer):
        await second_factor.use_code(services, viewer.user_id, code)
    async with services.database.writing() as connection:
        await tell(services, connection, viewer.user_id, "two_factor_off")
        await _erase(connection, viewer.user_id)
        ended = await end_sessions(connection, viewer.user_id, but=viewer.session_id)
    _finish(services, viewer, ended, "two factors switched off")


async def regenerate_codes(services: Services, viewer: Viewer) -> RecoveryCodes:
    """Make a new set of recovery codes, which ends the old one and the other sessions."""
    await require_fresh(services, viewer)
    await _require_on(services, viewer)
    codes = await second_factor.make_codes(services)
    async with services.database.writing() as connection:
        await tell(services, connection, viewer.user_id, "recovery_codes")
        await _lock(connection, viewer.user_id)
        await _keep_codes(connection, viewer.user_id, codes)
        await remembered.forget_all_devices(connection, viewer.user_id)
        ended = await end_sessions(connection, viewer.user_id, but=viewer.session_id)
    _finish(services, viewer, ended, "recovery codes renewed")
    return RecoveryCodes(codes.shown)


async def reset_two_factor(services: Services, username: str) -> None:
    """Take everything away that a person has lost: two factors, passkeys, devices, all sessions.

    NotFound where nobody has that nick. The password alone signs in afterwards.
    """
    nick = username.strip().casefold()
    async with services.database.writing() as connection:
        user_id = await connection.scalar(select(users.c.id).where(is_called(services, nick)))
        if user_id is None:
            raise NotFound(field="username")
        await tell(services, connection, user_id, "two_factor_off")
        ended = await take_factors(connection, user_id)
        await journal.note(services, connection, None, "two_factor_reset", subject=nick)
    announce_ended(services, user_id, ended)


async def take_factors(connection: AsyncConnection, user_id: int) -> list[int]:
    """Do so in the caller's transaction, which has told the person; return the ended sessions."""
    await _lock(connection, user_id)
    await _erase(connection, user_id)
    await connection.execute(delete(passkeys).where(passkeys.c.user_id == user_id))
    log.warning("two factors reset by the administrator", extra={"user": user_id})
    return await end_sessions(connection, user_id)


async def _find_waiting(services: Services, viewer: Viewer) -> Any:
    query = select(authenticators).where(
        authenticators.c.user_id == viewer.user_id,
        authenticators.c.confirmed_at.is_(None),
        authenticators.c.started_at > services.clock.now() - PATIENCE,
    )
    async with services.database.reading() as connection:
        row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise Conflict(NOTHING_WAITS, field="code")
    return row


async def _require_on(services: Services, viewer: Viewer) -> None:
    async with services.database.reading() as connection:
        if await second_factor.find_authenticator(connection, viewer.user_id) is None:
            raise Conflict(N_("Two factors are not switched on."))


async def _lock(connection: AsyncConnection, user_id: int) -> str:
    # Of two changes at once, one waits for the other; SQLite has one writer anyway.
    query = select(users.c.username).where(users.c.id == user_id).with_for_update()
    return str(await connection.scalar(query))


async def _keep_codes(connection: AsyncConnection, user_id: int, codes: NewCodes) -> None:
    mine = authenticators.c.user_id == user_id
    await connection.execute(update(authenticators).where(mine).values(recovery_salt=codes.salt))
    await connection.execute(delete(recovery_codes).where(recovery_codes.c.user_id == user_id))
    rows = [{"user_id": user_id, "code_hash": code} for code in codes.hashes]
    await connection.execute(insert(recovery_codes), rows)


async def _erase(connection: AsyncConnection, user_id: int) -> None:
    for table in (authenticators, recovery_codes):
        await connection.execute(delete(table).where(table.c.user_id == user_id))
    await remembered.forget_all_devices(connection, user_id)


def _finish(services: Services, viewer: Viewer, ended: list[int], done: str) -> None:
    log.info(done, extra={"user": viewer.user_id})
    announce_ended(services, viewer.user_id, ended)
