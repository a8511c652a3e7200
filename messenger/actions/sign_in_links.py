"""Signing in on another device by a link that this one shows as a picture.

The link is made by a session that has just proved who it is; that counts for the new session too,
so no password and no code is asked for there. It works once, for two minutes, and ends with the
session that shows it.
"""

import logging
import secrets
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import delete, insert, select, update

from messenger.actions.access import ClientInfo, Viewer, parse_id
from messenger.actions.device_names import name_device
from messenger.actions.devices import announce_ended
from messenger.actions.known_devices import enter
from messenger.actions.reauthentication import require_fresh
from messenger.actions.sessions import TOKEN_BYTES, SignedIn, hash_token
from messenger.db.ids import new_id
from messenger.db.tables import sign_in_links, users
from messenger.errors import N_, NotFound
from messenger.services import Services

log = logging.getLogger(__name__)

LIFE = 120_000  # ms
GONE = N_("This code does not work any more. Show a new one on the other device.")


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link: its id, the token that only it has, and when it ends (epoch ms)."""

    id: str
    token: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class LinkState:
    """What has become of a link; `device` has used it."""

    state: Literal["waiting", "used", "ended"]
    device: str = ""


@dataclass(frozen=True, slots=True)
class LinkOwner:
    """As whom a link signs in."""

    name: str
    username: str


async def make_link(services: Services, viewer: Viewer) -> NewLink:
    """Return a new link, which ends the one that this session has shown before.

    ReauthenticationRequired unless the session has proved lately who it is.
    """
    await require_fresh(services, viewer)
    token, now = secrets.token_urlsafe(TOKEN_BYTES), services.clock.now()
    link: dict[str, Any] = {
        "id": new_id(),
        "user_id": viewer.user_id,
        "session_id": viewer.session_id,
        "token_hash": hash_token(token),
        "created_at": now,
        "expires_at": now + LIFE,
    }
    async with services.database.writing() as connection:
        await connection.execute(delete(sign_in_links).where(_shown_by(viewer)))
        await connection.execute(insert(sign_in_links).values(**link))
    return NewLink(str(link["id"]), token, link["expires_at"])


async def drop_link(services: Services, viewer: Viewer) -> None:
    """End the link that this session shows."""
    async with services.database.writing() as connection:
        await connection.execute(delete(sign_in_links).where(_shown_by(viewer)))


async def get_link_state(services: Services, viewer: Viewer, link_id: str) -> LinkState:
    """Return what has become of a link that this session has shown."""
    mine = (_shown_by(viewer), sign_in_links.c.id == parse_id(link_id, "link_id"))
    async with services.database.reading() as connection:
        row = (await connection.execute(select(sign_in_links).where(*mine))).one_or_none()
    if row is not None and row.used_at is not None:
        return LinkState("used", name_device(row.device or ""))
    waits = row is not None and row.expires_at > services.clock.now()
    return LinkState("waiting" if waits else "ended")


async def find_link_owner(services: Services, *, token: str, client: ClientInfo) -> LinkOwner:
    """Return as whom a link signs in, and leave it as it is; NotFound where it works no more."""
    services.buckets.take(client.address, "auth.link")
    query = (
        select(users.c.name, users.c.username)
        .join(sign_in_links, sign_in_links.c.user_id == users.c.id)
        .where(_is_good(services, token))
    )
    async with services.database.reading() as connection:
        row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise NotFound(GONE, field="token")
    return LinkOwner(row.name, row.username)


async def use_link(services: Services, *, token: str, client: ClientInfo) -> SignedIn:
    """Sign in by a link; NotFound where it works no more, as for one of two at the same moment."""
    services.buckets.take(client.address, "auth.link")
    used = (
        update(sign_in_links)
        .where(_is_good(services, token))
        .values(used_at=services.clock.now(), device=client.device[:120])
        .returning(sign_in_links.c.user_id)
    )
    async with services.database.writing() as connection:
        row = (await connection.execute(used)).one_or_none()
        if row is None:
            raise NotFound(GONE, field="token")
        signed_in = await enter(services, connection, row.user_id, client)
    log.info("signed in by a link", extra={"user": row.user_id})
    announce_ended(services, row.user_id, signed_in.displaced)
    return signed_in


async def delete_ended_links(services: Services) -> None:
    """Delete the rows of links that nobody can use any more."""
    ended = sign_in_links.c.expires_at <= services.clock.now() - LIFE
    async with services.database.writing() as connection:
        await connection.execute(delete(sign_in_links).where(ended))


def _is_good(services: Services, token: str) -> Any:
    return (
        (sign_in_links.c.token_hash == hash_token(token))
        & sign_in_links.c.used_at.is_(None)
        & (sign_in_links.c.expires_at > services.clock.now())
    )


def _shown_by(viewer: Viewer) -> Any:
    return (sign_in_links.c.session_id == viewer.session_id) & (
        sign_in_links.c.user_id == viewer.user_id
    )
