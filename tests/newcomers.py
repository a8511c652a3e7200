"""People who are put straight into the tables of a running server, as many as a test wants."""

import secrets
from dataclasses import dataclass

from sqlalchemy import insert

from messenger.actions.media import AVATAR, EDGES, WEBP
from messenger.actions.people import media_url
from messenger.actions.sessions import hash_token
from messenger.db.ids import new_id
from messenger.db.tables import media, media_files, photos, sessions, users
from tests.running import Server
from tests.wire import Wire

MONTH = 30 * 86_400_000


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody with an account, a session and one connection."""

    id: int
    nick: str
    token: str
    wire: Wire

    @property
    def email(self) -> str:
        """The address of the account."""
        return f"{self.nick}@example.org"

    @property
    def name(self) -> str:
        """The name of the account."""
        return f"Newcomer {self.nick.title()}"


async def arrive(server: Server, kind: str) -> Newcomer:
    """Make somebody and let them connect; their nick begins with the kind of person they are."""
    number, token = new_id(), secrets.token_urlsafe(32)
    nick, now = f"{kind}_{number:x}", server.clock.now()
    account = {"id": number, "username": nick, "email": f"{nick}@example.org"}
    named = {"name": f"Newcomer {nick.title()}", "name_folded": f"newcomer {nick}"}
    session = {"id": new_id(), "user_id": number, "token_hash": hash_token(token)}
    origin = {"device": "the tests", "address": "127.0.0.1", "expires_at": now + MONTH}
    async with server.services.database.writing() as connection:
        await connection.execute(
            insert(users).values(**account, **named, password_hash="", created_at=now)
        )
        await connection.execute(
            insert(sessions).values(**session, **origin, created_at=now, last_used_at=now)
        )
    wire = await server.connect()
    await wire.call("auth.resume", token=token)
    await wire.event("hello")
    return Newcomer(number, nick, token, wire)


async def pose(server: Server, person: Newcomer) -> str:
    """Give somebody a photo that no picture was decoded for, and return its address."""
    row = {"id": new_id(), "owner_id": person.id, "purpose": AVATAR, "name": "me.png"}
    key = await server.services.contents.put(b"a photo of " + person.nick.encode())
    file = {"media_id": row["id"], "key": key, "mime": WEBP, "size": 1, "width": 1, "height": 1}
    async with server.services.database.writing() as connection:
        await connection.execute(insert(media).values(**row, created_at=server.clock.now()))
        await connection.execute(
            insert(media_files), [{**file, "label": str(edge)} for edge in EDGES]
        )
        await connection.execute(insert(photos).values(user_id=person.id, media_id=row["id"]))
    return media_url(int(str(row["id"])))
