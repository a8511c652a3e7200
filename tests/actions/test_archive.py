"""The archive, and the mark of a chat that one wants to read once more."""

import pytest

from tests.people import ADA, BOB
from tests.running import Server
from tests.talk import chat_of, forget, say
from tests.wire import Wire

FAR = "2099-01-01T00:00:00.000Z"


async def test_a_message_brings_a_chat_out_of_the_archive(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """On every device, by an event after the message that says so."""
    phone = await server.enter(ADA)
    await ada.call("chats.archive", chat_id=chat, on=True)
    await forget(ada, phone)

    await say(bob, chat, "still there?")

    assert ["message.new", "chat.updated"] == await phone.events()
    updated = await ada.event("chat.updated")
    assert (False, "still there?") == (
        updated["chat"]["archived"],
        updated["chat"]["last_message"]["text"],
    )
    news = await ada.call("sync", state=updated["state"] - 1)
    assert [False] == [each["chat"]["archived"] for each in news["chats"]]


@pytest.mark.parametrize("mine", [True, False], ids=["one's own", "muted"])
async def test_it_stays_there(ada: Wire, bob: Wire, chat: str, mine: bool) -> None:
    """With one's own message, and with another's while it is muted."""
    if not mine:
        await ada.call("chats.mute", chat_id=chat, until=FAR)
    await ada.call("chats.archive", chat_id=chat, on=True)
    await forget(ada)

    await say(ada if mine else bob, chat)

    assert (await chat_of(ada, chat))["archived"]
    assert "chat.updated" not in await ada.events()


async def test_a_mute_that_has_ended_keeps_nothing_there(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """The next message brings it back."""
    await ada.call("chats.mute", chat_id=chat, until="2027-01-01T00:00:00Z")
    await ada.call("chats.archive", chat_id=chat, on=True)
    server.clock.ahead = 365 * 86_400_000

    await say(bob, chat)

    assert not (await chat_of(ada, chat))["archived"]


async def test_a_notice_comes_out_too(ada: Wire) -> None:
    """The server writes it in another way than people do."""
    await ada.call("account.change_password", old=ADA.password, new=f"{ADA.password} too")
    notices = (await ada.call("chats.list"))["chats"][0]["id"]
    await ada.call("chats.archive", chat_id=notices, on=True)
    await forget(ada)

    await ada.call("account.change_password", old=f"{ADA.password} too", new=ADA.password)

    assert ["message.new", "chat.updated"] == await ada.events()
    assert not (await chat_of(ada, notices))["archived"]


@pytest.mark.parametrize("op", ["chats.archive", "chats.mark_unread", "chats.clear", "chats.pin"])
async def test_an_outsider_finds_no_chat(ada: Wire, eve: Wire, chat: str, op: str) -> None:
    """Nor does anything happen to it."""
    fields = {} if op == "chats.clear" else {"on": True}
    before = await chat_of(ada, chat)

    assert "not_found" == await eve.code(op, chat_id=chat, **fields)

    assert before == await chat_of(ada, chat)


async def test_reading_ends_the_mark_of_unread(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Also where nothing is left to read; the other learns nothing of either."""
    await bob.call("messages.read", chat_id=chat, seq=1)
    phone = await server.enter(BOB)
    await bob.call("chats.mark_unread", chat_id=chat, on=True)
    assert (await chat_of(phone, chat))["marked_unread"]
    await forget(ada, phone)

    await bob.call("messages.read", chat_id=chat, seq=0)

    read = await phone.event("read")
    assert (1, None) == (read["seq"], read["version"])
    assert not (await chat_of(bob, chat))["marked_unread"]
    news = await phone.call("sync", state=read["state"] - 1)
    assert [False] == [each["chat"]["marked_unread"] for each in news["chats"]]
    assert [] == await ada.events()
