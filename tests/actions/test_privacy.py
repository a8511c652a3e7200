"""Privacy and blocks: each rule against every operation that could leak what it hides."""

from uuid import uuid4

import pytest

from tests.talk import chat_of, forget, open_chat, say, set_privacy, talk, texts
from tests.wire import Data, Wire


async def profile(viewer: Wire, nick: str) -> Data:
    """Return a person as a viewer sees them."""
    return dict((await viewer.call("users.get", username=nick))["user"])


async def every_sight(viewer: Wire, other: Wire, chat: str) -> list[Data]:
    """Return a person in every reply that shows them to one who shares a chat with them."""
    person = str(other.hello["user"]["username"])
    synced = await viewer.call("sync")
    return [
        await profile(viewer, person),
        (await viewer.call("users.get", id=other.me))["user"],
        (await viewer.call("users.search", query=person))["users"][0],
        (await viewer.call("contacts.list"))["users"][0],
        (await chat_of(viewer, chat))["peer"],
        (await viewer.call("chats.list"))["chats"][0]["peer"],
        (await viewer.call("chats.open_direct", user_id=other.me))["chat"]["peer"],
        synced["chats"][0]["chat"]["peer"],
        synced["contacts"][0],
    ]


@pytest.mark.parametrize(
    ("rule", "known", "shown"),
    [
        ("everyone", False, True),
        ("contacts", True, True),
        ("contacts", False, False),
        ("nobody", True, False),
    ],
)
async def test_last_seen_is_shown_to_those_whom_the_rule_names(
    ada: Wire, bob: Wire, chat: str, rule: str, known: bool, shown: bool
) -> None:
    """In every reply that holds the person; being a contact counts from the person's side."""
    await bob.call("contacts.add", user_id=ada.me)
    if known:
        await ada.call("contacts.add", user_id=bob.me)
    await set_privacy(ada, last_seen=rule)

    for user in await every_sight(bob, ada, chat):
        assert (True if shown else None, None) == (user["online"], user["last_seen"])
    assert (await profile(ada, "ada"))["online"] is True


async def hidden(wire: Wire) -> Data:
    """Return the event that hides a person; that they came may be told only shortly before."""
    while True:
        event = await wire.event("presence")
        if event["online"] is None:
            return event


async def test_a_block_hides_presence_from_the_blocked_alone(
    ada: Wire, bob: Wire, carol: Wire, chat: str
) -> None:
    """In every reply; the blocked person is told nothing of the block itself."""
    await bob.call("contacts.add", user_id=ada.me)
    await forget(bob)

    await ada.call("blocks.add", user_id=bob.me)

    assert {"user_id": ada.me, "online": None, "last_seen": None} == await hidden(bob)
    for user in await every_sight(bob, ada, chat):
        assert (None, None, False) == (user["online"], user["last_seen"], user["is_blocked"])
    assert (await profile(carol, "ada"))["online"] is True
    assert (await profile(ada, "bob"))["is_blocked"] is True
    assert [] == await bob.events()


async def test_a_block_that_ends_shows_presence_again(ada: Wire, bob: Wire, chat: str) -> None:
    """As an event to those who share a chat, and in replies."""
    await ada.call("blocks.add", user_id=bob.me)
    await hidden(bob)

    await ada.call("blocks.remove", user_id=bob.me)

    assert (await bob.event("presence"))["online"] is True
    assert (await chat_of(bob, chat))["peer"]["online"] is True


@pytest.mark.parametrize("blocker", ["ada", "bob"])
async def test_after_a_block_neither_writes_to_the_other(
    ada: Wire, bob: Wire, chat: str, blocker: str
) -> None:
    """Whoever blocked; not by a new message, an edit or typing. Reading goes on."""
    one, other = (ada, bob) if blocker == "ada" else (bob, ada)
    await say(bob, chat, "mine")
    await one.call("blocks.add", user_id=other.me)
    await forget(ada, bob)

    for wire, seq in ((ada, 1), (bob, 2)):
        fields = {"chat_id": chat, "client_id": str(uuid4()), "kind": "text", "text": "x"}
        error = await wire.error("messages.send", fields)
        assert ("blocked", 403) == (error["code"], error["status"])
        assert "blocked" == await wire.code("messages.edit", chat_id=chat, seq=seq, text="x")
        await wire.call("typing", chat_id=chat, on=True)

    assert ["hello", "mine"] == await texts(ada, chat) == await texts(bob, chat)
    assert "typing" not in "".join([*ada.log[-9:], *bob.log[-9:]]).replace('"op":"typing"', "")
    assert [] == [*await ada.events(), *await bob.events()]


async def test_a_block_that_ends_lets_both_write_again(ada: Wire, bob: Wire, chat: str) -> None:
    """At once, on connections that were open all the time."""
    await ada.call("blocks.add", user_id=bob.me)
    await ada.call("blocks.remove", user_id=bob.me)

    await say(bob, chat, "again")
    await say(ada, chat, "welcome")

    assert ["hello", "again", "welcome"] == await texts(ada, chat)


async def test_a_message_that_was_stored_before_the_block_is_still_acknowledged(
    ada: Wire, bob: Wire, chat: str
) -> None:
    """Its sender may not have heard the reply; no second one is stored."""
    client_id = str(uuid4())
    first = await say(ada, chat, "before", client_id=client_id)
    await bob.call("blocks.add", user_id=ada.me)

    assert first == await say(ada, chat, "before", client_id=client_id)
    assert ["hello", "before"] == await texts(bob, chat)


async def test_only_contacts_may_write_where_that_is_the_rule(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """Opening a chat is refused too, and leaves none behind."""
    await ada.call("contacts.add", user_id=bob.me)
    await set_privacy(ada, messages="contacts")

    error = await eve.error("chats.open_direct", username="ada")

    assert ("privacy", 403) == (error["code"], error["status"])
    assert [] == (await eve.call("chats.list"))["chats"]
    assert [] == await eve.events()
    await talk(bob, ada, "I may")
    assert carol.me


async def test_the_rule_holds_in_a_chat_that_was_there_before(ada: Wire, eve: Wire) -> None:
    """Until the person writes there: whoever writes wants an answer."""
    chat = await talk(eve, ada, "hello?")
    await set_privacy(ada, messages="contacts")
    fields = {"chat_id": chat, "client_id": str(uuid4()), "kind": "text", "text": "hello??"}
    await forget(ada)

    assert "privacy" == await eve.code("messages.send", fields)
    assert [] == await ada.events()

    await say(ada, chat, "yes?")
    await say(eve, chat, "at last")
    assert ["hello?", "yes?", "at last"] == await texts(ada, chat)


async def test_becoming_a_contact_opens_the_door_at_once(ada: Wire, eve: Wire) -> None:
    """And losing that closes it again."""
    chat = await talk(eve, ada, "hello?")
    await set_privacy(ada, messages="contacts")
    fields = {"chat_id": chat, "client_id": str(uuid4()), "kind": "text", "text": "x"}

    await ada.call("contacts.add", user_id=eve.me)
    await eve.call("messages.send", {**fields, "client_id": str(uuid4())})
    await ada.call("contacts.remove", user_id=eve.me)

    assert "privacy" == await eve.code("messages.send", fields)


@pytest.mark.parametrize("rule", ["nobody", "contacts_of_contacts"])
async def test_a_person_who_is_not_to_be_found_is_not_found(
    ada: Wire, eve: Wire, rule: str
) -> None:
    """By any way to a person: the answer is that of somebody who never was."""
    await set_privacy(ada, find=rule)

    assert [] == (await eve.call("users.search", query="ada"))["users"]
    for op in ("chats.open_direct", "contacts.add"):
        never = await eve.error(op, username="nobody.at.all")
        assert never == await eve.error(op, username="ada")
    for op in ("chats.open_direct", "contacts.add", "contacts.remove", "blocks.add"):
        never = await eve.error(op, user_id="1")
        assert never == await eve.error(op, user_id=ada.me)
    assert await eve.error("users.get", id="1") == await eve.error("users.get", id=ada.me)


async def test_who_shares_a_chat_or_keeps_the_contact_still_finds_the_person(
    ada: Wire, bob: Wire, carol: Wire, chat: str
) -> None:
    """The rule is about strangers."""
    await carol.call("contacts.add", user_id=ada.me)
    await set_privacy(ada, find="nobody")

    assert ada.me == (await profile(bob, "ada"))["id"]
    assert ada.me == (await profile(carol, "ada"))["id"]
    assert chat == await open_chat(bob, "ada")


async def test_contacts_of_contacts_find_the_person(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """Those whom the person knows, and those whom these know; nobody else."""
    await set_privacy(ada, find="contacts_of_contacts")
    await ada.call("contacts.add", user_id=bob.me)
    await bob.call("contacts.add", user_id=carol.me)
    await eve.call("contacts.add", user_id=bob.me)

    for finder, found in ((bob, 1), (carol, 1), (eve, 0)):
        users = (await finder.call("users.search", query="ada"))["users"]
        assert found == len(users)


async def test_an_open_chat_shows_no_presence_to_one_who_was_never_written_to(
    ada: Wire, eve: Wire
) -> None:
    """Opening a chat with somebody does not make them know of it, nor findable."""
    await set_privacy(eve, find="nobody")
    await open_chat(eve, "ada")

    assert [] == (await ada.call("users.search", query="eve"))["users"]
    assert "not_found" == await ada.code("users.get", username="eve")
