"""A forgotten password: who gets a link, what it does, and how often."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

from messenger.actions import recovery
from messenger.actions.access import Viewer
from messenger.actions.administration import make_reset_link
from messenger.actions.outbox import DAY, HOUR
from messenger.actions.sessions import resume
from messenger.db.tables import outbox, tickets
from messenger.errors import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidCredentials,
    MessengerError,
    NotFound,
    RateLimited,
    TooLong,
)
from tests.conftest import Serve
from tests.databases import CLIENT
from tests.mailbox import Mailbox, until_put_off
from tests.people import ADA, BOB, DORA, EVE, Person
from tests.running import Server
from tests.wire import Refused

FRESH = "seven kettles under the moon"


async def ask(server: Server, login: str = ADA.nick, language: str = "en") -> None:
    """Ask for a link as the page does."""
    await recovery.request_recovery(server.services, login=login, client=CLIENT, language=language)


async def reset(server: Server, token: str, password: str = FRESH) -> None:
    """Set a new password as the page does."""
    await recovery.reset_password(server.services, token=token, password=password, client=CLIENT)


async def viewer_of(server: Server, person: Person) -> Viewer:
    """Return a person's session."""
    return (await resume(server.services, person.token))[0]


async def quiet(server: Server) -> None:
    """Wait until the postman has done all that there is to do."""
    async with asyncio.timeout(5):
        while await count(server, outbox):
            await asyncio.sleep(0.005)


async def count(server: Server, table: Any) -> int:
    """Return how many rows a table has."""
    async with server.services.database.reading() as connection:
        return int(await connection.scalar(select(func.count()).select_from(table)) or 0)


async def sign_in(server: Server, person: Person, password: str) -> dict[str, Any]:
    """Sign in over a new connection."""
    wire = await server.connect()
    return await wire.call("auth.login", login=person.nick, password=password)


@pytest.mark.parametrize("login", [ADA.nick, ADA.email, "ADA", " Ada@Example.ORG "])
async def test_a_link_sets_a_new_password(mailing: Server, mailbox: Mailbox, login: str) -> None:
    """Asked for by nick or address, in any letters."""
    await ask(mailing, login)
    letter = await mailbox.letter()

    assert ADA.email == letter.address
    await reset(mailing, letter.token)
    assert ADA.nick == (await sign_in(mailing, ADA, FRESH))["user"]["username"]
    with pytest.raises(Refused, match="invalid_credentials"):
        await sign_in(mailing, ADA, ADA.password)
    assert "Your password was changed" == (await mailbox.letter(2)).subject


async def test_the_letter_is_in_the_language_of_the_page(mailing: Server, mailbox: Mailbox) -> None:
    """Unless the person has chosen one for the account."""
    await ask(mailing, ADA.nick, "ru")
    assert "Задать новый пароль" == (await mailbox.letter()).subject

    dora = await mailing.enter(DORA)
    await dora.call("account.update", language="en")
    await ask(mailing, DORA.nick, "ru")
    assert "Set a new password" == (await mailbox.letter(2)).subject


async def test_nobody_learns_who_has_an_account(mailing: Server, mailbox: Mailbox) -> None:
    """The answer is the same, and nothing of the account was looked at by then."""
    for login in (ADA.nick, "nobody", "nobody@example.org", "no one at all"):
        assert await ask(mailing, login) is None  # type: ignore[func-returns-value]
    await quiet(mailing)

    assert [ADA.email] == [letter.address for letter in mailbox.letters]


async def test_nothing_that_is_asked_is_bad_input(mailing: Server) -> None:
    """It is told alike for everybody."""
    with pytest.raises(BadRequest) as empty:
        await ask(mailing, " ")
    with pytest.raises(TooLong) as long:
        await ask(mailing, "a" * 257)

    assert ("login", "login") == (empty.value.field, long.value.field)


async def test_a_stranger_cannot_ask_for_ever(mailing: Server) -> None:
    """The address of who asks has a limit, whoever is asked for."""
    for number in range(10):
        await ask(mailing, f"nobody{number}")

    with pytest.raises(RateLimited) as limited:
        await ask(mailing)
    assert limited.value.retry_after


async def test_an_address_gets_two_letters_an_hour_and_five_a_day(
    serve: Serve, mailbox: Mailbox
) -> None:
    """However often it is asked for, by nick or by address."""
    server = await serve(**mailbox.settings(rate_recover=(1000, 1000)))
    got = []
    for _ in range(4):
        for login in (ADA.nick, ADA.email, ADA.nick):
            await ask(server, login)
        await quiet(server)
        got.append(len(mailbox.letters))
        server.clock.ahead += HOUR + 1
    server.clock.ahead += DAY
    await ask(server)

    assert [2, 4, 5, 5] == got
    assert ADA.email == (await mailbox.letter(6)).address


async def test_a_link_works_once(mailing: Server, mailbox: Mailbox) -> None:
    """Whoever finds it later can do nothing with it."""
    await ask(mailing)
    token = (await mailbox.letter()).token
    await reset(mailing, token)

    with pytest.raises(NotFound) as used:
        await reset(mailing, token, "eight kettles under the sun")
    assert "token" == used.value.field
    assert await sign_in(mailing, ADA, FRESH)


async def test_a_link_works_for_an_hour(mailing: Server, mailbox: Mailbox) -> None:
    """And not a moment longer."""
    await ask(mailing)
    token = (await mailbox.letter()).token
    mailing.clock.ahead += HOUR

    with pytest.raises(NotFound):
        await reset(mailing, token)


async def test_another_password_kills_a_link(mailing: Server, mailbox: Mailbox) -> None:
    """Both links were good; the first one used makes the other worth nothing."""
    await ask(mailing)
    await ask(mailing)
    first, second = (await mailbox.letter()).token, (await mailbox.letter(2)).token
    assert first != second
    await reset(mailing, second)

    with pytest.raises(NotFound):
        await reset(mailing, first, "eight kettles under the sun")


async def test_a_changed_password_kills_a_link(mailing: Server, mailbox: Mailbox) -> None:
    """Whichever way it was changed."""
    await ask(mailing)
    token = (await mailbox.letter()).token
    async with mailing.services.database.writing() as connection:
        await connection.exec_driver_sql(
            "UPDATE users SET password_hash = 'another' WHERE username = 'ada'"
        )

    with pytest.raises(NotFound):
        await reset(mailing, token)


async def test_of_racing_uses_one_wins(mailing: Server, mailbox: Mailbox) -> None:
    """Two links, each used three times at the same moment."""
    await ask(mailing)
    await ask(mailing)
    tokens = [(await mailbox.letter()).token, (await mailbox.letter(2)).token] * 3
    passwords = [f"{number} kettles under the moon" for number in range(6)]

    ends = await asyncio.gather(
        *(reset(mailing, *each) for each in zip(tokens, passwords, strict=True)),
        return_exceptions=True,
    )

    [winner] = [password for password, end in zip(passwords, ends, strict=True) if end is None]
    assert 5 == sum(isinstance(end, NotFound) for end in ends)
    assert await sign_in(mailing, ADA, winner)


@pytest.mark.parametrize("token", ["", "x", "q" * 43, "\x00", "э" * 43])
async def test_a_guess_is_no_link(mailing: Server, token: str) -> None:
    """Whatever is typed."""
    with pytest.raises(NotFound):
        await reset(mailing, token)


async def test_a_weak_password_is_refused_and_the_link_lives_on(
    mailing: Server, mailbox: Mailbox
) -> None:
    """It is judged beside what others know of the person."""
    await ask(mailing)
    token = (await mailbox.letter()).token
    for weak in ("short", "password1", "Ada Lovelace", "a" * 257):
        with pytest.raises(MessengerError) as refused:
            await reset(mailing, token, weak)
        assert "password" == refused.value.field

    await reset(mailing, token)


async def test_every_session_ends_and_open_sockets_close(mailing: Server, mailbox: Mailbox) -> None:
    """At once, told why; other people's go on."""
    phone, desk, bob = (
        await mailing.enter(ADA),
        await mailing.enter(ADA),
        await mailing.enter(BOB),
    )
    await ask(mailing)
    await reset(mailing, (await mailbox.letter()).token)

    for wire in (phone, desk):
        assert {"reason": "revoked"} == await wire.event("session.revoked")
        assert 4401 == await wire.closed()
    again = await mailing.connect()
    assert "session_expired" == await again.code("auth.resume", token=ADA.token)
    assert await bob.call("ping")


async def test_the_database_holds_no_token(
    mailing: Server, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither while the letter waits nor after: a copy of the database opens no account."""
    mailbox.answers = ["451 come back later"]
    await ask(mailing)
    await until_put_off(caplog)
    async with mailing.services.database.reading() as connection:
        kept = [
            str([bytes(each) if isinstance(each, memoryview) else each for each in row])
            for table in (outbox, tickets)
            for row in await connection.execute(select(table))
        ]
    mailing.clock.ahead += 3 * 60_000
    mailing.services.mailer.ring()
    token = (await mailbox.letter()).token

    assert 2 == len(kept)
    assert not [row for row in kept if token in row]


async def test_without_a_mail_server_no_link_is_sent(server: Server) -> None:
    """It is said at once, and the same to everybody."""
    for login in (ADA.nick, "nobody"):
        with pytest.raises(Conflict):
            await ask(server, login)


class TestLinkOfAnAdministrator:
    """A link made by hand, for who gets no mail."""

    async def test_an_administrator_makes_one(self, server: Server) -> None:
        """It works as the one of a letter, also without a mail server."""
        admin, bob = await viewer_of(server, ADA), await viewer_of(server, BOB)

        made = await make_reset_link(server.services, admin, user_id=str(bob.user_id))
        link = made.url

        assert link.startswith("/reset#")
        await reset(server, link.partition("#")[2])
        assert BOB.nick == (await sign_in(server, BOB, FRESH))["user"]["username"]

    async def test_nobody_else_does(self, server: Server) -> None:
        """Neither for others nor for themselves, and no ticket is left behind."""
        eve, bob = await viewer_of(server, EVE), await viewer_of(server, BOB)
        for wanted in (bob, eve):
            with pytest.raises(Forbidden):
                await make_reset_link(server.services, eve, user_id=str(wanted.user_id))

        assert 0 == await count(server, tickets)

    @pytest.mark.parametrize("user_id", ["1", "x", ""])
    async def test_there_must_be_such_a_person(self, server: Server, user_id: str) -> None:
        """Nobody has this id."""
        admin = await viewer_of(server, ADA)
        with pytest.raises(NotFound):
            await make_reset_link(server.services, admin, user_id=user_id)


async def test_a_wrong_password_is_still_wrong(mailing: Server, mailbox: Mailbox) -> None:
    """Asking for a link changes nothing by itself."""
    await ask(mailing)
    await mailbox.letter()

    assert InvalidCredentials.code == await (await mailing.connect()).code(
        "auth.login", login=ADA.nick, password=FRESH
    )
    assert await sign_in(mailing, ADA, ADA.password)
