"""Reminders: a notice at the time, which leads to the message, and what is wished until then."""

import asyncio
from typing import Any

from sqlalchemy import insert

from messenger.actions.reminders import LONGEST_EXCERPT, MOST_REMINDERS
from messenger.db.tables import reminders
from tests.actions.group_steps import found
from tests.actions.scheduled_steps import HOUR, ahead, pass_time
from tests.actions.test_erasing import erase
from tests.actions.test_notices import lines, notices_of, rename
from tests.conftest import Serve
from tests.exports import Copy, fetch, made
from tests.people import ADA, BOB
from tests.running import Server
from tests.talk import forget, say, talk
from tests.wire import Data, Wire


async def remind(wire: Wire, chat: str, seq: int, **fields: Any) -> Data:
    """Wish to be reminded of a message in an hour, or when it is said."""
    wish = {"chat_id": chat, "seq": seq, "remind_at": ahead()} | fields
    return dict((await wire.call("reminders.add", wish))["reminder"])


async def reminders_of(wire: Wire) -> list[Data]:
    """Return what somebody wants to be reminded of."""
    return list((await wire.call("reminders.list"))["reminders"])


async def notice(wire: Wire) -> str:
    """Wait for a notice, and return it without marks of direction."""
    told = (await wire.event("message.new"))["message"]
    return str(told["text"]).replace("\u2068", "").replace("\u2069", "")


async def test_it_is_told_at_its_time(server: Server, ada: Wire, bob: Wire, chat: str) -> None:
    """On all devices, once, with the words and the way there; the other hears nothing."""
    phone = await server.enter(ADA)
    theirs = await say(bob, chat, "water the\nferns")
    await forget(ada, phone, bob)
    wished = await remind(ada, chat, theirs["seq"])
    assert [wished] == await reminders_of(phone)
    assert ("water the\nferns", bob.me) == (wished["text"], wished["sender_id"])
    assert ["reminders.updated"] == await phone.events()

    pass_time(server)

    expected = [
        f"You asked to be reminded of a message of {BOB.name}:",
        "water the ferns",
        f"/#{chat}/{theirs['seq']}",
    ]
    assert [expected, expected] == [(await notice(wire)).split("\n\n") for wire in (ada, phone)]
    await phone.event("reminders.updated")
    assert [] == await reminders_of(ada)
    assert [] == await bob.events()
    pass_time(server)
    assert 1 == len(await lines(ada))


async def test_marks_and_hidden_words_are_not_told(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Neither in the list nor in the notice."""
    theirs = await say(bob, chat, "**water** the ||ferns||", format="markdown")
    await forget(ada)
    wished = await remind(ada, chat, theirs["seq"])
    assert [wished] == await reminders_of(ada)
    assert wished["text"] == "water the ▒▒▒"

    pass_time(server)

    assert "water the ▒▒▒" in (await notice(ada)).split("\n\n")


async def test_it_says_where_the_message_is(server: Server, ada: Wire, bob: Wire) -> None:
    """One's own, in a group, among the saved ones; a long one is cut."""
    chat = await talk(ada, bob, "x" * 400)
    group = await found(bob, ada, title="Walkers")
    said = await say(bob, group, "at nine")
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    await say(ada, saved, "milk")
    await rename(ada)
    own = (await notices_of(ada) or {})["id"]
    await forget(ada)
    for place, (where, seq) in enumerate(((chat, 1), (group, said["seq"]), (saved, 1), (own, 1))):
        await remind(ada, where, seq, remind_at=ahead(HOUR + place))

    pass_time(server, HOUR + 10)

    told = [(await notice(ada)).split("\n\n") for _ in range(4)]
    assert [
        f"You asked to be reminded of your message to {BOB.name}:",
        f"You asked to be reminded of a message of {BOB.name} in Walkers:",
        "You asked to be reminded of one of your saved messages:",
        "You asked to be reminded of a message of Service notices:",
    ] == [each[0] for each in told]
    assert ["x" * LONGEST_EXCERPT + "…", "at nine", "milk"] == [each[1] for each in told[:3]]


async def test_it_speaks_the_persons_language(server: Server, ada: Wire, bob: Wire) -> None:
    """And names who is gone as the list does."""
    group = await found(ada, bob)
    seq = (await say(bob, group, "до свидания"))["seq"]
    await ada.call("account.update", language="ru")
    await remind(ada, group, seq, remind_at=ahead(20 * 24 * HOUR))
    await erase(server, bob, "keep")
    await forget(ada)

    pass_time(server, 20 * 24 * HOUR)

    told = await notice(ada)
    assert told.startswith("Вы просили напомнить о сообщении от Удалённый аккаунт в чате Walkers:")


async def test_what_is_not_seen_any_more_is_not_told(
    server: Server, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """Deleted, hidden, or in a group that one has left: that it is gone, and nothing else."""
    group = await found(bob, ada, carol)
    seqs = [(await say(bob, group, f"secret {each}"))["seq"] for each in range(3)]
    for seq in seqs:
        await remind(ada, group, seq)
    await remind(carol, group, seqs[2])
    await bob.call("messages.delete", chat_id=group, seqs=seqs[:1], for_everyone=True)
    await ada.call("messages.delete", chat_id=group, seqs=seqs[1:2], for_everyone=False)
    await carol.call("chats.leave", chat_id=group)
    assert [(None, None), (None, None), ("secret 2", bob.me)] == [
        (each["text"], each["sender_id"]) for each in await reminders_of(ada)
    ]
    assert [None] == [each["text"] for each in await reminders_of(carol)]
    await bob.call("chats.delete", chat_id=group, for_everyone=True)
    await forget(ada, carol)

    pass_time(server)

    for wire, count in ((ada, 3), (carol, 1)):
        for _ in range(count):
            assert (await notice(wire)) == (
                "You asked to be reminded of a message. It is gone by now, or you do not see it."
            )


async def test_a_second_wish_moves_the_first(ada: Wire, bob: Wire) -> None:
    """One for each message; what is not wished any more is not told."""
    chat = await talk(ada, bob, "one", "two")
    await remind(ada, chat, 1)
    await remind(ada, chat, 2, remind_at=ahead(2 * HOUR))
    moved = await remind(ada, chat, 1, remind_at=ahead(3 * HOUR))

    assert [2, 1] == [each["seq"] for each in await reminders_of(ada)]
    assert moved == (await reminders_of(ada))[1]
    await ada.call("reminders.delete", chat_id=chat, seq=1)
    assert [2] == [each["seq"] for each in await reminders_of(ada)]
    assert "not_found" == await ada.code("reminders.delete", chat_id=chat, seq=1)
    assert [] == await reminders_of(bob)
    assert "not_found" == await bob.code("reminders.delete", chat_id=chat, seq=2)


async def test_wishes_have_bounds(server: Server, ada: Wire, chat: str) -> None:
    """A message that one sees, a time to come, and not too many of them."""
    for remind_at in ("soon", ahead(5), ahead(-HOUR), ahead(400 * 24 * HOUR)):
        error = await ada.error("reminders.add", chat_id=chat, seq=1, remind_at=remind_at)
        assert ("bad_request", "remind_at") == (error["code"], error["field"])
    error = await ada.error("reminders.add", chat_id=chat, seq=2, remind_at=ahead())
    assert ("not_found", "seq") == (error["code"], error["field"])
    row = {"user_id": int(ada.me), "chat_id": 1, "remind_at": server.clock.now() + 10**9}
    rows = [row | {"seq": seq} for seq in range(MOST_REMINDERS)]
    async with server.services.database.writing() as connection:
        await connection.execute(insert(reminders), rows)

    error = await ada.error("reminders.add", chat_id=chat, seq=1, remind_at=ahead())

    assert ("too_many", MOST_REMINDERS) == (error["code"], error["limit"])


async def test_what_was_late_is_told_at_the_start(
    server: Server, serve: Serve, ada: Wire, chat: str
) -> None:
    """Nobody has to be there at the time."""
    await remind(ada, chat, 1)
    await ada.close()
    server.clock.ahead += HOUR * 1000

    again = await serve()
    phone = await again.enter(ADA)
    while await reminders_of(phone):
        await asyncio.sleep(0.1)  # It is being done.

    assert 1 == len(await lines(phone))


async def test_it_is_in_the_copy_of_ones_data(server: Server, ada: Wire, chat: str) -> None:
    """With the words that it is about."""
    await remind(ada, chat, 1)

    export = await made(ada)
    copy = Copy((await fetch(server, ADA, export["id"])).content)

    assert ["hello"] == [each["text"] for each in copy.read("reminders.json")]
