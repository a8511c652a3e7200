"""Another address: who may ask for it, when it counts, and the way back."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from messenger.actions import email_change, recovery
from messenger.actions.outbox import DAY, HOUR
from messenger.db.tables import users
from messenger.errors import EmailTaken, NotFound
from tests.conftest import Serve
from tests.databases import CLIENT
from tests.mailbox import Mailbox
from tests.people import ADA, BOB, EVE, Person
from tests.running import Server
from tests.talk import forget
from tests.wire import Wire

FRESH = "ada@example.net"


async def ask(wire: Wire, email: str = FRESH, person: Person = ADA) -> dict[str, Any]:
    """Ask for an address."""
    return await wire.call("account.change_email", password=person.password, email=email)


async def confirm(server: Server, token: str) -> None:
    """Follow the link of the letter to the new address."""
    await email_change.confirm_email(server.services, token=token)


async def undo(server: Server, token: str) -> None:
    """Follow the link of the letter to the old address."""
    await email_change.undo_email(server.services, token=token)


async def address_of(server: Server, person: Person) -> str | None:
    """Return the address of a person's account."""
    async with server.services.database.reading() as connection:
        return await connection.scalar(select(users.c.email).where(users.c.username == person.nick))


async def changed(server: Server, mailbox: Mailbox) -> str:
    """Change Ada's address, and return the token of the way back."""
    await ask(await server.enter(ADA))
    await confirm(server, (await mailbox.letter()).token)
    return (await mailbox.letter(2)).token


async def test_an_address_counts_when_it_is_confirmed(mailing: Server, mailbox: Mailbox) -> None:
    """Not before; the old one then learns of it."""
    ada = await mailing.enter(ADA)

    assert {"email": FRESH, "pending": True} == await ask(ada, f" {FRESH.title()} ")
    letter = await mailbox.letter()
    assert (FRESH, "Confirm your new address") == (letter.address, letter.subject)
    assert ADA.email == (await ada.call("account.get"))["email"]

    await confirm(mailing, letter.token)
    await ada.event("account.updated")
    assert FRESH == (await ada.call("account.get"))["email"]
    notice = await mailbox.letter(2)
    assert (ADA.email, "Your address was changed") == (notice.address, notice.subject)
    assert FRESH in notice.text


async def test_the_way_back(mailing: Server, mailbox: Mailbox) -> None:
    """The old address is there again, and whoever is in the account is out of it."""
    ada, bob = await mailing.enter(ADA), await mailing.enter(BOB)
    token = await changed(mailing, mailbox)

    await undo(mailing, token)

    assert ADA.email == await address_of(mailing, ADA)
    assert {"reason": "revoked"} == await ada.event("session.revoked")
    assert 4401 == await ada.closed()
    assert await bob.call("ping")
    with pytest.raises(NotFound):
        await undo(mailing, token)


async def test_the_owner_has_the_last_word(mailing: Server, mailbox: Mailbox) -> None:
    """An intruder who changes the address twice and sets a password cannot hold the account."""
    first = await changed(mailing, mailbox)
    eve = await mailing.enter(ADA)
    await ask(eve, "eve@example.net")
    await confirm(mailing, (await mailbox.letter(3)).token)
    second = (await mailbox.letter(4)).token
    await recovery.request_recovery(mailing.services, login=ADA.nick, client=CLIENT, language="en")
    reset = await mailbox.letter(5)
    assert "eve@example.net" == reset.address

    await undo(mailing, first)

    assert ADA.email == await address_of(mailing, ADA)
    for token in (second, first):
        with pytest.raises(NotFound):
            await undo(mailing, token)
    with pytest.raises(NotFound):
        await recovery.reset_password(
            mailing.services, token=reset.token, password="nine lanterns at sea", client=CLIENT
        )


async def test_the_way_back_outlives_another_password(mailing: Server, mailbox: Mailbox) -> None:
    """Who got in would set one at once."""
    token = await changed(mailing, mailbox)
    await recovery.request_recovery(mailing.services, login=ADA.nick, client=CLIENT, language="en")
    reset = (await mailbox.letter(3)).token
    await recovery.reset_password(
        mailing.services, token=reset, password="nine lanterns at sea", client=CLIENT
    )

    await undo(mailing, token)

    assert ADA.email == await address_of(mailing, ADA)


async def test_another_password_kills_a_change_that_waits(
    mailing: Server, mailbox: Mailbox
) -> None:
    """Whoever asked for it may have been an intruder."""
    await ask(await mailing.enter(ADA))
    waiting = (await mailbox.letter()).token
    await recovery.request_recovery(mailing.services, login=ADA.nick, client=CLIENT, language="en")
    await recovery.reset_password(
        mailing.services,
        token=(await mailbox.letter(2)).token,
        password="nine lanterns at sea",
        client=CLIENT,
    )

    with pytest.raises(NotFound):
        await confirm(mailing, waiting)
    assert ADA.email == await address_of(mailing, ADA)


async def test_links_work_for_a_day_and_once(mailing: Server, mailbox: Mailbox) -> None:
    """The one to confirm, and the way back."""
    await ask(await mailing.enter(ADA))
    late = (await mailbox.letter()).token
    mailing.clock.ahead += DAY
    with pytest.raises(NotFound):
        await confirm(mailing, late)

    await ask(await mailing.enter(ADA))
    token = (await mailbox.letter(2)).token
    ends = await asyncio.gather(
        *(confirm(mailing, token) for _ in range(3)), return_exceptions=True
    )
    assert [None] == [end for end in ends if not isinstance(end, NotFound)]

    back = (await mailbox.letter(3)).token
    mailing.clock.ahead += DAY
    with pytest.raises(NotFound):
        await undo(mailing, back)


async def test_a_link_does_only_its_own(mailing: Server, mailbox: Mailbox) -> None:
    """One kind of letter cannot be used for another."""
    await ask(await mailing.enter(ADA))
    token = (await mailbox.letter()).token
    with pytest.raises(NotFound):
        await undo(mailing, token)
    with pytest.raises(NotFound):
        await recovery.reset_password(
            mailing.services, token=token, password="nine lanterns at sea", client=CLIENT
        )

    await confirm(mailing, token)


async def test_the_last_wish_counts(mailing: Server, mailbox: Mailbox) -> None:
    """Another address asked for makes the first one's link worth nothing."""
    ada = await mailing.enter(ADA)
    await ask(ada, "slip@example.net")
    await ask(ada)
    first, second = await mailbox.letter(), await mailbox.letter(2)

    with pytest.raises(NotFound):
        await confirm(mailing, first.token)
    await confirm(mailing, second.token)
    assert FRESH == await address_of(mailing, ADA)


async def test_the_password_is_asked_for(mailing: Server, mailbox: Mailbox) -> None:
    """A session left open is not enough; nor are guesses without end."""
    ada = await mailing.enter(ADA)
    error = await ada.error("account.change_email", password="guess", email=FRESH)
    assert ("invalid_credentials", "password") == (error["code"], error["field"])
    for _ in range(9):
        await ada.error("account.change_email", password="guess", email=FRESH)

    assert "rate_limited" == await ada.code(
        "account.change_email", password=ADA.password, email=FRESH
    )
    # The owner, who signs in meanwhile, is not locked out by that.
    door = await mailing.connect()
    assert await door.call("auth.login", login=ADA.nick, password=ADA.password)
    assert [] == mailbox.letters


async def test_a_stranger_changes_nothing(mailing: Server, mailbox: Mailbox) -> None:
    """Neither without a session nor with another person's password."""
    door, eve = await mailing.connect(), await mailing.enter(EVE)
    given = {"password": ADA.password, "email": FRESH}

    assert "unauthenticated" == await door.code("account.change_email", given)
    assert "invalid_credentials" == await eve.code("account.change_email", given)
    assert (ADA.email, EVE.email) == (
        await address_of(mailing, ADA),
        await address_of(mailing, EVE),
    )
    assert [] == mailbox.letters


@pytest.mark.parametrize("email", ["no address", ADA.email, "a@b\r\nBcc: c@example.org", ""])
async def test_what_is_no_new_address(mailing: Server, email: str) -> None:
    """The field is named."""
    ada = await mailing.enter(ADA)
    error = await ada.error("account.change_email", password=ADA.password, email=email)

    assert ("bad_request", "email") == (error["code"], error["field"])


async def test_a_taken_address_is_told_to_its_owner_alone(
    mailing: Server, mailbox: Mailbox
) -> None:
    """Nobody finds out by this who has an account."""
    ada = await mailing.enter(ADA)

    assert {"email": BOB.email, "pending": True} == await ask(ada, BOB.email)
    letter = await mailbox.letter()
    assert (BOB.email, "You have an account already") == (letter.address, letter.subject)


async def test_an_address_that_was_taken_meanwhile(mailing: Server, mailbox: Mailbox) -> None:
    """Of two who confirm the same address the first one has it."""
    await ask(await mailing.enter(ADA), "shared@example.net")
    await ask(await mailing.enter(BOB), "shared@example.net", BOB)
    first, second = await mailbox.letter(), await mailbox.letter(2)
    await confirm(mailing, second.token)

    with pytest.raises(EmailTaken):
        await confirm(mailing, first.token)
    assert ADA.email == await address_of(mailing, ADA)


async def test_a_stranger_is_not_flooded(serve: Serve, mailbox: Mailbox) -> None:
    """Two letters an hour to an address, whoever causes them."""
    server = await serve(**mailbox.settings())
    ada = await server.enter(ADA)
    for _ in range(2):
        await ask(ada)

    error = await ada.error("account.change_email", password=ADA.password, email=FRESH)

    assert ("rate_limited", "email") == (error["code"], error["field"])
    server.clock.ahead += HOUR + 1
    await ask(ada)


async def test_without_a_mail_server_it_counts_at_once(server: Server) -> None:
    """Nothing could confirm it; a taken one is refused as at registration."""
    ada = await server.enter(ADA)
    assert "email_taken" == await ada.code(
        "account.change_email", password=ADA.password, email=BOB.email
    )

    assert {"email": FRESH, "pending": False} == await ask(ada)
    assert FRESH == (await ada.call("account.get"))["email"]


async def test_those_who_see_the_address_hear_of_another(mailing: Server, mailbox: Mailbox) -> None:
    """When it counts and when it is undone; who does not see it is told nothing of it."""
    ada, bob, eve = [await mailing.enter(person) for person in (ADA, BOB, EVE)]
    for wire in (bob, eve):
        await wire.call("contacts.add", user_id=ada.me)
    exception = {"rule": "email", "user_id": bob.me, "allow": True}
    await ada.call("privacy.set_exception", exception)
    await forget(bob, eve)

    token = await changed(mailing, mailbox)
    assert FRESH == (await bob.event("contact.updated"))["user"]["email"]
    await undo(mailing, token)
    assert ADA.email == (await bob.event("contact.updated"))["user"]["email"]

    await eve.call("ping")
    assert "example.net" not in "".join(eve.log)


async def test_so_they_do_without_a_mail_server(ada: Wire, bob: Wire) -> None:
    """At once."""
    await bob.call("contacts.add", user_id=ada.me)
    await ada.call("account.update", privacy={"email": "everyone"})
    await forget(bob)

    await ask(ada)

    assert FRESH == (await bob.event("contact.updated"))["user"]["email"]
