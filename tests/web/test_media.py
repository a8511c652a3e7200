"""Uploads over HTTP: pictures of every kind, hostile files, and how a file is sent."""

import asyncio
import os
import signal

import psutil
import pytest
from PIL import Image

from tests import picture_files as pictures
from tests.conftest import Serve
from tests.people import ADA, BOB
from tests.picture_files import corners, corners_of, encoded, opened, picture
from tests.running import Server
from tests.talk import open_chat, say
from tests.uploads import bearer, files_on_disk, look, post, upload

MEBIBYTE = 1024 * 1024
UPRIGHT = ["red", "green", "blue", "white"]
TRUNCATED = range(0, 100, 10)

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


async def seen(server: Server, content: bytes, **query: str | int) -> list[str]:
    """Upload a picture, and return what stands in the four corners of the photo."""
    answer = await post(server, ADA, content, **query)
    assert 201 == answer.status_code, answer.text
    return corners_of((await look(server, ADA, answer.json()["media"]["url"])).content)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
async def test_a_picture_becomes_two_square_ones(server: Server, kind: str) -> None:
    """Of 512 and 64 pixels, both WebP, whatever came in and whatever it was called."""
    answer = await post(server, ADA, picture(kind), name="holiday.txt")

    media = answer.json()["media"]
    assert ("photo", "holiday.txt", "image/webp", 512, 512, None, None, "ready") == tuple(
        media[field]
        for field in (
            *("kind", "name", "mime", "width", "height", "duration", "preview", "status"),
        )
    )
    for url, edge in ((media["url"], 512), (media["thumbnail_url"], 64)):
        content = (await look(server, ADA, url)).content
        assert ("WEBP", (edge, edge)) == (opened(content).format, opened(content).size)
        assert UPRIGHT == corners_of(content)
    assert media["size"] == len((await look(server, ADA, media["url"])).content)


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_a_photo_stands_upright_and_says_nothing_of_its_camera(
    server: Server, orientation: int
) -> None:
    """However the camera was held; where and with what it was taken is gone."""
    content = pictures.turned(orientation)
    assert b"Canary" in content

    media = await upload(server, ADA, content)
    photo = (await look(server, ADA, media["url"])).content

    assert UPRIGHT == corners_of(photo)
    assert not any(word in photo for word in (b"anary", b"EXIF", b"Exif", b"XMP ", b"ICCP"))
    assert not dict(opened(photo).getexif())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"turn": 0}, UPRIGHT),
        ({"turn": 90}, ["blue", "red", "white", "green"]),
        ({"turn": 180}, ["white", "blue", "green", "red"]),
        ({"turn": 270}, ["green", "white", "red", "blue"]),
        ({"crop": "0,0,48"}, ["red"] * 4),
        ({"crop": "48,48,48"}, ["white"] * 4),
        ({"crop": "0,0,48", "turn": 90}, ["blue"] * 4),
    ],
)
async def test_a_picture_is_turned_and_then_cropped_as_asked(
    server: Server, query: dict[str, str | int], expected: list[str]
) -> None:
    """Clockwise, and by the pixels of the picture as it is seen."""
    assert expected == await seen(server, picture(), **query)


async def test_without_a_crop_it_is_the_middle(server: Server) -> None:
    """As wide as the picture is high, or the other way round."""
    for size in ((288, 96), (96, 288)):
        image = Image.new("RGB", size, "black")
        image.paste(corners(), ((size[0] - 96) // 2, (size[1] - 96) // 2))
        assert UPRIGHT == await seen(server, encoded(image))


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"turn": "45"}, "turn"),
        ({"turn": "x"}, "turn"),
        ({"crop": "0,0,97"}, "crop"),
        ({"crop": "90,0,10"}, "crop"),
        ({"crop": "-1,0,10"}, "crop"),
        ({"crop": "0,0,0"}, "crop"),
        ({"crop": "1,2"}, "crop"),
        ({"crop": "0,0,99999999999999999999"}, "crop"),
        ({"as": "hat"}, "as"),
        ({"as": ""}, "as"),
        ({"name": "x" * 10_000}, "name"),
        ({"name": "a\x00b"}, "name"),
    ],
)
async def test_a_wrong_wish_is_named(server: Server, query: dict[str, str], field: str) -> None:
    """And nothing is kept."""
    answer = await post(server, ADA, picture(), **query)

    assert (400, field) == (answer.status_code, answer.json()["error"]["field"])
    assert [] == files_on_disk(server)


@pytest.mark.parametrize("kind", pictures.ODD)
async def test_an_odd_picture_is_taken_and_made_plain(server: Server, kind: str) -> None:
    """One frame of RGB, and nothing of what else the file was."""
    media = await upload(server, ADA, pictures.ODD[kind]())
    photo = (await look(server, ADA, media["url"])).content

    assert ("RGB", 1) == (opened(photo).mode, getattr(opened(photo), "n_frames", 1))
    assert b"fetch" not in photo


async def test_16_bits_a_pixel_keep_their_greys(server: Server) -> None:
    """Not white wherever there is any light."""
    grey = Image.new("I;16", (16, 16), 0x8000)
    media = await upload(server, ADA, encoded(grey))

    photo = opened((await look(server, ADA, media["url"])).content)
    assert {*photo.convert("L").tobytes()} <= {*range(124, 133)}


@pytest.mark.parametrize("kind", pictures.HOSTILE)
async def test_a_hostile_file_is_refused_and_leaves_nothing(server: Server, kind: str) -> None:
    """Neither on the disk nor in the memory of the server; the next photo works."""
    make, status, code = pictures.HOSTILE[kind]
    content = make()
    before = psutil.Process().memory_info().rss

    answer = await post(server, ADA, content, name="me.png")

    assert (status, code) == (answer.status_code, answer.json()["error"]["code"])
    assert [] == files_on_disk(server)
    assert psutil.Process().memory_info().rss - before < 64 * MEBIBYTE
    await upload(server, ADA)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
async def test_a_file_that_ends_too_early_is_refused(unlimited: Server, kind: str) -> None:
    """Wherever it ends."""
    content = encoded(pictures.noise(64), kind)
    for part in TRUNCATED:
        answer = await post(unlimited, ADA, content[: len(content) * part // 100])
        assert 415 == answer.status_code, part
    assert [] == files_on_disk(unlimited)


async def test_a_name_is_a_word_and_no_path(server: Server) -> None:
    """Files lie where we put them; of a path only its end is shown."""
    for name, shown in (
        ("../../../secret.key", "secret.key"),
        ("C:\\Users\\ada\\me.png", "me.png"),
        ("a\r\nSet-Cookie: x=1", "a Set-Cookie: x=1"),
    ):
        answer = await post(server, ADA, picture(), name=name)
        media = answer.json()["media"]
        assert shown == media["name"]
        assert "x=1" not in str((await look(server, ADA, media["url"])).headers)
    assert {"media"} == {path.name for path in server.settings.data_dir.glob("m*") if path.is_dir()}
    assert all(len(name.replace("/", "")) == 64 for name in files_on_disk(server))


async def test_the_type_is_told_by_the_content(server: Server) -> None:
    """Not by what the request says that it is."""
    async with server.http(headers=bearer(ADA)) as http:
        for said in ("text/html", "application/json", "image/svg+xml", "multipart/form-data"):
            answer = await http.post(
                "/api/media?as=avatar", content=picture(), headers={"Content-Type": said}
            )
            assert 201 == answer.status_code


async def test_only_people_upload(server: Server) -> None:
    """Nobody without a session, and no other site with one's cookie."""
    assert 401 == (await post(server, None, picture())).status_code
    async with server.http(headers={"Cookie": f"messenger_session={ADA.token}"}) as http:
        for headers in ({}, {"Origin": "https://elsewhere.example"}):
            answer = await http.post("/api/media?as=avatar", content=picture(), headers=headers)
            assert 403 == answer.status_code
        for method, path in (("PUT", "/api/me/avatar"), ("DELETE", "/api/me/avatar")):
            assert 403 == (await http.request(method, path)).status_code
    async with server.http() as http:
        for method, path in (("PUT", "/api/me/avatar"), ("DELETE", "/api/me/avatar")):
            assert 401 == (await http.request(method, path)).status_code
    assert [] == files_on_disk(server)


async def test_a_photo_is_set_and_removed_over_http_too(server: Server) -> None:
    """By the same actions; a wrong body is named."""
    media = await upload(server, ADA)
    async with server.http(headers=bearer(ADA)) as http:
        set_ = await http.put("/api/me/avatar", json={"media_id": media["id"]})
        assert media["url"] == set_.json()["user"]["avatar"]
        assert media["url"] == (await http.get("/api/me")).json()["user"]["avatar"]
        assert 404 == (await http.put("/api/me/avatar", json={"media_id": "1"})).status_code
        wrong = await http.put("/api/me/avatar", json={"media": "1"})
        assert (400, "media") == (wrong.status_code, wrong.json()["error"]["field"])
        assert 400 == (await http.put("/api/me/avatar", json=[])).status_code
        assert 415 == (await http.put("/api/me/avatar", content=b"{}")).status_code
        assert (await http.delete("/api/me/avatar")).json()["user"]["avatar"] is None


async def test_so_many_uploads_and_no_more(serve: Serve) -> None:
    """A person has a rate; another one is not touched by it."""
    server = await serve(rate_upload=(0.001, 2))
    for _ in range(2):
        await upload(server, ADA)

    answer = await post(server, ADA, picture())

    assert (429, "rate_limited") == (answer.status_code, answer.json()["error"]["code"])
    assert int(answer.headers["retry-after"]) > 0
    await upload(server, BOB)


async def test_how_a_photo_is_sent(server: Server) -> None:
    """To be shown and never run, kept by this browser for this session alone, in parts if asked."""
    media = await upload(server, ADA)
    whole = await look(server, ADA, media["url"])

    assert {
        "content-type": "image/webp",
        "content-disposition": 'inline; filename="photo.webp"',
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, max-age=604800, immutable",
        "vary": "Cookie, Authorization",
        "accept-ranges": "bytes",
        "content-length": str(media["size"]),
    }.items() <= dict(whole.headers).items()
    etag = whole.headers["etag"]
    unchanged = await look(server, ADA, media["url"], **{"If-None-Match": etag})
    assert (304, b"") == (unchanged.status_code, unchanged.content)
    part = await look(server, ADA, media["url"], Range="bytes=4-11")
    assert (206, whole.content[4:12]) == (part.status_code, part.content)
    assert f"bytes 4-11/{media['size']}" == part.headers["content-range"]
    assert 416 == (await look(server, ADA, media["url"], Range="bytes=9999999-")).status_code
    async with server.http(headers=bearer(ADA)) as http:
        head = await http.head(media["url"])
    assert (200, b"", etag) == (head.status_code, head.content, head.headers["etag"])
    small = await look(server, ADA, media["thumbnail_url"])
    assert etag != small.headers["etag"]
    wrong = await look(server, ADA, media["url"] + "?size=4000")
    assert (400, "size") == (wrong.status_code, wrong.json()["error"]["field"])


async def test_what_may_not_be_seen_is_not_kept_by_a_browser(server: Server) -> None:
    """A refusal is asked for again, since it may end."""
    media = await upload(server, ADA)
    for person in (None, BOB):
        answer = await look(server, person, media["url"])
        assert (404, "no-store") == (answer.status_code, answer.headers["cache-control"])


async def raw(server: Server, head: str, body: bytes, *, broken: bool = False) -> bytes:
    """Send an upload by hand, whole or broken off, and return all that is answered."""
    host, port = server.host.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    lines = [
        "POST /api/media?as=avatar HTTP/1.1",
        f"Host: {server.host}",
        "Connection: close",
        f"Authorization: Bearer {ADA.token}",
        head,
    ]
    try:
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        if broken:
            writer.write_eof()
        return await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize("length", [1, 10_000, 5 * MEBIBYTE])
async def test_an_upload_that_breaks_off_leaves_nothing(server: Server, length: int) -> None:
    """Fewer bytes came than the request said, or more: no photo of a part is made."""
    await raw(server, f"Content-Length: {length}", picture(), broken=True)
    await upload(server, BOB)

    while any(name.startswith("parts") for name in files_on_disk(server)):
        await asyncio.sleep(0.01)
    assert 2 == len(files_on_disk(server))


async def test_a_length_that_is_not_said_is_bounded_too(server: Server) -> None:
    """Chunk by chunk, up to where it is too much."""
    chunk = b"10000\r\n" + bytes(0x10000) + b"\r\n"
    answer = await raw(server, "Transfer-Encoding: chunked", chunk * 90 + b"0\r\n\r\n")

    assert b" 413 " in answer.split(b"\r\n")[0]
    assert [] == files_on_disk(server)


def workers() -> list[psutil.Process]:
    """Return the picture workers of the servers of this test."""
    return [
        child
        for child in psutil.Process().children()
        if "messenger.pictures.worker" in child.cmdline()
    ]


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP, signal.SIGSEGV])
async def test_a_worker_that_hangs_or_dies_is_replaced(serve: Serve, blow: int) -> None:
    """The one whose picture it was is told; the next photo works."""
    server = await serve(picture_workers=1, picture_seconds=3.0)
    await upload(server, ADA)
    [worker] = workers()
    os.kill(worker.pid, signal.SIGSTOP)
    under_way = asyncio.create_task(post(server, ADA, picture()))
    while server.services.pictures._idle:
        await asyncio.sleep(0.01)
    os.kill(worker.pid, blow)

    answer = await under_way

    assert (415, "unsupported_media") == (answer.status_code, answer.json()["error"]["code"])
    await upload(server, ADA)
    assert worker.pid not in [each.pid for each in workers()]


async def test_a_worker_that_was_killed_at_rest_is_not_missed(server: Server) -> None:
    """As by the machine when memory runs out."""
    await upload(server, ADA)
    for worker in workers():
        worker.kill()
        worker.wait()

    await upload(server, ADA)


async def test_messages_flow_while_pictures_are_made(unlimited: Server) -> None:
    """Fifty pictures, each larger than any that a phone takes: all of them come, and every word."""
    ada, bob = await unlimited.enter(ADA), await unlimited.enter(BOB)
    chat = await open_chat(ada, BOB.nick)
    large = encoded(Image.linear_gradient("L").resize((3000, 3000)).convert("RGB"), "JPEG")
    uploads = [asyncio.create_task(post(unlimited, ADA, large)) for _ in range(50)]

    said = 0
    while not all(upload.done() for upload in uploads):
        said += 1
        await say(ada, chat, f"word {said}")
        assert f"word {said}" == (await bob.event("message.new"))["message"]["text"]

    assert {201} == {(await upload).status_code for upload in uploads}
    assert said > 0
