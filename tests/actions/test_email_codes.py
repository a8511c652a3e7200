"""Registration where the server sends letters: no account before the address is proved."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

from messenger.db.tables import users
from tests.conftest import Serve
from tests.mailbox import Mailbox, until_put_off
from tests.people import ADA, CAST
from tests.running import Server
from tests.wire import Data, Wire

MINUTE = 60_000
FRIDA = {"username": "frida", "email": "frida@example.org", "password": "oak tree by a lake"}


@pytest.fixture
async def door(mailing: Server) -> Wire:
    """A connection of nobody's."""
    return await mailing.connect()


async def ask_code(door: Wire, **changed: Any) -> Data:
    """Register without a code, and return how that is refused."""
    error = await door.error("auth.register", FRIDA | changed)
    assert ("email_code_required", 401, "code") == (
        error["code"],
        error["status"],
        error["field"],
    )
    return error


async def people(server: Server) -> int:
    """Return how many accounts there are beside the cast's."""
    async with server.services.database.reading() as connection:
        count = await connection.scalar(select(func.count()).select_from(users))
    return int(count or 0) - len(CAST)


def other(code: str) -> str:
    """Return six digits that are not these."""
    return f"{(int(code) + 1) % 1_000_000:06}"


async def test_an_account_needs_the_code_of_its_address(
    mailing: Server, mailbox: Mailbox, door: Wire
) -> None:
    """There is none before, and the person is signed in then."""
    assert 60 == (await ask_code(door))["retry_after"]
    letter = await mailbox.letter()
    assert ("frida@example.org", "Your code") == (letter.address, letter.subject)
    assert 0 == await people(mailing)

    made = await door.call("auth.register", FRIDA | {"code": f" {letter.code} "})

    assert "frida" == made["user"]["username"]
    assert 1 == await people(mailing)
    assert 1 == len(mailbox.letters)


async def test_three_tries(mailing: Server, mailbox: Mailbox, door: Wire) -> None:
    """After that the code is worth nothing, though it is right."""
    await ask_code(door)
    code = (await mailbox.letter()).code
    for wrong in (other(code), "", "frida"):
        assert "invalid_email_code" == await door.code("auth.register", FRIDA | {"code": wrong})

    assert "invalid_email_code" == await door.code("auth.register", FRIDA | {"code": code})
    assert 0 == await people(mailing)


async def test_tries_at_once_count_each(mailing: Server, mailbox: Mailbox, door: Wire) -> None:
    """A hundred programs guess no better than one."""
    await ask_code(door)
    code = (await mailbox.letter()).code
    wires = [await mailing.connect() for _ in range(6)]
    guess = FRIDA | {"code": other(code)}

    assert ["invalid_email_code"] * 6 == await asyncio.gather(
        *(wire.code("auth.register", guess) for wire in wires)
    )

    assert "invalid_email_code" == await door.code("auth.register", FRIDA | {"code": code})


async def test_a_right_code_makes_one_account(
    mailing: Server, mailbox: Mailbox, door: Wire
) -> None:
    """Also when it comes three times at once, under three nicks."""
    await ask_code(door)
    code = (await mailbox.letter()).code
    wires = [await mailing.connect() for _ in range(3)]

    replies = await asyncio.gather(
        *(
            wire.ask("auth.register", FRIDA | {"code": code, "username": f"frida{number}"})
            for number, wire in enumerate(wires)
        )
    )

    assert [True] == [reply["ok"] for reply in replies if reply["ok"]]
    assert {"email_taken", "invalid_email_code"} >= {
        reply["error"]["code"] for reply in replies if not reply["ok"]
    }
    assert 1 == await people(mailing)


async def test_a_code_works_for_a_quarter_of_an_hour(
    mailing: Server, mailbox: Mailbox, door: Wire
) -> None:
    """And not a moment longer."""
    await ask_code(door)
    code = (await mailbox.letter()).code
    mailing.clock.ahead += 15 * MINUTE

    assert "invalid_email_code" == await door.code("auth.register", FRIDA | {"code": code})


async def test_another_code_after_a_minute(mailing: Server, mailbox: Mailbox, door: Wire) -> None:
    """Before that no letter goes out; then the old code is worth nothing."""
    await ask_code(door)
    first = (await mailbox.letter()).code
    mailing.clock.ahead += MINUTE // 2
    assert 0 < (await ask_code(door))["retry_after"] <= 30
    mailing.clock.ahead += MINUTE // 2
    await ask_code(door)
    second = (await mailbox.letter(2)).code

    assert first != second
    assert "invalid_email_code" == await door.code("auth.register", FRIDA | {"code": first})
    assert await door.call("auth.register", FRIDA | {"code": second})
    assert 2 == len(mailbox.letters)


async def test_an_address_gets_five_codes_an_hour(
    mailing: Server, mailbox: Mailbox, door: Wire
) -> None:
    """Nobody can fill a stranger's mailbox by registering."""
    for _ in range(5):
        await ask_code(door)
        mailing.clock.ahead += MINUTE

    error = await door.error("auth.register", FRIDA)

    assert ("rate_limited", "email") == (error["code"], error["field"])
    assert (await mailbox.letter(5)).code
    mailing.clock.ahead += 60 * MINUTE
    await ask_code(door)


async def test_an_address_with_an_account_answers_like_any_other(
    mailing: Server, mailbox: Mailbox, door: Wire
) -> None:
    """Only who reads its letters learns that it has one."""
    known = [await ask_code(door, email=ADA.email)]
    known += [
        await door.error("auth.register", FRIDA | {"email": ADA.email, "code": "123456"})
        for _ in range(4)
    ]
    fresh = [await ask_code(door)]
    fresh += [
        await door.error("auth.register", FRIDA | {"code": other((await mailbox.letter(2)).code)})
        for _ in range(4)
    ]

    assert fresh == known
    first, second = mailbox.letters
    assert (ADA.email, "You have an account already") == (first.address, first.subject)
    assert "/recover" in first.text
    assert "Your code" == second.subject
    assert 0 == await people(mailing)


async def test_a_code_is_for_its_own_address(mailbox: Mailbox, door: Wire) -> None:
    """Somebody else's proves nothing."""
    await ask_code(door)
    await ask_code(door, email="eva@example.org")
    codes = {letter.address: letter.code for letter in [await mailbox.letter(n) for n in (1, 2)]}

    theirs = {"email": "eva@example.org", "code": codes["frida@example.org"]}
    assert "invalid_email_code" == await door.code("auth.register", FRIDA | theirs)


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"username": "ada"}, "username_taken", "username"),
        ({"username": "a b"}, "bad_request", "username"),
        ({"email": "frida"}, "bad_request", "email"),
        ({"password": "password1"}, "bad_request", "password"),
    ],
)
async def test_what_else_is_wrong_is_told_before_a_code_is_sent(
    mailbox: Mailbox, door: Wire, changed: Data, code: str, field: str
) -> None:
    """Nobody fetches a letter for a form that is refused."""
    error = await door.error("auth.register", FRIDA | changed)

    assert (code, field) == (error["code"], error["field"])
    await ask_code(door)
    await mailbox.letter()
    assert 1 == len(mailbox.letters)


async def test_without_a_mail_server_nothing_is_asked(server: Server) -> None:
    """As before; a code that is given all the same does no harm."""
    door = await server.connect()

    assert await door.call("auth.register", FRIDA | {"code": "123456"})


async def test_the_code_is_in_no_table(
    serve: Serve, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    """It is made of a number by the secret key; whoever has the database has no code."""
    mailbox.answers = ["451 come back later"]
    server = await serve(**mailbox.settings())
    await ask_code(await server.connect())
    await until_put_off(caplog)
    async with server.services.database.reading() as connection:
        kept = [
            str(tuple(row))
            for table in ("email_codes", "outbox")
            for row in await connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608
        ]
    server.clock.ahead += 3 * MINUTE
    server.services.mailer.ring()
    code = (await mailbox.letter()).code

    assert 2 == len(kept)
    assert not [row for row in kept if code in row.replace(" ", "")]
