"""Pinned messages: for all who are in a chat, told to all, and shown to those who see them."""

from typing import Any

import pytest
from sqlalchemy import update

from messenger.actions.message_pins import MOST_PINNED
from messenger.db.tables import messages
from tests.actions.group_steps import found, promote, services
from tests.conftest import Serve
from tests.people import ADA, BOB
from tests.running import Server
from tests.talk import forget, open_chat, say, texts
from tests.wire import Data, Wire


async def pin(wire: Wire, chat: str, seq: int, *, on: bool = True) -> Data:
    """Pin or unpin a message, and return the chat."""
    return dict((await wire.call("messages.pin", chat_id=chat, seq=seq, on=on))["chat"])


async def pinned(wire: Wire, chat: str) -> list[int]:
    """Return what somebody sees pinned, by seq."""
    listed = (await wire.call("messages.pinned", chat_id=chat))["messages"]
    assert all(each["pinned"] for each in listed)
    return [each["seq"] for each in listed]


async def pin_many(server: Server, chat: str) -> None:
    """Have as many messages pinned as a chat takes, which are the first ones."""
    these = (messages.c.chat_id == int(chat), messages.c.seq <= MOST_PINNED)
    async with server.services.database.writing() as connection:
        await connection.execute(update(messages).where(*these).values(pinned_at=1))


async def test_both_hear_of_a_pin_and_of_its_line(
    server: Server, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """On every device, each with a version of its own; a stranger hears nothing."""
    phone = await server.enter(ADA)

    answer = await pin(bob, chat, 1)

    for wire in (ada, phone, bob):
        told = await wire.event("message.updated")
        line = (await wire.event("message.new"))["message"]
        assert (1, True, "hello") == tuple(told["message"][k] for k in ("seq", "pinned", "text"))
        assert told["version"] + 1 == line["version"] == answer["version"]
        assert ("service", bob.me, "pinned", 1) == (
            line["kind"],
            line["sender_id"],
            line["service"]["type"],
            line["service"]["seq"],
        )
        assert [1] == await pinned(wire, chat)
        assert not wire.ledger.holes
    assert [] == await eve.events()


async def test_unpinning_writes_no_line(ada: Wire, bob: Wire, chat: str) -> None:
    """And either may do it; once more, either way, nothing is told."""
    await pin(ada, chat, 1)
    again = await pin(bob, chat, 1)
    await forget(ada, bob)

    answer = await pin(bob, chat, 1, on=False)

    assert again["version"] + 1 == answer["version"]
    assert ["message.updated"] == await ada.events()
    assert [] == await pinned(ada, chat)
    await bob.events()
    assert answer["version"] == (await pin(ada, chat, 1, on=False))["version"]
    assert [] == await bob.events()


async def test_the_newest_message_stands_first(ada: Wire, bob: Wire, chat: str) -> None:
    """In whatever order they were pinned; all go at once, each with a version."""
    for text in ("two", "three"):
        await say(ada, chat, text)
    for seq in (2, 3, 1):
        await pin(ada, chat, seq)
    await forget(ada, bob)

    assert [3, 2, 1] == await pinned(bob, chat)
    await bob.call("messages.unpin_all", chat_id=chat)

    assert [1, 2, 3] == [(await ada.event("message.updated"))["message"]["seq"] for _ in range(3)]
    assert [] == await pinned(ada, chat)
    assert [] == await ada.events()
    assert not ada.ledger.holes
    await bob.events()
    await bob.call("messages.unpin_all", chat_id=chat)
    assert [] == await bob.events()


async def test_to_oneself_there_is_no_line(server: Server, ada: Wire) -> None:
    """What is pinned among the saved messages is told to one's own devices."""
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    await say(ada, saved)
    phone = await server.enter(ADA)

    await pin(ada, saved, 1)

    assert (await phone.event("message.updated"))["message"]["pinned"]
    assert [] == await phone.events()
    assert [1] == await pinned(phone, saved)


async def test_a_message_deleted_for_all_is_pinned_no_more(ada: Wire, bob: Wire, chat: str) -> None:
    """Nor is it anywhere else, and who deletes it for themselves sees it pinned no more."""
    await say(bob, chat, "two")
    for seq in (1, 2):
        await pin(ada, chat, seq)
    await ada.call("messages.delete", chat_id=chat, seqs=[2], for_everyone=False)
    assert ([1], [2, 1]) == (await pinned(ada, chat), await pinned(bob, chat))
    await forget(ada, bob)

    await bob.call("messages.delete", chat_id=chat, seqs=[2], for_everyone=True)

    told = (await ada.event("message.updated"))["message"]
    assert (True, False) == (told["deleted"], told["pinned"])
    assert [1] == await pinned(bob, chat)
    for seq in (2, 99):
        assert "not_found" == await bob.code("messages.pin", chat_id=chat, seq=seq, on=True)


async def test_a_cleared_history_leaves_no_pins(ada: Wire, bob: Wire, chat: str) -> None:
    """For both where it was for both, else for one."""
    await pin(ada, chat, 1)
    await ada.call("chats.clear", chat_id=chat)
    assert ([], [1]) == (await pinned(ada, chat), await pinned(bob, chat))

    await bob.call("chats.clear", chat_id=chat, for_everyone=True)

    assert [] == await pinned(bob, chat)


async def test_newcomers_learn_nothing_of_what_is_hidden_from_them(
    ada: Wire, bob: Wire, carol: Wire
) -> None:
    """Neither from the list nor from what they hear, nor from the line."""
    group = await found(ada, bob)
    secret = (await say(ada, group, "the old secret"))["seq"]
    await ada.call("chats.update", chat_id=group, history_for_newcomers=False)
    await ada.call("members.add", chat_id=group, user_ids=[carol.me])
    await forget(ada, bob, carol)
    heard = len(carol.log)

    await pin(ada, group, secret)

    assert ["message.updated", "message.new"] == await carol.events()
    assert "secret" not in "".join(carol.log[heard:])
    assert ([], [secret]) == (await pinned(carol, group), await pinned(bob, group))
    error = await carol.error("messages.pin", chat_id=group, seq=secret, on=True)
    assert "forbidden" == error["code"]
    await promote(ada, group, carol, "admin")
    error = await carol.error("messages.pin", chat_id=group, seq=secret, on=False)
    assert ("not_found", "seq") == (error["code"], error["field"])
    await carol.call("messages.unpin_all", chat_id=group)
    assert [secret] == await pinned(bob, group)


async def test_a_line_of_the_group_says_who_pinned_what(ada: Wire, bob: Wire) -> None:
    """But is not pinned itself."""
    group = await found(ada, bob)
    seq = (await say(bob, group, "look here"))["seq"]

    await pin(ada, group, seq)

    [*_, line] = await services(bob, group)
    assert ("pinned", seq) == (line["type"], line["seq"])
    error = await ada.error("messages.pin", chat_id=group, seq=1, on=True)
    assert ("forbidden", "seq") == (error["code"], error["field"])


async def test_a_chat_takes_a_hundred(unlimited: Server) -> None:
    """The next is refused, and one that is taken off makes room."""
    ada = await unlimited.enter(ADA)
    await unlimited.enter(BOB)
    chat = await open_chat(ada, BOB.nick)
    for number in range(MOST_PINNED + 1):
        await say(ada, chat, str(number))
    await pin_many(unlimited, chat)

    error = await ada.error("messages.pin", chat_id=chat, seq=MOST_PINNED + 1, on=True)

    assert ("too_many", "seq", MOST_PINNED) == (error["code"], error["field"], error["limit"])
    await pin(ada, chat, 1, on=False)
    await pin(ada, chat, MOST_PINNED + 1)
    assert MOST_PINNED == len(await pinned(ada, chat))


async def test_who_may_not_write_to_somebody_pins_nothing(ada: Wire, bob: Wire, chat: str) -> None:
    """A block holds both off; what is pinned stays in sight."""
    await pin(ada, chat, 1)
    await bob.call("blocks.add", user_id=ada.me)

    for wire in (ada, bob):
        assert "blocked" == await wire.code("messages.pin", chat_id=chat, seq=1, on=False)
        assert "blocked" == await wire.code("messages.unpin_all", chat_id=chat)
        assert [1] == await pinned(wire, chat)


@pytest.mark.parametrize(
    ("op", "fields"),
    [
        ("messages.pin", {"seq": 1, "on": True}),
        ("messages.pinned", {}),
        ("messages.unpin_all", {}),
    ],
)
async def test_an_outsider_gets_nothing(
    ada: Wire, bob: Wire, eve: Wire, op: str, fields: dict[str, Any]
) -> None:
    """In a group with a pinned message, which stays as it is."""
    group = await found(ada, bob)
    seq = (await say(ada, group))["seq"]
    await pin(ada, group, seq)
    await forget(ada, bob, eve)

    error = await eve.error(op, chat_id=group, **fields)

    assert ("not_found", "chat_id") == (error["code"], error["field"])
    assert [] == [*await ada.events(), *await bob.events(), *await eve.events()]
    assert [seq] == await pinned(bob, group)


async def test_what_was_missed_comes_with_sync(server: Server, ada: Wire, chat: str) -> None:
    """The message as it is now, and the line."""
    phone = await server.enter(ADA)
    known = (await phone.call("chats.get", chat_id=chat))["chat"]["version"]
    await pin(ada, chat, 1)

    [changed] = (await phone.call("sync", chats={chat: known}))["chats"]

    assert [(1, True), (2, False)] == [
        (each["seq"], each["pinned"]) for each in changed["messages"]
    ]


async def test_it_is_pinned_after_a_restart(serve: Serve) -> None:
    """What the disk has is what is asked."""
    first = await serve()
    ada, bob = await first.enter(ADA), await first.enter(BOB)
    chat = await open_chat(ada, BOB.nick)
    await say(ada, chat)
    await pin(bob, chat, 1)
    await first.stop()

    again = await (await serve()).enter(ADA)

    assert [1] == await pinned(again, chat)
    assert ["hello", "pinned a message"] == await texts(again, chat)
