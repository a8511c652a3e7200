"""Messages that are sent later: at their time, once, and on all devices alike."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from messenger.actions.scheduled import LATEST, MOST_SCHEDULED
from messenger.db.tables import scheduled_messages, users
from tests.actions.group_steps import found, promote
from tests.actions.media_steps import kept_media, put, show
from tests.actions.scheduled_steps import (
    HOUR,
    ahead,
    failed_in,
    pass_time,
    schedule,
    scheduled_in,
)
from tests.actions.test_notices import lines, notices_of
from tests.conftest import Serve
from tests.exports import Copy, fetch, made
from tests.people import ADA, BOB
from tests.replica import Replica
from tests.running import Server
from tests.talk import chat_of, forget, say, texts
from tests.wire import Wire

FEW_SECONDS = 30


async def test_it_is_sent_when_its_time_has_come(
    server: Server, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """As written, with its own client id, and then it is scheduled no more."""
    kept = await schedule(ada, chat, " good morning ", silent=True)
    assert ("good morning", True, None) == (kept["text"], kept["silent"], kept["failed"])
    assert [kept] == await scheduled_in(ada, chat)
    assert 1 == (await chat_of(ada, chat))["scheduled"]
    assert ["hello"] == await texts(bob, chat)
    assert [] == await bob.events()
    await forget(ada)

    pass_time(server)

    told = (await bob.event("message.new"))["message"]
    assert ("good morning", True, None) == (told["text"], told["silent"], told["client_id"])
    own = (await ada.event("message.new"))["message"]
    assert kept["client_id"] == own["client_id"]
    assert 0 == (await ada.event("chat.updated"))["chat"]["scheduled"]
    assert [] == await scheduled_in(ada, chat)
    assert [] == await eve.events()


async def test_an_answer_is_one_when_it_is_sent(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Also where the message was deleted meanwhile; to what is not there nobody puts one off."""
    kept = await schedule(bob, chat, "hello yourself", reply_to=1, format="markdown")
    assert (1, "markdown") == (kept["reply_to"], kept["format"])
    wish = {"kind": "text", "text": "x", "send_at": ahead(), "client_id": str(uuid4())}
    error = await bob.error("scheduled.add", wish, chat_id=chat, reply_to=99)
    assert ("not_found", "reply_to") == (error["code"], error["field"])
    await ada.call("messages.delete", chat_id=chat, seqs=[1], for_everyone=True)

    pass_time(server)

    told = (await ada.event("message.new"))["message"]
    assert (1, True) == (told["reply_to"]["seq"], told["reply_to"]["deleted"])


async def test_what_holds_media_keeps_them_until_then(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """They are shown with it, may be sent elsewhere meanwhile, and the words may be taken away."""
    photo, video = await put(server, ada), await put(server, ada, "video")
    held = {"kind": "photo", "media_ids": [photo, video]}
    kept = await schedule(ada, chat, "soon", **held)
    assert ("photo", [photo, video]) == (kept["kind"], [each["id"] for each in kept["attachments"]])
    assert kept == await schedule(ada, chat, "soon", **held, client_id=kept["client_id"])
    early = await show(ada, chat, photo)
    await ada.call("messages.delete", chat_id=chat, seqs=[early["seq"]], for_everyone=True)
    assert {photo, video} == await kept_media(server)
    one = {"chat_id": chat, "client_id": kept["client_id"]}
    assert "too_long" == await ada.code("scheduled.edit", one, text="x" * 1025)
    wordless = (await ada.call("scheduled.edit", one, text=" "))["scheduled"]
    assert kept | {"text": ""} == wordless
    assert [wordless] == await scheduled_in(ada, chat)
    copy = Copy((await fetch(server, ADA, (await made(ada))["id"])).content)
    assert [wordless] == copy.read("scheduled.json")
    await forget(bob)

    pass_time(server)

    sent = (await bob.event("message.new"))["message"]
    assert ("photo", kept["attachments"]) == (sent["kind"], sent["attachments"])


async def test_all_devices_agree(server: Server, ada: Wire, bob: Wire, chat: str) -> None:
    """By events, and by sync after a cut; the other of the chat knows nothing of it."""
    phone = await server.enter(ADA)
    away = await Replica.read(phone)

    first = await schedule(ada, chat, "one")
    await schedule(phone, chat, "two", send_at=ahead(2 * HOUR))
    one = {"chat_id": chat, "client_id": first["client_id"]}
    await phone.call("scheduled.edit", one, text="first")
    await ada.call("scheduled.edit", one, send_at=ahead(3 * HOUR))

    assert [1, 2, 2, 2] == [
        (await phone.event("chat.updated"))["chat"]["scheduled"] for _ in range(4)
    ]
    assert ["two", "first"] == [each["text"] for each in await scheduled_in(phone, chat)]
    await away.catch_up(phone)
    assert 2 == away.chats[chat]["scheduled"]
    await ada.call("scheduled.delete", one)
    assert 1 == (await chat_of(phone, chat))["scheduled"]
    assert [] == await scheduled_in(bob, chat)
    assert 0 == (await chat_of(bob, chat))["scheduled"]
    assert [] == await bob.events()


async def test_nobody_touches_what_another_has_scheduled(ada: Wire, bob: Wire, chat: str) -> None:
    """Not even the other of the chat, who knows the id."""
    kept = await schedule(ada, chat)
    one = {"chat_id": chat, "client_id": kept["client_id"]}

    for op, fields in (("edit", {"text": "psst"}), ("send_now", {}), ("delete", {})):
        error = await bob.error(f"scheduled.{op}", one, **fields)
        assert ("not_found", "client_id") == (error["code"], error["field"])

    assert [kept] == await scheduled_in(ada, chat)


async def test_the_same_wish_again_is_one(ada: Wire, bob: Wire, chat: str) -> None:
    """Before it is sent it is what is kept; afterwards its name is taken."""
    wish = {"client_id": str(uuid4()), "kind": "text", "text": "once", "send_at": ahead(HOUR)}
    first = await ada.call("scheduled.add", wish, chat_id=chat)
    assert first == await ada.call("scheduled.add", wish, chat_id=chat, text="twice")
    assert 1 == (await chat_of(ada, chat))["scheduled"]
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    assert "conflict" == await ada.code("scheduled.add", wish, chat_id=saved)

    sent = await ada.call("scheduled.send_now", chat_id=chat, client_id=wish["client_id"])
    assert "conflict" == await ada.code("scheduled.add", wish, chat_id=chat)
    again = await say(ada, chat, "once", client_id=wish["client_id"])

    assert sent["message"] == again
    assert ["hello", "once"] == await texts(bob, chat)


async def test_sending_now_does_not_wait(server: Server, ada: Wire, bob: Wire, chat: str) -> None:
    """And its time sends it no second time."""
    kept = await schedule(ada, chat)
    await forget(ada)
    reply = await ada.call("scheduled.send_now", chat_id=chat, client_id=kept["client_id"])

    assert (2, "later") == (reply["message"]["seq"], reply["message"]["text"])
    assert ["message.new", "chat.updated"] == await ada.events()
    pass_time(server)
    await schedule(ada, chat, "the next", send_at=ahead(FEW_SECONDS, server))
    pass_time(server, FEW_SECONDS)
    assert ["later", "the next"] == [
        (await bob.event("message.new"))["message"]["text"] for _ in range(2)
    ]


async def test_what_was_late_goes_out_at_the_start(
    server: Server, serve: Serve, ada: Wire, bob: Wire, chat: str
) -> None:
    """Whatever ended the process: a pause, or a kill between the sending and its end."""
    late = await schedule(ada, chat, "late")
    sent = await schedule(ada, chat, "sent already", send_at=ahead(2 * HOUR))
    await say(ada, chat, "sent already", client_id=sent["client_id"])
    under_way = {"send_at": server.clock.now(), "due_at": server.clock.now() + HOUR * 1000}
    async with server.services.database.writing() as connection:
        await connection.execute(update(scheduled_messages).values(**under_way))
    for wire in (ada, bob):
        await wire.close()

    again = await serve()
    if again.settings.database_url:
        again.clock.ahead += 2 * HOUR * 1000  # What another process had is free after its lease.
        again.services.due.set()
    reader = await again.enter(BOB)
    owner = await again.enter(ADA)
    while await scheduled_in(owner, chat):
        await asyncio.sleep(0.1)  # It is being done.

    assert ["hello", "sent already", "late"] == await texts(reader, chat)
    assert late["client_id"] != sent["client_id"]


async def is_kept(server: Server) -> bool:
    """Return whether anything is scheduled."""
    async with server.services.database.reading() as connection:
        return (await connection.execute(select(scheduled_messages))).first() is not None


async def test_two_processes_send_it_once(
    server: Server, serve: Serve, ada: Wire, bob: Wire, chat: str
) -> None:
    """Whoever is quicker."""
    another = await serve() if server.settings.database_url else server
    for text in ("one", "two", "three"):
        await schedule(ada, chat, text, send_at=ahead(HOUR))
    await ada.close()
    await bob.close()

    pass_time(server)
    another.services.due.set()
    while await is_kept(server):
        await asyncio.sleep(0.1)  # It is being done.
    reader = await another.enter(BOB)

    assert ["hello", "one", "three", "two"] == sorted(await texts(reader, chat))


async def _block(_server: Server, ada: Wire, bob: Wire, _chat: str) -> None:
    await bob.call("blocks.add", user_id=ada.me)


async def _hide(server: Server, ada: Wire, _bob: Wire, _chat: str) -> None:
    mine = update(users).where(users.c.id == int(ada.me))
    async with server.services.database.writing() as connection:
        await connection.execute(mine.values(standing="disabled"))


@pytest.mark.parametrize(("bar", "code"), [(_block, "blocked"), (_hide, "forbidden")])
async def test_who_may_write_no_more_is_told(
    server: Server, ada: Wire, bob: Wire, chat: str, bar: Any, code: str
) -> None:
    """The message stays with the reason, its person gets a notice, and nobody else anything."""
    await schedule(ada, chat, "first\nsecond")
    await bar(server, ada, bob, chat)
    await forget(ada, bob)

    pass_time(server)

    kept = await failed_in(ada, chat, code)
    assert "first\nsecond" == kept["text"]
    assert 1 == (await chat_of(ada, chat))["scheduled"]
    await ada.event("chat.new")
    assert [
        f"A message that you had scheduled for {BOB.name} was not sent: "
        "you may not write there now."
    ] == await lines(ada)
    notices = await notices_of(ada)
    assert notices is not None
    assert notices["last_message"]["text"].endswith("\n\nfirst\nsecond")
    assert [] == await bob.events()
    assert ["hello"] == await texts(bob, chat)


async def test_what_failed_can_be_tried_again(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """At another time, or at once; while the bar is up both are refused and it stays."""
    kept = await schedule(ada, chat)
    one = {"chat_id": chat, "client_id": kept["client_id"]}
    await bob.call("blocks.add", user_id=ada.me)
    assert "blocked" == await ada.code("scheduled.send_now", one)
    assert "blocked" == (await scheduled_in(ada, chat))[0]["failed"]
    assert "blocked" == await ada.code("scheduled.edit", one, send_at=ahead())
    assert await notices_of(ada) is None
    await bob.call("blocks.remove", user_id=ada.me)

    mended = await ada.call("scheduled.edit", one, send_at=ahead(), text="mended")

    assert ("mended", None) == (mended["scheduled"]["text"], mended["scheduled"]["failed"])
    pass_time(server)
    assert "mended" == (await bob.event("message.new"))["message"]["text"]


async def test_in_a_group_roles_count_at_the_time(
    server: Server, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """Who may only read by then does not write; who has left is told with the words."""
    group = await found(ada, bob, carol)
    await schedule(bob, group, "from bob")
    await schedule(carol, group, "from carol")
    await promote(ada, group, bob, "read_only")
    await carol.call("chats.leave", chat_id=group)

    pass_time(server)

    await failed_in(bob, group, "forbidden")
    for wire, text in ((bob, "from bob"), (carol, "from carol")):
        told = await wire.event("chat.new")
        assert told["chat"]["last_message"]["text"].endswith(text)
    assert "not_found" == await carol.code("scheduled.list", chat_id=group)
    assert [] == await texts_of_people(ada, group)


async def texts_of_people(wire: Wire, chat: str) -> list[str]:
    """Return what people have said in a group."""
    page = await wire.call("messages.history", chat_id=chat)
    return [each["text"] for each in page["messages"] if each["kind"] == "text"]


async def test_times_have_bounds(ada: Wire, chat: str) -> None:
    """Neither now nor in years, and a time at all."""
    too_late = ahead(LATEST / 1000 + HOUR)
    wrong = ["tomorrow", ahead(5), ahead(-HOUR), too_late, "2027-01-01T00:00:00"]
    kept = await schedule(ada, chat, send_at=ahead(15))

    wish = {"chat_id": chat, "client_id": str(uuid4()), "kind": "text", "text": "x"}
    one = {"chat_id": chat, "client_id": kept["client_id"]}
    for send_at in wrong:
        for op, fields in (("add", wish), ("edit", one)):
            error = await ada.error(f"scheduled.{op}", fields, send_at=send_at)
            assert ("bad_request", "send_at") == (error["code"], error["field"])
    assert "bad_request" == await ada.code("scheduled.edit", one)
    assert "bad_request" == await ada.code("scheduled.edit", one, text=" ")
    await schedule(ada, chat, send_at=ahead(365 * 24 * HOUR))


async def test_there_is_an_end_to_what_one_schedules(ada: Wire, chat: str) -> None:
    """A hundred in a chat; another chat has room of its own."""
    for _ in range(MOST_SCHEDULED):
        await schedule(ada, chat)
    wish = {"client_id": str(uuid4()), "kind": "text", "text": "x", "send_at": ahead()}

    error = await ada.error("scheduled.add", wish, chat_id=chat)

    assert ("too_many", 100) == (error["code"], error["limit"])
    await schedule(ada, (await ada.call("chats.open_saved"))["chat"]["id"])


async def test_what_is_being_sent_is_not_changed(server: Server, ada: Wire, chat: str) -> None:
    """From its time on nobody could say which text was sent."""
    kept = await schedule(ada, chat)
    one = {"chat_id": chat, "client_id": kept["client_id"]}
    # As the row is while it is sent.
    begun = update(scheduled_messages).values(send_at=server.clock.now(), due_at=None)
    async with server.services.database.writing() as connection:
        await connection.execute(begun)

    for op, fields in (("edit", {"text": "x"}), ("send_now", {}), ("delete", {})):
        assert "conflict" == await ada.code(f"scheduled.{op}", one, **fields)


async def test_it_goes_with_the_chat(ada: Wire, bob: Wire, chat: str) -> None:
    """Who deletes a chat sends nothing there later; the other's stays theirs."""
    await schedule(ada, chat)
    await schedule(bob, chat)

    await ada.call("chats.clear", chat_id=chat)
    assert 1 == len(await scheduled_in(ada, chat))
    await ada.call("chats.delete", chat_id=chat)

    assert [] == await scheduled_in(ada, chat)
    assert 1 == len(await scheduled_in(bob, chat))


async def test_it_goes_with_a_group(server: Server, ada: Wire, bob: Wire) -> None:
    """Nothing is kept for a chat that is no more."""
    group = await found(ada, bob)
    await schedule(bob, group)

    await ada.call("chats.delete", chat_id=group, for_everyone=True)

    assert not await is_kept(server)


async def test_it_is_in_the_copy_of_ones_data(server: Server, ada: Wire, bob: Wire) -> None:
    """One's own alone."""
    chat = await found(ada, bob)
    await schedule(ada, chat, "mine")
    await schedule(bob, chat, "not mine")

    export = await made(ada)
    copy = Copy((await fetch(server, ADA, export["id"])).content)

    assert ["mine"] == [each["text"] for each in copy.read("scheduled.json")]
    assert 1 == copy.manifest["counts"]["scheduled"]
