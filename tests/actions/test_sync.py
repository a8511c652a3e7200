"""`sync`: what a client has missed, by the counters it kept."""

import pytest

from tests.people import ADA
from tests.running import Server
from tests.talk import chat_of, forget, open_chat, say, set_privacy, talk
from tests.wire import Data, Wire


async def state_of(wire: Wire) -> int:
    """Return the state that a client with all news has."""
    return int((await wire.call("sync"))["state"])


async def test_a_client_that_knows_nothing_gets_every_chat(
    ada: Wire, bob: Wire, carol: Wire
) -> None:
    """Without messages, and with all contacts and blocks."""
    chats = [await talk(ada, wire) for wire in (bob, carol)]
    await ada.call("contacts.add", user_id=bob.me)
    await ada.call("blocks.add", user_id=carol.me)

    everything = await ada.call("sync")

    assert set(chats) == {each["chat"]["id"] for each in everything["chats"]}
    assert [[], []] == [each["messages"] for each in everything["chats"]]
    assert [False, False] == [each["more"] for each in everything["chats"]]
    assert {"bob", "carol"} == {user["username"] for user in everything["contacts"]}
    assert ([], {}) == (everything["removed"], everything["hidden"])
    assert everything["state"] == ada.ledger.state


async def test_a_client_that_has_everything_gets_nothing(ada: Wire, chat: str) -> None:
    """Apart from the state it has already."""
    state = await state_of(ada)
    version = (await chat_of(ada, chat))["version"]

    news = await ada.call("sync", state=state, chats={chat: version})

    nothing: Data = {"chats": [], "removed": [], "hidden": {}, "contacts": [], "folders": None}
    assert {"state": state, **nothing} == news


async def test_missed_messages_come_ascending_by_version(ada: Wire, bob: Wire, chat: str) -> None:
    """New, edited and deleted ones, each in its last form."""
    await say(bob, chat, "two")
    await say(bob, chat, "three")
    await ada.call("messages.edit", chat_id=chat, seq=1, text="hi")
    await bob.call("messages.delete", chat_id=chat, seqs=[2], for_everyone=True)

    [changed] = (await ada.call("sync", state=await state_of(ada), chats={chat: 1}))["chats"]

    assert [(3, "three", False), (1, "hi", False), (2, "", True)] == [
        (message["seq"], message["text"], message["deleted"]) for message in changed["messages"]
    ]
    assert (5, False) == (changed["version"], changed["more"])
    assert await chat_of(ada, chat) == changed["chat"]


async def test_a_cut_page_says_more_and_goes_on(ada: Wire, bob: Wire, chat: str) -> None:
    """Asked again with the version reached, it misses nothing and repeats nothing."""
    for number in range(5):
        await say(bob, chat, f"{number}")
    await bob.call("messages.read", chat_id=chat, seq=1)
    state, version, found, more = await state_of(ada), 1, [], True

    while more:
        news = await ada.call("sync", state=state, chats={chat: version}, limit=2)
        [changed] = news["chats"]
        found += [message["text"] for message in changed["messages"]]
        version, more = changed["version"], changed["more"]

    assert [*"01234"] == found
    assert (await chat_of(ada, chat))["version"] == version


async def test_a_read_position_of_the_other_comes_with_the_chat(
    ada: Wire, bob: Wire, chat: str
) -> None:
    """It takes a version without a message."""
    await bob.call("messages.read", chat_id=chat, seq=1)

    [changed] = (await ada.call("sync", state=await state_of(ada), chats={chat: 1}))["chats"]

    assert (1, [], 2) == (
        changed["chat"]["peer_read_seq"],
        changed["messages"],
        changed["version"],
    )


async def test_a_chat_that_was_not_named_comes_without_messages(
    ada: Wire, bob: Wire, chat: str
) -> None:
    """Its history is read when it is opened; naming it with version 0 brings them."""
    state = await state_of(ada)
    await say(bob, chat, "two")

    [unnamed] = (await ada.call("sync", state=state))["chats"]
    [named] = (await ada.call("sync", state=state, chats={chat: 0}))["chats"]

    assert [] == unnamed["messages"]
    assert ["hello", "two"] == [message["text"] for message in named["messages"]]


@pytest.mark.parametrize("for_everyone", [True, False])
async def test_a_deleted_chat_is_removed(
    ada: Wire, bob: Wire, chat: str, for_everyone: bool
) -> None:
    """Named or not, where one's state is older than the deletion."""
    state = await state_of(ada)
    await ada.call("chats.delete", chat_id=chat, for_everyone=for_everyone)

    for chats in ({}, {chat: 1}):
        news = await ada.call("sync", state=state, chats=chats)
        assert ([chat], []) == (news["removed"], news["chats"])
    later = await ada.call("sync", state=await state_of(ada), chats={})
    assert [] == later["removed"]
    assert for_everyone == (chat in (await bob.call("sync", state=0))["removed"])


async def test_what_one_may_not_see_is_removed_too(ada: Wire, eve: Wire, chat: str) -> None:
    """A foreign chat, one that never was and what is no id look alike."""
    for name in (chat, "1", "x", ""):
        news = await eve.call("sync", state=0, chats={name: 0})
        assert ([name], []) == (news["removed"], news["chats"])
    assert ada.me


async def test_messages_hidden_since_are_named(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """By chat, for the one who hid them alone, and not to a client that knows nothing."""
    await say(ada, chat, "two")
    phone = await server.enter(ADA)
    state = await state_of(phone)
    await ada.call("messages.delete", chat_id=chat, seqs=[2, 1], for_everyone=False)

    news = await phone.call("sync", state=state)
    assert {chat: [1, 2]} == news["hidden"]
    assert [(chat, None)] == [
        (each["chat"]["id"], each["chat"]["last_message"]) for each in news["chats"]
    ]
    assert {} == (await phone.call("sync"))["hidden"]
    assert {} == (await phone.call("sync", state=await state_of(phone)))["hidden"]
    assert {} == (await bob.call("sync", state=0))["hidden"]


async def test_contacts_and_blocks_changed_since_are_named(
    ada: Wire, bob: Wire, carol: Wire
) -> None:
    """Also those that ended, and those whose profile changed."""
    await ada.call("contacts.add", user_id=bob.me)
    await ada.call("blocks.add", user_id=carol.me)
    state = await state_of(ada)
    await ada.call("blocks.remove", user_id=carol.me)
    await bob.call("account.update", name="Robert")

    changed = {user["username"]: user for user in (await ada.call("sync", state=state))["contacts"]}

    assert {"bob", "carol"} == set(changed)
    assert ("Robert", True) == (changed["bob"]["name"], changed["bob"]["is_contact"])
    assert changed["carol"]["is_blocked"] is False


@pytest.mark.parametrize(
    ("op", "fields", "field", "value"),
    [
        ("chats.pin", {"on": True}, "pinned", True),
        ("chats.archive", {"on": True}, "archived", True),
        ("chats.set_draft", {"text": "x"}, "draft", "x"),
        ("messages.read", {"seq": 2}, "read_seq", 2),
    ],
)
async def test_what_one_keeps_with_a_chat_comes_by_the_state(
    ada: Wire, bob: Wire, chat: str, op: str, fields: Data, field: str, value: object
) -> None:
    """The chat comes although its version is known."""
    await say(bob, chat, "two")
    state = await state_of(ada)
    await ada.call(op, chat_id=chat, **fields)
    version = (await chat_of(ada, chat))["version"]

    [changed] = (await ada.call("sync", state=state, chats={chat: version}))["chats"]

    assert (value, []) == (changed["chat"][field], changed["messages"])


async def test_settings_take_a_state_of_their_own(ada: Wire) -> None:
    """A client that missed them sees the state move on."""
    state = await state_of(ada)
    await set_privacy(ada, find="nobody")

    assert state + 1 == (await ada.call("sync", state=state))["state"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"limit": 0}, "bad_request"),
        ({"limit": 501}, "too_many"),
        ({"state": -1}, "bad_request"),
        ({"state": 2**63}, "bad_request"),
        ({"chats": {"1": -1}}, "bad_request"),
        ({"chats": {"1" * 33: 1}}, "bad_request"),
        ({"chats": {f"{n}": 0 for n in range(5001)}}, "too_many"),
        ({"chats": ["1"]}, "bad_request"),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_counters_that_make_no_sense_are_refused(ada: Wire, fields: Data, code: str) -> None:
    """So are too many chats and too long pages."""
    assert code == await ada.code("sync", fields)


async def test_a_chat_without_messages_yet_is_told_to_its_opener_alone(
    ada: Wire, bob: Wire
) -> None:
    """The other side knows nothing of it."""
    chat = await open_chat(ada, "bob")
    await forget(ada)

    assert [chat] == [each["chat"]["id"] for each in (await ada.call("sync", state=0))["chats"]]
    assert [] == (await bob.call("sync"))["chats"]
    assert [] == (await bob.call("sync", state=0))["removed"]


@pytest.mark.parametrize("for_everyone", [True, False])
async def test_a_chat_that_was_emptied_and_written_in_again_is_removed_and_there(
    ada: Wire, bob: Wire, chat: str, for_everyone: bool
) -> None:
    """What was known of it is to be forgotten; it comes as one that was not named."""
    state = await state_of(ada)
    await ada.call("chats.delete", chat_id=chat, for_everyone=for_everyone)
    await say(bob, chat, "anew")

    news = await ada.call("sync", state=state, chats={chat: 1})

    assert [chat] == news["removed"]
    assert [[]] == [changed["messages"] for changed in news["chats"]]
    later = await ada.call("sync", state=news["state"], chats={chat: 1})
    assert ([], ["anew"]) == (
        later["removed"],
        [message["text"] for message in later["chats"][0]["messages"]],
    )
