"""Compression: the best coding that is accepted, and only of what gets smaller by it."""

import asyncio
import gzip
from pathlib import Path
from typing import Any

import brotli
import pytest

from messenger.web.compression import (
    CODINGS,
    LEAST,
    CompressedFiles,
    choose_coding,
    compress_answer,
)

HTML = b"text/html; charset=utf-8"
LONG = b"<p>as long as it is wide</p>" * 100
DECODE = {"br": brotli.decompress, "gzip": gzip.decompress}

Headers = dict[bytes, bytes]


async def answer(
    accepted: str, *parts: bytes, more: Headers | None = None, kind: bytes = HTML
) -> tuple[Headers, bytes]:
    """Send an answer in parts through the compression, and return what comes out."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    write = compress_answer(send, accepted)
    length = b"%d" % sum(map(len, parts))
    headers = {b"Content-Type": kind, b"Content-Length": length} | (more or {})
    await write({"type": "http.response.start", "status": 201, "headers": [*headers.items()]})
    for part in parts:
        await write({"type": "http.response.body", "body": part, "more_body": True})
    await write({"type": "http.response.body"})

    start, *bodies = sent
    assert ("http.response.start", 201) == (start["type"], start["status"])
    names = [name.lower() for name, _ in start["headers"]]
    assert len(names) == len(set(names))
    assert not bodies[-1].get("more_body")
    headers = {name.lower(): value for name, value in start["headers"]}
    return headers, b"".join(body.get("body", b"") for body in bodies)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br", "br"),
        ("GZIP, BR", "br"),
        ("gzip;q=1.0, br;q=0.1", "br"),
        ("gzip", "gzip"),
        ("gzip;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0 ,gzip", "gzip"),
        ("br;q=0.0, gzip", "gzip"),
        ("br;Q=0.000, gzip", "gzip"),
        ("br;q=0.001", "br"),
        ("br;q=0, gzip;q=0", None),
        ("identity", None),
        ("deflate, zstd", None),
        ("brotli, x-gzip2", None),
        ("*", None),
        ("", None),
        (",;,q=0;", None),
    ],
)
def test_the_best_accepted_coding_is_chosen(accepted: str, coding: str | None) -> None:
    """Brotli first; a weight of nought means never (RFC 9110, 12.4.2)."""
    assert coding == choose_coding(accepted)


@pytest.mark.parametrize("coding", CODINGS)
async def test_an_answer_of_text_is_compressed(coding: str) -> None:
    """Its headers say so, and how long it is now."""
    headers, body = await answer(coding, LONG)

    assert LONG == DECODE[coding](body)
    assert len(body) < len(LONG)
    assert b"%d" % len(body) == headers[b"content-length"]
    assert coding.encode() == headers[b"content-encoding"]
    assert b"Accept-Encoding" == headers[b"vary"]


async def test_an_answer_in_parts_is_compressed_as_one() -> None:
    """None of them is lost or sent before its header."""
    headers, body = await answer("gzip", LONG[:700], b"", LONG[700:])

    assert LONG == gzip.decompress(body)
    assert b"%d" % len(body) == headers[b"content-length"]


@pytest.mark.parametrize(
    ("body", "kind", "more"),
    [
        (b"x" * (LEAST - 1), HTML, {}),
        (b"", HTML, {}),
        (LONG, b"image/png", {}),
        (LONG, b"text/event-stream", {}),
        (LONG, HTML, {b"Content-Encoding": b"zstd"}),
    ],
    ids=["small", "empty", "picture", "stream", "coded"],
)
async def test_what_is_not_worth_it_stays_as_it_is(body: bytes, kind: bytes, more: Headers) -> None:
    """Small answers, those that are no text, and those that are coded already."""
    headers, sent = await answer("br, gzip", body, kind=kind, more=more)

    assert body == sent
    assert b"%d" % len(body) == headers[b"content-length"]
    assert more.get(b"Content-Encoding") == headers.get(b"content-encoding")


async def test_from_the_bound_on_an_answer_is_compressed() -> None:
    """The bound itself is long enough; JSON counts as text."""
    headers, _ = await answer("br", b"x" * LEAST, kind=b"application/json")

    assert b"br" == headers[b"content-encoding"]


async def test_who_accepts_nothing_gets_the_answer_as_it_is() -> None:
    """Part by part."""
    headers, body = await answer("identity", LONG, LONG)

    assert LONG + LONG == body
    assert b"content-encoding" not in headers


async def test_the_head_of_an_answer_keeps_its_length() -> None:
    """It has no body that could be compressed."""
    headers, body = await answer("br", more={b"Content-Length": b"5000"})

    assert (b"", b"5000") == (body, headers[b"content-length"])
    assert b"content-encoding" not in headers


async def keep(folder: Path, path: Path, coding: str) -> Path:
    """Compress a file for keeping, and return its twin."""
    CompressedFiles(folder).keep_well(path, coding)
    async with asyncio.timeout(5):
        while not any(twin.suffix == f".{coding}" for twin in kept(folder)):
            await asyncio.sleep(0.005)
    [twin] = kept(folder)
    return twin


def kept(folder: Path) -> list[Path]:
    """Return what lies in a folder of twins."""
    return list(folder.glob("*"))


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A file that can be compressed."""
    path = tmp_path / "page.html"
    path.write_bytes(LONG)
    return path


@pytest.mark.parametrize("coding", CODINGS)
async def test_a_file_is_compressed_before_it_is_kept(
    tmp_path: Path, document: Path, coding: str
) -> None:
    """The first reader does not wait for the best compression."""
    files = CompressedFiles(tmp_path / "cache")

    content, named = await files.read(document, coding)

    assert (coding, LONG) == (named, DECODE[coding](content))
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("coding", CODINGS)
async def test_a_kept_twin_is_what_is_read(tmp_path: Path, document: Path, coding: str) -> None:
    """By this process and the next, and nothing unfinished is left beside it."""
    twin = await keep(tmp_path / "cache", document, coding)

    content, _ = await CompressedFiles(tmp_path / "cache").read(document, coding)

    assert twin.read_bytes() == content
    assert LONG == DECODE[coding](content)


async def test_a_file_that_has_changed_has_another_twin(tmp_path: Path, document: Path) -> None:
    """A twin is named by the content, so an update never meets an old one."""
    await keep(tmp_path / "cache", document, "br")
    other = tmp_path / "other.html"
    other.write_bytes(LONG.upper())

    content, _ = await CompressedFiles(tmp_path / "cache").read(other.rename(document), "br")

    assert LONG.upper() == brotli.decompress(content)


async def test_a_file_that_gets_no_smaller_is_read_as_it_is(tmp_path: Path) -> None:
    """And no twin is made of it."""
    picture = tmp_path / "picture.png"
    picture.write_bytes(LONG)
    files = CompressedFiles(tmp_path / "cache")

    assert (LONG, None) == await files.read(picture, "br, gzip")
    files.keep_well(picture, "br")
    await files.close()
    assert not (tmp_path / "cache").exists()


async def test_who_accepts_nothing_reads_the_file(tmp_path: Path, document: Path) -> None:
    """As it lies there."""
    assert (LONG, None) == await CompressedFiles(tmp_path / "cache").read(document, "identity")
