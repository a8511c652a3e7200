"""The copy of one's data: asked for, made in the background, fetched, and gone after a week."""

import asyncio
import logging
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from messenger.actions.exporting import LEASE
from messenger.actions.exports import LIFE, forget_old_exports
from messenger.db.ids import new_id
from messenger.db.tables import exports, media, media_files, sessions
from tests.actions.group_steps import found
from tests.actions.media_steps import put, show
from tests.conftest import Serve
from tests.exports import Copy, fetch, finished, made
from tests.mailbox import Mailbox
from tests.people import ADA, BOB, CAROL, EVE
from tests.running import Server
from tests.talk import open_chat, say
from tests.uploads import upload
from tests.wire import Wire

HOUR = 3_600_000


def lying(server: Server) -> list[str]:
    """Return the names of the files in the folder of copies."""
    return sorted(path.name for path in (server.settings.data_dir / "exports").glob("*"))


async def put_row(server: Server, wire: Wire, **values: Any) -> None:
    """Put the row of a copy that somebody is making."""
    now = server.clock.now()
    row = {
        "id": new_id(),
        "user_id": int(wire.me),
        "state": "working",
        "percent": 40,
        "language": "en",
        "tries": 1,
        "created_at": now,
        "touched_at": now,
    }
    async with server.services.database.writing() as connection:
        await connection.execute(insert(exports).values(**row | values))


async def test_a_copy_holds_what_is_mine(server: Server, ada: Wire) -> None:
    """What I say of myself, chose, keep and have uploaded; the manifest counts it."""
    chat = await open_chat(ada, BOB.nick)
    await ada.call("chats.set_draft", chat_id=chat, text="to be")
    await ada.call("contacts.add", username=CAROL.nick)
    await ada.call("account.update", bio="Counts herons.", privacy={"photo": "contacts"})
    photo = await upload(server, ADA)
    await ada.call("account.set_avatar", media_id=photo["id"])

    export = await made(ada)
    copy = Copy((await fetch(server, ADA, export["id"])).content)

    assert ("ready", 100) == (export["state"], export["percent"])
    profile = copy.read("profile.json")
    assert (ADA.email, "Counts herons.") == (profile["email"], profile["bio"])
    assert "contacts" == copy.read("settings.json")["privacy"]["photo"]
    assert [CAROL.nick] == [each["nick"] for each in copy.read("contacts.json")]
    assert 1 == len(copy.read("sessions.json")["sessions"])
    assert ["to be"] == [each["text"] for each in copy.read("drafts.json")]
    files = [each["file"] for each in copy.read("media.json")]
    assert [f"media/{photo['id']}-{edge}.webp" for edge in (512, 64)] == files
    counts = copy.manifest["counts"]
    assert (1, 1, 2) == tuple(counts[name] for name in ("contacts", "drafts", "media"))
    assert b"@ada" in copy.files["README.txt"]


async def test_a_copy_holds_exceptions_and_questions(server: Server, ada: Wire) -> None:
    """Whom I let or not, and what I asked the administrators."""
    carol = (await ada.call("users.get", username=CAROL.nick))["user"]["id"]
    await ada.call("privacy.set_exception", rule="photo", user_id=carol, allow=True)
    await ada.call("tickets.open", subject="Why?", text="Say.")

    export = await made(ada)
    copy = Copy((await fetch(server, ADA, export["id"])).content)

    kept = copy.read("settings.json")["exceptions"]
    assert [{"nick": CAROL.nick, "allow": True}] == kept["photo"]
    [question] = copy.read("questions.json")
    assert ("Why?", "Say.") == (question["ticket"]["subject"], question["messages"][0]["text"])


async def test_a_copy_holds_my_chats(server: Server, ada: Wire, bob: Wire) -> None:
    """Mine and the other's messages, with what was edited and deleted."""
    chat = await open_chat(ada, BOB.nick)
    for text in ("the comet 🌠", "a cloud", "a mistake"):
        await say(ada, chat, text)
    await say(bob, chat, "I saw it too")
    await ada.call("messages.edit", chat_id=chat, seq=2, text="a cloud with a tail")
    await ada.call("messages.delete", chat_id=chat, seqs=[3], for_everyone=True)

    export = await made(ada)
    copy = Copy((await fetch(server, ADA, export["id"])).content)

    [told] = copy.read("chats.json")
    assert (BOB.name, 4) == (told["title"], told["messages"])
    texts = [
        (each["author"], each["text"], bool(each["edited_at"]), each["deleted"])
        for each in copy.read(told["file"])["messages"]
    ]
    assert [
        (ADA.name, "the comet 🌠", False, False),
        (ADA.name, "a cloud with a tail", True, False),
        (ADA.name, "", False, True),
        (BOB.name, "I saw it too", False, False),
    ] == texts
    assert (1, 4) == tuple(copy.manifest["counts"][name] for name in ("chats", "messages"))


async def test_a_copy_holds_files_that_were_sent_on(
    server: Server, ada: Wire, bob: Wire, eve: Wire
) -> None:
    """Also in a group that I have left; what others have sent and I have not is none of mine."""
    chat = await open_chat(bob, ADA.nick)
    sent_on, left_alone = [await put(server, bob, "file") for _ in range(2)]
    seqs = [(await show(bob, chat, each, kind="file"))["seq"] for each in (sent_on, left_alone)]
    group = await found(eve, ada)
    ids = ["5d0e4b8e-9a55-4d6f-8e3a-7c2100000032"]
    there = {"to_chat_ids": [group], "client_ids": ids}
    await ada.call("messages.forward", from_chat_id=chat, seqs=seqs[:1], **there)
    await ada.call("chats.leave", chat_id=group)

    copy = Copy((await fetch(server, ADA, (await made(ada))["id"])).content)

    assert [f"media/{sent_on}-file.file"] == [each["file"] for each in copy.read("media.json")]


async def test_a_copy_says_what_was_forwarded_and_pinned(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """Whose words they are, and which message is in sight for all."""
    chat = await open_chat(ada, BOB.nick)
    await say(bob, chat, "my words")
    ids = ["5d0e4b8e-9a55-4d6f-8e3a-7c2100000031"]
    asked = {"from_chat_id": chat, "seqs": [1], "to_chat_ids": [chat], "client_ids": ids}
    await ada.call("messages.forward", asked)
    await ada.call("messages.pin", chat_id=chat, seq=2, on=True)

    copy = Copy((await fetch(server, ADA, (await made(ada))["id"])).content)

    [told] = copy.read("chats.json")
    _, repeated, line = copy.read(told["file"])["messages"]
    assert {"user_id": bob.me, "name": BOB.name} == repeated["forwarded_from"]
    assert (True, ADA.name) == (repeated["pinned"], repeated["author"])
    assert ("pinned", 2) == (line["service"]["type"], line["service"]["seq"])


async def test_a_copy_holds_my_groups(server: Server, ada: Wire, bob: Wire) -> None:
    """What they are called, what I am there, and what was said since I see it."""
    group = await found(bob, description="On Sundays", history_for_newcomers=False)
    await say(bob, group, "before my time")
    await bob.call("members.add", chat_id=group, user_ids=[ada.me])
    await say(bob, group, "@ada welcome")

    export = await made(ada)
    copy = Copy((await fetch(server, ADA, export["id"])).content)

    [told] = copy.read("chats.json")
    assert ("group", "Walkers", "On Sundays", "member", 2) == tuple(
        told[name] for name in ("kind", "title", "description", "role", "messages")
    )
    line, word = copy.read(told["file"])["messages"]
    assert {"type": "added", "users": [ada.me]} == line["service"]
    assert (BOB.name, "@ada welcome", [ada.me]) == (word["author"], word["text"], word["mentions"])
    assert "before my time" not in copy.everything


async def test_it_holds_nothing_else(server: Server, ada: Wire, bob: Wire, eve: Wire) -> None:
    """No secret of one's own, no chat of others, nothing that one has hidden or cleared."""
    chat = await open_chat(ada, BOB.nick)
    await say(bob, chat, "a hidden word")
    await ada.call("messages.delete", chat_id=chat, seqs=[1], for_everyone=False)
    cleared = await open_chat(ada, EVE.nick)
    await say(ada, cleared, "a cleared word")
    await ada.call("chats.delete", chat_id=cleared, for_everyone=False)
    others = await open_chat(eve, BOB.nick)
    await say(eve, others, "a foreign word")

    export = await made(ada)
    text = Copy((await fetch(server, ADA, export["id"])).content).everything

    for word in ("hidden word", "cleared word", "foreign word", "argon2", "token", BOB.email):
        assert word not in text, word
    async with server.services.database.reading() as connection:
        hashes = list(await connection.scalars(select(sessions.c.token_hash)))
    assert hashes
    assert not [each for each in hashes if each.hex() in text]


async def test_the_word_beside_is_in_the_persons_language(server: Server, bob: Wire) -> None:
    """As the account has it."""
    await bob.call("account.update", language="ru")

    export = await made(bob)

    copy = Copy((await fetch(server, BOB, export["id"])).content)
    assert "копия ваших данных" in copy.files["README.txt"].decode()


async def test_many_messages_come_in_pages(unlimited: Server) -> None:
    """All of them, in order, whatever the size of a page."""
    ada = await unlimited.enter(ADA)
    chat = await open_chat(ada, BOB.nick)
    for number in range(401):
        await say(ada, chat, f"word {number}")

    export = await made(ada)

    copy = Copy((await fetch(unlimited, ADA, export["id"])).content)
    read = [each["text"] for each in copy.read(f"chats/{chat}.json")["messages"]]
    assert [f"word {number}" for number in range(401)] == read


async def test_nobody_else_gets_it(server: Server, ada: Wire, eve: Wire) -> None:
    """It is not found, and none of the others' business how far it is."""
    export = await made(ada)

    assert 401 == (await fetch(server, None, export["id"])).status_code
    assert 404 == (await fetch(server, EVE, export["id"])).status_code
    for number in ("0", "x", "9" * 30):
        assert 404 == (await fetch(server, ADA, number)).status_code
    assert (await eve.call("account.export_status"))["export"] is None


async def test_fetching_is_private_and_names_a_file(server: Server, ada: Wire) -> None:
    """Nothing keeps it but its owner."""
    export = await made(ada)

    answer = await fetch(server, ADA, export["id"])

    assert "application/zip" == answer.headers["content-type"]
    assert answer.headers["content-disposition"].startswith("attachment; filename=dash-messenger-")
    assert ("nosniff", "no-store") == (
        answer.headers["x-content-type-options"],
        answer.headers["cache-control"],
    )
    assert export["size"] == len(answer.content)


async def test_a_proof_is_wanted_before_it_is_made_and_fetched(server: Server, ada: Wire) -> None:
    """Half an hour after the last one."""
    export = await made(ada)
    server.clock.ahead += HOUR + 1

    answer = await fetch(server, ADA, export["id"])
    assert "reauthentication_required" == answer.json()["error"]["code"]
    assert "reauthentication_required" == await ada.code("account.export")

    await ada.call("auth.reauthenticate", password=ADA.password)
    assert 200 == (await fetch(server, ADA, export["id"])).status_code
    assert "ready" == (await made(ada))["state"]


async def test_once_an_hour(server: Server, ada: Wire) -> None:
    """A new one takes the place of the old, whose file goes."""
    first = await made(ada)
    error = await ada.error("account.export")
    assert "rate_limited" == error["code"]
    assert 3_500 < error["retry_after"] <= 3_600

    server.clock.ahead += HOUR + 1
    await ada.call("auth.reauthenticate", password=ADA.password)
    second = await made(ada)

    assert 404 == (await fetch(server, ADA, first["id"])).status_code
    assert [f"{second['id']}.zip"] == lying(server)


async def test_one_at_a_time(server: Server, ada: Wire) -> None:
    """While another process makes it, it cannot be asked for again."""
    await put_row(server, ada)

    assert "conflict" == await ada.code("account.export")
    told = (await ada.call("account.export_status"))["export"]
    assert ("working", 40) == (told["state"], told["percent"])


async def test_of_two_at_once_one_is_begun(server: Server, ada: Wire) -> None:
    """From two devices of one person."""
    phone = await server.enter(ADA)

    replies = await asyncio.gather(ada.ask("account.export"), phone.ask("account.export"))

    assert [False, True] == sorted(reply["ok"] for reply in replies)
    assert "ready" == (await finished(ada))["state"]
    assert 1 == len(lying(server))


async def test_what_a_stop_cuts_short_is_begun_anew(serve: Serve) -> None:
    """Also where the process was killed in the midst of it."""
    server = await serve()
    ada = await server.enter(ADA)
    await put_row(server, ada)
    await server.stop()
    # Where several processes may be at it, it is the first one's until its lease ends.
    server.clock.ahead += LEASE + 1

    again = await serve()

    assert "ready" == (await finished(await again.enter(ADA)))["state"]


async def test_what_ends_the_process_each_time_is_given_up(serve: Serve) -> None:
    """After three tries, with a word."""
    server = await serve()
    ada = await server.enter(ADA)
    await put_row(server, ada, tries=3)
    await server.stop()
    server.clock.ahead += LEASE + 1

    again = await (await serve()).enter(ADA)

    export = await finished(again)
    assert ("failed", "internal") == (export["state"], export["reason"])


async def test_one_that_failed_says_why_and_may_be_tried_again(
    server: Server, ada: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    """Here a file is missing from the disk."""
    caplog.set_level(logging.ERROR)
    photo = await upload(server, ADA)
    theirs = media_files.c.media_id == int(photo["id"])
    async with server.services.database.writing() as connection:
        await connection.execute(update(media_files).where(theirs).values(key="0" * 64))

    export = await made(ada)
    assert ("failed", "internal") == (export["state"], export["reason"])
    assert "export failed" in caplog.messages
    assert [] == lying(server)

    async with server.services.database.writing() as connection:
        await connection.execute(media.delete())
    assert "ready" == (await made(ada))["state"]


async def test_a_full_disk_is_told(serve: Serve) -> None:
    """And nothing is begun that would fill it."""
    server = await serve(storage_reserve=10**9)
    ada = await server.enter(ADA)

    export = await made(ada)

    assert ("failed", "storage_full") == (export["state"], export["reason"])
    assert [] == lying(server)


async def test_it_is_gone_after_a_week(server: Server, ada: Wire) -> None:
    """For its owner to the moment, and from the disk with the next round of housekeeping."""
    export = await made(ada)
    server.clock.ahead += LIFE + 1

    assert (await ada.call("account.export_status"))["export"] is None
    assert 404 == (await fetch(server, ADA, export["id"])).status_code
    await forget_old_exports(server.services)

    assert [] == lying(server)


async def test_a_letter_tells_when_it_is_ready(mailing: Server, mailbox: Mailbox) -> None:
    """To the owner alone."""
    await made(await mailing.enter(BOB))

    letter = await mailbox.letter()

    assert (BOB.email, "The copy of your data is ready") == (letter.address, letter.subject)
