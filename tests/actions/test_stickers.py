"""Stickers: packs that people make and hand on, and what they have at hand."""

import pytest

from messenger.actions.sticker_packs import MOST_INSTALLED, MOST_OWN
from messenger.actions.stickers import MOST_IN_PACK, MOST_KEPT
from tests.actions.media_steps import kept_media
from tests.film_files import webm
from tests.people import ADA, BOB, EVE
from tests.running import Server
from tests.sticker_steps import (
    drawing,
    fill_pack,
    fill_to_bounds,
    make_pack,
    moving,
    sticker,
    upload_sticker,
)
from tests.talk import forget, open_chat
from tests.uploads import look, post
from tests.wire import Data, Wire


async def test_everybody_has_the_pack_that_comes_with_the_program(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """Anybody may see its pictures, and nobody can take it away."""
    had = await ada.call("stickers.list")

    [pack] = had["packs"]
    assert ("dash", True, True, False) == tuple(
        pack[each] for each in ("code", "built_in", "installed", "own")
    )
    assert (
        {"packs": [pack], "recent": [], "favourites": []} == had == await bob.call("stickers.list")
    )
    assert len(pack["stickers"]) == len({each["id"] for each in pack["stickers"]}) >= 16
    for each in pack["stickers"]:
        answer = await look(server, None, each["url"])
        assert (200, "image/webp") == (answer.status_code, answer.headers["content-type"])
        assert "public" in answer.headers["cache-control"]
    assert 404 == (await look(server, None, "/media/stickers/dash/..%2f..%2ficons")).status_code
    assert {"pack": pack} == await ada.call("sticker_packs.get", code="dash")
    assert "bad_request" == await ada.code("sticker_packs.install", code="dash", on=False)


async def test_a_pack_is_made_and_handed_on(server: Server, ada: Wire, bob: Wire) -> None:
    """Whoever knows the code has it, and hears what becomes of it."""
    code = await make_pack(ada, " Squares ")
    inside = await fill_pack(server, ADA, ada, code, "😀", "🔥")

    mine = (await ada.call("sticker_packs.get", code=code.lower()))["pack"]
    assert ("Squares", True, True, False, inside) == tuple(
        mine[each] for each in ("title", "own", "installed", "built_in", "stickers")
    )
    assert mine["url"].endswith(f"/stickers/{code}")
    assert ["😀", "🔥"] == [each["emoji"] for each in inside]
    assert {(128, 128, "image/webp")} == {
        (each["width"], each["height"], each["mime"]) for each in inside
    }

    seen = (await bob.call("sticker_packs.get", code=code))["pack"]
    assert {**mine, "own": False, "installed": False} == seen
    await forget(bob)
    kept = (await bob.call("sticker_packs.install", code=code, on=True))["pack"]
    assert {**seen, "installed": True} == kept
    assert ["stickers.updated"] == await bob.events()
    assert [code] == [each["code"] for each in (await bob.call("stickers.list"))["packs"][1:]]

    await _change(ada, bob, code, inside)


async def _change(ada: Wire, bob: Wire, code: str, inside: list[Data]) -> None:
    first, second = (each["id"] for each in inside)
    await ada.call("stickers.order", code=code, sticker_ids=[second])
    await ada.call("stickers.update", sticker_id=first, emoji="🎉")
    await ada.call("sticker_packs.rename", code=code, title="Corners")
    assert ["stickers.updated"] * 3 == await bob.events()
    changed = (await bob.call("sticker_packs.get", code=code))["pack"]
    assert ("Corners", ["🔥", "🎉"]) == (
        changed["title"],
        [each["emoji"] for each in changed["stickers"]],
    )

    await ada.call("stickers.remove", sticker_id=first)
    assert 1 == len((await bob.call("sticker_packs.get", code=code))["pack"]["stickers"])


async def test_a_pack_goes(server: Server, ada: Wire, bob: Wire) -> None:
    """For whoever does not want it, or for all with its pictures."""
    code = await make_pack(ada)
    first, _ = await fill_pack(server, ADA, ada, code, "😀", "🔥")
    await bob.call("sticker_packs.install", code=code, on=True)
    await ada.call("stickers.remove", sticker_id=first["id"])
    assert 1 == len(await kept_media(server))
    await bob.call("sticker_packs.install", code=code, on=False)
    assert 1 == len((await bob.call("stickers.list"))["packs"])
    await ada.call("sticker_packs.delete", code=code)
    assert "not_found" == await bob.code("sticker_packs.get", code=code)
    assert set() == await kept_media(server)


async def test_packs_stand_in_an_order_of_ones_own(ada: Wire, bob: Wire) -> None:
    """The built-in one first; one that the order does not name comes last."""
    codes = [await make_pack(bob, f"Pack {number}") for number in range(3)]
    for code in codes:
        await ada.call("sticker_packs.install", code=code, on=True)

    packs = (await ada.call("sticker_packs.order", codes=[codes[2], codes[0].lower()]))["packs"]

    assert [codes[2], codes[0], codes[1]] == [each["code"] for each in packs]
    assert ["dash", *(each["code"] for each in packs)] == [
        each["code"] for each in (await ada.call("stickers.list"))["packs"]
    ]
    assert codes == [each["code"] for each in (await bob.call("stickers.list"))["packs"][1:]]


async def test_what_is_at_hand(server: Server, ada: Wire) -> None:
    """Favourites, the latest first; one whose pack is gone is shown no more."""
    code = await make_pack(ada)
    [own] = await fill_pack(server, ADA, ada, code, "😀")
    for each in ("dash-hello", own["id"], "dash-night"):
        server.clock.ahead += 10
        await ada.call("stickers.keep", sticker_id=each, on=True)
    had = await ada.call("stickers.keep", sticker_id="dash-night", on=False)

    assert [own["id"], "dash-hello"] == [each["id"] for each in had["favourites"]]
    assert own == had["favourites"][0]
    await ada.call("sticker_packs.delete", code=code)
    had = await ada.call("stickers.list")
    assert ["dash-hello"] == [each["id"] for each in had["favourites"]]


async def test_an_outsider_changes_nothing_and_sees_nothing_without_the_code(
    server: Server, ada: Wire, eve: Wire
) -> None:
    """With the code she has the pack, and still cannot change it."""
    code = await make_pack(ada)
    [own] = await fill_pack(server, ADA, ada, code, "😀")
    theirs = await upload_sticker(server, EVE, drawing())
    bare = own["url"].partition("?")[0]

    assert "not_found" == await eve.code("sticker_packs.rename", code=code, title="Mine")
    assert "not_found" == await eve.code("sticker_packs.delete", code=code)
    assert "not_found" == await eve.code("stickers.update", sticker_id=own["id"], emoji="🔥")
    assert "not_found" == await eve.code("stickers.remove", sticker_id=own["id"])
    assert "not_found" == await eve.code("stickers.order", code=code, sticker_ids=[])
    add = {"code": code, "media_id": theirs, "emoji": "🔥"}
    assert "not_found" == await eve.code("stickers.add", add)
    mine = await make_pack(eve)
    add = {"code": mine, "media_id": bare.rpartition("/")[2], "emoji": "🔥"}
    assert "not_found" == await eve.code("stickers.add", add)
    guessed = f"{mine}-{own['id'].rpartition('-')[2]}"
    assert "not_found" == await eve.code("stickers.keep", sticker_id=guessed, on=True)
    assert [own] == (await ada.call("sticker_packs.get", code=code))["pack"]["stickers"]

    statuses = {
        "the owner": (await look(server, ADA, bare)).status_code,
        "without the code": (await look(server, EVE, bare)).status_code,
        "with another code": (await look(server, EVE, f"{bare}?pack={mine}")).status_code,
        "with the code": (await look(server, EVE, own["url"])).status_code,
        "nobody": (await look(server, None, own["url"])).status_code,
    }
    assert {
        "the owner": 200,
        "without the code": 404,
        "with another code": 404,
        "with the code": 200,
        "nobody": 404,
    } == statuses


async def test_a_sticker_is_sent(server: Server, ada: Wire, bob: Wire) -> None:
    """On the other side it is there at once; the sender has it at hand."""
    chat = await open_chat(ada, BOB.nick)
    code = await make_pack(ada)
    [own] = await fill_pack(server, ADA, ada, code, "😀")

    sent = [
        (await ada.call("messages.send", sticker(chat, each)))["message"]
        for each in ("dash-hello", own["id"])
    ]

    told = [(await bob.event("message.new"))["message"] for _ in sent]
    assert [{**each, "client_id": None} for each in sent] == told
    assert ["sticker"] * 2 == [each["kind"] for each in told]
    assert ["👋", "😀"] == [each["text"] for each in told]
    assert [0, 1] == [len(each["attachments"]) for each in told]
    bare = own["url"].partition("?")[0]
    assert {**own, "url": bare} == told[1]["sticker"]
    assert [200, 404] == [(await look(server, person, bare)).status_code for person in (BOB, EVE)]
    recent = (await ada.call("stickers.list"))["recent"]
    assert [own["id"], "dash-hello"] == [each["id"] for each in recent]
    assert [] == (await bob.call("stickers.list"))["recent"]


async def test_a_sticker_that_was_sent_outlives_its_pack(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """And goes with its message, for the sender too."""
    chat = await open_chat(ada, BOB.nick)
    code = await make_pack(ada)
    [own] = await fill_pack(server, ADA, ada, code, "😀")
    seq = (await ada.call("messages.send", sticker(chat, own["id"])))["message"]["seq"]
    told = (await bob.event("message.new"))["message"]
    bare = own["url"].partition("?")[0]

    await ada.call("sticker_packs.delete", code=code)
    assert 200 == (await look(server, BOB, bare)).status_code
    assert [told] == (await bob.call("messages.history", chat_id=chat))["messages"]
    this = {"chat_id": chat, "seqs": [seq], "for_everyone": True}
    await ada.call("messages.delete", this)
    gone = (await bob.event("message.updated"))["message"]
    assert (None, True) == (gone["sticker"], gone["deleted"])
    assert [404, 404] == [(await look(server, each, bare)).status_code for each in (ADA, BOB)]
    assert set() == await kept_media(server)


async def test_a_sticker_is_forwarded_and_answered(server: Server, ada: Wire, bob: Wire) -> None:
    """The copy is one too; a reply says what it is by its emoji."""
    chat = await open_chat(ada, BOB.nick)
    [own] = await fill_pack(server, ADA, ada, await make_pack(ada), "😀")
    sent = (await ada.call("messages.send", sticker(chat, own["id"])))["message"]
    saved = (await bob.call("chats.open_saved"))["chat"]["id"]

    wish = {"from_chat_id": chat, "seqs": [sent["seq"]], "to_chat_ids": [saved]}
    copies = await bob.call("messages.forward", wish, client_ids=[sticker(chat, "")["client_id"]])
    answer = {"kind": "text", "text": "ha", "reply_to": sent["seq"], "chat_id": chat}
    answer |= {"client_id": sticker(chat, "")["client_id"]}
    replied = (await bob.call("messages.send", answer))["message"]

    assert sent["sticker"] == copies["messages"][0]["sticker"]
    assert ("sticker", "😀") == tuple(replied["reply_to"][each] for each in ("kind", "excerpt"))


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"sticker_id": "dash-nothing"}, "not_found", "sticker_id"),
        ({"sticker_id": "WV4K9TRB2M-1"}, "not_found", "sticker_id"),
        ({"sticker_id": ""}, "bad_request", "sticker_id"),
        ({"text": "words"}, "bad_request", "text"),
        ({"media_ids": ["1"]}, "bad_request", "media_ids"),
        ({"kind": "text", "text": "words"}, "bad_request", "sticker_id"),
    ],
)
async def test_what_is_no_sticker_is_refused(
    ada: Wire, chat: str, fields: Data, code: str, field: str
) -> None:
    """The error names the field, and nothing is sent."""
    error = await ada.error("messages.send", sticker(chat, "dash-hello") | fields)

    assert (code, field) == (error["code"], error["field"])
    assert 1 == len((await ada.call("messages.history", chat_id=chat))["messages"])


async def test_what_can_be_uploaded_as_one(server: Server, ada: Wire) -> None:
    """PNG and WebP that are small and short enough; what moves goes on for ever."""
    media_id = await upload_sticker(server, ADA, moving())
    code = await make_pack(ada)
    wish = {"code": code, "media_id": media_id, "emoji": "🔥"}
    [kept] = (await ada.call("stickers.add", wish))["pack"]["stickers"]
    assert (64, 64) == (kept["width"], kept["height"])
    shown = (await look(server, ADA, kept["url"])).content
    assert b"ANIM" in shown
    assert "conflict" == await ada.code("stickers.add", wish)

    for content, status in (
        (drawing(edge=513), 415),
        (moving(frames=31), 415),
        (b"GIF89a" + b"\0" * 20, 415),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415),
        (b"\0" * (512 * 1024 + 1), 413),
        (webm(size=(512, 513), codec=b"V_VP9"), 415),
        (webm(seconds=3.1, size=(512, 512), codec=b"V_VP9"), 415),
        (webm(size=(512, 512), codec=b"V_AV1"), 415),
    ):
        answer = await post(server, ADA, content, **{"as": "sticker", "name": "x.png"})
        assert status == answer.status_code, answer.text
    assert {media_id} == await kept_media(server)


async def test_a_short_film_is_one(server: Server, ada: Wire) -> None:
    """A WebM of VP9 is kept as it came."""
    film = webm(size=(512, 288), codec=b"V_VP9")
    wish = {"media_id": await upload_sticker(server, ADA, film), "emoji": "🔥"}

    [kept] = (await ada.call("stickers.add", wish, code=await make_pack(ada)))["pack"]["stickers"]

    assert ("video/webm", 512, 288) == (kept["mime"], kept["width"], kept["height"])
    assert film == (await look(server, ADA, kept["url"])).content


@pytest.mark.parametrize(
    ("op", "fields", "code", "field"),
    [
        ("sticker_packs.create", {"title": " "}, "bad_request", "title"),
        ("sticker_packs.create", {"title": "x" * 65}, "too_long", "title"),
        ("sticker_packs.get", {"code": "WV4K9TRB2M"}, "not_found", "code"),
        ("sticker_packs.install", {"code": "x", "on": True}, "not_found", "code"),
        ("sticker_packs.order", {"codes": ["x"]}, "not_found", "codes"),
        ("sticker_packs.order", {"codes": ["x", "x"]}, "bad_request", "codes"),
        ("stickers.keep", {"sticker_id": "dash-x", "on": True}, "not_found", "sticker_id"),
        ("stickers.update", {"sticker_id": "dash-hello", "emoji": "🔥"}, "not_found", "sticker_id"),
        ("stickers.update", {"sticker_id": "x", "emoji": "fire"}, "bad_request", "emoji"),
        ("stickers.remove", {"sticker_id": "dash-hello"}, "not_found", "sticker_id"),
        ("stickers.add", {"code": "x", "media_id": "y", "emoji": "🔥"}, "not_found", "media_id"),
        ("stickers.add", {"code": "x", "media_id": "1", "emoji": "🔥"}, "not_found", "code"),
        ("stickers.order", {"code": "x", "sticker_ids": []}, "not_found", "code"),
    ],
)
async def test_bad_wishes_are_refused(
    ada: Wire, op: str, fields: Data, code: str, field: str
) -> None:
    """The error names the field."""
    error = await ada.error(op, fields)

    assert (code, field) == (error["code"], error["field"])


async def test_there_are_bounds(server: Server, ada: Wire, bob: Wire) -> None:
    """Of packs and stickers, of what one has and keeps."""
    code = await make_pack(ada)
    [own] = await fill_pack(server, ADA, ada, code, "😀")
    await fill_to_bounds(server, ada, bob)

    error = await ada.error("sticker_packs.create", title="One more")
    assert ("too_many", MOST_OWN) == (error["code"], error["limit"])
    error = await bob.error("sticker_packs.install", code=code, on=True)
    assert ("too_many", MOST_INSTALLED) == (error["code"], error["limit"])
    error = await ada.error("stickers.keep", sticker_id=own["id"], on=True)
    assert ("too_many", MOST_KEPT) == (error["code"], error["limit"])
    one_more = await upload_sticker(server, ADA, drawing("blue"))
    error = await ada.error("stickers.add", code=code, media_id=one_more, emoji="🔥")
    assert ("too_many", MOST_IN_PACK) == (error["code"], error["limit"])
