"""Every error that the reference lists for an operation is met through a real socket."""

from typing import Any
from uuid import uuid4

from sqlalchemy import update

from messenger.actions.sessions import hash_token
from messenger.db.tables import sessions
from messenger.reference.failures import OWN
from tests.actions.two_factor_steps import switch_on
from tests.people import ADA, BOB, CAROL, DORA
from tests.running import Server
from tests.talk import open_chat, say, set_privacy
from tests.wire import Data, Wire

LONG = "x" * 5000
STRANGER = {"user_id": "12345"}
NOWHERE = {"chat_id": "12345"}


async def test_every_listed_error_happens(
    server: Server, mailing: Server, ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """And none happens here that is not listed."""
    chat = await open_chat(ada, BOB.nick)
    theirs = await say(bob, await open_chat(bob, "ada"), "from bob")
    mine = await say(ada, chat, "from ada")
    await ada.call("contacts.add", username="bob")
    await set_privacy(await server.enter(DORA), messages="contacts")
    closed = await _close_doors(ada, carol, eve)
    await _prepare_factors(server, bob, carol)
    send = {"kind": "text", "text": "hello", "client_id": str(uuid4())}
    one = {"chat_id": chat, "seq": mine["seq"]}
    known = {**send, "client_id": mine["client_id"], "chat_id": closed["privacy"]}
    tries: dict[str, list[tuple[str, Data]]] = {
        "auth.register": [
            ("too_long", _account(name=LONG[:200])),
            ("username_taken", _account(username="bob")),
            ("email_taken", _account(email="bob@example.org")),
        ],
        "auth.login": [
            ("invalid_credentials", {"login": "bob", "password": "no"}),
            ("totp_required", _CAROL),
            ("invalid_totp", _CAROL | {"code": "000000"}),
        ],
        "auth.reauthenticate": [
            ("invalid_credentials", {"password": "no"}),
            ("invalid_totp", {"code": "000000"}),
        ],
        "two_factor.start": [
            ("invalid_credentials", {"password": "no"}),
            ("conflict", {"password": CAROL.password, **_BY_CAROL}),
        ],
        "two_factor.confirm": [
            ("conflict", _ZEROS),
            ("invalid_totp", _ZEROS | {"by": BOB.token}),
            ("reauthentication_required", _ZEROS | _STALE),
        ],
        "two_factor.disable": [
            ("conflict", _ZEROS),
            ("invalid_totp", _ZEROS | _BY_CAROL),
            ("reauthentication_required", _ZEROS | _STALE),
        ],
        "two_factor.regenerate_codes": [
            ("conflict", {}),
            ("reauthentication_required", _STALE),
        ],
        "two_factor.forget_device": [("not_found", {"device_id": "12345"})],
        "auth.resume": [("session_expired", {"token": "no"})],
        "account.update": [("too_long", {"bio": LONG}), ("username_taken", {"username": "bob"})],
        "account.set_avatar": [("not_found", {"media_id": "12345"})],
        "account.change_password": [
            ("invalid_credentials", {"old": "no", "new": "oak tree by a lake"}),
            ("too_long", {"old": ADA.password, "new": LONG}),
        ],
        "sessions.revoke": [("not_found", {"session_id": "404"})],
        "account.change_email": [
            ("invalid_credentials", {"password": "no", "email": "ada@example.net"}),
            ("email_taken", {"password": ADA.password, "email": BOB.email}),
        ],
        "users.search": [("too_long", {"query": LONG[:200]}), ("too_many", {"query": "b", **_M})],
        "users.get": [("not_found", {"username": "nobody"})],
        "contacts.add": [("not_found", STRANGER)],
        "contacts.remove": [("not_found", {"user_id": carol.me})],
        "blocks.add": [("not_found", STRANGER)],
        "blocks.remove": [("not_found", STRANGER)],
        "chats.list": [("too_many", _M)],
        "chats.get": [("not_found", NOWHERE)],
        "chats.open_direct": [("not_found", STRANGER), ("privacy", {"username": "dora"})],
        "chats.delete": [("not_found", NOWHERE)],
        "chats.mute": [("not_found", NOWHERE)],
        "chats.pin": [("not_found", {**NOWHERE, "on": True})],
        "chats.archive": [("not_found", {**NOWHERE, "on": True})],
        "chats.set_draft": [
            ("not_found", {**NOWHERE, "text": ""}),
            ("too_long", {"chat_id": chat, "text": LONG}),
        ],
        "typing": [("not_found", {**NOWHERE, "on": True})],
        "sync": [("too_many", _M)],
        "messages.send": [
            ("not_found", send | NOWHERE),
            ("blocked", send | {"chat_id": closed["blocked"]}),
            ("privacy", send | {"chat_id": closed["privacy"]}),
            ("too_long", send | {"chat_id": chat, "text": LONG}),
            ("conflict", known),
        ],
        "messages.history": [("not_found", NOWHERE), ("too_many", {"chat_id": chat, **_M})],
        "messages.edit": [
            ("not_found", {"chat_id": chat, "seq": 99, "text": "x"}),
            ("forbidden", {"chat_id": chat, "seq": theirs["seq"], "text": "x"}),
            ("blocked", {"chat_id": closed["blocked"], "seq": 1, "text": "x"}),
            ("privacy", {"chat_id": closed["privacy"], "seq": 1, "text": "x"}),
            ("too_long", one | {"text": LONG}),
        ],
        "messages.delete": [
            ("not_found", {"chat_id": chat, "seqs": [99], "for_everyone": True}),
            ("forbidden", {"chat_id": chat, "seqs": [theirs["seq"]], "for_everyone": True}),
            ("too_many", {"chat_id": chat, "seqs": list(range(200)), "for_everyone": True}),
        ],
        "messages.read": [("not_found", {**NOWHERE, "seq": 1})],
        **await _ask_for_help(ada, bob),
    }
    # What only a server that sends letters answers.
    by_mail: dict[str, list[tuple[str, Data]]] = {
        "auth.register": [
            ("email_code_required", _account()),
            ("invalid_email_code", _account(code="12345")),
        ],
    }
    stranger = await mailing.connect()
    for op, listed in OWN.items():
        met = [await _try(ada, op, dict(data)) for _, data in tries.get(op, [])]
        met += [await stranger.code(op, data) for _, data in by_mail.get(op, [])]

        assert met == [code for code, _ in tries.get(op, []) + by_mail.get(op, [])], op
        assert set(met) == {failure.code for failure in listed}, op


async def _ask_for_help(ada: Wire, bob: Wire) -> dict[str, list[tuple[str, Data]]]:
    """Return the tries about questions: Ada has as many as one may, and Bob has one."""
    asked: Data = {"subject": "x", "text": "x"}
    [*_, mine] = [(await ada.call("tickets.open", asked))["ticket"]["id"] for _ in range(10)]
    bobs = (await bob.call("tickets.open", asked))["ticket"]["id"]
    nowhere, own, theirs = ({"ticket_id": each} for each in ("12345", mine, bobs))
    by_bob = {"by": BOB.token}
    return {
        "tickets.open": [("too_long", asked | {"subject": LONG[:200]}), ("too_many", asked)],
        "tickets.queue": [("forbidden", by_bob)],
        "tickets.get": [("not_found", nowhere)],
        "tickets.write": [
            ("not_found", nowhere | {"text": "x"}),
            ("too_long", own | {"text": LONG}),
        ],
        "tickets.set_state": [
            ("not_found", nowhere | {"state": "closed"}),
            ("forbidden", theirs | {"state": "waiting"} | by_bob),
        ],
        "tickets.rate": [
            ("not_found", nowhere | {"rating": 5}),
            ("forbidden", theirs | {"rating": 5}),
            ("conflict", own | {"rating": 5}),
            ("too_long", own | {"rating": 5, "text": LONG[:300]}),
        ],
    }


async def _close_doors(ada: Wire, carol: Wire, eve: Wire) -> dict[str, str]:
    """Return a chat where Ada is blocked, and one where only contacts may write."""
    blocked, private = await open_chat(ada, "carol"), await open_chat(ada, "eve")
    for chat in (blocked, private):
        await say(ada, chat)
    await carol.call("blocks.add", user_id=ada.me)
    await set_privacy(eve, messages="contacts")
    return {"blocked": blocked, "privacy": private}


async def _prepare_factors(server: Server, bob: Wire, carol: Wire) -> None:
    """Two factors are on for Carol and begun for Bob; Dora's session proved nothing lately."""
    await bob.call("two_factor.start", password=BOB.password)
    await switch_on(server, carol, CAROL)
    hers = update(sessions).where(sessions.c.token_hash == hash_token(DORA.token))
    async with server.services.database.writing() as connection:
        await connection.execute(hers.values(verified_at=0))


async def _try(ada: Wire, op: str, data: Data) -> str:
    """Ask as Ada, or by the token of another person."""
    return await ada.code(op, by=data.pop("by", None), **data)


def _account(**changed: Any) -> Data:
    account = {"username": "frida", "email": "frida@example.org", "password": "oak tree by a lake"}
    return account | changed


_CAROL = {"login": "carol", "password": CAROL.password}
_ZEROS = {"code": "000000"}
_BY_CAROL = {"by": CAROL.token}
_STALE = {"by": DORA.token}
_M = {"limit": 10_000}
