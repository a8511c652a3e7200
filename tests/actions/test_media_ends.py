"""Messages that hold media, later on: sent on, reworded, deleted; and what is left of the files."""

import asyncio
from uuid import uuid4

import pytest

from messenger.db.tables import media
from tests.actions.group_steps import found, promote
from tests.actions.media_steps import album, attached_media, kept_media, put, show
from tests.actions.scheduled_steps import pass_time, schedule
from tests.actions.test_erasing import erase
from tests.actions.test_reminders import notice, remind, reminders_of
from tests.actions.test_reports import report, reports_of
from tests.exports import Copy, fetch, made
from tests.people import ADA, BOB, CAROL, DORA, EVE
from tests.running import Server
from tests.talk import chat_of, forget, open_chat, say, talk
from tests.uploads import look
from tests.wire import Data, Wire


def copy_of(source: str, seqs: list[int], target: str) -> Data:
    """Describe what is to be said once more in another chat."""
    ids = [str(uuid4()) for _ in seqs]
    return {"from_chat_id": source, "seqs": seqs, "to_chat_ids": [target], "client_ids": ids}


async def test_what_is_sent_on_holds_the_same(
    server: Server, ada: Wire, bob: Wire, carol: Wire, eve: Wire, chat: str
) -> None:
    """Also another's; it outlives the first message, and whoever sees neither has nothing."""
    photo, video = await put(server, ada), await put(server, ada, "video")
    first = await show(ada, chat, photo, video, text="the hill")
    other = await talk(bob, carol)
    wish = copy_of(chat, [first["seq"]], other)

    [sent] = (await bob.call("messages.forward", wish))["messages"]

    assert ("photo", "the hill", first["attachments"]) == (
        sent["kind"],
        sent["text"],
        sent["attachments"],
    )
    assert sent["attachments"] == (await carol.event("message.new"))["message"]["attachments"]
    assert [(2, photo), (2, video)] == await attached_media(server, other)
    error = await eve.error(
        "messages.forward", wish | {"to_chat_ids": [await open_chat(eve, "bob")]}
    )
    assert ("not_found", "from_chat_id") == (error["code"], error["field"])
    await ada.call("messages.delete", chat_id=chat, seqs=[2], for_everyone=True)
    assert {photo, video} == await kept_media(server)
    assert [200, 404, 404] == [
        (await look(server, who, first["attachments"][0]["url"])).status_code
        for who in (CAROL, ADA, None)
    ]
    assert [sent] == (await bob.call("messages.forward", wish))["messages"]
    await bob.call("messages.delete", chat_id=other, seqs=[2], for_everyone=True)
    assert set() == await kept_media(server)


async def test_of_a_deletion_and_a_copy_at_once_one_wins(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Either the copy holds the photo, or nothing is left of it and the copy is refused."""
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    for _ in range(5):
        photo = await put(server, ada)
        seq = (await show(ada, chat, photo))["seq"]
        phone = await server.enter(ADA)

        copied, _ = await asyncio.gather(
            phone.ask("messages.forward", copy_of(chat, [seq], saved)),
            ada.call("messages.delete", chat_id=chat, seqs=[seq], for_everyone=True),
        )

        if copied["ok"]:
            [message] = copied["data"]["messages"]
            assert (message["seq"], photo) in await attached_media(server, saved)
            assert photo in await kept_media(server)
        else:
            assert ("not_found", "seqs") == (copied["error"]["code"], copied["error"]["field"])
            assert photo not in await kept_media(server)
    assert "message.updated" in await bob.events()


async def test_words_under_a_photo_come_and_go(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """An edit leaves what the message holds; the words may be gone, and have a bound."""
    photo = await put(server, ada)
    sent = await show(ada, chat, photo)
    one = {"chat_id": chat, "seq": sent["seq"]}

    for text in ("the hill", "**the** hill", ""):
        changed = (await ada.call("messages.edit", one, text=f" {text} "))["message"]
        assert (text, sent["attachments"]) == (changed["text"], changed["attachments"])
        told = (await bob.event("message.updated"))["message"]
        assert (text, sent["attachments"]) == (told["text"], told["attachments"])
    said = await ada.call("messages.edits", one)
    assert ["", "the hill", "**the** hill", ""] == [each["text"] for each in said["wordings"]]
    error = await ada.error("messages.edit", one, text="x" * 1025)
    assert ("too_long", "text", 1024) == (error["code"], error["field"], error["limit"])
    assert "forbidden" == await bob.code("messages.edit", one, text="not mine")
    plain = await say(ada, chat)
    error = await ada.error("messages.edit", chat_id=chat, seq=plain["seq"], text=" ")
    assert ("bad_request", "text") == (error["code"], error["field"])


async def test_what_is_deleted_for_oneself_stays_for_others(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Its address goes on leading there for them."""
    photo = await put(server, ada)
    [shown] = (await show(ada, chat, photo))["attachments"]

    await ada.call("messages.delete", chat_id=chat, seqs=[2], for_everyone=False)

    assert {photo} == await kept_media(server)
    assert [404, 200] == [(await look(server, who, shown["url"])).status_code for who in (ADA, BOB)]
    assert (await chat_of(bob, chat))["last_message"]["attachments"] == [shown]


@pytest.mark.parametrize("way", ["message", "clear", "delete", "group", "leave", "report"])
async def test_with_the_last_message_the_file_is_gone_at_once(
    server: Server, ada: Wire, bob: Wire, way: str
) -> None:
    """Whichever way it goes; nothing is left of it in the message, and what is elsewhere stays."""
    chat = await talk(bob, ada) if way != "group" else await found(bob, ada)
    if way == "leave":
        chat = await found(bob)
    gone, kept = await put(server, bob), await put(server, bob)
    sent = await show(bob, chat, gone, kept)
    await show(bob, (await bob.call("chats.open_saved"))["chat"]["id"], kept)
    await _end(ada, bob, way, sent)

    assert {kept} == await kept_media(server)
    assert [] == await attached_media(server, chat)
    assert 404 == (await look(server, BOB, f"/media/{gone}")).status_code
    if way in {"message", "report"}:
        page = await ada.call("messages.history", chat_id=chat, after=sent["seq"] - 1)
        assert [(True, [])] == [(each["deleted"], each["attachments"]) for each in page["messages"]]


@pytest.mark.parametrize("messages", ["keep", "remove"])
async def test_with_an_account_goes_what_stands_in_nobodys_message(
    server: Server, ada: Wire, bob: Wire, carol: Wire, messages: str
) -> None:
    """What others were sent stays if the messages do, what they have sent on in any case."""
    chat = await talk(bob, ada)
    sent, unsent, noted, shared = [await put(server, bob, "file") for _ in range(4)]
    await show(bob, chat, sent, kind="file")
    seq = (await show(bob, chat, shared, kind="file"))["seq"]
    other = await talk(ada, carol)
    await ada.call("messages.forward", copy_of(chat, [seq], other))
    await show(bob, (await bob.call("chats.open_saved"))["chat"]["id"], noted, kind="file")
    await schedule(bob, chat, kind="file", media_ids=[unsent])

    await erase(server, bob, messages)

    assert {shared} | ({sent} if messages == "keep" else set()) == await kept_media(server)
    page = await carol.call("messages.history", chat_id=other, after=1)
    assert ["my.file"] == [each["name"] for each in page["messages"][0]["attachments"]]


async def test_roles_count_for_media_as_for_words(
    server: Server, ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """Who may not write sends none, who came later or is out sees none, an admin deletes any."""
    group = await found(ada, bob, carol, history_for_newcomers=False)
    photo = await put(server, bob)
    sent = await show(bob, group, photo, text="the hill")
    await promote(ada, group, carol, "read_only")
    await ada.call("members.add", chat_id=group, user_ids=[eve.me])

    refused = {}
    for name, wire in (("read_only", carol), ("newcomer", eve)):
        refused[name] = await wire.ask("messages.send", album(group, await put(server, wire)))
    assert ("forbidden", True) == (refused["read_only"]["error"]["code"], refused["newcomer"]["ok"])
    url = sent["attachments"][0]["url"]
    seen = [
        (await look(server, who, url)).status_code for who in (ADA, BOB, CAROL, EVE, DORA, None)
    ]
    assert [200, 200, 200, 404, 404, 404] == seen
    wish = {"chat_id": group, "kind": "photo"}
    assert [1, 2] == [len((await w.call("messages.search", wish))["hits"]) for w in (eve, carol)]
    assert "not_found" == await eve.code("messages.forward", copy_of(group, [sent["seq"]], group))
    await ada.call("members.remove", chat_id=group, user_ids=[carol.me])
    assert 404 == (await look(server, CAROL, url)).status_code
    one = {"chat_id": group, "seqs": [sent["seq"]], "for_everyone": True}
    assert "not_found" == await eve.code("messages.delete", one)
    await ada.call("messages.delete", one)
    assert [404, 404] == [(await look(server, who, url)).status_code for who in (ADA, BOB)]


async def test_a_copy_of_ones_data_has_the_files(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """One's own and what one has sent on, with their names; not what others have sent."""
    photo, voice = await put(server, ada), await put(server, ada, "voice", name="me.OGG")
    theirs, passed = await put(server, bob, "file"), await put(server, bob, "file", name="a.b/c")
    await show(ada, chat, photo, text="the hill")
    await show(bob, chat, theirs, kind="file")
    seq = (await show(bob, chat, passed, kind="file"))["seq"]
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    await ada.call("messages.forward", copy_of(chat, [seq], saved))

    copy = Copy((await fetch(server, ADA, (await made(ada))["id"])).content)

    names = [f"media/{photo}-{label}.webp" for label in ("1600", "320", "800")]
    names += [f"media/{voice}-file.ogg", f"media/{passed}-file"]
    told = copy.read("media.json")
    assert sorted(names) == sorted(each["file"] for each in told)
    assert f"file of {voice}".encode() == copy.files[f"media/{voice}-file.ogg"]
    assert len(names) == copy.manifest["counts"]["media"]
    said = copy.read(f"chats/{chat}.json")["messages"]
    assert [[], [photo], [theirs], [passed]] == [
        [each["id"] for each in message["attachments"]] for message in said
    ]


async def test_what_has_no_words_is_called_by_its_kind_or_name(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """In reminders, in the language of whoever is reminded, and where a message was not sent."""
    await ada.call("account.update", language="ru")
    await show(bob, chat, await put(server, bob, "voice"), kind="voice")
    files = [await put(server, bob, "file", name=name) for name in ("one.pdf", "two.pdf")]
    await show(bob, chat, *files, kind="file")
    wished = [await remind(ada, chat, seq) for seq in (2, 3)]
    assert [("voice", ""), ("file", "one.pdf, two.pdf")] == [
        (each["kind"], each["text"]) for each in wished
    ]
    assert wished == await reminders_of(ada)
    broken = await put(server, ada, status="processing")
    await schedule(ada, chat, text="", kind="photo", media_ids=[broken])
    await _break(server, broken)
    await forget(ada)

    pass_time(server)

    said = "\n".join([await notice(ada) for _ in range(3)])
    for words in ("Голосовое сообщение", "one.pdf, two.pdf", "вложение не удалось", "\nФото"):
        assert words in said


async def _end(ada: Wire, bob: Wire, way: str, sent: Data) -> None:
    """Let a message of Bob's end in a way that is for everybody."""
    one = {"chat_id": sent["chat_id"]}
    match way:
        case "message":
            await bob.call("messages.delete", one, seqs=[sent["seq"]], for_everyone=True)
        case "report":
            await report(ada, sent["chat_id"], sent["seq"])
            [told] = await reports_of(ada)
            files = [{"kind": "photo", "name": "my.photo"}] * 2
            assert ("", files) == (told["text"], told["files"])
            await ada.call("admin.delete_reported", report_id=told["id"])
            assert files == (await reports_of(ada))[0]["files"]
        case "clear":
            await bob.call("chats.clear", one, for_everyone=True)
        case "leave":
            await bob.call("chats.leave", one)
        case _:
            await bob.call("chats.delete", one, for_everyone=True)


async def _break(server: Server, media_id: str) -> None:
    these = media.update().where(media.c.id == int(media_id))
    async with server.services.database.writing() as connection:
        await connection.execute(these.values(status="failed"))
