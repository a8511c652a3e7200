"""`auth.login`: by nick or e-mail, with the right password, not too often."""

import asyncio
import contextlib

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from messenger.db.tables import users
from messenger.errors import InvalidCredentials
from tests.conftest import Serve
from tests.people import ADA, BOB
from tests.running import Server
from tests.wire import Wire


async def fail(server: Server, account: str, address: str) -> None:
    """Count a failed try, without the time that a password takes."""
    with contextlib.suppress(InvalidCredentials):
        async with server.services.throttle.attempt(account, address):
            raise InvalidCredentials


@pytest.mark.parametrize("login", ["ada", "ADA", " ada ", "ada@example.org", "Ada@Example.org"])
async def test_nick_and_email_both_open(server: Server, login: str) -> None:
    """In any case of letters."""
    stranger = await server.connect()

    reply = await stranger.call("auth.login", login=login, password=ADA.password)

    assert {"token", "expires_at", "user", "device_token"} == set(reply)
    assert reply["user"]["id"] == (await stranger.event("hello"))["user"]["id"]


async def test_a_wrong_name_and_a_wrong_password_look_alike(server: Server) -> None:
    """The whole error, so that nobody learns who has an account."""
    stranger = await server.connect()

    name = await stranger.error("auth.login", login="nobody", password=ADA.password)
    password = await stranger.error("auth.login", login="ada", password="wrong")
    long = await stranger.error("auth.login", login="ada", password="x" * 300)
    login = await stranger.error("auth.login", login="ad\x00a", password="x")

    assert ("invalid_credentials", 401) == (name["code"], name["status"])
    assert name == password == long
    assert "bad_request" == login["code"]


async def test_after_ten_failures_an_account_waits(server: Server) -> None:
    """By either of its names and with the right password too; other accounts do not."""
    stranger = await server.connect()
    for number in range(10):
        login = "ada" if number % 2 else ADA.email
        code = await stranger.code("auth.login", login=login, password="wrong")
        assert "invalid_credentials" == code

    for login in ("ada", ADA.email):
        error = await stranger.error("auth.login", login=login, password=ADA.password)
        assert ("rate_limited", 429) == (error["code"], error["status"])
        assert 1 <= error["retry_after"] <= 300
    await stranger.call("auth.login", login="bob", password=BOB.password)


async def test_failures_at_the_same_moment_count_too(server: Server) -> None:
    """Asking on many connections at once buys no more guesses."""
    wires = [await server.connect() for _ in range(20)]

    codes = await asyncio.gather(
        *(wire.code("auth.login", login="ada", password="wrong") for wire in wires)
    )

    assert 10 == codes.count("invalid_credentials")
    assert 10 == codes.count("rate_limited")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_an_address_waits_after_its_own_number(server: Server) -> None:
    """Whatever the accounts are; those already inside stay there."""
    ada = await server.enter(ADA)
    for number in range(server.settings.sign_in_tries_address):
        await fail(server, f"somebody{number}", "127.0.0.1")
    stranger = await server.connect()

    error = await stranger.error("auth.login", login="bob", password=BOB.password)

    assert "rate_limited" == error["code"]
    assert 1 <= error["retry_after"] <= 300
    assert ada.me == (await ada.call("account.get"))["user"]["id"]


async def test_a_right_password_is_no_failure(server: Server) -> None:
    """However often one signs in."""
    stranger: Wire = await server.connect()

    for _ in range(11):
        await stranger.call("auth.login", login="ada", password=ADA.password)


@pytest.mark.usefixtures("dear_passwords")
@pytest.mark.parametrize("memory", [64, 128])
async def test_a_hash_of_other_parameters_is_renewed(serve: Serve, memory: int) -> None:
    """At the next sign-in, once, without a word; by default with what RFC 9106 recommends."""
    server = await serve(password_memory=memory)
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(ADA.password)
    mine = users.c.username == "ada"
    async with server.services.database.writing() as connection:
        await connection.execute(update(users).where(mine).values(password_hash=weak))
    stranger = await server.connect()

    for _ in range(2):
        await stranger.call("auth.login", login="ada", password=ADA.password)

    async with server.services.database.writing() as connection:
        stored = await connection.scalar(select(users.c.password_hash).where(mine))
    assert weak != stored
    assert PasswordHasher(memory_cost=memory * 1024).check_needs_rehash(str(stored)) is False


async def test_with_limits_off_nobody_waits(unlimited: Server) -> None:
    """As load tests need it."""
    stranger = await unlimited.connect()
    for number in range(20):
        await fail(unlimited, "ada", f"10.0.0.{number}")

    await stranger.call("auth.login", login="ada", password=ADA.password)
