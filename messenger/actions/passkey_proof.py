"""Proving by a passkey once more who one is, in place of the password."""

from typing import Any

from sqlalchemy import select

from messenger.actions import challenges
from messenger.actions.access import Viewer
from messenger.actions.passkey_answers import Site, read_challenge, read_credential_id
from messenger.actions.passkey_library import ask_to_sign
from messenger.actions.passkey_sign_in import (
    REFUSED,
    count_use,
    list_allowed,
    require_owner,
    verify_signature,
)
from messenger.actions.reauthentication import FRESH, Verified, attempt, mark_verified
from messenger.clock import rfc3339
from messenger.db.tables import passkeys
from messenger.errors import InvalidCredentials
from messenger.services import Services


async def begin_passkey_proof(services: Services, viewer: Viewer, site: Site) -> dict[str, Any]:
    """Return what the browser needs to ask for one of the viewer's passkeys.

    Conflict where there is none.
    """
    services.buckets.take(viewer.user_id, "auth.reauthenticate")
    challenge = await challenges.issue(services, "prove", viewer.user_id)
    return ask_to_sign(site.host, challenge, await list_allowed(services, viewer.user_id, site))


async def finish_passkey_proof(
    services: Services, viewer: Viewer, site: Site, *, credential: dict[str, Any]
) -> Verified:
    """Count what the passkey has signed as a proof; InvalidCredentials where it is another's."""
    services.buckets.take(viewer.user_id, "auth.reauthenticate")
    challenge, credential_id = read_challenge(credential), read_credential_id(credential)
    mine = (passkeys.c.credential_id == credential_id, passkeys.c.user_id == viewer.user_id)
    async with attempt(services, viewer):
        redeemed = await challenges.redeem(services, "prove", challenge)
        async with services.database.reading() as connection:
            row = (await connection.execute(select(passkeys).where(*mine))).one_or_none()
        require_owner(row, redeemed)
        used = count_use(services, row, verify_signature(site, challenge, credential, row))
        done = await services.database.write(lambda connection: connection.execute(used))
        if not done.rowcount:
            raise InvalidCredentials(REFUSED, field="credential")
    return Verified(rfc3339(await mark_verified(services, viewer) + FRESH))
