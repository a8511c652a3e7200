"""Pictures that are made after a photo came: who is told, and what a stop leaves."""

import asyncio

from sqlalchemy import delete, select

from messenger.actions.media import part_name
from messenger.actions.media_views import decode_attached
from messenger.db.tables import attachments, media, messages
from messenger.events.objects import Media
from tests import picture_files as pictures
from tests.conftest import Serve
from tests.media_steps import attach, made, put_media, put_photo
from tests.people import ADA, BOB, CAROL, EVE
from tests.picture_files import opened, picture
from tests.running import Server
from tests.talk import forget, open_chat, say, talk
from tests.uploads import files_on_disk, look, post
from tests.wire import Data, Wire

MINUTE = 60_000


async def held_by(server: Server, message: Data) -> tuple[Media, ...]:
    """Return what the column of a message keeps."""
    query = select(messages.c.attachments).where(
        messages.c.chat_id == int(message["chat_id"]), messages.c.seq == message["seq"]
    )
    async with server.services.database.reading() as connection:
        return decode_attached(await connection.scalar(query))


async def status_of(server: Server, media_id: str) -> str | None:
    """Return how far an upload is."""
    query = select(media.c.status).where(media.c.id == int(media_id))
    async with server.services.database.reading() as connection:
        status: str | None = await connection.scalar(query)
    return status


async def until(server: Server, media_id: str, status: str) -> None:
    """Wait until an upload is so far."""
    async with asyncio.timeout(20):
        while await status_of(server, media_id) != status:
            await asyncio.sleep(0.01)


def parts_on_disk(server: Server) -> list[str]:
    """Return what lies among the parts."""
    return [name for name in files_on_disk(server) if name.startswith("parts")]


async def test_a_photo_is_known_at_once_and_made_afterwards(server: Server, ada: Wire) -> None:
    """Its upright size and preview come with the answer, and what the camera noted goes."""
    answer = await post(server, ADA, pictures.turned(6), **{"as": "photo"})
    photo = answer.json()["media"]
    assert (201, "processing", "photo", 96, 96, 0) == (
        answer.status_code,
        *(photo[field] for field in ("status", "kind", "width", "height", "size")),
    )
    assert photo["preview"].startswith("data:image/webp;base64,")

    await made(server)

    for size in ("", "?size=800", "?size=320"):
        answer = await look(server, ADA, photo["url"] + size)
        assert "WEBP" == opened(answer.content).format
        assert not any(word in answer.content for word in (b"anary", b"EXIF", b"Exif"))
    assert [] == parts_on_disk(server)
    assert 404 == (await look(server, EVE, photo["url"])).status_code
    assert ada.me


async def test_whoever_sees_it_is_told_when_it_is_there(
    server: Server, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """In every message that holds it, each with the next version of its chat, in its place."""
    bobs, carols = await talk(ada, bob), await talk(ada, carol)
    photo = await put_photo(server.services, ada.me, picture())
    other = await put_media(server.services, ada.me, "video")
    first, second = await say(ada, bobs), await say(ada, bobs)
    third = await say(ada, carols)
    await attach(server.services, first, other, photo)
    for message in (second, third):
        await attach(server.services, message, photo)
    await forget(ada, bob, carol)
    assert 404 == (await look(server, BOB, f"/media/{photo}")).status_code

    server.services.makings.wish(int(photo))

    for wire, expected in ((bob, [first, second]), (carol, [third]), (ada, [first, second, third])):
        told = [(await wire.event("message.updated"))["message"] for _ in expected]
        before = {(each["chat_id"], each["seq"]): each["version"] for each in expected}
        assert before.keys() == {(each["chat_id"], each["seq"]) for each in told}
        assert all(each["version"] > before[each["chat_id"], each["seq"]] for each in told)
    assert [other, photo] == [each.id for each in await held_by(server, first)]
    size = len((await look(server, BOB, f"/media/{photo}")).content)
    for message in (first, second, third):
        held = (await held_by(server, message))[-1]
        assert ("ready", size) == (held.status, held.size)
    assert 200 == (await look(server, CAROL, f"/media/{photo}?size=320")).status_code


async def test_what_cannot_be_made_has_failed(server: Server, ada: Wire, bob: Wire) -> None:
    """Also in the message that holds it; what came of it is gone."""
    chat = await talk(ada, bob)
    photo = await put_photo(server.services, ada.me, b"no picture at all")
    message = await say(ada, chat)
    await attach(server.services, message, photo)
    await forget(ada, bob)

    server.services.makings.wish(int(photo))
    await bob.event("message.updated")

    assert ["failed"] == [each.status for each in await held_by(server, message)]
    await made(server)
    assert [] == files_on_disk(server)
    assert 404 == (await look(server, ADA, f"/media/{photo}")).status_code


async def test_what_a_stop_left_is_made_after_the_next_start(serve: Serve) -> None:
    """As long as the file is there; what was lost with it has failed, in its time."""
    before = await serve()
    wire = await before.enter(ADA)
    photo = await put_photo(before.services, wire.me, picture())
    lost = await put_media(before.services, wire.me, "photo", status="processing")

    after = await serve()
    await until(after, photo, "ready")

    assert 200 == (await look(after, ADA, f"/media/{photo}")).status_code
    if before.settings.database_url:
        # It may lie in the folder of another process.
        assert "processing" == await status_of(after, lost)
        after.clock.ahead += 61 * MINUTE
        await serve()
    await until(after, lost, "failed")


async def test_what_is_gone_meanwhile_is_made_for_nobody(server: Server, ada: Wire) -> None:
    """And leaves no files that a row names."""
    chat = await open_chat(ada, BOB.nick)
    photo = await put_photo(server.services, ada.me, picture())
    message = await say(ada, chat)
    await attach(server.services, message, photo)
    async with server.services.database.writing() as connection:
        await connection.execute(delete(attachments))
        await connection.execute(delete(media))
    await forget(ada)

    server.services.makings.wish(int(photo))
    await made(server)

    assert [] == parts_on_disk(server)
    assert [] == await ada.events()


async def test_what_fails_each_time_is_given_up(server: Server, ada: Wire) -> None:
    """After five tries, since the fault may lie in the file."""
    photo = await put_photo(server.services, ada.me, picture())
    server.services.makings.wish(int(photo), 5)

    await until(server, photo, "failed")
    await made(server)
    assert not server.services.parts.path(part_name(int(photo))).exists()
