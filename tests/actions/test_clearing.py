"""Emptying a chat that stays in the list, and what came after the wish."""

import pytest

from tests.people import ADA
from tests.running import Server
from tests.talk import chat_of, forget, say, talk, texts
from tests.wire import Wire


@pytest.mark.parametrize("for_everyone", [True, False])
async def test_a_cleared_chat_is_empty_and_stays(
    server: Server, ada: Wire, bob: Wire, chat: str, for_everyone: bool
) -> None:
    """With what was kept of it, for oneself or for both; sync tells that it was emptied."""
    phone = await server.enter(ADA)
    await ada.call("chats.pin", chat_id=chat, on=True)
    await ada.call("chats.set_draft", chat_id=chat, text="to be")
    await forget(ada, bob, phone)

    await ada.call("chats.clear", chat_id=chat, for_everyone=for_everyone)

    cleared = await phone.event("chat.cleared")
    assert cleared["chat"] == await chat_of(ada, chat)
    assert (None, True, "to be") == tuple(
        cleared["chat"][name] for name in ("last_message", "pinned", "draft")
    )
    assert [chat] == [each["id"] for each in (await ada.call("chats.list"))["chats"]]
    assert [] == await texts(ada, chat)
    assert ([] if for_everyone else ["hello"]) == await texts(bob, chat)
    assert (["chat.cleared"] if for_everyone else []) == await bob.events()
    news = await ada.call("sync", state=cleared["state"] - 1, chats={chat: 1})
    assert ([chat], [chat]) == (news["removed"], [each["chat"]["id"] for each in news["chats"]])


@pytest.mark.parametrize("op", ["chats.clear", "chats.delete"])
@pytest.mark.parametrize("for_everyone", [True, False])
async def test_what_came_after_the_wish_stays(
    ada: Wire, bob: Wire, op: str, for_everyone: bool
) -> None:
    """So a wish may reach the server late, and loses nobody's message."""
    chat = await talk(bob, ada, "one", "two", "three")
    await ada.call("chats.set_draft", chat_id=chat, text="to be")
    await ada.call("chats.pin", chat_id=chat, on=True)

    await ada.call(op, chat_id=chat, for_everyone=for_everyone, up_to=2)

    assert ["three"] == await texts(ada, chat)
    assert (["three"] if for_everyone else ["one", "two", "three"]) == await texts(bob, chat)
    kept = (await ada.event("chat.cleared"))["chat"]
    assert ("three", 1) == (kept["last_message"]["text"], kept["unread"])
    mine = (None, False) if op == "chats.delete" else ("to be", True)
    assert mine == (kept["draft"], kept["pinned"])
    assert [chat] == [each["id"] for each in (await ada.call("chats.list"))["chats"]]


async def test_a_late_wish_brings_nothing_back(ada: Wire, bob: Wire, chat: str) -> None:
    """What was emptied before stays so, and a chat that was deleted stays away."""
    await say(bob, chat, "two")
    await ada.call("chats.delete", chat_id=chat)
    await forget(ada)

    await ada.call("chats.clear", chat_id=chat, up_to=1)

    assert ["chat.removed"] == await ada.events()
    assert [] == (await ada.call("chats.list"))["chats"]
    assert [] == await texts(ada, chat)


async def test_only_the_reader_loses_the_notices(ada: Wire) -> None:
    """Who may only read can clear for oneself alone."""
    await ada.call("account.change_password", old=ADA.password, new=f"{ADA.password} too")
    notices = (await ada.call("chats.list"))["chats"][0]["id"]

    error = await ada.error("chats.clear", chat_id=notices, for_everyone=True)
    assert ("forbidden", "for_everyone") == (error["code"], error["field"])

    await ada.call("chats.clear", chat_id=notices)
    assert [] == await texts(ada, notices)
