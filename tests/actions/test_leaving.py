"""An account that is to be deleted: everything ends, and for 14 days all of it can be kept."""

import asyncio

import pytest

from messenger.actions.erasing import erase_due_accounts
from messenger.actions.table import ROUTES
from messenger.clock import parse_rfc3339
from messenger.web.conversation import KEEPING
from tests.actions.two_factor_steps import sign_in
from tests.mailbox import Mailbox
from tests.people import ADA, BOB, CAROL, EVE, Person
from tests.running import Server
from tests.talk import chat_of, say, texts
from tests.wire import Wire

DAY = 86_400_000
ACCOUNT_CLOSED = 4401
SEND = {"chat_id": "1", "client_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "kind": "text"}


async def ask(wire: Wire, messages: str = "keep") -> str:
    """Have the account deleted, and return when that will be."""
    return str((await wire.call("account.delete", messages=messages))["delete_at"])


async def come_back(server: Server, person: Person) -> Wire:
    """Sign in again on a new connection."""
    wire = await server.connect()
    await wire.call("auth.login", login=person.nick, password=person.password)
    await wire.event("hello")
    return wire


async def test_every_session_ends_at_once(server: Server, bob: Wire) -> None:
    """The one that asks hears its answer first."""
    tab, phone = await server.enter(BOB), await come_back(server, BOB)

    due = await ask(bob)

    assert abs(parse_rfc3339(due) - server.clock.now() - 14 * DAY) < 10_000
    for wire in (bob, tab, phone):
        assert ACCOUNT_CLOSED == await wire.closed()
    assert "session_expired" == await (await server.connect()).code(
        "auth.resume", {"token": BOB.token}
    )


async def test_by_a_token_it_ends_as_well(bob: Wire, eve: Wire) -> None:
    """And the connection that carried it stays its owner's."""
    await eve.call("account.delete", messages="keep", by=BOB.token)

    assert ACCOUNT_CLOSED == await bob.closed()
    assert eve.me == (await eve.call("account.get"))["user"]["id"]


async def test_who_returns_may_do_nothing_but_keep_it(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Nothing is told either; once it is kept, everything is as it was."""
    due = await ask(bob, "remove")
    back = await come_back(server, BOB)

    assert due == back.hello["delete_at"]
    for op in sorted({*ROUTES, "messages.send"} - KEEPING):
        assert "forbidden" == await back.code(op, SEND), op
    await say(ada, chat, "are you there?")
    assert "message.new" not in await back.events()

    await back.call("account.keep")

    assert ["hello", "are you there?"] == await texts(back, chat)
    assert "conflict" == await back.code("account.keep")
    again = await come_back(server, BOB)
    assert again.hello["delete_at"] is None


async def test_http_and_pages_lead_to_the_question(server: Server, bob: Wire) -> None:
    """But signing out, and what needs no session."""
    await ask(bob)
    token = (await sign_in(server, BOB))["data"]["token"]
    own = {"Cookie": f"messenger_session={token}", "Origin": server.origin}
    async with server.http(headers=own) as http:
        for path in ("/api/me", "/api/export/1"):
            assert 403 == (await http.get(path)).status_code
        for path in ("/", "/account/data", "/sign-in"):
            assert "/leaving" == (await http.get(path)).headers["location"]
        assert 200 == (await http.get("/leaving")).status_code
        assert 200 == (await http.delete("/api/session")).status_code
    async with server.http(headers={"Cookie": f"messenger_session={CAROL.token}"}) as http:
        assert "/" == (await http.get("/leaving")).headers["location"]


async def test_strangers_do_not_find_it_meanwhile(server: Server, bob: Wire, eve: Wire) -> None:
    """And nobody gets its nick or address; it is found again once it is kept."""
    await ask(bob)

    assert [] == (await eve.call("users.search", query="bob"))["users"]
    assert "not_found" == await eve.code("users.get", username="bob")
    assert "not_found" == await eve.code("chats.open_direct", username="bob")
    stranger = await server.connect()
    account = {"username": "bob", "email": "b@example.org", "password": "oak tree by a lake"}
    assert "username_taken" == await stranger.code("auth.register", account)
    other = account | {"username": "bobby", "email": BOB.email}
    assert "email_taken" == await stranger.code("auth.register", other)

    await (await come_back(server, BOB)).call("account.keep")
    assert "bob" == (await eve.call("users.get", username="bob"))["user"]["username"]


async def test_who_knows_the_person_sees_them_as_before(ada: Wire, bob: Wire, chat: str) -> None:
    """The chat stays, and takes messages: what is kept must miss nothing."""
    await ask(bob)

    peer = (await chat_of(ada, chat))["peer"]
    assert (BOB.name, False) == (peer["name"], peer["deleted"])
    assert "still here" == (await say(ada, chat, "still here"))["text"]


async def test_nobody_else_keeps_or_deletes_it(server: Server, bob: Wire, eve: Wire) -> None:
    """One's own account is all that these operations know."""
    await ask(bob)

    assert "conflict" == await eve.code("account.keep")
    assert (await come_back(server, BOB)).hello["delete_at"]


async def test_a_proof_is_wanted(server: Server, bob: Wire) -> None:
    """Half an hour after the last one, by password or by code."""
    server.clock.ahead += DAY // 48

    assert "reauthentication_required" == await bob.code("account.delete", messages="keep")
    await bob.call("auth.reauthenticate", password=BOB.password)
    assert await ask(bob)


@pytest.mark.parametrize("messages", ["", "all", None])
async def test_the_choice_of_messages_is_one_of_two(bob: Wire, messages: str | None) -> None:
    """Anything else names the field."""
    error = await bob.error("account.delete", messages=messages)

    assert ("bad_request", "messages") == (error["code"], error["field"])


async def test_the_last_administrator_stays(ada: Wire, bob: Wire) -> None:
    """While others have accounts here."""
    error = await ada.error("account.delete", messages="keep")

    assert ("conflict", 409) == (error["code"], error["status"])
    assert "administrator" in error["message"]
    assert ada.me == (await ada.call("account.get"))["user"]["id"]
    assert await ask(bob)


async def test_letters_tell_of_it(mailing: Server, mailbox: Mailbox) -> None:
    """When it is asked for, and when it is kept."""
    await ask(await mailing.enter(BOB))
    asked = await mailbox.letter()
    await (await come_back(mailing, BOB)).call("account.keep")
    await mailbox.letter(3)

    assert (BOB.email, "Your account is to be deleted") == (asked.address, asked.subject)
    later = {(letter.address, letter.subject) for letter in mailbox.letters[1:]}
    assert {(BOB.email, "A new sign-in"), (BOB.email, "Your account stays")} == later


async def test_keeping_and_the_end_at_once(server: Server, bob: Wire) -> None:
    """One of them wins, and wholly."""
    await ask(bob)
    server.clock.ahead += 14 * DAY + 1
    back = await come_back(server, BOB)

    reply, _ = await asyncio.gather(back.ask("account.keep"), erase_due_accounts(server.services))

    signed_in = (await sign_in(server, BOB))["ok"]
    assert reply["ok"] is signed_in
    if not signed_in:
        assert "conflict" == reply["error"]["code"]


async def test_nothing_is_kept_once_the_end_has_begun(server: Server, bob: Wire, eve: Wire) -> None:
    """Who comes back a moment too late finds nobody."""
    await ask(bob)
    server.clock.ahead += 14 * DAY + 1
    back = await come_back(server, BOB)
    await erase_due_accounts(server.services)

    assert ACCOUNT_CLOSED == await back.closed()
    reply = await sign_in(server, BOB)
    assert "invalid_credentials" == reply["error"]["code"]
    assert EVE.nick == (await eve.call("account.get"))["user"]["username"]


async def test_before_its_day_nothing_happens(server: Server, bob: Wire) -> None:
    """Not an hour too early."""
    await ask(bob)
    server.clock.ahead += 14 * DAY - 60_000

    await erase_due_accounts(server.services)

    await (await come_back(server, BOB)).call("account.keep")
    assert ADA.nick != (await sign_in(server, BOB))["data"]["user"]["username"]
