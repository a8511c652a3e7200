"""What people send besides words: uploading it in one request, and how its files are sent."""

import base64
import hashlib
import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from messenger.db.tables import media, uploads
from messenger.media.facts import LONGEST_SIDE
from tests import film_files as films
from tests.conftest import Serve
from tests.media_steps import made
from tests.people import ADA, BOB
from tests.picture_files import encoded, noise, opened, picture
from tests.running import Server
from tests.uploads import bearer, files_on_disk, look, post
from tests.wire import Data

MEBIBYTE = 1024 * 1024
PDF = b"%PDF-1.7\n" + b"hello " * 100
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


async def send(server: Server, content: bytes, purpose: str, **said: str | int) -> Data:
    """Upload a file of Ada's, and return the media object."""
    answer = await post(server, ADA, content, **{"as": purpose} | said)
    assert 201 == answer.status_code, answer.text
    return dict(answer.json()["media"])


async def rows(server: Server) -> int:
    """Return how many rows tell of uploads."""
    counts = (
        select(func.count()).select_from(table).scalar_subquery() for table in (media, uploads)
    )
    async with server.services.database.reading() as connection:
        return sum((await connection.execute(select(*counts))).one())


async def test_what_is_told_of_each_kind(server: Server) -> None:
    """By the file itself where it says so, else by its sender; of no use to others is ignored."""
    wave = base64.b64encode(bytes(range(100))).decode()
    said: dict[str, str | int] = {"duration": "7.5", "width": 20, "height": 10, "waveform": wave}
    video = await send(server, films.mp4(), "video", name="a/b/day.mp4", **said)
    mute = await send(server, films.webm(float("inf")), "video", **said)
    voice = await send(server, films.opus(2.5), "voice", **said)
    file = await send(server, PDF, "file", name="report.pdf", **said)

    fields = ("kind", "mime", "duration", "width", "height", "status", "thumbnail_url")
    assert ("video", "video/mp4", 2.5, 640, 360, "ready", None) == tuple(map(video.get, fields))
    assert ("video", "video/webm", 7.5, 640, 360, "ready", None) == tuple(map(mute.get, fields))
    assert ("voice", "audio/ogg", 2.5, None, None, "ready", None) == tuple(map(voice.get, fields))
    assert ("file", "application/pdf", None, None, None, "ready", None) == tuple(
        map(file.get, fields)
    )
    assert [None, None, [*range(100)], None] == [
        each["waveform"] for each in (video, mute, voice, file)
    ]
    assert ("day.mp4", "report.pdf", len(PDF)) == (video["name"], file["name"], file["size"])
    assert PDF == (await look(server, ADA, file["url"])).content


async def test_how_each_file_is_sent(server: Server) -> None:
    """Films and sounds to be played, all else to be kept; nothing as what would run here."""
    shut = "default-src 'none'; frame-ancestors 'none'; sandbox"
    for content, purpose, name, mime, kind in (
        (films.mp4(), "video", "a.mp4", "video/mp4", "inline"),
        (films.opus(), "voice", "a.ogg", "audio/ogg", "inline"),
        (films.opus(), "file", "a.ogg", "audio/ogg", "inline"),
        (picture(), "file", "a.png", "image/png", "attachment"),
        (b"words", "file", "a.txt", "text/plain; charset=utf-8", "attachment"),
        (PDF, "file", "a.pdf", "application/pdf", "attachment"),
        (SVG, "file", "a.svg", "application/octet-stream", "attachment"),
        (b"<!doctype html><script>", "file", "a.html", "application/octet-stream", "attachment"),
        (b"PK\x03\x04" + bytes(40), "file", "a.zip", "application/octet-stream", "attachment"),
        (b"\0\1", "file", "a.js", "application/octet-stream", "attachment"),
    ):
        url = (await send(server, content, purpose, name=name))["url"]
        answer = await look(server, ADA, url)
        sent = {
            "content-type": mime,
            "content-disposition": f'{kind}; filename="{name}"',
            "content-security-policy": shut,
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "cache-control": "private, max-age=604800, immutable",
        }
        assert sent.items() <= dict(answer.headers).items(), name
        assert (200, content) == (answer.status_code, answer.content)
        framed = await look(server, ADA, url + "?inline=1")
        if name in {"a.txt", "a.pdf"}:
            assert f'inline; filename="{name}"' == framed.headers["content-disposition"]
            assert "SAMEORIGIN" == framed.headers["x-frame-options"]
            assert framed.headers["content-security-policy"].endswith("'self'; sandbox")
        else:
            assert sent.items() <= dict(framed.headers).items()
    odd = await send(server, b"words", "file", name='Отчёт "за год"\r\nX: 1.txt')
    header = (await look(server, ADA, odd["url"])).headers["content-disposition"]
    assert header.startswith('attachment; filename="')
    assert "filename*=UTF-8''%D0%9E" in header


async def test_a_file_is_sent_in_the_parts_that_are_asked_for(server: Server) -> None:
    """By RFC 9110: one range, if the rest is still the same; what is odd gets the whole."""
    content = bytes(range(256)) * 4096
    url = (await send(server, content, "file"))["url"]
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    size = len(content)
    for asked, status, start, stop in (
        ("bytes=0-0", 206, 0, 1),
        ("bytes=1000-", 206, 1000, size),
        (f"bytes=0-{size * 2}", 200, 0, size),
        ("bytes=-16", 206, size - 16, size),
        (f"bytes=-{size * 2}", 200, 0, size),
        (f"bytes={size}-", 416, 0, 0),
        ("bytes=5-2", 200, 0, size),
        ("bytes=0-1,4-5", 200, 0, size),
        ("lines=0-1", 200, 0, size),
    ):
        answer = await look(server, ADA, url, Range=asked)
        assert (status, content[start:stop]) == (answer.status_code, answer.content), asked
        if status == 206:
            assert f"bytes {start}-{stop - 1}/{size}" == answer.headers["content-range"]
        assert status == 416 or str(stop - start) == answer.headers["content-length"]
    for condition, status in ((etag, 206), ('"other"', 200), (f"W/{etag}", 200)):
        answer = await look(server, ADA, url, Range="bytes=0-9", **{"If-Range": condition})
        assert status == answer.status_code
    same = await look(server, ADA, url, **{"If-None-Match": etag, "Range": "bytes=0-9"})
    assert (304, b"", etag) == (same.status_code, same.content, same.headers["etag"])
    async with server.http(headers=bearer(ADA) | {"Range": "bytes=0-9"}) as http:
        head = await http.head(url)
    assert (200, b"", str(size)) == (head.status_code, head.content, head.headers["content-length"])


@pytest.mark.parametrize(
    ("purpose", "content", "said", "status", "field"),
    [
        ("photo", b"no picture", {}, 415, None),
        ("photo", SVG, {}, 415, None),
        ("video", picture(), {}, 415, None),
        ("voice", PDF, {}, 415, None),
        ("voice", films.opus(901), {}, 413, None),
        ("file", b"", {}, 415, None),
        ("file", b"abc", {"sha256": "0" * 64}, 400, "sha256"),
        ("file", b"abc", {"sha256": "abc"}, 400, "sha256"),
        ("file", b"abc", {"as": "poem"}, 400, "as"),
        ("file", b"abc", {"name": "x" * 256}, 400, "name"),
        ("video", b"abc", {"duration": "nan"}, 400, "duration"),
        ("voice", b"abc", {"duration": "901"}, 400, "duration"),
        ("video", b"abc", {"width": "0"}, 400, "width"),
        ("video", b"abc", {"height": str(LONGEST_SIDE + 1)}, 400, "height"),
        ("voice", b"abc", {"waveform": "?"}, 400, "waveform"),
        ("voice", b"abc", {"waveform": "A" * 400}, 400, "waveform"),
    ],
)
async def test_what_is_refused_leaves_nothing(
    server: Server,
    purpose: str,
    content: bytes,
    said: dict[str, str],
    status: int,
    field: str | None,
) -> None:
    """Neither a file nor a part nor a row."""
    answer = await post(server, ADA, content, **{"as": purpose} | said)

    assert (status, field) == (answer.status_code, answer.json()["error"].get("field"))
    assert ([], 0) == (files_on_disk(server), await rows(server))


async def test_there_is_a_bound_for_each_kind(serve: Serve) -> None:
    """The setting for files; what is larger leaves nothing, said beforehand or not."""
    server = await serve(upload_limit=1, storage_per_person=3)
    await send(server, bytes(MEBIBYTE), "file")
    answer = await post(server, ADA, bytes(MEBIBYTE + 1), **{"as": "file"})
    assert (413, MEBIBYTE) == (answer.status_code, answer.json()["error"]["limit"])
    for purpose in ("photo", "video"):
        answer = await post(server, ADA, bytes(MEBIBYTE + 1), **{"as": purpose})
        assert 413 == answer.status_code
    await send(server, b"1" * MEBIBYTE, "file")
    answer = await post(server, ADA, b"2" * MEBIBYTE, **{"as": "file"})
    assert (507, 3 * MEBIBYTE) == (answer.status_code, answer.json()["error"]["limit"])
    # The pictures of a photo have their room before they are made.
    answer = await post(server, ADA, picture(), **{"as": "photo"})
    assert 507 == answer.status_code
    assert 2 == await rows(server)
    assert [] == [name for name in files_on_disk(server) if name.startswith("parts")]
    answer = await post(server, BOB, b"2" * MEBIBYTE, **{"as": "file"})
    assert 201 == answer.status_code


async def test_a_video_has_a_poster_where_something_takes_one(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the background, and without it where that cannot be."""
    still = tmp_path / "still.jpg"
    program = tmp_path / "ffmpeg"
    program.write_text(
        f"#!{sys.executable}\nimport sys\n"
        f"sys.stdout.buffer.write(open({str(still)!r}, 'rb').read())\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    server = await serve()
    for content, poster in ((encoded(noise(1000), "JPEG"), (800, 800)), (b"spoilt", None)):
        still.write_bytes(content)
        video = await send(server, films.mp4(duration=len(content)), "video")
        assert ("processing", None) == (video["status"], video["thumbnail_url"])
        await made(server)
        found = await server_find(server, films.mp4(duration=len(content)))
        assert ("ready", video["url"]) == (found["status"], found["url"])
        if poster is None:
            assert found["thumbnail_url"] is None
            continue
        assert f"{video['url']}?size=poster" == found["thumbnail_url"]
        assert found["preview"].startswith("data:image/webp")
        answer = await look(server, ADA, found["thumbnail_url"])
        assert poster == opened(answer.content).size
        assert "inline" == answer.headers["content-disposition"].split(";")[0]


async def server_find(server: Server, content: bytes) -> Data:
    """Return what Ada has uploaded as a video already."""
    ada = await server.enter(ADA)
    key = hashlib.sha256(content).hexdigest()
    return dict((await ada.call("media.find", {"sha256": key, "as": "video"}))["media"])
