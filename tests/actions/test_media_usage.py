"""What files take of one's room, the same sum everywhere, and making room by deleting messages."""

import re
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text, update

from messenger.actions import media_usage
from messenger.actions.access import Viewer
from messenger.actions.media_claims import read_claim
from messenger.actions.media_room import (
    KEPT_BY_ONE,
    LEAST_CHARGE,
    MEBIBYTE,
    PICTURES_CHARGE,
    require_quota,
)
from messenger.actions.media_usage import BY_CHAT, BY_KIND, LARGEST, MOST_FILES
from messenger.actions.storage_overview import LARGEST_USE
from messenger.actions.uploads import create_upload
from messenger.db.tables import media_files, uploads
from messenger.errors import BadRequest, MessengerError, NotFound, StorageFull, TooMany
from tests.actions.group_steps import found
from tests.actions.media_steps import kept_media, put, show
from tests.conftest import Serve
from tests.people import ADA, BOB
from tests.running import Server
from tests.sticker_steps import fill_pack, make_pack
from tests.talk import forget, open_chat, talk
from tests.uploads import upload
from tests.wire import Data, Wire


def viewer_of(wire: Wire) -> Viewer:
    """Return a person as actions know them."""
    return Viewer(int(wire.me), 0)


async def grow(server: Server, media_id: str, size: int) -> None:
    """Let the first of an upload's files be so large."""
    first = select(func.min(media_files.c.label)).where(media_files.c.media_id == int(media_id))
    this = (media_files.c.media_id == int(media_id), media_files.c.label == first.scalar_subquery())
    async with server.services.database.writing() as connection:
        await connection.execute(update(media_files).where(*this).values(size=size))


async def charge(server: Server, media_id: str) -> int:
    """Return for how many bytes an upload counts, summed up file by file."""
    query = select(media_files.c.size).where(media_files.c.media_id == int(media_id))
    async with server.services.database.reading() as connection:
        return sum([LEAST_CHARGE + size for size in await connection.scalars(query)])


async def usage(wire: Wire) -> Data:
    """Ask what one's uploads take."""
    return dict((await wire.call("media.usage"))["usage"])


async def largest(wire: Wire) -> list[str]:
    """Return the ids of one's files, the largest first."""
    page = await wire.call("media.largest")
    return [each["media"]["id"] for each in page["files"]]


async def begin_upload(server: Server, wire: Wire, size: int) -> str:
    """Begin an upload of a file of which nothing comes, and return its id."""
    claim = read_claim({"as": "file", "name": "plan.pdf"})
    begun = await create_upload(server.services, viewer_of(wire), claim=claim, size=size)
    return begun.id


async def end_upload(server: Server, upload_id: str, media_id: str) -> None:
    """Say of an upload what has become of it."""
    ended = update(uploads).where(uploads.c.id == upload_id).values(media_id=int(media_id))
    async with server.services.database.writing() as connection:
        await connection.execute(ended)


async def make_sticker(server: Server, ada: Wire) -> str:
    """Put a sticker of Ada's into a pack, and return the id of its file."""
    [sticker] = await fill_pack(server, ADA, ada, await make_pack(ada), "😀")
    return str(sticker["url"].partition("?")[0].rpartition("/")[2])


async def check_quota(server: Server, wire: Wire, told: Data) -> None:
    """Check that what is left is there to the last byte, and not one more."""
    left = told["limit"] - told["bytes"]
    async with server.services.database.reading() as connection:
        await require_quota(server.services, connection, viewer_of(wire), left)
        with pytest.raises(StorageFull) as refused:
            await require_quota(server.services, connection, viewer_of(wire), left + 1)
    assert told["limit"] == refused.value.limit


async def test_the_whole_is_what_the_quota_counts(serve: Serve) -> None:
    """Files, what is being made, what comes in; twice sent is once kept; others' is not one's own.

    A byte more than is left is refused, the last byte is not.
    """
    server = await serve(storage_per_person=64)
    ada, bob = await server.enter(ADA), await server.enter(BOB)
    chat, group = await talk(ada, bob), await found(ada, bob)
    photo, film = await put(server, ada), await put(server, ada, "video")
    early = await put(server, ada, status="processing")
    notes, spare = await put(server, ada, "file"), await put(server, ada, "file")
    for each, size in ((photo, 900_000), (film, 20_000_000), (notes, 70_000)):
        await grow(server, each, size)
    await show(ada, chat, photo, film, early)
    for kind, each in (("photo", photo), ("file", notes)):
        await show(ada, group, each, kind=kind)
    await show(bob, chat, await put(server, bob))
    portrait = (await upload(server, ADA))["id"]
    sticker = await make_sticker(server, ada)
    await begin_upload(server, ada, 5_000)
    await end_upload(server, await begin_upload(server, ada, 7_000), spare)

    told = await usage(ada)

    kept = (photo, film, notes, spare, portrait, sticker)
    sums = {each: await charge(server, each) for each in kept}
    kinds = {each["kind"]: (each["bytes"], each["count"]) for each in told["kinds"]}
    assert {
        "video": (sums[film], 1),
        "photo": (sums[photo] + PICTURES_CHARGE, 2),
        "file": (sums[notes] + sums[spare], 2),
        "avatar": (sums[portrait], 1),
        "sticker": (sums[sticker], 1),
    } == kinds
    assert sorted(kinds.values(), reverse=True) == list(kinds.values())
    assert [
        {"chat_id": chat, "bytes": sums[photo] + sums[film] + PICTURES_CHARGE, "count": 3},
        {"chat_id": group, "bytes": sums[notes], "count": 1},
    ] == told["chats"]
    assert (5_000 + LEAST_CHARGE, 64 * MEBIBYTE) == (told["incoming"], told["limit"])
    assert told["bytes"] == sum(sums.values()) + PICTURES_CHARGE + told["incoming"]
    await check_quota(server, ada, told)


async def test_without_a_quota_there_is_a_sum_alone(serve: Serve) -> None:
    """And nothing is refused for it."""
    server = await serve(storage_per_person=0)
    ada = await server.enter(ADA)
    await put(server, ada, "file")

    told = await usage(ada)
    assert (None, True) == (told["limit"], told["bytes"] > LEAST_CHARGE)
    async with server.services.database.reading() as connection:
        await require_quota(server.services, connection, viewer_of(ada), 10**15)


async def test_the_largest_come_first_page_by_page(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """With their messages; what one does not see any more, or never sent, is not among them."""
    group = await found(ada, bob)
    ids = [await put(server, ada, "file", name=f"{n}.pdf") for n in range(7)]
    for number, each in enumerate(ids):
        await grow(server, each, 1_000_000 * (number // 2 + 1))
    sent = [await show(ada, chat, each, kind="file") for each in ids[:3]]
    again = await show(ada, group, ids[0], kind="file")
    hidden = await show(ada, chat, ids[3], kind="file")
    gone = await found(ada, bob)
    await show(ada, gone, ids[4], kind="file")
    other = await show(bob, chat, await put(server, bob, "file"), kind="file")
    await ada.call("messages.delete", chat_id=chat, seqs=[hidden["seq"]], for_everyone=False)
    await ada.call("chats.leave", chat_id=gone)

    first = await ada.call("media.largest", limit=2)
    second = await ada.call("media.largest", limit=2, cursor=first["cursor"])

    # Of two that are as large the later one stands first.
    wanted = [ids[2], ids[1], ids[0]]
    assert wanted == [each["media"]["id"] for each in (*first["files"], *second["files"])]
    assert (None, 2, 1) == (second["cursor"], len(first["files"]), len(second["files"]))
    [last] = second["files"]
    assert [
        {name: message[name] for name in ("chat_id", "seq", "sent_at")}
        for message in (sent[0], again)
    ] == last["places"]
    assert await charge(server, ids[0]) == last["bytes"]
    assert sent[0]["attachments"][0] == last["media"]
    assert [other["attachments"][0]["id"]] == await largest(bob)
    told = await usage(ada)
    assert [chat] == [each["chat_id"] for each in told["chats"]]
    assert told["bytes"] == sum([await charge(server, each) for each in ids])


async def test_nobody_is_told_of_what_others_keep(server: Server, ada: Wire, eve: Wire) -> None:
    """An outsider has nothing, and needs no more."""
    chat = await open_chat(ada, BOB.nick)
    await show(ada, chat, await put(server, ada))

    told = await usage(eve)

    assert (0, [], []) == (told["bytes"], told["kinds"], told["chats"])
    assert {"files": [], "cursor": None} == await eve.call("media.largest")


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        ({"limit": 0}, "bad_request", "limit"),
        ({"limit": 101}, "too_many", "limit"),
        ({"cursor": "1"}, "not_found", "cursor"),
        ({"cursor": f"1-{2**63}"}, "not_found", "cursor"),
    ],
)
async def test_no_page_is_like_this(ada: Wire, data: Data, code: str, field: str) -> None:
    """The largest files have no such page."""
    error = await ada.error("media.largest", data)
    assert (code, field) == (error["code"], error.get("field"))


async def test_deleting_files_makes_room(
    server: Server, ada: Wire, bob: Wire, carol: Wire, chat: str
) -> None:
    """The messages go for all who see them, with what else they hold, in every chat."""
    group = await found(ada, bob, carol)
    first, second, alone = [await put(server, ada) for _ in range(3)]
    album = await show(ada, chat, first, second, text="the hill")
    copy = await show(ada, group, first)
    kept = await show(ada, chat, alone)
    await forget(ada, bob, carol)
    services, viewer = server.services, viewer_of(ada)
    before = (await usage(ada))["bytes"]

    weighed = await media_usage.weigh_files(services, viewer, media_ids=[first])
    freed = await media_usage.delete_files(services, viewer, media_ids=[first])

    assert (2, 2) == (weighed.messages, weighed.files)
    gone = {(chat, album["seq"]), (group, copy["seq"])}
    told = [(await bob.event("message.updated"))["message"] for _ in gone]
    assert gone == {(each["chat_id"], each["seq"]) for each in told if each["deleted"]}
    told = [(await carol.event("message.updated"))["message"]]
    assert [(group, copy["seq"])] == [(each["chat_id"], each["seq"]) for each in told]
    assert {alone} == await kept_media(server)
    after = await usage(ada)
    assert (before - after["bytes"], 0) == (freed.bytes, freed.still_there)
    assert [kept["attachments"][0]["id"]] == await largest(ada)
    assert after["bytes"] == await charge(server, alone)


async def test_what_others_have_forwarded_stays(
    server: Server, ada: Wire, bob: Wire, carol: Wire, chat: str
) -> None:
    """It counts as before, and one is told so; no list offers it any more."""
    photo = await put(server, ada)
    message = await show(ada, chat, photo)
    other = await talk(bob, carol)
    wish = {"from_chat_id": chat, "seqs": [message["seq"]], "to_chat_ids": [other]}
    await bob.call("messages.forward", wish | {"client_ids": [str(uuid4())]})
    before = await usage(ada)

    freed = await media_usage.delete_files(server.services, viewer_of(ada), media_ids=[photo])

    after = await usage(ada)
    assert (0, 1) == (freed.bytes, freed.still_there)
    assert (before["bytes"], []) == (after["bytes"], after["chats"])
    assert ([], {photo}) == (await largest(ada), await kept_media(server))


async def test_only_what_is_in_ones_own_messages_is_deleted(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Others' files, one's own where nobody sees them, and too many at once are refused whole."""
    mine, theirs, spare = (
        await put(server, ada),
        await put(server, bob),
        await put(server, ada),
    )
    await show(ada, chat, mine)
    await show(bob, chat, theirs)

    async def refusal(*media_ids: str) -> tuple[type[MessengerError], Any]:
        for action in (media_usage.weigh_files, media_usage.delete_files):
            with pytest.raises(MessengerError) as refused:
                await action(server.services, viewer_of(ada), media_ids=list(media_ids))
        return type(refused.value), refused.value.field

    for each in (theirs, spare, "x", "12345"):
        assert (NotFound, "media_ids") == await refusal(mine, each)
    assert (BadRequest, "media_ids") == await refusal()
    assert (TooMany, "media_ids") == await refusal(*map(str, range(MOST_FILES + 1)))
    assert {mine, theirs, spare} == await kept_media(server)
    page = await bob.call("messages.history", chat_id=chat)
    assert not any(message["deleted"] for message in page["messages"])


async def test_administrators_see_sums_and_nothing_else(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Who keeps most stands first; the limits are those of the start; others are refused."""
    secret = await put(server, bob, "file", name="secret plan.pdf")
    await grow(server, secret, 3_000_000)
    await show(bob, chat, secret, kind="file")
    await put(server, ada)
    await put(server, bob, status="processing")
    await begin_upload(server, ada, 5_000)

    told = await ada.call("admin.storage")

    own, others = (await usage(ada))["bytes"], (await usage(bob))["bytes"]
    assert own + others == told["bytes"]
    assert [
        {"id": bob.me, "username": "bob", "name": BOB.name, "bytes": others, "count": 2},
        {"id": ada.me, "username": "ada", "name": ADA.name, "bytes": own, "count": 1},
    ] == told["people"]
    assert {
        "file": 100 * MEBIBYTE,
        "person": 2048 * MEBIBYTE,
        "total": None,
        "reserve": 256 * MEBIBYTE,
    } == told["limits"]
    assert 3 == told["count"]
    assert told["free"] == pytest.approx(told["free_for_parts"], rel=0.2)
    assert "secret" not in str(told)
    assert "forbidden" == await bob.code("admin.storage")


async def test_sums_are_read_from_indexes(server: Server, ada: Wire) -> None:
    """What one person keeps is found without a look at what others do."""
    queries = {"quota": KEPT_BY_ONE, "kinds": BY_KIND, "chats": BY_CHAT, "largest": LARGEST}
    plans = {}
    async with server.services.database.reading() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if not is_sqlite:
            # Of tables with nothing in them any plan is good: is there one that needs no such look?
            await connection.execute(text("SET enable_seqscan = off"))
        explain = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
        for name, query in (queries | {"everybody": LARGEST_USE}).items():
            mine = query.params(viewer=int(ada.me)) if name in queries else query
            spelled = mine.compile(connection.engine, compile_kwargs={"literal_binds": True})
            rows = await connection.execute(text(f"{explain} {spelled}"))
            plans[name] = "\n".join(str(row[-1]) for row in rows)

    for name in queries:
        assert not re.search(r"Seq Scan on |SCAN (media|media_files|uploads)\b", plans[name]), plans
        if is_sqlite:
            for index in ("media_owner_id_purpose_status_id", "media_files_media_id_size"):
                assert f"COVERING INDEX ix_{index}" in plans[name], plans
    if is_sqlite:
        assert "COVERING INDEX ix_media_files_media_id_size" in plans["everybody"], plans
