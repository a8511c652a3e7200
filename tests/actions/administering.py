"""What administrators and newcomers do in the tests."""

from typing import Any

from sqlalchemy import insert, update

from messenger.actions.sessions import hash_token
from messenger.db.tables import instance_settings, sessions, users
from tests.people import Person
from tests.running import Server
from tests.wire import Data, Wire

PASSWORD = "a hat full of rain"


def newcomer(nick: str = "zoe", **changed: Any) -> Data:
    """Return what somebody registers with."""
    return {"username": nick, "email": f"{nick}@example.org", "password": PASSWORD, **changed}


async def ask_in(server: Server, nick: str = "zoe", **changed: Any) -> Data:
    """Register on a connection of one's own, and return the whole reply."""
    return await (await server.connect()).ask("auth.register", newcomer(nick, **changed))


async def refused(server: Server, nick: str = "zoe", **changed: Any) -> tuple[str, str | None]:
    """Return the code and the field with which registering is refused."""
    reply = await ask_in(server, nick, **changed)
    assert not reply["ok"], reply
    return reply["error"]["code"], reply["error"].get("field")


async def choose(server: Server, **rules: str) -> None:
    """Put rules of the server into its table."""
    async with server.services.database.writing() as connection:
        rows = [{"name": name, "value": value} for name, value in rules.items()]
        await connection.execute(insert(instance_settings), rows)


async def set_standing(server: Server, person: Person, standing: str) -> None:
    """Let an account wait, be disabled, or be as others."""
    mine = update(users).where(users.c.username == person.nick)
    async with server.services.database.writing() as connection:
        await connection.execute(mine.values(standing=standing))


async def grow_stale(server: Server, person: Person) -> None:
    """Let a session have proved nothing lately."""
    mine = update(sessions).where(sessions.c.token_hash == hash_token(person.token))
    async with server.services.database.writing() as connection:
        await connection.execute(mine.values(verified_at=0))


async def journal(wire: Wire) -> list[tuple[str, str | None, str | None]]:
    """Return the acts of the journal with who did them to whom, the latest first."""
    page = await wire.call("admin.journal")
    return [(each["act"], each["actor"], each["subject"]) for each in page["entries"]]
