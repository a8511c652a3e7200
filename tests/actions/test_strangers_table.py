"""Each privacy rule, for each kind of person who looks, in every operation that could leak.

Ada's part is played by an owner who is new in every case; so is who looks at them. What the rules
mean stands here in words of its own (`may`), and each case asserts the whole answer: that the one
who may sees it, and that everybody else does not.
"""

from itertools import product
from uuid import uuid4

import pytest

from messenger.actions import presence
from tests.newcomers import Newcomer, arrive, pose
from tests.running import Server
from tests.talk import chat_of, forget, open_chat, say, set_privacy
from tests.wire import Data, Wire

pytestmark = pytest.mark.asyncio(loop_scope="module")

AUDIENCES = ("everyone", "contacts", "nobody")
# Who looks: "always" is a stranger for whom there is an exception, "never" a contact for whom
# there is one; "blocked" is a contact and excepted too, and shut out all the same.
STANDINGS = ("stranger", "contact", "always", "never", "blocked")


def may(standing: str, value: str) -> bool:
    """Return what a rule says."""
    return {
        "stranger": value == "everyone",
        "contact": value in {"everyone", "contacts"},
        "always": True,
        "never": False,
        "blocked": False,
    }[standing]


async def stand(owner: Newcomer, viewer: Newcomer, standing: str, rule: str) -> None:
    """Let a person stand to the owner as the case wants."""
    if standing in {"contact", "never", "blocked"}:
        await owner.wire.call("contacts.add", user_id=viewer.wire.me)
    if standing in {"always", "never", "blocked"}:
        exception = {"rule": rule, "user_id": viewer.wire.me, "allow": standing != "never"}
        await owner.wire.call("privacy.set_exception", exception)
    if standing == "blocked":
        await owner.wire.call("blocks.add", user_id=viewer.wire.me)


async def meet(house: Server) -> tuple[Newcomer, Newcomer]:
    """Bring an owner and somebody who looks."""
    return await arrive(house, "owner"), await arrive(house, "viewer")


async def sights(viewer: Wire, owner: Newcomer, chat: str) -> dict[str, Data]:
    """Return the owner in every reply that shows them to one who shares a chat with them."""
    person = owner.wire.me
    synced = await viewer.call("sync")
    return {
        "users.get by id": (await viewer.call("users.get", id=person))["user"],
        "users.get by nick": (await viewer.call("users.get", username=owner.nick))["user"],
        "users.search by nick": (await viewer.call("users.search", query=owner.nick))["users"][0],
        "users.search by name": (await viewer.call("users.search", query=owner.name))["users"][0],
        "contacts.add": (await viewer.call("contacts.add", user_id=person))["user"],
        "contact.updated": (await viewer.event("contact.updated"))["user"],
        "contacts.list": (await viewer.call("contacts.list"))["users"][0],
        "chats.list": (await viewer.call("chats.list"))["chats"][0]["peer"],
        "chats.get": (await chat_of(viewer, chat))["peer"],
        "chats.open_direct": (await viewer.call("chats.open_direct", user_id=person))["chat"][
            "peer"
        ],
        "chats.pin": (await viewer.call("chats.pin", chat_id=chat, on=True))["chat"]["peer"],
        "chat.updated": (await viewer.event("chat.updated"))["chat"]["peer"],
        "sync of chats": synced["chats"][0]["chat"]["peer"],
        "sync of contacts": (await viewer.call("sync"))["contacts"][0],
    }


@pytest.mark.parametrize(("value", "standing"), [*product(AUDIENCES, STANDINGS)])
@pytest.mark.parametrize("rule", ["last_seen", "photo", "email"])
async def test_what_is_shown(house: Server, rule: str, value: str, standing: str) -> None:
    """In every reply and event, over HTTP, and by search; the owner always sees their own."""
    owner, viewer = await meet(house)
    url = await pose(house, owner)
    chat = await open_chat(owner.wire, viewer.nick)
    await say(owner.wire, chat)
    await stand(owner, viewer, standing, rule)
    everything = {"last_seen": "nobody", "photo": "nobody", "email": "nobody"}
    await set_privacy(owner.wire, **{**everything, rule: value})
    await forget(owner.wire, viewer.wire)
    shown = may(standing, value)
    field, fact = {
        "last_seen": ("online", True),
        "photo": ("avatar", url),
        "email": ("email", owner.email),
    }[rule]
    hidden = {"online": None, "last_seen": None, "avatar": None, "email": None}
    expected = hidden | ({field: fact} if shown else {})

    seen = await sights(viewer.wire, owner, chat)

    assert dict.fromkeys(seen, expected) == {
        op: {name: user[name] for name in hidden} for op, user in seen.items()
    }
    assert fact == (await owner.wire.call("account.get"))["user"][field]
    # Nobody is found by an address, not even by one that is shown.
    for address in (owner.email, owner.email[:-4]):
        assert [] == (await viewer.wire.call("users.search", query=address))["users"]
    assert (200 if shown and rule == "photo" else 404) == await status(house, viewer.token, url)
    assert (shown and rule == "last_seen") == await hears_presence(house, owner, viewer)


async def status(house: Server, token: str, url: str) -> int:
    """Return with which status a file is answered."""
    async with house.http(headers={"Authorization": f"Bearer {token}"}) as http:
        return (await http.get(url)).status_code


async def hears_presence(house: Server, owner: Newcomer, viewer: Newcomer) -> bool:
    """Return whether somebody is told when the owner comes."""
    heard = len(viewer.wire.log)
    await presence.announce(house.services, {owner.id: True})
    await viewer.wire.call("ping")
    return "presence" in "".join(viewer.wire.log[heard:])


@pytest.mark.parametrize("allow", [True, False])
@pytest.mark.parametrize("rule", ["last_seen", "photo", "email"])
async def test_an_exception_counts_at_once(house: Server, rule: str, allow: bool) -> None:
    """Whom it concerns is told what they see from now on, and again when it ends."""
    owner, viewer = await meet(house)
    await pose(house, owner)
    await viewer.wire.call("contacts.add", user_id=owner.wire.me)
    await set_privacy(owner.wire, **{rule: "nobody" if allow else "everyone"})
    await house.services.presence.finish()
    await forget(viewer.wire)
    exception: Data = {"rule": rule, "user_id": viewer.wire.me}

    await owner.wire.call("privacy.set_exception", exception, allow=allow)
    assert allow == await is_shown_by_event(viewer.wire, rule)
    await owner.wire.call("privacy.set_exception", exception, allow=None)
    assert (not allow) == await is_shown_by_event(viewer.wire, rule)


@pytest.mark.parametrize("rule", ["last_seen", "photo", "email"])
async def test_becoming_a_contact_counts_at_once(house: Server, rule: str) -> None:
    """And being one no more."""
    owner, viewer = await meet(house)
    await pose(house, owner)
    await viewer.wire.call("contacts.add", user_id=owner.wire.me)
    await set_privacy(owner.wire, **{rule: "contacts"})
    await house.services.presence.finish()
    await forget(viewer.wire)

    await owner.wire.call("contacts.add", user_id=viewer.wire.me)
    assert await is_shown_by_event(viewer.wire, rule)
    await owner.wire.call("contacts.remove", user_id=viewer.wire.me)
    assert not await is_shown_by_event(viewer.wire, rule)


async def is_shown_by_event(viewer: Wire, rule: str) -> bool:
    """Return what somebody is told next of what a rule is about."""
    if rule == "last_seen":
        return (await viewer.event("presence"))["online"] is not None
    user = (await viewer.event("contact.updated"))["user"]
    return user["avatar" if rule == "photo" else "email"] is not None


FINDERS = ("stranger", "contact", "friend of a contact", "keeps the owner", "shares a chat")


def may_find(standing: str, value: str) -> bool:
    """Return what the rule says; it is about strangers."""
    if standing in {"keeps the owner", "shares a chat"} or value == "everyone":
        return True
    return value == "contacts_of_contacts" and standing in {"contact", "friend of a contact"}


@pytest.mark.parametrize("standing", FINDERS)
@pytest.mark.parametrize("value", ["everyone", "contacts_of_contacts", "nobody"])
async def test_who_finds_a_person(house: Server, value: str, standing: str) -> None:
    """By any operation that names people, and by a nick that was given up; who does not find them
    meets somebody who never was.
    """
    owner, viewer = await meet(house)
    await get_found(house, owner, viewer, standing)
    await set_privacy(owner.wire, find=value)
    new = f"new_{owner.id:x}"
    await owner.wire.call("account.update", username=new)
    found = may_find(standing, value)
    by_id, never_id = {"user_id": owner.wire.me}, {"user_id": "1"}
    never_nick = {"username": "nobody.at.all"}
    nicks = [{"username": nick} for nick in (new, owner.nick)]
    tries: list[tuple[str, Data, Data]] = [
        ("users.get", {"id": owner.wire.me}, {"id": "1"}),
        *(("users.get", by_nick, never_nick) for by_nick in nicks),
        ("contacts.add", by_id, never_id),
        *(("contacts.add", by_nick, never_nick) for by_nick in nicks),
        *(("chats.open_direct", by_nick, never_nick) for by_nick in nicks),
        ("chats.open_direct", by_id, never_id),
        ("privacy.set_exception", LET | by_id, LET | never_id),
        ("blocks.add", by_id, never_id),
    ]

    for query in (new, owner.nick, f"@{owner.nick}", owner.name):
        users = (await viewer.wire.call("users.search", query=query))["users"]
        assert ([owner.wire.me] if found else []) == [user["id"] for user in users], query
    for op, data, never in tries:
        reply = await viewer.wire.ask(op, data)
        assert found == reply["ok"], op
        assert found or reply["error"] == await viewer.wire.error(op, never), op


LET: Data = {"rule": "photo", "allow": True}


async def get_found(house: Server, owner: Newcomer, viewer: Newcomer, standing: str) -> None:
    """Let a person stand to the owner in a way that the rule about finding knows."""
    if standing == "contact":
        await owner.wire.call("contacts.add", user_id=viewer.wire.me)
    elif standing == "friend of a contact":
        middle = await arrive(house, "middle")
        await owner.wire.call("contacts.add", user_id=middle.wire.me)
        await middle.wire.call("contacts.add", user_id=viewer.wire.me)
    elif standing == "keeps the owner":
        await viewer.wire.call("contacts.add", user_id=owner.wire.me)
    elif standing == "shares a chat":
        await say(owner.wire, await open_chat(owner.wire, viewer.nick))


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("value", ["everyone", "contacts"])
async def test_who_may_write(house: Server, value: str, standing: str) -> None:
    """To open a chat, send, edit and type; what is refused reaches nobody and leaves nothing."""
    owner, viewer = await meet(house)
    await stand(owner, viewer, standing, "messages")
    await set_privacy(owner.wire, messages=value)
    await forget(owner.wire)
    allowed = may(standing, value)
    refusal = "blocked" if standing == "blocked" else "privacy"

    opened = await viewer.wire.ask("chats.open_direct", user_id=owner.wire.me)

    # One who is blocked may look at the chat, in which nothing can be written.
    assert (allowed or standing == "blocked") == opened["ok"]
    assert int(opened["ok"]) == len((await viewer.wire.call("chats.list"))["chats"])
    if not opened["ok"]:
        assert (refusal, 403) == (opened["error"]["code"], opened["error"]["status"])
        return
    send = {"chat_id": opened["data"]["chat"]["id"], "client_id": str(uuid4()), "kind": "text"}
    sent = await viewer.wire.ask("messages.send", send, text="hello")
    assert (allowed, None if allowed else refusal) == (
        sent["ok"],
        sent.get("error", {}).get("code"),
    )
    assert (["chat.new", "message.new"] if allowed else []) == await owner.wire.events()
    assert int(allowed) == len((await owner.wire.call("chats.list"))["chats"])


@pytest.mark.parametrize("standing", [*STANDINGS, "answered", "never though answered"])
@pytest.mark.parametrize("value", ["everyone", "contacts"])
async def test_who_may_go_on_writing(house: Server, value: str, standing: str) -> None:
    """In a chat that was there before the rule; whom the owner has written to may answer."""
    owner, viewer = await meet(house)
    chat = await open_chat(viewer.wire, owner.nick)
    mine = await say(viewer.wire, chat)
    if "answered" in standing:
        await say(owner.wire, chat, "what do you want?")
    await stand(owner, viewer, standing.partition(" ")[0], "messages")
    await set_privacy(owner.wire, messages=value)
    await forget(owner.wire)
    allowed = standing == "answered" or may(standing.partition(" ")[0], value)
    code = None if allowed else "blocked" if standing == "blocked" else "privacy"
    heard = len(owner.wire.log)
    send = {"chat_id": chat, "client_id": str(uuid4()), "kind": "text"}

    for op, data in (
        ("messages.send", send | {"text": "hello?"}),
        ("messages.edit", {"chat_id": chat, "seq": mine["seq"], "text": "hello!"}),
    ):
        reply = await viewer.wire.ask(op, data)
        assert code == reply.get("error", {}).get("code"), op
    await viewer.wire.call("typing", chat_id=chat, on=True)

    assert (["message.new", "message.updated"] if allowed else []) == await owner.wire.events()
    assert allowed == ("typing" in "".join(owner.wire.log[heard:]))


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("value", AUDIENCES)
async def test_who_may_add_to_groups(house: Server, value: str, standing: str) -> None:
    """A new one, and one that is there; who is refused hears nothing, and is not in it."""
    owner, viewer = await meet(house)
    await stand(owner, viewer, standing, "groups")
    await set_privacy(owner.wire, groups=value)
    await forget(owner.wire)
    person = owner.wire.me
    empty = await viewer.wire.call("chats.create_group", title="Empty")

    made = await viewer.wire.call("chats.create_group", title="New", member_ids=[person])
    grown = await viewer.wire.call("members.add", chat_id=empty["chat"]["id"], user_ids=[person])

    allowed = may(standing, value)
    refusal = {"user_id": person, "code": "blocked" if standing == "blocked" else "privacy"}
    for reply in (made, grown):
        assert ([] if allowed else [refusal]) == reply["not_added"]
        assert 1 + allowed == reply["chat"]["member_count"]
    assert (["chat.new"] * 2 if allowed else []) == await owner.wire.events()


@pytest.mark.parametrize(
    ("owner_tells", "viewer_tells", "blocker", "told"),
    [
        (True, True, None, True),
        (False, True, None, False),
        (True, False, None, False),
        (True, True, "owner", False),
        (True, True, "viewer", False),
    ],
)
async def test_who_sees_what_was_read(
    house: Server, owner_tells: bool, viewer_tells: bool, blocker: str | None, told: bool
) -> None:
    """By event and in every reply with the chat; a block tells no new position, nor an old one."""
    owner, viewer = await meet(house)
    chat = await open_chat(viewer.wire, owner.nick)
    for text in ("one", "two"):
        await say(viewer.wire, chat, text)
    await owner.wire.call("messages.read", chat_id=chat, seq=1)
    await set_privacy(owner.wire, read_receipts=owner_tells)
    await set_privacy(viewer.wire, read_receipts=viewer_tells)
    people = {"owner": (owner, viewer), "viewer": (viewer, owner)}
    if blocker is not None:
        one, other = people[blocker]
        await one.wire.call("blocks.add", user_id=other.wire.me)
    await forget(viewer.wire)

    await owner.wire.call("messages.read", chat_id=chat, seq=2)

    assert (["read"] if told else []) == await viewer.wire.events()
    position = 2 if told else 1 if blocker else 0
    synced = (await viewer.wire.call("sync"))["chats"][0]["chat"]
    seen = [
        await chat_of(viewer.wire, chat),
        (await viewer.wire.call("chats.list"))["chats"][0],
        (await viewer.wire.call("chats.open_direct", user_id=owner.wire.me))["chat"],
        synced,
    ]
    assert [position] * 4 == [each["peer_read_seq"] for each in seen]
    assert (2, 0) == ((mine := await chat_of(owner.wire, chat))["read_seq"], mine["unread"])


async def test_what_was_read_is_told_again_after_a_block(house: Server) -> None:
    """With the next message that is read."""
    owner, viewer = await meet(house)
    chat = await open_chat(viewer.wire, owner.nick)
    await say(viewer.wire, chat)
    await owner.wire.call("blocks.add", user_id=viewer.wire.me)
    await owner.wire.call("messages.read", chat_id=chat, seq=1)
    await owner.wire.call("blocks.remove", user_id=viewer.wire.me)
    assert 0 == (await chat_of(viewer.wire, chat))["peer_read_seq"]
    await say(viewer.wire, chat)
    await forget(viewer.wire)

    await owner.wire.call("messages.read", chat_id=chat, seq=2)

    assert 2 == (await viewer.wire.event("read"))["seq"]
    assert 2 == (await chat_of(viewer.wire, chat))["peer_read_seq"]


@pytest.mark.parametrize("watches", [True, False], ids=["watching", "not watching"])
@pytest.mark.parametrize("value", ["everyone", "nobody"])
async def test_a_block_is_not_told(house: Server, value: str, watches: bool) -> None:
    """But for the presence that goes, to one who saw it; the end of the block is as quiet."""
    owner, viewer = await meet(house)
    if watches:
        await viewer.wire.call("contacts.add", user_id=owner.wire.me)
    await set_privacy(owner.wire, last_seen=value)
    await house.services.presence.finish()
    await forget(viewer.wire)
    heard = len(viewer.wire.log)

    await owner.wire.call("blocks.add", user_id=viewer.wire.me)
    await owner.wire.call("blocks.remove", user_id=viewer.wire.me)

    assert [] == await viewer.wire.events()
    told = "".join(viewer.wire.log[heard:]).count('"event":"presence"')
    assert (2 if watches and value == "everyone" else 0) == told


async def test_nobody_sees_anything_without_a_session(house: Server) -> None:
    """Whatever the rules are; neither does HTTP show a photo."""
    owner = await arrive(house, "owner")
    url = await pose(house, owner)
    stranger = await house.connect()
    tries: list[tuple[str, Data]] = [
        ("users.search", {"query": owner.nick}),
        ("users.get", {"username": owner.nick}),
        ("contacts.list", {}),
        ("contacts.add", {"username": owner.nick}),
        ("chats.list", {}),
        ("chats.open_direct", {"username": owner.nick}),
        ("blocks.list", {}),
        ("privacy.list_exceptions", {"rule": "photo"}),
        ("privacy.set_exception", LET | {"user_id": owner.wire.me}),
        ("account.get", {}),
        ("sync", {}),
    ]

    for op, data in tries:
        assert "unauthenticated" == await stranger.code(op, data), op
    assert 404 == await status(house, "no token", url)
    assert 200 == await status(house, owner.token, url)
