"""Uploads that go on after a break, as a client of tus 1.0.0 makes them."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime

import pytest
from sqlalchemy import func, insert, select

from messenger.actions.media_sweep import collect_media
from messenger.actions.uploads import forget_old_uploads
from messenger.db.tables import media, uploads
from tests.conftest import Serve
from tests.people import ADA, BOB
from tests.picture_files import noise
from tests.running import Server
from tests.tus import PIECE, Tus, checksum
from tests.uploads import files_on_disk, look

MEBIBYTE = 1024 * 1024
HOUR = 3_600_000
CONTENT = noise(128).tobytes()
SIZE = len(CONTENT)


async def left(server: Server) -> tuple[list[str], int, int]:
    """Return which files there are, how many uploads and how many media."""
    counts = (
        select(func.count()).select_from(table).scalar_subquery() for table in (uploads, media)
    )
    async with server.services.database.reading() as connection:
        row = (await connection.execute(select(*counts))).one()
    return files_on_disk(server), row[0], row[1]


async def test_a_file_comes_in_pieces(server: Server) -> None:
    """The last of them is answered with the id of what it has become, and so is who asks later."""
    tus = Tus(server, ADA)
    url = await tus.begin(SIZE, name="Отчёт.bin", sha256=hashlib.sha256(CONTENT).hexdigest())
    assert 0 == await tus.offset(url)
    early = await tus.ask("GET", url)
    assert (409, "conflict") == (early.status_code, early.json()["error"]["code"])

    middle = await tus.add(url, 0, CONTENT[:20_000])
    assert (204, "20000", None) == (
        middle.status_code,
        middle.headers["upload-offset"],
        middle.headers.get("media-id"),
    )
    assert "1.0.0" == middle.headers["tus-resumable"]
    expires = parsedate_to_datetime(middle.headers["upload-expires"]).timestamp() * 1000
    assert HOUR - 60_000 < expires - server.clock.now() <= HOUR
    last = await tus.add(url, 20_000, CONTENT[20_000:])

    assert (204, str(SIZE)) == (last.status_code, last.headers["upload-offset"])
    found = (await tus.ask("GET", url)).json()["media"]
    assert last.headers["media-id"] == found["id"]
    assert ("file", "Отчёт.bin", SIZE) == (found["kind"], found["name"], found["size"])
    head = await tus.ask("HEAD", url)
    assert (str(SIZE), str(SIZE), found["id"], "no-store") == tuple(
        head.headers[name]
        for name in ("upload-offset", "upload-length", "media-id", "cache-control")
    )
    assert found["id"] == (await tus.add(url, SIZE, b"")).headers["media-id"]
    assert CONTENT == (await look(server, ADA, found["url"])).content
    files, *counts = await left(server)
    assert (1, [1, 1]) == (len(files), counts)


async def test_what_this_side_can(server: Server) -> None:
    """Is told to everybody who asks."""
    answer = await Tus(server, None).ask("OPTIONS", "/api/uploads")

    assert 204 == answer.status_code
    assert {
        "tus-resumable": "1.0.0",
        "tus-version": "1.0.0",
        "tus-extension": "creation,checksum,expiration,termination",
        "tus-max-size": str(100 * MEBIBYTE),
        "tus-checksum-algorithm": "sha1,sha256",
    }.items() <= dict(answer.headers).items()


@pytest.mark.parametrize("underneath", ["hypercorn", "uvicorn"], indirect=True)
async def test_a_line_that_breaks_costs_nothing_that_came(unlimited: Server) -> None:
    """However often it does, the file arrives whole, and its end may be asked for afterwards."""
    tus = Tus(unlimited, ADA)
    content = CONTENT * 8
    url = await tus.begin(len(content))
    for _ in range(5):
        offset = await tus.offset(url)
        await cut(unlimited, url, offset, content[offset : offset + 60_000])
        async with asyncio.timeout(10):
            # Until the broken piece lets go of the file, another one would have to wait.
            while (answer := await tus.add(url, offset + 60_000, b"")).status_code == 409:
                await asyncio.sleep(0.01)
        assert (204, str(offset + 60_000)) == (answer.status_code, answer.headers["upload-offset"])
    offset = await tus.offset(url)
    answer = await tus.add(url, offset, content[offset:])

    assert 204 == answer.status_code
    found = (await tus.ask("GET", url)).json()["media"]
    stored = (await look(unlimited, ADA, found["url"])).content
    assert hashlib.sha256(content).digest() == hashlib.sha256(stored).digest()


async def cut(server: Server, url: str, offset: int, piece: bytes) -> None:
    """Send the beginning of a piece that says it is longer, and be gone."""
    host, port = server.host.split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    lines = [
        f"PATCH {url} HTTP/1.1",
        f"Host: {server.host}",
        f"Authorization: Bearer {ADA.token}",
        "Tus-Resumable: 1.0.0",
        f"Content-Type: {PIECE}",
        f"Upload-Offset: {offset}",
        f"Content-Length: {len(piece) * 2}",
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode() + piece)
    await writer.drain()
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()


async def test_one_piece_at_a_time(server: Server) -> None:
    """Another one meanwhile, and one for another place, is told so and changes nothing."""
    tus = Tus(server, ADA)
    url = await tus.begin(SIZE)
    go_on = asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield CONTENT[:20_000]
        await go_on.wait()
        yield CONTENT[20_000:]

    first = asyncio.create_task(tus.add(url, 0, slowly()))
    async with asyncio.timeout(10):
        while (offset := await tus.offset(url)) == 0:
            await asyncio.sleep(0.01)
    for place in (0, offset):
        second = await tus.add(url, place, CONTENT)
        assert (409, "conflict") == (second.status_code, second.json()["error"]["code"])
    go_on.set()
    assert 204 == (await first).status_code

    other = await tus.begin(SIZE)
    for offset in (1, SIZE + 1):
        answer = await tus.add(other, offset, b"x")
        assert (409, "Upload-Offset") == (answer.status_code, answer.json()["error"]["field"])
    assert 0 == await tus.offset(other)


async def test_a_piece_with_a_checksum_comes_whole_or_not_at_all(server: Server) -> None:
    """By either hash; a wrong one is told by the status of its own."""
    tus = Tus(server, ADA)
    url = await tus.begin(SIZE)
    half = SIZE // 2
    for algorithm in ("sha1", "sha256"):
        wrong = checksum(algorithm, b"other bytes")
        answer = await tus.add(url, 0, CONTENT[:half], Upload_Checksum=wrong)
        assert (460, "checksum_mismatch") == (answer.status_code, answer.json()["error"]["code"])
        assert 0 == await tus.offset(url)
    for unknown in ("md5 abcd", "sha1 ?"):
        answer = await tus.add(url, 0, CONTENT[:half], Upload_Checksum=unknown)
        assert (400, "Upload-Checksum") == (answer.status_code, answer.json()["error"]["field"])
    right = checksum("sha1", CONTENT[:half])
    assert 204 == (await tus.add(url, 0, CONTENT[:half], Upload_Checksum=right)).status_code
    right = checksum("sha256", CONTENT[half:])
    last = await tus.add(url, half, CONTENT[half:], Upload_Checksum=right)
    assert (204, True) == (last.status_code, "media-id" in last.headers)


async def test_what_may_not_be_is_refused(serve: Serve) -> None:
    """One by one, and nothing of it stays."""
    server = await serve(upload_limit=1, storage_per_person=2, rate_limits="off")
    tus = Tus(server, ADA)
    for size, said, status, field in (
        ("x", {}, 400, "Upload-Length"),
        ("", {}, 400, "Upload-Length"),
        ("5", {"as": "hat"}, 400, "as"),
        ("5", {"name": "x" * 300}, 400, "name"),
        ("0", {}, 415, None),
        (str(MEBIBYTE + 1), {}, 413, None),
    ):
        answer = await tus.create(size, **said)
        assert (status, field) == (answer.status_code, answer.json()["error"].get("field"))
        assert "1.0.0" == answer.headers["tus-resumable"]
    answer = await tus.ask("POST", "/api/uploads", Upload_Length="5", Upload_Metadata="as ?")
    assert (400, "Upload-Metadata") == (answer.status_code, answer.json()["error"]["field"])
    for version in ("", "0.2.2"):
        answer = await tus.ask("POST", "/api/uploads", Upload_Length="5", Tus_Resumable=version)
        assert (412, "1.0.0") == (answer.status_code, answer.headers["tus-version"])
    assert ([], 0, 0) == await left(server)


async def test_a_piece_that_may_not_be_is_refused(serve: Serve) -> None:
    """And so is a file that is not what it shall be, when it is whole; nothing of it stays."""
    server = await serve(upload_limit=1, storage_per_person=2, rate_limits="off")
    tus = Tus(server, ADA)
    url = await tus.begin(MEBIBYTE)
    answer = await tus.add(url, 0, b"abc", Content_Type="text/plain")
    assert 415 == answer.status_code
    answer = await tus.add(url, 0, b"abc", Upload_Offset="x")
    assert (400, "Upload-Offset") == (answer.status_code, answer.json()["error"]["field"])
    for content in (bytes(MEBIBYTE + 1), chunks(MEBIBYTE + 1)):
        answer = await tus.add(url, 0, content)
        assert (413, MEBIBYTE) == (answer.status_code, answer.json()["error"]["limit"])
    # What is on its way has its room: the quota counts it whole.
    answer = await tus.create(MEBIBYTE)
    assert (507, 2 * MEBIBYTE) == (answer.status_code, answer.json()["error"]["limit"])
    assert 204 == (await tus.ask("DELETE", url)).status_code
    assert 404 == (await tus.ask("HEAD", url)).status_code
    assert ([], 0, 0) == await left(server)

    for purpose, content, status in (("photo", b"no picture", 415), ("video", b"no film", 415)):
        url = await tus.begin(len(content), purpose=purpose)
        assert status == (await tus.add(url, 0, content)).status_code
        assert 404 == (await tus.ask("HEAD", url)).status_code
    url = await tus.begin(3, sha256="0" * 64)
    assert 400 == (await tus.add(url, 0, b"abc")).status_code
    assert ([], 0, 0) == await left(server)


async def chunks(size: int) -> AsyncIterator[bytes]:
    """Send so many bytes without saying how many they will be."""
    yield bytes(size - 1)
    yield b"x"


async def test_so_many_are_unfinished_and_no_more(unlimited: Server) -> None:
    """Of one person; another one is not touched by it."""
    tus = Tus(unlimited, ADA)
    urls = [await tus.begin(5) for _ in range(64)]
    answer = await tus.create(5)
    assert (400, "too_many") == (answer.status_code, answer.json()["error"]["code"])
    await Tus(unlimited, BOB).begin(5)
    await tus.add(urls[0], 0, b"12345")
    await tus.begin(5)


async def test_an_upload_is_its_owners_alone(server: Server) -> None:
    """Others do not find it; nobody without a session, and no other site with one's cookie."""
    url = await Tus(server, ADA).begin(5)
    for person, status in ((BOB, 404), (None, 401)):
        other = Tus(server, person)
        for answer in (
            await other.ask("HEAD", url),
            await other.ask("GET", url),
            await other.add(url, 0, b"abcde"),
            await other.ask("DELETE", url),
        ):
            assert status == answer.status_code
    assert 401 == (await Tus(server, None).create(5)).status_code
    assert (
        404 == (await Tus(server, ADA).ask("HEAD", "/api/uploads/%2e%2e%2fsecret.key")).status_code
    )
    cookie = {"Cookie": f"messenger_session={ADA.token}"}
    tus = Tus(server, None)
    for headers in ({}, {"Origin": "https://elsewhere.example"}):
        answer = await tus.ask("DELETE", url, **cookie | headers)
        assert 403 == answer.status_code
    answer = await tus.ask("DELETE", url, **cookie, **{"Sec-Fetch-Site": "same-origin"})
    assert 204 == answer.status_code


async def test_an_end_that_was_cut_short_is_made_up_for(server: Server, clock: object) -> None:
    """Once, whoever asks and however many do at once."""
    tus = Tus(server, ADA)
    url = await tus.begin(SIZE)
    async with server.services.parts.extend(url.rsplit("/", 1)[1], 0) as part:
        await part.write(CONTENT)

    answers = await asyncio.gather(*(tus.ask(how, url) for how in ("HEAD", "GET", "HEAD")))

    assert [200] * 3 == [answer.status_code for answer in answers]
    [name] = {answer.headers["media-id"] for answer in answers if "media-id" in answer.headers}
    assert name == answers[1].json()["media"]["id"]
    assert (1, 1) == (await left(server))[1:]
    assert clock


async def test_an_upload_ends_an_hour_after_its_last_piece(server: Server) -> None:
    """Then it is not found, and goes with what came; what it became stays."""
    tus = Tus(server, ADA)
    broken, whole = await tus.begin(5), await tus.begin(5)
    await tus.add(broken, 0, b"ab")
    name = (await tus.add(whole, 0, b"abcde")).headers["media-id"]

    server.clock.ahead += HOUR - 60_000
    assert 2 == await tus.offset(broken)
    await forget_old_uploads(server.services)
    assert 2 == (await left(server))[1]

    server.clock.ahead += 120_000
    for url in (broken, whole):
        assert 404 == (await tus.ask("HEAD", url)).status_code
        assert 404 == (await tus.add(url, 2, b"c")).status_code
    await forget_old_uploads(server.services)
    files, waiting, kept = await left(server)
    assert (1, 0, 1) == (len(files), waiting, kept)
    assert b"abcde" == (await look(server, ADA, f"/media/{name}")).content


async def test_a_thousand_broken_uploads_leave_nothing(serve: Serve) -> None:
    """No file, no row and no part, once the hourly sweep has been there."""
    server = await serve(rate_limits="off")
    tus = Tus(server, ADA)
    kept = await tus.begin(5)
    await tus.add(kept, 0, b"abcde")
    before = await left(server)
    await break_off(server, 1000)

    server.clock.ahead += 2 * HOUR
    await forget_old_uploads(server.services)
    await collect_media(server.services)

    assert (before[0], 0, 1) == await left(server)
    assert before[2] == 1


async def break_off(server: Server, count: int) -> None:
    """Leave uploads as breaks and kills do: with half of a file, with a row or a part alone."""
    services = server.services
    async with services.database.reading() as connection:
        owner = await connection.scalar(select(uploads.c.owner_id))
    now = server.clock.now()
    begun = {"owner_id": owner, "purpose": "file", "name": "x", "size": 9, "options": "{}"}
    rows = []
    for number in range(count):
        name = f"{number:032x}"
        if number % 4 != 1:
            rows.append({**begun, "id": name, "created_at": now, "touched_at": now})
        if number % 4 != 2:
            path = services.parts.path(name)
            path.write_bytes(bytes(number % 9))
        if number % 4 == 3:
            (server.settings.media_path / "parts" / f"left-{number}").write_bytes(b"half")
    async with services.database.writing() as connection:
        await connection.execute(insert(uploads), rows)
