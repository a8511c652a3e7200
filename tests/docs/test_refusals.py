"""Every error that the reference lists for an operation is met through a real socket."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, update

from messenger.actions.folders import MOST_CHATS, MOST_FOLDERS
from messenger.actions.pinning import MOST_PINNED
from messenger.actions.reminders import MOST_REMINDERS
from messenger.actions.scheduled import MOST_SCHEDULED
from messenger.actions.sessions import hash_token
from messenger.db.tables import (
    chats,
    exports,
    group_invites,
    messages,
    reminders,
    scheduled_attachments,
    scheduled_messages,
    sessions,
    users,
)
from messenger.reference.failures import OWN
from tests.actions.chat_list_steps import fill_chats
from tests.actions.exception_steps import fill_exceptions
from tests.actions.media_steps import album, put
from tests.actions.scheduled_steps import ahead
from tests.actions.two_factor_steps import switch_on
from tests.conftest import Serve
from tests.people import ADA, BOB, CAROL, DORA
from tests.running import Server
from tests.sticker_steps import (
    drawing,
    fill_pack,
    fill_to_bounds,
    make_pack,
    upload_sticker,
)
from tests.talk import open_chat, say, set_privacy
from tests.wire import Data, Wire

LONG = "x" * 5000
STRANGER = {"user_id": "12345"}
NOWHERE = {"chat_id": "12345"}


async def test_every_listed_error_happens(
    serve: Serve, server: Server, mailing: Server, ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """And none happens here that is not listed."""
    chat = await open_chat(ada, BOB.nick)
    theirs = await say(bob, await open_chat(bob, "ada"), "from bob")
    mine = await say(ada, chat, "from ada")
    await ada.call("contacts.add", username="bob")
    await set_privacy(await server.enter(DORA), messages="contacts")
    closed = await _close_doors(ada, carol, eve)
    await _prepare_factors(server, bob, carol)
    waiting = await _prepare_standings(server, ada)
    send = {"kind": "text", "text": "hello", "client_id": str(uuid4())}
    broken = album(chat, await put(server, ada, status="failed"))
    one = {"chat_id": chat, "seq": mine["seq"]}
    notices = await _notices_of(carol)
    known = {**send, "client_id": mine["client_id"], "chat_id": closed["privacy"]}
    tries: dict[str, list[tuple[str, Data]]] = {
        "auth.register": [
            ("too_long", _account(name=LONG[:200])),
            ("username_taken", _account(username="bob")),
            ("email_taken", _account(email="bob@example.org")),
        ],
        "auth.registration": [],
        "auth.login": [
            ("invalid_credentials", {"login": "bob", "password": "no"}),
            ("totp_required", _CAROL),
            ("invalid_totp", _CAROL | {"code": "000000"}),
            ("account_pending", _login("yan")),
            ("account_disabled", _login("zoe")),
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
        "privacy.set_exception": [
            ("not_found", {**STRANGER, "rule": "photo", "allow": True}),
            ("too_many", {"user_id": bob.me, "rule": "groups", "allow": True}),
        ],
        "account.export": [
            ("conflict", {**_BY_CAROL}),
            ("reauthentication_required", _STALE),
        ],
        "account.delete": [
            ("conflict", {"messages": "keep"}),
            ("reauthentication_required", {"messages": "keep"} | _STALE),
        ],
        "account.keep": [("conflict", {})],
        "users.search": [("too_long", {"query": LONG[:200]}), ("too_many", {"query": "b", **_M})],
        "users.get": [("not_found", {"username": "nobody"})],
        "contacts.add": [("not_found", STRANGER)],
        "contacts.remove": [("not_found", {"user_id": carol.me})],
        "blocks.add": [("not_found", STRANGER)],
        "blocks.remove": [("not_found", STRANGER)],
        "chats.list": [("too_many", _M)],
        "chats.get": [("not_found", NOWHERE)],
        "chats.open_direct": [("not_found", STRANGER), ("privacy", {"username": "dora"})],
        "chats.delete": [
            ("not_found", NOWHERE),
            ("forbidden", {**notices, "for_everyone": True}),
        ],
        "chats.clear": [
            ("not_found", NOWHERE),
            ("forbidden", {**notices, "for_everyone": True}),
        ],
        "chats.mute": [("not_found", NOWHERE)],
        "chats.archive": [("not_found", {**NOWHERE, "on": True})],
        "chats.mark_unread": [("not_found", {**NOWHERE, "on": True})],
        **await _fill_list(server, ada, chat),
        "chats.set_draft": [
            ("not_found", {**NOWHERE, "text": ""}),
            ("forbidden", {**notices, "text": "x"}),
            ("too_long", {"chat_id": chat, "text": LONG}),
        ],
        "typing": [("not_found", {**NOWHERE, "on": True})],
        "sync": [("too_many", _M)],
        "messages.send": [
            ("not_found", send | NOWHERE),
            ("forbidden", send | notices),
            ("blocked", send | {"chat_id": closed["blocked"]}),
            ("privacy", send | {"chat_id": closed["privacy"]}),
            ("too_long", send | {"chat_id": chat, "text": LONG}),
            ("too_many", album(chat, *map(str, range(11)))),
            ("conflict", known),
            ("unsupported_media", broken),
        ],
        "messages.history": [("not_found", NOWHERE), ("too_many", {"chat_id": chat, **_M})],
        "messages.search": [
            ("not_found", NOWHERE | {"query": "x"}),
            ("too_long", {"query": LONG[:200]}),
            ("too_many", {"query": "x", **_M}),
        ],
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
        "messages.report": [
            ("not_found", {"chat_id": chat, "seqs": [99], "reason": "spam"}),
            ("forbidden", {"chat_id": chat, "seqs": [mine["seq"]], "reason": "spam"}),
            (
                "too_long",
                {"chat_id": chat, "seqs": [theirs["seq"]], "reason": "spam", "comment": LONG},
            ),
            ("too_many", {"chat_id": chat, "seqs": [*range(101)], "reason": "spam"}),
        ],
        "messages.forward": _forwards(chat, mine, closed, notices["chat_id"]),
        "messages.react": [
            ("not_found", {"chat_id": chat, "seq": 99, "emoji": "👍", "on": True}),
            ("forbidden", {**notices, "seq": 1, "emoji": "👍", "on": True}),
            ("blocked", {"chat_id": closed["blocked"], "seq": 1, "emoji": "👍", "on": True}),
            ("privacy", {"chat_id": closed["privacy"], "seq": 1, "emoji": "👍", "on": True}),
            ("too_many", await _fill_reactions(ada, one)),
        ],
        "messages.reactions": [
            ("not_found", {"chat_id": chat, "seq": 99}),
            ("too_many", {**one, **_M}),
        ],
        "messages.edits": [("not_found", {"chat_id": chat, "seq": 99})],
        "messages.remove_preview": [
            ("not_found", {"chat_id": chat, "seq": 99}),
            ("forbidden", {"chat_id": chat, "seq": theirs["seq"]}),
        ],
        "messages.pin": [
            ("not_found", {"chat_id": chat, "seq": 99, "on": True}),
            ("forbidden", {**notices, "seq": 1, "on": True}),
            ("blocked", {"chat_id": closed["blocked"], "seq": 1, "on": True}),
            ("privacy", {"chat_id": closed["privacy"], "seq": 1, "on": True}),
            ("too_many", {"chat_id": await _fill_pins(server, ada), "seq": 101, "on": True}),
        ],
        "messages.pinned": [("not_found", NOWHERE)],
        "messages.unpin_all": [
            ("not_found", NOWHERE),
            ("forbidden", notices),
            ("blocked", {"chat_id": closed["blocked"]}),
            ("privacy", {"chat_id": closed["privacy"]}),
        ],
        **await _put_off(server, ada, closed, notices, known, broken),
        **await _stick(server, ada, bob),
        **await _ask_for_help(ada, bob),
        **await _gather(server, ada, bob),
    }
    tries |= {
        "admin.people": [("too_long", {"query": LONG[:200]}), ("too_many", _M)],
        "admin.set_admin": [*_dangerous(on=True), ("conflict", {"user_id": waiting, "on": True})],
        "admin.end_sessions": _dangerous(),
        "admin.make_reset_link": _dangerous(),
        "admin.reset_two_factor": _dangerous(),
        "admin.set_disabled": [
            *_dangerous(on=True),
            ("conflict", {"user_id": waiting, "on": True}),
        ],
        "admin.update_settings": [
            ("conflict", {"require_two_factor": True}),
            ("reauthentication_required", _STALE),
        ],
        "admin.revoke_invitation": [("not_found", {"invitation_id": "12345"})],
        "admin.approve": [("not_found", STRANGER), ("conflict", {"user_id": ada.me})],
        "admin.refuse": [("not_found", STRANGER), ("conflict", {"user_id": ada.me})],
        **await _report(bob, chat, mine),
        "admin.journal": [("not_found", {"cursor": "x"}), ("too_many", _M)],
    }
    # What only a server that sends letters, or takes accounts in another way, answers.
    closed_server, inviting, approving = [
        await serve(registration=mode) for mode in ("closed", "invite", "approval")
    ]
    elsewhere: dict[str, list[tuple[str, Data, Server]]] = {
        "auth.register": [
            ("email_code_required", _account(), mailing),
            ("invalid_email_code", _account(code="12345"), mailing),
            ("registration_closed", _account(), closed_server),
            ("invalid_invite", _account(), inviting),
            ("account_pending", _account(), approving),
        ],
    }
    just_before = {
        # A server that starts goes on with what others began.
        "account.export": partial(_begin_copy, server, carol),
        # As long as Ada is the only administrator, she cannot leave.
        "admin.people": partial(_promote_dora, server),
    }
    for op, listed in sorted(OWN.items(), key=lambda each: each[0].startswith("admin.")):
        if op in just_before:
            await just_before[op]()
        met = [
            *[await _try(ada, op, dict(data)) for _, data in tries.get(op, [])],
            *[await (await at.connect()).code(op, data) for _, data, at in elsewhere.get(op, [])],
        ]

        listed_here = [code for code, _ in tries.get(op, [])]
        assert met == listed_here + [code for code, *_ in elsewhere.get(op, [])], op
        assert set(met) == {failure.code for failure in listed}, op


async def _notices_of(carol: Wire) -> Data:
    """Return the chat in which nobody writes to Carol but the server."""
    return {"chat_id": (await carol.call("chats.list"))["chats"][0]["id"], **_BY_CAROL}


def _forwards(
    chat: str, mine: Data, closed: dict[str, str], notices: str
) -> list[tuple[str, Data]]:
    """Return the tries about forwarding; Carol has a chat in which nobody writes."""
    asked = {"from_chat_id": chat, "seqs": [mine["seq"]], "client_ids": [str(uuid4())]}
    from_notices = {"from_chat_id": notices, "seqs": [1], "to_chat_ids": [notices], **_BY_CAROL}
    return [
        ("not_found", asked | {"to_chat_ids": ["12345"]}),
        ("forbidden", asked | from_notices),
        ("blocked", asked | {"to_chat_ids": [closed["blocked"]]}),
        ("privacy", asked | {"to_chat_ids": [closed["privacy"]]}),
        ("too_many", asked | {"seqs": list(range(101)), "to_chat_ids": [chat]}),
        (
            "conflict",
            asked | {"client_ids": [mine["client_id"]], "to_chat_ids": [closed["privacy"]]},
        ),
    ]


async def _fill_reactions(ada: Wire, one: Data) -> Data:
    """Put as many kinds of reactions on a message as it takes, and return the next."""
    for emoji in "👎😂😮😢🙏🔥🎉👏🤔🤯😱🤬🥰🤩🤮💩🐳💯🍓🍌":
        await ada.call("messages.react", one, emoji=emoji, on=True)
    return {**one, "emoji": "👍", "on": True}


async def _report(bob: Wire, chat: str, mine: Data) -> dict[str, list[tuple[str, Data]]]:
    """Return the tries about a report of Bob's that is settled."""
    await bob.call("messages.report", chat_id=chat, seqs=[mine["seq"]], reason="other")
    [report] = (await bob.call("admin.reports", by=ADA.token))["reports"]
    one = {"report_id": report["id"]}
    await bob.call("admin.dismiss_report", one, by=ADA.token)
    settled = [("not_found", {"report_id": "12345"}), ("conflict", one)]
    return {"admin.delete_reported": settled, "admin.dismiss_report": settled}


async def _put_off(
    server: Server,
    ada: Wire,
    closed: dict[str, str],
    notices: Data,
    known: Data,
    broken: Data,
) -> dict[str, list[tuple[str, Data]]]:
    """Return the tries about what is sent later; Ada has as much of it as fits into a chat.

    And a file that she sends broke after she had scheduled it.
    """
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    row = {"user_id": int(ada.me), "text": "x", "format": "plain"}
    begun = {"send_at": 0, "due_at": None}
    rows = [
        row | begun | {"client_id": UUID(int=number).bytes, "chat_id": int(saved)}
        for number in range(MOST_SCHEDULED)
    ]
    later = row | {"send_at": server.clock.now() + 3_600_000, "due_at": None}
    shut = {
        code: {"client_id": str(UUID(int=1000 + number)), "chat_id": closed[code]}
        for number, code in enumerate(("blocked", "privacy"))
    }
    for each in shut.values():
        kept = {"client_id": UUID(each["client_id"]).bytes, "chat_id": int(each["chat_id"])}
        rows.append(later | kept)
    photo = {"client_id": UUID(broken["client_id"]).bytes, "chat_id": int(broken["chat_id"])}
    rows = [each | {"kind": "text"} for each in rows] + [later | photo | {"kind": "photo"}]
    held = {"user_id": int(ada.me), "client_id": photo["client_id"], "place": 0}
    held["media_id"] = int(broken["media_ids"][0])
    async with server.services.database.writing() as connection:
        await connection.execute(insert(scheduled_messages), rows)
        await connection.execute(insert(scheduled_attachments), held)
    await _fill_reminders(server, ada)
    one: Data = {"client_id": str(UUID(int=1)), "chat_id": saved}
    wish: Data = {"kind": "text", "text": "x", "send_at": ahead()}
    new = wish | {"client_id": str(uuid4())}
    barred = list(shut.items())
    return {
        "media.find": [
            ("not_found", {"sha256": "0" * 64, "as": "file"}),
            ("too_long", {"sha256": "0" * 64, "as": "file", "name": "x" * 256}),
        ],
        "media.largest": [("not_found", {"cursor": "x"}), ("too_many", _M)],
        "reminders.add": [
            ("not_found", {**NOWHERE, "seq": 1, "remind_at": ahead()}),
            ("too_many", {"chat_id": saved, "seq": 1, "remind_at": ahead()}),
        ],
        "reminders.delete": [("not_found", {**NOWHERE, "seq": 1})],
        "scheduled.list": [("not_found", NOWHERE)],
        "scheduled.add": [
            ("not_found", new | NOWHERE),
            ("forbidden", new | notices),
            *((code, new | {"chat_id": each["chat_id"]}) for code, each in barred),
            ("too_long", new | {"chat_id": saved, "text": LONG}),
            ("conflict", wish | {"client_id": known["client_id"], "chat_id": saved}),
            ("too_many", new | {"chat_id": saved}),
            ("unsupported_media", broken | new | {"kind": "photo"}),
        ],
        "scheduled.edit": [
            ("not_found", one | NOWHERE | {"text": "x"}),
            ("forbidden", one | notices | {"send_at": ahead()}),
            *((code, each | {"send_at": ahead()}) for code, each in barred),
            ("too_long", one | {"text": LONG}),
            ("conflict", one | {"text": "y"}),
        ],
        "scheduled.send_now": [
            ("not_found", one | NOWHERE),
            *barred,
            ("conflict", one),
            ("unsupported_media", {name: broken[name] for name in one}),
        ],
        "scheduled.delete": [("not_found", one | NOWHERE), ("conflict", one)],
    }


async def _stick(server: Server, ada: Wire, bob: Wire) -> dict[str, list[tuple[str, Data]]]:
    """Return the tries about stickers: Ada has as many of everything as one may."""
    code = await make_pack(ada)
    [one] = await fill_pack(server, ADA, ada, code, "😀")
    taken = {"media_id": one["url"].partition("?")[0].rpartition("/")[2], "emoji": "🔥"}
    spare = {"media_id": await upload_sticker(server, ADA, drawing("blue")), "emoji": "🔥"}
    await fill_to_bounds(server, ada, ada)
    other = await make_pack(bob)
    nowhere = {"code": "WV4K9TRB2M"}
    return {
        "stickers.keep": [
            ("not_found", {"sticker_id": "x", "on": True}),
            ("too_many", {"sticker_id": one["id"], "on": True}),
        ],
        "stickers.add": [
            ("not_found", nowhere | spare),
            ("conflict", {"code": code} | taken),
            ("too_many", {"code": code} | spare),
        ],
        "stickers.update": [("not_found", {"sticker_id": "x", "emoji": "🔥"})],
        "stickers.remove": [("not_found", {"sticker_id": "x"})],
        "stickers.order": [("not_found", {"code": code, "sticker_ids": ["x"]})],
        "sticker_packs.get": [("not_found", nowhere)],
        "sticker_packs.create": [("too_long", {"title": LONG}), ("too_many", {"title": "x"})],
        "sticker_packs.rename": [
            ("not_found", nowhere | {"title": "x"}),
            ("too_long", {"code": code, "title": LONG}),
        ],
        "sticker_packs.delete": [("not_found", nowhere)],
        "sticker_packs.install": [
            ("not_found", nowhere | {"on": True}),
            ("too_many", {"code": other, "on": True}),
        ],
        "sticker_packs.order": [("not_found", {"codes": ["x"]})],
    }


async def _fill_reminders(server: Server, ada: Wire) -> None:
    """Ada wants to be reminded of as many messages as one may."""
    row = {"user_id": int(ada.me), "chat_id": 1, "remind_at": server.clock.now() + 3_600_000}
    rows = [row | {"seq": seq} for seq in range(MOST_REMINDERS)]
    async with server.services.database.writing() as connection:
        await connection.execute(insert(reminders), rows)


async def _fill_pins(server: Server, ada: Wire) -> str:
    """Return a chat of Ada's with as many pinned messages as it takes, and one more."""
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    row = {"chat_id": int(saved), "sender_id": int(ada.me), "kind": "text", "format": "plain"}
    row |= {"text": "x", "sent_at": 0, "pinned_at": 0}
    rows = [
        row | {"seq": seq, "version": seq, "client_id": b"%016d" % seq} for seq in range(1, 101)
    ]
    last = row | {"seq": 101, "version": 101, "client_id": b"%016d" % 101, "pinned_at": None}
    counted = update(chats).where(chats.c.id == int(saved)).values(last_seq=101, version=101)
    async with server.services.database.writing() as connection:
        await connection.execute(insert(messages), [*rows, last])
        await connection.execute(counted)
    return str(saved)


async def _ask_for_help(ada: Wire, bob: Wire) -> dict[str, list[tuple[str, Data]]]:
    """Return the tries about questions: Ada has as many as one may, and Bob has one."""
    asked: Data = {"subject": "x", "text": "x"}
    [*_, mine] = [(await ada.call("tickets.open", asked))["ticket"]["id"] for _ in range(10)]
    name = "5d0e4b8e-9a55-4d6f-8e3a-7c2100000008"
    await ada.call("tickets.write", ticket_id=mine, text="x", client_id=name)
    bobs = (await bob.call("tickets.open", asked))["ticket"]["id"]
    nowhere, own, theirs = ({"ticket_id": each} for each in ("12345", mine, bobs))
    by_bob = {"by": BOB.token}
    return {
        "tickets.open": [
            ("too_long", asked | {"subject": LONG[:200]}),
            ("too_many", asked),
            ("conflict", asked | {"text": "y", "client_id": name}),
        ],
        "tickets.queue": [("forbidden", by_bob)],
        "tickets.get": [("not_found", nowhere)],
        "tickets.write": [
            ("not_found", nowhere | {"text": "x"}),
            ("too_long", own | {"text": LONG}),
            ("conflict", own | {"text": "y", "client_id": name}),
        ],
        "tickets.read": [("not_found", nowhere)],
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


async def _gather(server: Server, ada: Wire, bob: Wire) -> dict[str, list[tuple[str, Data]]]:
    """Return the tries about groups: Ada owns one, may do nothing in Bob's, is kept out of one."""
    made = [
        await wire.call("chats.create_group", title="x", member_ids=people)
        for wire, people in ((ada, [bob.me]), (bob, [ada.me]), (bob, [ada.me]), (bob, []))
    ]
    own, theirs, shut, other = ({"chat_id": each["chat"]["id"]} for each in made)
    await bob.call("chats.update", theirs, member_rights=[])
    closed, spent = [
        (await bob.call("invites.create", chat))["invite"]["code"] for chat in (shut, other)
    ]
    await bob.call("members.remove", shut, user_ids=[ada.me], ban=True)
    await bob.call("invites.revoke", other, code=spent)
    await set_privacy(bob, read_receipts=False)
    old, seen = [(await say(wire, own["chat_id"]))["seq"] for wire in (ada, bob)]
    await _grow_old(server, own["chat_id"], old, int(ada.me))
    nobody: Data = NOWHERE | {"user_ids": ["12345"]}
    many: Data = own | {"user_ids": ["1"] * 201}
    person: Data = {"user_id": "12345"}
    return {
        "chats.create_group": [
            ("too_long", {"title": LONG}),
            ("too_many", {"title": "x", "member_ids": ["1"] * 201}),
            ("not_found", {"title": "x", "avatar": "12345"}),
        ],
        "chats.update": [
            ("not_found", NOWHERE | {"title": "x"}),
            ("forbidden", theirs | {"title": "y"}),
            ("too_long", own | {"title": LONG}),
        ],
        "chats.leave": [("not_found", NOWHERE)],
        "chats.mentions": [("not_found", NOWHERE), ("too_many", own | _M)],
        "chats.read_mentions": [("not_found", NOWHERE)],
        "members.list": [
            ("not_found", NOWHERE),
            ("too_long", own | {"query": LONG}),
            ("too_many", own | _M),
        ],
        "members.add": [
            ("not_found", nobody),
            ("forbidden", nobody | theirs),
            ("too_many", many),
        ],
        "members.remove": [
            ("not_found", nobody | own),
            ("forbidden", nobody | theirs),
            ("too_many", many),
        ],
        "members.set_role": [
            ("not_found", own | person | {"role": "admin"}),
            ("forbidden", theirs | {"user_id": bob.me, "role": "member"}),
        ],
        "members.get": [
            ("not_found", NOWHERE),
            ("too_many", own | {"seqs": [1] * 101}),
        ],
        "members.banned": [("not_found", NOWHERE), ("forbidden", theirs)],
        "members.unban": [("not_found", own | person), ("forbidden", theirs | person)],
        "invites.create": [
            ("not_found", NOWHERE),
            ("forbidden", theirs),
            ("too_many", own),
        ],
        "invites.list": [("not_found", NOWHERE), ("forbidden", theirs)],
        "invites.revoke": [
            ("not_found", own | {"code": "nothing"}),
            ("forbidden", theirs | {"code": "nothing"}),
        ],
        **{
            op: [
                ("not_found", {"code": "nothing"}),
                ("forbidden", {"code": closed}),
                ("conflict", {"code": spent}),
            ]
            for op in ("invites.preview", "invites.join")
        },
        "invites.requests": [("not_found", NOWHERE), ("forbidden", theirs)],
        "invites.answer": [
            ("not_found", own | person | {"answer": "refuse"}),
            ("forbidden", theirs | person | {"answer": "refuse"}),
        ],
        "messages.readers": [
            ("not_found", own | {"seq": 99}),
            ("forbidden", own | {"seq": seen}),
            ("conflict", own | {"seq": old}),
            ("privacy", own | {"seq": seen, "by": BOB.token}),
        ],
    }


async def _grow_old(server: Server, chat_id: str, seq: int, owner: int) -> None:
    """Let a message be of long ago, and a group have as many invitations as it may."""
    chat = int(chat_id)
    row = {"chat_id": chat, "created_by": owner, "created_at": 0}
    rows = [row | {"id": number, "code_hash": b"%032d" % number} for number in range(1, 101)]
    old = update(messages).where(messages.c.chat_id == chat, messages.c.seq == seq)
    async with server.services.database.writing() as connection:
        await connection.execute(old.values(sent_at=0))
        await connection.execute(insert(group_invites), rows)


async def _fill_list(server: Server, ada: Wire, chat: str) -> dict[str, list[tuple[str, Data]]]:
    """Return the tries about pins and folders: Ada has as many as one may."""
    await fill_chats(server, ada, MOST_PINNED, pinned=True)
    full, other, extra = (str(uuid4()) for _ in range(3))
    named = await fill_chats(server, ada, MOST_CHATS)
    await ada.call("folders.set", folder_id=full, title="Full", chat_ids=named)
    for each in (other, *(str(uuid4()) for _ in range(MOST_FOLDERS - 2))):
        await ada.call("folders.set", folder_id=each, title="Other")
    here, nowhere = {"folder_id": other}, {"folder_id": extra}
    many = [*named, *named]
    return {
        "chats.pin": [
            ("not_found", {**NOWHERE, "on": True}),
            ("too_many", {"chat_id": chat, "on": True}),
        ],
        "chats.order_pins": [
            ("not_found", {"chat_ids": ["12345"]}),
            ("too_many", {"chat_ids": many}),
        ],
        "folders.set": [
            ("not_found", here | {"title": "x", "chat_ids": ["12345"]}),
            ("too_long", here | {"title": LONG}),
            ("too_many", nowhere | {"title": "x"}),
        ],
        "folders.keep_chat": [
            ("not_found", nowhere | {"chat_id": chat, "on": True}),
            ("too_many", {"folder_id": full, "chat_id": chat, "on": True}),
        ],
        "folders.order": [("not_found", {"folder_ids": [extra]})],
        "folders.delete": [("not_found", nowhere)],
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


async def _begin_copy(server: Server, person: Wire) -> None:
    """Somebody makes a copy of their data."""
    copy = {"id": 1, "user_id": int(person.me), "state": "working", "language": "en"}
    now = server.clock.now()
    async with server.services.database.writing() as connection:
        await connection.execute(insert(exports), copy | {"created_at": now, "touched_at": now})


async def _prepare_standings(server: Server, ada: Wire) -> str:
    """Yan waits for approval, and Zoe is disabled; Ada has made exceptions. Return Yan's id."""
    await fill_exceptions(server, ada, "groups")
    stranger = await server.connect()
    yan, _zoe = [
        await stranger.call("auth.register", _account(username=nick, email=f"{nick}@example.org"))
        for nick in ("yan", "zoe")
    ]
    async with server.services.database.writing() as connection:
        for nick, standing in (("yan", "waiting"), ("zoe", "disabled")):
            theirs = update(users).where(users.c.username == nick)
            await connection.execute(theirs.values(standing=standing))
    return str(yan["user"]["id"])


async def _promote_dora(server: Server) -> None:
    async with server.services.database.writing() as connection:
        hers = update(users).where(users.c.username == "dora")
        await connection.execute(hers.values(is_admin=True))


async def _try(ada: Wire, op: str, data: Data) -> str:
    """Ask as Ada, or by the token of another person."""
    return await ada.code(op, by=data.pop("by", None), **data)


def _account(**changed: Any) -> Data:
    account = {"username": "frida", "email": "frida@example.org", "password": "oak tree by a lake"}
    return account | changed


def _login(nick: str) -> Data:
    return {"login": nick, "password": _account()["password"]}


def _dangerous(**fields: Any) -> list[tuple[str, Data]]:
    """What everything dangerous is refused with that is done to somebody."""
    about = STRANGER | fields
    return [("not_found", about), ("reauthentication_required", about | _STALE)]


_CAROL = {"login": "carol", "password": CAROL.password}
_ZEROS = {"code": "000000"}
_BY_CAROL = {"by": CAROL.token}
_STALE = {"by": DORA.token}
_M = {"limit": 10_000}
