"""`auth.register`: who may have which account."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import delete, select

from messenger.db.tables import metadata, sessions, users
from tests.people import ADA
from tests.running import Server
from tests.wire import Data, Wire

PASSWORD = "a hat full of rain"


def newcomer(**changed: Any) -> Data:
    """Return what somebody registers with."""
    fields = {"username": "zoe", "email": "zoe@example.org", "password": PASSWORD}
    return {**fields, **changed}


async def rows(server: Server, table: Any) -> list[Any]:
    """Return all rows of a table."""
    async with server.services.database.writing() as connection:
        return list((await connection.execute(select(table))).all())


async def test_who_registers_is_signed_in(server: Server) -> None:
    """With a token, a greeting, and the nick as name."""
    stranger = await server.connect()

    reply = await stranger.call("auth.register", newcomer())

    hello = await stranger.event("hello")
    assert hello["user"]["id"] == reply["user"]["id"]
    assert ("zoe", "zoe", "") == tuple(reply["user"][name] for name in ("username", "name", "bio"))
    phone = await server.connect()
    resumed = await phone.call("auth.resume", {"token": reply["token"]})
    assert reply["user"]["id"] == resumed["user"]["id"]


@pytest.mark.usefixtures("dear_passwords")
async def test_neither_password_nor_token_is_stored(server: Server) -> None:
    """The password as argon2id with OWASP's parameters at least, the token as a hash."""
    stranger = await server.connect()
    token = (await stranger.call("auth.register", newcomer()))["token"]

    stored = f"{await rows(server, users)}{await rows(server, sessions)}"

    assert token not in stored
    assert PASSWORD not in stored
    newest = max(await rows(server, users), key=lambda row: row.id)
    kind, _version, parameters = newest.password_hash.split("$")[1:4]
    memory, times, lanes = (int(part[2:]) for part in parameters.split(","))
    assert ("argon2id", True) == (kind, memory >= 19456 and times >= 2 and lanes >= 1)
    assert {32} == {len(row.token_hash) for row in await rows(server, sessions)}
    assert len(token) * 6 >= 256


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"username": "zo"}, "bad_request", "username"),
        ({"username": "z" * 33}, "bad_request", "username"),
        ({"username": "Zoe"}, "bad_request", "username"),
        ({"username": "zoé"}, "bad_request", "username"),
        ({"username": "zo e"}, "bad_request", "username"),
        ({"username": "zoe\n"}, "bad_request", "username"),
        ({"username": "..."}, "bad_request", "username"),
        ({"username": "admin"}, "bad_request", "username"),
        ({"username": "_support_"}, "bad_request", "username"),
        ({"username": "service_notices"}, "bad_request", "username"),
        ({"username": "ada"}, "username_taken", "username"),
        ({"email": "ada@example.org"}, "email_taken", "email"),
        ({"email": " ADA@Example.ORG "}, "email_taken", "email"),
        ({"email": "zoe"}, "bad_request", "email"),
        ({"email": "zoe@"}, "bad_request", "email"),
        ({"email": "zoe@example.org\nBcc: all@example.org"}, "bad_request", "email"),
        ({"email": "zoe\x00@example.org"}, "bad_request", "email"),
        ({"name": "\u202eeoz"}, "bad_request", "name"),
        ({"name": "z" * 65}, "too_long", "name"),
        ({"password": "1234567"}, "bad_request", "password"),
        ({"password": "12345678"}, "bad_request", "password"),
        ({"password": "password123"}, "bad_request", "password"),
        ({"password": "zoezoezoe"}, "bad_request", "password"),
        ({"password": "messenger1"}, "bad_request", "password"),
        ({"password": "x" * 257}, "too_long", "password"),
        ({"password": 12345678}, "bad_request", "password"),
        ({"is_admin": True}, "bad_request", "is_admin"),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_what_is_wrong_is_named(server: Server, changed: Data, code: str, field: str) -> None:
    """And no account is made."""
    stranger = await server.connect()

    error = await stranger.error("auth.register", newcomer(**changed))

    assert (code, field) == (error["code"], error["field"])
    assert "unauthenticated" == await stranger.code("account.get")
    assert 5 == len(await rows(server, users))


async def test_the_taken_have_status_409(server: Server) -> None:
    """Both, and the nick is named first."""
    stranger = await server.connect()

    taken = await stranger.error("auth.register", newcomer(username="ada", email=ADA.email))
    email = await stranger.error("auth.register", newcomer(email=ADA.email))

    assert [("username_taken", 409), ("email_taken", 409)] == [
        (error["code"], error["status"]) for error in (taken, email)
    ]


@pytest.mark.parametrize(
    ("password", "same"),
    [
        ("  spaces around and within  ", "  spaces around and within  "),
        ("длинный русский пароль", "длинный русский пароль"),
        ("🐘🎩🌧️🚲🔔🪁🥁🍇🧲", "🐘🎩🌧️🚲🔔🪁🥁🍇🧲"),
        ("cafe\u0301 crème brûlée", "café crème brûlée"),
        ("nine ﬁne horses ran", "nine fine horses ran"),
        ("cafe\u0301 cre\u0300me bru\u0302le\u0301e " * 14, "café crème brûlée " * 14),
        ("a very long sentence of many words " * 7, "a very long sentence of many words " * 7),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_any_character_may_be_in_a_password(server: Server, password: str, same: str) -> None:
    """It counts as written but for NFKC; nothing is trimmed."""
    stranger = await server.connect()
    await stranger.call("auth.register", newcomer(password=password))

    for right in (password, same):
        await stranger.call("auth.login", login="zoe", password=right)
    if password != password.strip():
        wrong = await stranger.code("auth.login", login="zoe", password=password.strip())
        assert "invalid_credentials" == wrong


async def test_only_the_first_account_is_administrator(server: Server) -> None:
    """Also where two register at the same moment on an empty server."""
    async with server.services.database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            await connection.execute(delete(table))
    wires = [await server.connect() for _ in range(4)]

    await asyncio.gather(
        *(
            wire.call("auth.register", newcomer(username=f"zoe{n}", email=f"zoe{n}@example.org"))
            for n, wire in enumerate(wires)
        )
    )

    assert [True] == [row.is_admin for row in await rows(server, users) if row.is_admin]
    assert 1 == sum([(await wire.call("account.get"))["is_admin"] for wire in wires])


async def test_one_nick_at_the_same_moment_is_one_account(server: Server) -> None:
    """The others are told that it is taken."""
    wires: list[Wire] = [await server.connect() for _ in range(4)]

    replies = await asyncio.gather(
        *(
            wire.ask("auth.register", newcomer(email=f"zoe{n}@example.org"))
            for n, wire in enumerate(wires)
        )
    )

    codes = sorted("ok" if reply["ok"] else reply["error"]["code"] for reply in replies)
    assert ["ok", *["username_taken"] * 3] == codes
