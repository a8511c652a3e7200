"""Chats: opening, listing and deleting them."""

import asyncio

import pytest

from tests.people import ADA
from tests.running import Server
from tests.talk import chat_of, forget, open_chat, say, talk, texts
from tests.wire import Wire


async def test_opening_makes_the_chat_once(server: Server, ada: Wire, bob: Wire) -> None:
    """One's connections hear of it, the other not yet; by id or by nick it is the same."""
    phone = await server.enter(ADA)

    chat = (await ada.call("chats.open_direct", username="bob"))["chat"]

    assert ("direct", "Bob Marley", 2, 0, 0, None) == tuple(
        chat[name]
        for name in ("kind", "title", "member_count", "last_seq", "unread", "last_message")
    )
    assert ("bob", bob.me) == (chat["peer"]["username"], chat["peer"]["id"])
    assert chat == (await phone.event("chat.new"))["chat"] == (await ada.event("chat.new"))["chat"]
    assert chat == (await ada.call("chats.open_direct", user_id=bob.me))["chat"]
    assert [] == await ada.events()
    assert [] == await bob.events()


async def test_two_who_open_at_the_same_moment_get_one_chat(ada: Wire, bob: Wire) -> None:
    """Whoever is first makes it."""
    opened = await asyncio.gather(
        *(open_chat(wire, nick) for wire, nick in ((ada, "bob"), (bob, "ada")) * 5)
    )

    assert 1 == len(set(opened))


@pytest.mark.parametrize("nick", ["@Bob", " bob "])
async def test_a_nick_may_be_written_as_people_do(ada: Wire, nick: str) -> None:
    """With the at sign, in capitals, with spaces around."""
    assert await open_chat(ada, nick) == await open_chat(ada, "bob")


async def test_a_person_who_is_not_there_is_not_found(ada: Wire) -> None:
    """By id and by nick; neither or both is no request."""
    assert "not_found" == await ada.code("chats.open_direct", username="nobody")
    assert "not_found" == await ada.code("chats.open_direct", user_id="12345")
    assert "not_found" == await ada.code("chats.open_direct", user_id="x" * 32)
    assert "bad_request" == await ada.code("chats.open_direct")
    assert "bad_request" == await ada.code("chats.open_direct", username="bob", user_id="1")


async def test_the_chat_with_oneself_is_the_saved_one(ada: Wire, eve: Wire) -> None:
    """By either way, and there is one of it, for nobody else to see."""
    saved = (await ada.call("chats.open_saved"))["chat"]

    assert ("saved", None, 1) == (saved["kind"], saved["peer"], saved["member_count"])
    assert saved == (await ada.call("chats.open_direct", username="ada"))["chat"]
    assert ["chat.new"] == await ada.events()
    assert "not_found" == await eve.code("chats.get", chat_id=saved["id"])


async def test_the_list_has_pinned_chats_first_then_the_newest(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """Each chat as `chats.get` shows it."""
    first, second, third = [await talk(ada, wire) for wire in (bob, carol, eve)]
    await ada.call("chats.pin", chat_id=first, on=True)
    await say(carol, second)

    page = await ada.call("chats.list")

    assert [first, second, third] == [chat["id"] for chat in page["chats"]]
    assert page["cursor"] is None
    assert page["chats"] == [await chat_of(ada, chat) for chat in (first, second, third)]


async def test_the_pages_of_the_list_together_are_the_list(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """With a pinned chat among them, and one page for each chat."""
    chats = [await talk(ada, wire) for wire in (bob, carol, eve)]
    await ada.call("chats.pin", chat_id=chats[1], on=True)
    whole = (await ada.call("chats.list"))["chats"]

    found, cursor = [], None
    for _ in range(3):
        page = await ada.call("chats.list", limit=1, cursor=cursor)
        found += page["chats"]
        cursor = page["cursor"]

    assert whole == found
    assert cursor is None


@pytest.mark.parametrize(
    "cursor", ["x", "%%%", "W10=", "é", "WzEsMiwzXQ==", "W3RydWUsMWUzMCwxXQ==", "w6k=",
               "W3RydWUsMSw5OTk5OTk5OTk5OTk5OTk5OTk5OTk5LDFd"],
)  # fmt: skip
async def test_a_cursor_of_ones_own_making_is_refused(ada: Wire, cursor: str) -> None:
    """Among them a well-formed one with a number that no column can hold."""
    error = await ada.error("chats.list", cursor=cursor)

    assert ("bad_request", "cursor") == (error["code"], error["field"])


async def test_a_page_of_the_list_is_bounded(ada: Wire) -> None:
    """1 to 200 chats."""
    assert 200 == (await ada.error("chats.list", limit=201))["limit"]
    assert "too_many" == await ada.code("chats.list", limit=2**62)
    assert "bad_request" == await ada.code("chats.list", limit=0)


async def test_a_chat_deleted_for_oneself_stays_with_the_other(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """One's connections hear of it; it is out of the list and empty."""
    phone = await server.enter(ADA)

    await ada.call("chats.delete", chat_id=chat)

    for wire in (ada, phone):
        assert chat == (await wire.event("chat.removed"))["chat_id"]
    assert [] == (await phone.call("chats.list"))["chats"]
    assert [] == await bob.events()
    assert ["hello"] == await texts(bob, chat)


async def test_a_new_message_brings_a_deleted_chat_back(ada: Wire, bob: Wire, chat: str) -> None:
    """As new to the one who deleted it, with what came since."""
    await ada.call("chats.delete", chat_id=chat)
    await forget(ada)

    await say(bob, chat, "still there?")

    new = await ada.event("chat.new")
    assert ("still there?", 1, 2) == (
        new["chat"]["last_message"]["text"],
        new["chat"]["unread"],
        new["chat"]["last_seq"],
    )
    assert ["message.new"] == await ada.events()


async def test_writing_to_a_chat_that_one_deleted_lists_it_again(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Also when one asks for the person anew: it is the same chat, and empty."""
    phone = await server.enter(ADA)
    await ada.call("chats.delete", chat_id=chat)
    await forget(ada, phone)

    assert chat == await open_chat(ada, "bob")

    assert ["chat.new"] == await phone.events()
    assert [] == await texts(ada, chat)
    await say(ada, chat, "again")
    assert ["message.new"] == await bob.events()


async def test_a_chat_deleted_for_both_is_empty_for_both(
    ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """Either of the two may; what they write later starts anew, and seq goes on."""
    await say(bob, chat, "secret")
    await forget(ada, bob)

    await bob.call("chats.delete", chat_id=chat, for_everyone=True)

    assert ["chat.removed"] == await ada.events()
    assert ["chat.removed"] == await bob.events()
    assert [] == await texts(ada, chat) == await texts(bob, chat)
    assert 3 == (await say(ada, chat, "new"))["seq"]
    assert ["chat.new", "message.new"] == await bob.events()
    assert [] == await eve.events()
