"""The outbox: what is committed is sent, whatever the mail server does meanwhile."""

import asyncio
import logging
from typing import Any

import pytest
from sqlalchemy import Table, select

from messenger.actions.outbox import DAY, HOUR, forget_old_letters, mail_notice
from messenger.actions.recovery import request_recovery, reset_password
from messenger.db.tables import email_codes, mailings, outbox, tickets, users
from messenger.errors import NotFound
from tests.conftest import Serve
from tests.databases import CLIENT
from tests.mailbox import CERTIFICATE, Mailbox, Security, open_mailbox, until_put_off
from tests.people import ADA, DORA, Person
from tests.running import Server

MINUTE = 60_000
FRESH = "nine lanterns cross the bay"
LATER = "451 come back later"
NEVER = "550 no such person"


async def notify(server: Server, person: Person = ADA, *, fail: bool = False) -> None:
    """Do something that causes a letter."""
    async with server.services.database.writing() as connection:
        user_id = await connection.scalar(select(users.c.id).where(users.c.username == person.nick))
        await mail_notice(server.services, connection, int(user_id or 0), "password_changed")
        if fail:
            raise ZeroDivisionError


async def waiting(server: Server) -> list[Any]:
    """Return the rows of the outbox."""
    async with server.services.database.reading() as connection:
        return list(await connection.execute(select(outbox)))


async def emptied(server: Server) -> None:
    """Wait until nothing is in the outbox."""
    async with asyncio.timeout(5):
        while await waiting(server):
            await asyncio.sleep(0.005)


def travel(server: Server, milliseconds: int) -> None:
    """Let time pass, and the postman see it."""
    server.clock.ahead += milliseconds
    server.services.mailer.ring()


async def test_a_letter_is_sent_at_once_and_forgotten(mailing: Server, mailbox: Mailbox) -> None:
    """To the person's address, about the account."""
    await notify(mailing)

    letter = await mailbox.letter()

    assert ADA.email == letter.address
    assert "Your password was changed" == letter.subject
    assert f"\u2068{ADA.nick}\u2069" in letter.text
    await emptied(mailing)


async def test_a_letter_is_in_the_persons_language(mailing: Server, mailbox: Mailbox) -> None:
    """The one chosen in the settings."""
    dora = await mailing.enter(DORA)
    await dora.call("account.update", language="ru")

    await notify(mailing, DORA)

    assert "Ваш пароль изменён" == (await mailbox.letter()).subject


async def test_what_is_rolled_back_sends_nothing(mailing: Server, mailbox: Mailbox) -> None:
    """The letter stands and falls with its cause."""
    with pytest.raises(ZeroDivisionError):
        await notify(mailing, fail=True)
    await notify(mailing, DORA)

    assert DORA.email == (await mailbox.letter()).address
    await emptied(mailing)
    assert 1 == len(mailbox.letters)


async def test_without_a_mail_server_nothing_is_queued(server: Server) -> None:
    """Nobody would ever send it."""
    await notify(server)

    assert [] == await waiting(server)


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_letters_travel_encrypted(
    serve: Serve, security: Security, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By STARTTLS or TLS from the first byte, to a server whose certificate is known."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    async with open_mailbox(security) as mailbox:
        server = await serve(**mailbox.settings())
        await notify(server)

        assert ADA.email == (await mailbox.letter()).address
        await emptied(server)


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_nothing_goes_to_a_server_that_could_be_anybody(
    serve: Serve, security: Security, caplog: pytest.LogCaptureFixture
) -> None:
    """Its certificate is signed by nobody that this machine trusts."""
    async with open_mailbox(security) as mailbox:
        server = await serve(**mailbox.settings())
        await notify(server)
        await until_put_off(caplog)

        assert [] == mailbox.letters


async def test_nothing_is_said_in_the_open(
    serve: Serve, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    """A server that offers no STARTTLS, or a line on which somebody cut it, gets no letter."""
    server = await serve(**mailbox.settings(smtp_security="starttls"))
    await notify(server)
    await until_put_off(caplog)

    assert 0 == mailbox.tried


async def test_a_refused_letter_comes_again_after_ever_longer_pauses(
    mailing: Server, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    """One minute, doubling up to an hour."""
    mailbox.answers = [LATER] * 8
    await notify(mailing)
    pauses = []
    for tries in range(1, 9):
        await until_put_off(caplog, tries)
        [row] = await waiting(mailing)
        pauses.append(round((row.due_at - mailing.clock.now()) / MINUTE))
        travel(mailing, row.due_at - mailing.clock.now() + 1)

    assert [1, 2, 4, 8, 16, 32, 60, 60] == pauses
    assert ADA.email == (await mailbox.letter()).address
    await emptied(mailing)


async def test_a_letter_is_given_up_after_two_days(
    mailing: Server, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    """What it told is old by then."""
    caplog.set_level(logging.INFO)
    mailbox.answers = [LATER]
    await notify(mailing)
    await until_put_off(caplog)

    travel(mailing, 2 * DAY)

    await emptied(mailing)
    assert [] == mailbox.letters
    assert "letter given up" in caplog.messages


async def test_an_address_that_is_refused_for_good_is_not_tried_again(
    mailing: Server, mailbox: Mailbox
) -> None:
    """Nobody is there."""
    mailbox.answers = [NEVER]
    await notify(mailing)

    await emptied(mailing)
    assert (1, []) == (mailbox.tried, mailbox.letters)


async def test_the_log_knows_kind_and_outcome_and_no_more(
    mailing: Server, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    """No address, no name, no word of the letter, also when it fails."""
    caplog.set_level(logging.DEBUG)
    mailbox.answers = [LATER, NEVER]
    for _ in range(3):
        await notify(mailing)
    await mailbox.letter()
    travel(mailing, 3 * MINUTE)
    await mailbox.letter(2)
    await emptied(mailing)

    ours = ("messenger", "aiosmtplib", "asyncio", "hypercorn")
    written = [str(vars(record)) for record in caplog.records if record.name.startswith(ours)]
    assert {"letter put off", "letter refused", "letter sent"} <= set(caplog.messages)
    for secret in (ADA.email, ADA.name, "chat.example.org"):
        assert not [line for line in written if secret in line]


async def test_a_dead_mail_server_holds_up_nothing(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    """The letter waits, and goes when the server is back, also after a restart of ours."""
    async with open_mailbox() as mailbox:
        settings = mailbox.settings()
    server = await serve(**settings)
    await notify(server)
    await until_put_off(caplog)
    assert await (await server.enter(ADA)).call("ping")

    async with open_mailbox(port=mailbox.port) as mailbox:
        travel(server, MINUTE + 1)
        assert ADA.email == (await mailbox.letter()).address
        await emptied(server)


async def test_a_letter_that_a_stop_cuts_short_goes_after_the_restart(
    serve: Serve, mailbox: Mailbox
) -> None:
    """A mail server that takes half a minute does not hold up the stop."""
    mailbox.pause = 30
    server = await serve(**mailbox.settings())
    await notify(server)
    async with asyncio.timeout(5):
        while not mailbox.tried:
            await asyncio.sleep(0.005)

    await server.stop()
    mailbox.pause = 0
    again = await serve(**mailbox.settings())
    # Where several processes may be at it, a letter is the first one's until its lease ends.
    travel(again, 3 * MINUTE)

    assert ADA.email == (await mailbox.letter()).address
    await emptied(again)


@pytest.mark.parametrize("database", ["postgresql"])  # One process alone has a SQLite file.
async def test_two_processes_send_a_letter_once(serve: Serve, mailbox: Mailbox) -> None:
    """Whichever takes it first."""
    first, second = await serve(**mailbox.settings()), await serve(**mailbox.settings())
    for number in range(5):
        await notify(first)
        second.services.mailer.ring()
        await mailbox.letter(number + 1)
    await emptied(first)

    assert 5 == len(mailbox.letters)


async def test_what_is_over_is_forgotten(mailing: Server, mailbox: Mailbox) -> None:
    """Counts after a day; links, codes and letters when they end; and nothing before."""
    await request_recovery(mailing.services, login=ADA.nick, client=CLIENT, language="en")
    token = (await mailbox.letter()).token
    door = await mailing.connect()
    await door.code("auth.register", username="fay", email="fay@example.org", password=FRESH)
    await mailbox.letter(2)
    await emptied(mailing)
    await forget_old_letters(mailing.services)
    assert [2, 1, 1] == [await rows(mailing, each) for each in (mailings, tickets, email_codes)]

    mailing.clock.ahead += HOUR
    await forget_old_letters(mailing.services)
    assert [2, 0, 0] == [await rows(mailing, each) for each in (mailings, tickets, email_codes)]
    with pytest.raises(NotFound):
        await reset_password(mailing.services, token=token, password=FRESH, client=CLIENT)

    mailing.clock.ahead += DAY
    await forget_old_letters(mailing.services)
    assert 0 == await rows(mailing, mailings)


async def rows(server: Server, table: Table) -> int:
    """Return how many rows a table has."""
    async with server.services.database.reading() as connection:
        return len((await connection.execute(select(table))).all())
