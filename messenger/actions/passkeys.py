"""Passkeys (WebAuthn, level 3): keys in a person's devices that sign in without a password.

All are discoverable and made with user verification, so one alone proves both that its owner has
the device and that it is the owner; beside a password it takes the place of a code.
"""

import logging
from typing import Any

from msgspec import Struct
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import challenges
from messenger.actions.access import Viewer, parse_id
from messenger.actions.notices import tell
from messenger.actions.passkey_answers import Site, read_challenge
from messenger.actions.passkey_library import ask_to_make, check_made, refusing
from messenger.actions.reauthentication import require_fresh
from messenger.actions.texts import LONGEST_NAME, require_text
from messenger.clock import rfc3339
from messenger.db.ids import new_id
from messenger.db.tables import passkeys, users
from messenger.errors import N_, BadRequest, Conflict, NotFound, TooMany
from messenger.services import Services

log = logging.getLogger(__name__)

APPLICATION = "Dash Messenger"
MOST_PASSKEYS = 20


class Passkey(Struct, frozen=True):
    """A passkey as its owner sees it."""

    id: str
    name: str
    created_at: str
    last_used: str | None


async def list_passkeys(services: Services, viewer: Viewer) -> list[Passkey]:
    """Return the viewer's passkeys, the oldest first."""
    async with services.database.reading() as connection:
        return await load_passkeys(connection, viewer.user_id)


async def load_passkeys(connection: AsyncConnection, user_id: int) -> list[Passkey]:
    """Return a person's passkeys, the oldest first."""
    query = select(passkeys).where(passkeys.c.user_id == user_id).order_by(passkeys.c.id)
    return [_view(row) for row in await connection.execute(query)]


async def begin_registration(services: Services, viewer: Viewer, site: Site) -> dict[str, Any]:
    """Return what the browser needs to make a passkey; TooMany where there are enough."""
    await require_fresh(services, viewer)
    me = viewer.user_id
    async with services.database.reading() as connection:
        person = (await connection.execute(select(users).where(users.c.id == me))).one()
        mine = select(passkeys.c.credential_id).where(passkeys.c.user_id == me)
        known = list[bytes](await connection.scalars(mine))
    if len(known) >= MOST_PASSKEYS:
        raise TooMany(limit=MOST_PASSKEYS)
    challenge = await challenges.issue(services, "register", me)
    return ask_to_make(site.host, APPLICATION, challenge, person, known)


async def finish_registration(
    services: Services, viewer: Viewer, site: Site, *, name: str, credential: dict[str, Any]
) -> Passkey:
    """Keep a passkey that the browser has made; BadRequest where it is not what was asked for."""
    await require_fresh(services, viewer)
    name = require_text(name, "name", LONGEST_NAME)
    made = await _verify(services, viewer, site, credential)
    row: dict[str, Any] = {
        "id": new_id(),
        "user_id": viewer.user_id,
        **made,
        "host": site.host,
        "name": name,
        "created_at": services.clock.now(),
    }
    try:
        async with services.database.writing() as connection:
            await tell(services, connection, viewer.user_id, "passkey_added", {"passkey": name})
            await connection.execute(insert(passkeys).values(**row))
    except IntegrityError as error:
        raise Conflict(N_("This passkey is known already."), field="credential") from error
    log.info("passkey added", extra={"user": viewer.user_id})
    return Passkey(str(row["id"]), name, rfc3339(row["created_at"]), None)


async def rename_passkey(services: Services, viewer: Viewer, passkey_id: str, name: str) -> None:
    """Give one of the viewer's passkeys another name."""
    await require_fresh(services, viewer)
    name = require_text(name, "name", LONGEST_NAME)
    renamed = update(passkeys).where(*_mine(viewer, passkey_id)).values(name=name)
    done = await services.database.write(lambda connection: connection.execute(renamed))
    if not done.rowcount:
        raise NotFound(field="passkey_id")


async def remove_passkey(services: Services, viewer: Viewer, passkey_id: str) -> None:
    """Forget one of the viewer's passkeys: it signs in no more."""
    await require_fresh(services, viewer)
    mine = _mine(viewer, passkey_id)
    async with services.database.writing() as connection:
        name = await connection.scalar(select(passkeys.c.name).where(*mine))
        if name is None:
            raise NotFound(field="passkey_id")
        await tell(services, connection, viewer.user_id, "passkey_removed", {"passkey": name})
        if not (await connection.execute(delete(passkeys).where(*mine))).rowcount:
            raise NotFound(field="passkey_id")
    log.info("passkey removed", extra={"user": viewer.user_id})


async def _verify(
    services: Services, viewer: Viewer, site: Site, credential: dict[str, Any]
) -> dict[str, Any]:
    challenge = read_challenge(credential)
    redeemed = await challenges.redeem(services, "register", challenge)
    if redeemed is None or redeemed.user_id != viewer.user_id:
        raise BadRequest(N_("This took too long. Begin again."), field="credential")
    with refusing(BadRequest(N_("The passkey cannot be used here."), field="credential")):
        return check_made(site.host, site.origin, challenge, credential)


def _mine(viewer: Viewer, passkey_id: str) -> tuple[Any, Any]:
    number = parse_id(passkey_id, "passkey_id")
    return passkeys.c.id == number, passkeys.c.user_id == viewer.user_id


def _view(row: Any) -> Passkey:
    used = rfc3339(row.last_used_at) if row.last_used_at is not None else None
    return Passkey(str(row.id), row.name, rfc3339(row.created_at), used)
