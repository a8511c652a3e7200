"""`messages.send`: durable, exactly once, in order, told to everyone concerned."""

import asyncio
from uuid import uuid4

import pytest

from tests.people import ADA
from tests.running import Server
from tests.talk import chat_of, forget, open_chat, say, texts
from tests.wire import Wire


async def test_a_message_is_answered_as_it_is_stored(ada: Wire, chat: str) -> None:
    """The reply holds every field of the protocol's message."""
    client_id = str(uuid4())

    message = await say(ada, chat, "  hi\n", client_id=client_id)

    assert {"chat_id": chat, "seq": 2, "client_id": client_id, "sender_id": ada.me} == {
        name: message[name] for name in ("chat_id", "seq", "client_id", "sender_id")
    }
    assert ("text", "hi", "plain", None, False) == tuple(
        message[name] for name in ("kind", "text", "format", "edited_at", "deleted")
    )
    assert [message] == (await ada.call("messages.history", chat_id=chat, after=1))["messages"]


async def test_the_reader_is_told_without_the_client_id(ada: Wire, bob: Wire, chat: str) -> None:
    """The event holds the stored message; the client id is its sender's alone."""
    message = await say(ada, chat)

    event = await bob.event("message.new")

    assert {**message, "client_id": None} == event["message"]
    assert (chat, message["version"]) == (event["chat_id"], event["version"])


async def test_the_sending_connection_gets_the_reply_and_no_event(ada: Wire, chat: str) -> None:
    """Its reply is the event."""
    await say(ada, chat)

    assert [] == await ada.events()


async def test_the_sender_hears_it_on_other_connections(
    server: Server, ada: Wire, chat: str
) -> None:
    """They get the same message, client id included."""
    phone = await server.enter(ADA)

    message = await say(ada, chat)

    assert message == (await phone.event("message.new"))["message"]


async def test_an_outsider_hears_nothing_and_may_not_write(
    ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """A foreign chat is not found, and nobody learns of the try."""
    fields = {"chat_id": chat, "client_id": str(uuid4()), "kind": "text", "text": "psst"}

    assert "not_found" == await eve.code("messages.send", fields)

    await say(ada, chat)
    assert ["message.new"] == await bob.events()
    assert [] == await eve.events()


async def test_the_other_sees_a_chat_with_its_first_message(ada: Wire, bob: Wire) -> None:
    """Opening alone tells nothing; the first message brings the chat and itself."""
    chat = await open_chat(ada, "bob")
    assert [] == await bob.events()

    await say(ada, chat, "first")

    new = await bob.event("chat.new")
    assert (chat, "first", 1) == (
        new["chat"]["id"],
        new["chat"]["last_message"]["text"],
        new["chat"]["unread"],
    )
    assert ["message.new"] == await bob.events()


async def test_the_same_send_again_returns_the_first_message(
    ada: Wire, bob: Wire, chat: str
) -> None:
    """A second text under the same client id is not stored and not told."""
    client_id = str(uuid4())
    first = await say(ada, chat, "one", client_id=client_id)

    again = await say(ada, chat, "two", client_id=client_id)

    assert first == again
    assert ["message.new"] == await bob.events()
    assert ["hello", "one"] == await texts(bob, chat)


async def test_the_same_send_on_two_connections_at_once_is_one_message(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Both get the same answer, and the reader one event."""
    phone = await server.enter(ADA)
    client_id = str(uuid4())

    both = await asyncio.gather(
        *(say(wire, chat, "once", client_id=client_id) for wire in (ada, phone, ada, phone))
    )

    assert [both[0]] * 4 == both
    assert ["message.new"] == await bob.events()
    assert ["hello", "once"] == await texts(ada, chat)


async def test_the_same_send_twice_in_one_group_is_one_message(ada: Wire, chat: str) -> None:
    """Frames that are written together may hold the same send, among others."""
    ids = [str(uuid4()) for _ in range(5)]

    sent = await asyncio.gather(
        *(say(ada, chat, str(n % 5), client_id=ids[n % 5]) for n in range(20))
    )

    assert sent[:5] * 4 == sent
    assert ["hello", *"01234"] == await texts(ada, chat)


async def test_two_people_may_choose_the_same_client_id(ada: Wire, bob: Wire, chat: str) -> None:
    """It is unique for each sender."""
    client_id = str(uuid4())

    first = await say(ada, chat, "mine", client_id=client_id)
    second = await say(bob, chat, "mine too", client_id=client_id)

    assert first["seq"] + 1 == second["seq"]


async def test_a_client_id_of_another_chat_is_a_conflict(ada: Wire, chat: str) -> None:
    """The first message stays where it is, and the reply names the field."""
    client_id = str(uuid4())
    await say(ada, chat, client_id=client_id)
    other = await open_chat(ada, "carol")

    error = await ada.error(
        "messages.send", chat_id=other, client_id=client_id, kind="text", text="x"
    )

    assert ("conflict", 409, "client_id") == (error["code"], error["status"], error["field"])
    assert [] == await texts(ada, other)


async def test_many_senders_leave_no_hole_and_all_see_one_order(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Frames sent without waiting keep their order, and seq runs 1, 2, 3."""
    named = {"ada": ada, "bob": bob, "phone": await server.enter(ADA)}

    await asyncio.gather(
        *(say(wire, chat, f"{name}{n}") for n in range(25) for name, wire in named.items())
    )

    history = (await ada.call("messages.history", chat_id=chat, limit=100))["messages"]
    assert list(range(1, 77)) == [message["seq"] for message in history]
    assert list(range(1, 77)) == [message["version"] for message in history]
    for name in named:
        said = [message["text"] for message in history if message["text"].startswith(name)]
        assert [f"{name}{n}" for n in range(25)] == said
    assert await texts(ada, chat, limit=100) == await texts(bob, chat, limit=100)


async def test_the_sender_needs_not_read_what_they_wrote(ada: Wire, bob: Wire, chat: str) -> None:
    """Unread counts what others wrote."""
    await say(ada, chat)

    assert 0 == (await chat_of(ada, chat))["unread"]
    assert 2 == (await chat_of(bob, chat))["unread"]


async def test_one_can_write_to_oneself(server: Server, ada: Wire, eve: Wire) -> None:
    """The saved chat takes messages as any other does, and only its owner hears of them."""
    phone = await server.enter(ADA)
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    await say(ada, saved, "milk")

    assert ["chat.new", "message.new"] == await phone.events()
    assert ["milk"] == await texts(phone, saved)
    assert [] == await eve.events()


async def test_a_text_holds_4096_characters(ada: Wire, chat: str) -> None:
    """Code points count, after trimming; one more is too long and says the bound."""
    longest = "🙂" * 4096
    assert longest == (await say(ada, chat, f" {longest} "))["text"]

    error = await ada.error(
        "messages.send", chat_id=chat, client_id=str(uuid4()), kind="text", text=longest + "x"
    )

    assert ("too_long", 400, "text", 4096) == (
        error["code"],
        error["status"],
        error["field"],
        error["limit"],
    )


@pytest.mark.parametrize(
    "text", [" \n\t\u2003", "\u200b", "\u2060\u00ad", "\u3164", "\u200f\u0301", "\ufe0f\u2800"]
)
async def test_a_text_that_cannot_be_seen_is_no_text(ada: Wire, chat: str, text: str) -> None:
    """Space, format characters, marks without a letter, letters that are drawn as nothing."""
    error = await ada.error(
        "messages.send", chat_id=chat, client_id=str(uuid4()), kind="text", text=text
    )

    assert ("bad_request", "text") == (error["code"], error["field"])


async def test_a_silent_message_is_one_like_any_other(
    server: Server, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """It counts as unread, and says of itself that it is silent: live, in history and in sync."""
    phone = await server.enter(ADA)
    known = (await bob.call("sync"))["state"]

    sent = await say(ada, chat, "it is late", silent=True)

    assert sent["silent"] is True
    assert [True, True] == [
        (await wire.event("message.new"))["message"]["silent"] for wire in (bob, phone)
    ]
    seen = await chat_of(bob, chat)
    assert (2, True) == (seen["unread"], seen["last_message"]["silent"])
    synced = await bob.call("sync", state=known, chats={chat: sent["version"] - 1})
    assert [True] == [message["silent"] for message in synced["chats"][0]["messages"]]
    history = await bob.call("messages.history", chat_id=chat)
    assert [False, True] == [message["silent"] for message in history["messages"]]
    assert [] == await eve.events()


async def test_what_is_said_aloud_is_not_silent(ada: Wire, bob: Wire, chat: str) -> None:
    """And a forward of what was silent makes a sound: it is another message."""
    quiet = await say(ada, chat, silent=True)
    assert (await say(ada, chat))["silent"] is False
    await forget(bob)

    wish = {"from_chat_id": chat, "to_chat_ids": [chat], "client_ids": [str(uuid4())]}
    await ada.call("messages.forward", wish, seqs=[quiet["seq"]])

    assert (await bob.event("message.new"))["message"]["silent"] is False
