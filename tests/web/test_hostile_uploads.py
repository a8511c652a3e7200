"""Hostile files over HTTP: each gets its answer, and leaves nothing where it gets none."""

from typing import Any

import pytest
from sqlalchemy import func, select

from messenger.db.tables import media, media_files, uploads
from messenger.errors import MessengerError
from messenger.pictures.talk import PHOTO_EDGES
from tests.film_files import mp4, opus, webm
from tests.hostile_files import AS_FILES, CLEANSED, REFUSED, WHOLE, cut
from tests.media_steps import made
from tests.people import ADA
from tests.picture_files import HTML, SVG, opened, picture
from tests.running import Server
from tests.uploads import files_on_disk, look, post

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

STATUSES = {each.code: each.status for each in MessengerError.__subclasses__()}
# One for each way in which it may be refused; the worker has met them all.
REFUSED_PHOTOS = ("PNG of 60,000 by 60,000", "20 MiB and more", "nothing", "SVG", "PDF and JPEG")
# Sent as something that they are not.
MISLABELLED: list[tuple[str, bytes]] = [
    ("video", picture()),
    ("video", HTML),
    ("video", SVG),
    ("video", b""),
    ("video", opus()),
    ("video", mp4(b"M4A ", size=(0, 0))),
    ("video", mp4(size=(0, 0))),
    ("video", mp4()[:60]),
    ("video", webm()[:60]),
    ("voice", picture("GIF")),
    ("voice", b"#!/bin/sh\n"),
    ("voice", bytes(999)),
]
NAMES = {
    "../../../etc/passwd": "passwd",
    "..\\..\\boot.ini": "boot.ini",
    "a\r\nSet-Cookie: b=c\r\n\r\n<script>": "a Set-Cookie: b=c <script>",
    "photo_\u202egpj.exe": "photo_gpj.exe",
    "..": "file",
    "": "file",
    "x" * 255: "x" * 255,
}


async def kept(server: Server) -> tuple[Any, ...]:
    """Return how many rows there are of all that is uploaded."""
    async with server.services.database.reading() as connection:
        return tuple(
            [
                await connection.scalar(select(func.count()).select_from(table))
                for table in (media, media_files, uploads)
            ]
        )


async def test_what_is_not_what_it_shall_be_leaves_nothing(unlimited: Server) -> None:
    """Neither on the disk nor in a table; the next photo is made."""
    photos = [REFUSED[kind] for kind in REFUSED_PHOTOS]
    expected = [("photo", make(), code) for make, code in photos]
    expected += [(purpose, content, "unsupported_media") for purpose, content in MISLABELLED]
    for purpose, content, code in expected:
        answer = await post(unlimited, ADA, content, **{"as": purpose})
        assert (STATUSES[code], code) == (answer.status_code, answer.json()["error"]["code"])
    for name in ("x" * 10_000, "a\x00b"):
        assert 400 == (await post(unlimited, ADA, picture(), name=name)).status_code
    assert ([], (0, 0, 0)) == (files_on_disk(unlimited), await kept(unlimited))

    answer = await post(unlimited, ADA, picture(), **{"as": "photo"})
    assert 201 == answer.status_code


async def test_of_a_photo_only_the_picture_is_kept(unlimited: Server) -> None:
    """Of chimeras, and of files that were cut: what is sent is drawn anew, or the photo failed."""
    contents = [make() for make in CLEANSED.values()]
    contents += cut(WHOLE["JPEG"]())
    answers = [await post(unlimited, ADA, content, **{"as": "photo"}) for content in contents]
    assert {201, 415} == {answer.status_code for answer in answers}
    await made(unlimited)

    photos = [answer.json()["media"] for answer in answers if answer.status_code == 201]
    for photo in photos:
        for edge in PHOTO_EDGES:
            sent = await look(unlimited, ADA, f"{photo['url']}?size={edge}")
            assert (200, "image/webp") == (sent.status_code, sent.headers["Content-Type"])
            assert "WEBP" == opened(sent.content).format
            assert not any(trace in sent.content for trace in (b"script", b"fetch", b"PK\x03"))
    assert not [name for name in files_on_disk(unlimited) if name.startswith("parts")]
    assert len(photos) == (await kept(unlimited))[0]


async def test_a_file_is_kept_as_it_is_and_never_runs(unlimited: Server) -> None:
    """Whatever it is: it comes as a file to be saved, of a type that no browser runs."""
    for content, mime in AS_FILES.values():
        answer = await post(unlimited, ADA, content, **{"as": "file", "name": "x.html"})
        found = answer.json()["media"]
        assert (201, mime, "x.html") == (answer.status_code, found["mime"], found["name"])

        for query in ("", "?inline=1"):
            sent = await look(unlimited, ADA, found["url"] + query)
            assert content == sent.content
            assert sent.headers["Content-Type"].split(";")[0] in {mime, "application/octet-stream"}
            assert "nosniff" == sent.headers["X-Content-Type-Options"]
            policy = sent.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "sandbox" in policy
            shown = query and mime in {"text/plain", "application/pdf"}
            disposition = sent.headers["Content-Disposition"]
            assert disposition.startswith("inline" if shown else "attachment")


async def test_a_name_can_do_nothing(unlimited: Server) -> None:
    """To folders, to headers, or to who reads it."""
    for given, name in NAMES.items():
        answer = await post(unlimited, ADA, b"words", **{"as": "file", "name": given})
        assert (201, name) == (answer.status_code, answer.json()["media"]["name"])
        sent = await look(unlimited, ADA, answer.json()["media"]["url"])
        assert "Set-Cookie" not in sent.headers
        assert sent.headers["Content-Disposition"].startswith("attachment; filename=")


async def test_a_film_is_believed_before_its_sender(unlimited: Server) -> None:
    """What its file says counts; what it leaves out is the sender's word, within bounds."""
    said: dict[str, str | int] = {"as": "video", "duration": "7.5", "width": 111, "height": 99}
    for content, facts in (
        (mp4(), (2.5, 640, 360)),
        (mp4(duration=0), (7.5, 640, 360)),
        (webm(), (2.5, 640, 360)),
    ):
        answer = await post(unlimited, ADA, content, **said)
        film = answer.json()["media"]
        assert facts == (film["duration"], film["width"], film["height"])

    answer = await post(unlimited, ADA, opus(), **{"as": "voice", "duration": "7"})
    assert (2.5, "audio/ogg") == tuple(
        answer.json()["media"][name] for name in ("duration", "mime")
    )
    for name, claimed in (("duration", "901"), ("waveform", "A" * 136), ("waveform", "")):
        claim = {"as": "voice", name: claimed}
        assert 400 == (await post(unlimited, ADA, webm(float("inf")), **claim)).status_code
    assert 413 == (await post(unlimited, ADA, opus(901), **{"as": "voice"})).status_code
