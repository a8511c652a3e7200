"""Messages that hold media: sent, told, found again in every list, and refused."""

import asyncio

import pytest

from tests.actions.media_steps import album, attached_media, put, show
from tests.actions.scheduled_steps import ahead
from tests.people import ADA
from tests.running import Server
from tests.talk import chat_of, open_chat, say
from tests.wire import Data, Wire


def ids_of(message: Data) -> list[str]:
    """Return the ids of what a message holds."""
    return [each["id"] for each in message["attachments"]]


async def test_an_album_is_told_whole_to_everybody_concerned(
    server: Server, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """Reply, event, history, list and sync have the same media, in the order of the sender."""
    phone = await server.enter(ADA)
    known = (await bob.call("sync"))["state"]
    photo, video = await put(server, ada), await put(server, ada, "video")

    sent = await show(ada, chat, photo, video, text="  the hill ")

    assert ("photo", "the hill", [photo, video]) == (sent["kind"], sent["text"], ids_of(sent))
    assert {
        "id": photo,
        "kind": "photo",
        "name": "my.photo",
        "mime": "image/webp",
        "size": sent["attachments"][0]["size"],
        "width": 1600,
        "height": 900,
        "duration": None,
        "url": f"/media/{photo}",
        "thumbnail_url": f"/media/{photo}?size=320",
        "preview": "data:image/webp;base64,UklGRg==",
        "status": "ready",
        "waveform": None,
    } == sent["attachments"][0]
    film = sent["attachments"][1]
    assert ("video", 12.5, f"/media/{video}?size=poster") == (
        film["kind"],
        film["duration"],
        film["thumbnail_url"],
    )
    others = sent | {"client_id": None}
    assert sent == (await phone.event("message.new"))["message"]
    assert others == (await bob.event("message.new"))["message"]
    assert others == (await chat_of(bob, chat))["last_message"]
    page = await bob.call("messages.history", chat_id=chat, after=1)
    assert [others] == page["messages"]
    synced = await bob.call("sync", state=known, chats={chat: sent["version"] - 1})
    assert [others] == synced["chats"][0]["messages"]
    assert [(2, photo), (2, video)] == await attached_media(server, chat)
    assert [] == await eve.events()


async def test_each_kind_is_sent_with_and_without_words(
    server: Server, ada: Wire, chat: str
) -> None:
    """A voice message shows how loud it is, a file its name; words that nobody sees are none."""
    voice = await show(ada, chat, await put(server, ada, "voice"), kind="voice", text=" \u200b ")
    assert ("", 3.2, 50) == (
        voice["text"],
        voice["attachments"][0]["duration"],
        len(voice["attachments"][0]["waveform"]),
    )
    files = [await put(server, ada, "file", name=f"{n}.pdf") for n in range(10)]
    sent = await show(ada, chat, *files, kind="file", text="x" * 1024)
    assert [f"{n}.pdf" for n in range(10)] == [each["name"] for each in sent["attachments"]]
    assert {None} == {each["thumbnail_url"] for each in sent["attachments"]}
    early = await put(server, ada, "video", status="processing")
    [film] = (await show(ada, chat, early, kind="video"))["attachments"]
    assert ("processing", 0, None) == (film["status"], film["size"], film["thumbnail_url"])


async def test_it_is_stored_once_however_often_it_is_sent(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """At once, later, and when what it held is gone; the same photo may stand in several."""
    photo = await put(server, ada)
    wish = album(chat, photo)

    sent = await asyncio.gather(*(ada.call("messages.send", wish) for _ in range(3)))
    other = await show(ada, chat, photo)

    assert [sent[0]] * 3 == sent
    assert [(2, photo), (3, photo)] == await attached_media(server, chat)
    assert ["message.new"] * 2 == await bob.events()
    seqs = [sent[0]["message"]["seq"], other["seq"]]
    await ada.call("messages.delete", chat_id=chat, seqs=seqs, for_everyone=True)
    again = (await ada.call("messages.send", wish))["message"]
    assert (seqs[0], True, []) == (again["seq"], again["deleted"], again["attachments"])
    error = await ada.error("messages.send", album(chat, photo))
    assert ("not_found", "media_ids") == (error["code"], error["field"])


@pytest.mark.parametrize(
    ("fields", "code", "field", "limit"),
    [
        ({"kind": "text", "text": "hi"}, "bad_request", "media_ids", None),
        ({"media_ids": []}, "bad_request", "media_ids", None),
        ({"media_ids": [str(n) for n in range(11)]}, "too_many", "media_ids", 10),
        ({"kind": "voice", "media_ids": ["1", "2"]}, "too_many", "media_ids", 1),
        ({"media_ids": ["7", "7"]}, "bad_request", "media_ids", None),
        ({"media_ids": ["no id"]}, "not_found", "media_ids", None),
        ({"media_ids": ["404"]}, "not_found", "media_ids", None),
        ({"text": "x" * 1025}, "too_long", "text", 1024),
        ({"kind": "sticker"}, "bad_request", "sticker_id", None),
        ({"kind": "video"}, "bad_request", "kind", None),
    ],
)
async def test_what_cannot_be_sent_says_why(
    server: Server,
    ada: Wire,
    chat: str,
    fields: Data,
    code: str,
    field: str,
    limit: int | None,
) -> None:
    """Nothing of it is stored."""
    wish = album(chat, await put(server, ada)) | fields

    error = await ada.error("messages.send", wish)

    assert (code, field, limit) == (error["code"], error["field"], error.get("limit"))
    assert 1 == (await chat_of(ada, chat))["last_seq"]
    assert [] == await attached_media(server, chat)


async def test_only_media_of_ones_own_are_sent_and_only_what_fits_together(
    server: Server, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """Another's is not found, though one sees it; and the good one of a group is stored."""
    photo, file = await put(server, ada), await put(server, ada, "file")
    broken = await put(server, ada, status="failed")
    avatar = await put(server, ada, purpose="avatar")
    await show(ada, chat, photo)

    refused: list[tuple[Wire, Data, str, str]] = [
        (bob, album(chat, photo), "not_found", "media_ids"),
        (ada, album(chat, photo, file), "bad_request", "media_ids"),
        (ada, album(chat, file, photo, kind="file"), "bad_request", "media_ids"),
        (ada, album(chat, avatar), "not_found", "media_ids"),
        (ada, album(chat, broken), "unsupported_media", "media_ids"),
        (eve, album(chat, await put(server, eve)), "not_found", "chat_id"),
    ]
    for wire, wish, code, field in refused:
        answer, *_ = await asyncio.gather(
            wire.ask("messages.send", wish), show(ada, chat, photo), say(ada, chat, "beside")
        )
        error = answer["error"]
        assert (code, field) == (error["code"], error["field"]), wish
    assert 2 + 2 * len(refused) == (await chat_of(ada, chat))["last_seq"]
    assert {photo} == {media_id for _, media_id in await attached_media(server, chat)}


async def test_a_reply_says_what_it_answers_where_there_are_no_words(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """The kind and the small picture, of files the names; and nothing once that is deleted."""
    photo = await put(server, ada)
    await show(ada, chat, photo)
    names = [await put(server, ada, "file", name=name) for name in ("one.pdf", "two.pdf")]
    await show(ada, chat, *names, kind="file")

    to_photo = await say(bob, chat, "nice", reply_to=2)
    to_files = await say(bob, chat, "thanks", reply_to=3)

    quote = {"seq": 2, "sender_id": ada.me, "excerpt": "", "deleted": False, "kind": "photo"}
    quote |= {"thumbnail_url": f"/media/{photo}?size=320"}
    assert quote == to_photo["reply_to"]
    assert ("file", "one.pdf, two.pdf", None) == (
        to_files["reply_to"]["kind"],
        to_files["reply_to"]["excerpt"],
        to_files["reply_to"]["thumbnail_url"],
    )
    page = await ada.call("messages.history", chat_id=chat, after=3)
    assert [quote, to_files["reply_to"]] == [each["reply_to"] for each in page["messages"]]
    await ada.call("messages.delete", chat_id=chat, seqs=[2], for_everyone=True)
    page = await ada.call("messages.history", chat_id=chat, after=3, limit=1)
    gone = page["messages"][0]["reply_to"]
    assert (True, "", None) == (gone["deleted"], gone["excerpt"], gone["thumbnail_url"])


async def test_a_link_under_a_photo_is_not_looked_at(server: Server, ada: Wire, chat: str) -> None:
    """The picture is what it shows already."""
    photo = await put(server, ada)

    await show(ada, chat, photo, text="https://example.org/")

    with server.services.previews.take() as wish:
        assert wish is None


async def test_a_stranger_to_the_upload_cannot_send_it_on_another_way(
    server: Server, ada: Wire, bob: Wire, eve: Wire
) -> None:
    """Nor schedule it, nor edit it into a message."""
    photo = await put(server, ada)
    own = await open_chat(eve, "bob")

    for op, more in (("messages.send", {}), ("scheduled.add", {"send_at": ahead()})):
        error = await eve.error(op, album(own, photo) | more)
        assert ("not_found", "media_ids") == (error["code"], error["field"]), op
    changed = {"chat_id": own, "seq": 1, "text": "x", "media_ids": [photo]}
    assert "bad_request" == await eve.code("messages.edit", changed)
    assert [] == await bob.events()
