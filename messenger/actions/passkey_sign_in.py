"""Signing in by a passkey: alone, or beside a password in place of a code."""

import logging
from typing import Any

from sqlalchemy import Update, select, update

from messenger.actions import challenges
from messenger.actions.access import ClientInfo
from messenger.actions.challenges import Redeemed
from messenger.actions.devices import announce_ended
from messenger.actions.known_devices import enter
from messenger.actions.passkey_answers import Site, read_challenge, read_credential_id
from messenger.actions.passkey_library import ask_to_sign, check_signature, refusing
from messenger.actions.sessions import SignedIn
from messenger.actions.sign_in import prove_password
from messenger.db.tables import passkeys
from messenger.errors import N_, Conflict, InvalidCredentials
from messenger.services import Services

log = logging.getLogger(__name__)

REFUSED = N_("This passkey was not accepted.")


async def begin_passkey_sign_in(
    services: Services,
    site: Site,
    *,
    login: str | None = None,
    password: str | None = None,
    client: ClientInfo,
) -> dict[str, Any]:
    """Return what the browser needs to sign in by a passkey.

    With a name and its password (InvalidCredentials otherwise) only this person's passkeys are
    asked for; Conflict where there is none.
    """
    services.buckets.take(client.address, "auth.login")
    user_id: int | None = None
    allowed: list[bytes] = []
    if login is not None:
        row = await prove_password(services, login=login, password=password or "", client=client)
        user_id = row.id
        allowed = await list_allowed(services, row.id, site)
    challenge = await challenges.issue(services, "sign_in", user_id)
    return ask_to_sign(site.host, challenge, allowed)


async def finish_passkey_sign_in(
    services: Services, site: Site, *, credential: dict[str, Any], client: ClientInfo
) -> SignedIn:
    """Sign in by what the browser's passkey has signed; InvalidCredentials otherwise."""
    services.buckets.take(client.address, "auth.login")
    challenge, credential_id = read_challenge(credential), read_credential_id(credential)
    redeemed = await challenges.redeem(services, "sign_in", challenge)
    query = select(passkeys).where(passkeys.c.credential_id == credential_id)
    async with services.database.reading() as connection:
        row = (await connection.execute(query)).one_or_none()
    try:
        require_owner(row, redeemed)
        count = verify_signature(site, challenge, credential, row)
        return await _enter(services, row, count, client)
    except InvalidCredentials:
        facts = {"client": services.keys.pseudonym(client.address), "why": "passkey"}
        log.warning("sign-in failed", extra=facts)
        raise


async def list_allowed(services: Services, user_id: int, site: Site) -> list[bytes]:
    """Return the ids of the passkeys that a person has for a site; Conflict where there is none."""
    query = select(passkeys.c.credential_id).where(
        passkeys.c.user_id == user_id, passkeys.c.host == site.host
    )
    async with services.database.reading() as connection:
        found = list[bytes](await connection.scalars(query))
    if not found:
        raise Conflict(N_("This account has no passkey here."), field="login")
    return found


def require_owner(row: Any, redeemed: Redeemed | None) -> None:
    """Raise InvalidCredentials unless a passkey may answer the challenge that it was asked."""
    if redeemed is None or row is None or redeemed.user_id not in {None, row.user_id}:
        raise InvalidCredentials(REFUSED, field="credential")


def verify_signature(site: Site, challenge: bytes, credential: dict[str, Any], row: Any) -> int:
    """Return the new count of a passkey that has signed well; InvalidCredentials otherwise."""
    with refusing(InvalidCredentials(REFUSED, field="credential")):
        return check_signature(site.host, site.origin, challenge, credential, row)


def count_use(services: Services, row: Any, count: int) -> Update:
    """Return the statement that notes a use, and changes no row where another one was faster.

    A copied key that is faster makes the count a past one: then nobody gets in.
    """
    return (
        update(passkeys)
        .where(passkeys.c.id == row.id, passkeys.c.sign_count == row.sign_count)
        .values(sign_count=count, last_used_at=services.clock.now())
    )


async def _enter(services: Services, row: Any, count: int, client: ClientInfo) -> SignedIn:
    async with services.database.writing() as connection:
        signed_in = await enter(services, connection, row.user_id, client)
        if not (await connection.execute(count_use(services, row, count))).rowcount:
            raise InvalidCredentials(REFUSED, field="credential")
    announce_ended(services, row.user_id, signed_in.displaced)
    return signed_in
