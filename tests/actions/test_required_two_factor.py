"""A server that wants two factors of everybody: before they are on nothing else is done."""

import pytest

from messenger.actions.table import ROUTES
from messenger.web.conversation import SETTING_UP
from tests.actions.two_factor_steps import refusal, sign_in, switch_on
from tests.conftest import Serve
from tests.people import ADA, BOB
from tests.running import Server
from tests.talk import open_chat, say
from tests.wire import Wire

OPERATIONS = sorted({*ROUTES, "messages.send"} - SETTING_UP)
# Fields enough for a request to be understood; it is forbidden before anything is looked up.
SEND = {"chat_id": "1", "client_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "kind": "text"}


@pytest.fixture
async def strict(serve: Serve) -> Server:
    """A server that wants two factors of everybody."""
    return await serve(require_two_factor="on")


async def test_everything_else_is_forbidden(strict: Server) -> None:
    """On the person's own connection and by their token on another's."""
    bob, stranger = await strict.enter(BOB), await strict.connect()

    assert bob.hello["two_factor_required"]
    for op in OPERATIONS:
        assert "forbidden" == await bob.code(op, SEND), op
    assert "forbidden" == await stranger.code("account.get", by=BOB.token)
    assert "forbidden" == await stranger.code("messages.send", SEND | {"text": "x"}, by=BOB.token)
    assert (await bob.call("two_factor.status"))["required"]


async def test_http_and_pages_are_shut_too(strict: Server) -> None:
    """But signing out, the section that sets it up, and what needs no session."""
    own = {"Cookie": f"messenger_session={BOB.token}", "Origin": strict.origin}
    async with strict.http(headers=own) as http:
        for path in ("/api/me", "/api/passkeys"):
            assert 403 == (await http.get(path)).status_code
        for path in ("/", "/account/profile", "/account"):
            assert "/account/two-factor" == (await http.get(path)).headers["location"]
        assert 200 == (await http.get("/account/two-factor")).status_code
        assert 200 == (await http.get("/healthz")).status_code
        assert 200 == (await http.delete("/api/session")).status_code


async def test_nothing_is_told_before(strict: Server) -> None:
    """What others write is heard after it is set up; `sync` tells what was missed."""
    ada, bob = await strict.enter(ADA), await strict.enter(BOB)
    await switch_on(strict, ada, ADA)
    missed = await ada.call("sync", state=ada.hello["state"], chats={})
    assert ["read_only"] == [changed["chat"]["role"] for changed in missed["chats"]]
    ada.ledger.state = missed["state"]
    chat = await open_chat(ada, BOB.nick)
    await say(ada, chat)
    await bob.call("ping")
    heard = [name for name, _ in bob._events]

    await switch_on(strict, bob, BOB)
    await say(ada, chat, "again")

    assert [] == heard
    assert "again" == (await bob.event("message.new"))["message"]["text"]
    assert bob.me == (await bob.call("account.get"))["user"]["id"]


async def test_once_they_are_on_it_is_as_everywhere(strict: Server) -> None:
    """New sessions are free; switching off is forbidden."""
    bob = await strict.enter(BOB)
    app, _ = await switch_on(strict, bob, BOB)
    token = (await sign_in(strict, BOB, code=app.next_code()))["data"]["token"]
    phone = await strict.enter(BOB, token=token)

    assert not phone.hello["two_factor_required"]
    assert await phone.call("chats.list")
    assert "forbidden" == await phone.code("two_factor.disable", code=app.next_code())
    assert "totp_required" == await refusal(strict, BOB)


async def test_a_new_account_begins_with_it(strict: Server) -> None:
    """Registering is done; what follows waits."""
    stranger: Wire = await strict.connect()
    account = {"username": "frida", "email": "frida@example.org", "password": "oak tree by a lake"}
    await stranger.call("auth.register", account)

    assert (await stranger.event("hello"))["two_factor_required"]
    assert "forbidden" == await stranger.code("chats.list")


async def test_elsewhere_nobody_is_asked(server: Server) -> None:
    """The setting is off unless somebody turns it on."""
    bob = await server.enter(BOB)

    assert not bob.hello["two_factor_required"]
    assert not (await bob.call("two_factor.status"))["required"]
