"""How fast a large file gets into a store and out of it again."""

import asyncio
import os
import secrets
import shutil
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from messenger.storage.contents import Contents
from messenger.storage.local import LocalContents
from messenger.storage.parts import Parts
from messenger.storage.s3 import Bucket, S3Contents
from tests.load.report import Figure, fact, share
from tests.s3 import ACCESS, SECRET, make_bucket, serving

SIZE = 100_000_000
MEGABYTE = 1_000_000
PIECE = 64 * 1024

T = TypeVar("T")
Speeds = dict[str, float]


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with copying the file to the same disk; the service of S3 is one for tests."""
    # Of each round another content: an equal one would be there already.
    contents = [secrets.token_bytes(SIZE) for _ in range(rounds)]
    here = LocalContents(folder / "media", folder / "media" / "parts")
    local = [asyncio.run(_round(here, folder / "media", content)) for content in contents]
    with serving() as service:
        there = S3Contents(Bucket(make_bucket(service), "us-east-1", ACCESS, SECRET))
        s3 = [asyncio.run(_round(there, folder / "media", content)) for content in contents]
    copied = statistics.median(_copy(folder, content) for content in contents)
    of = "MB/s copied and synced"
    return [
        share("a part received", _median(local, "receive"), copied, "MB/s", of, 0.3),
        share("put_file, local", _median(local, "put"), copied, "MB/s", of, 0.5),
        share("open, local", _median(local, "open"), copied, "MB/s", of, 0.5),
        fact("put_file, S3 on loopback", f"{_median(s3, 'put'):,.0f} MB/s"),
        fact("open, S3 on loopback", f"{_median(s3, 'open'):,.0f} MB/s"),
    ]


async def _round(contents: Contents, folder: Path, content: bytes) -> Speeds:
    parts = Parts(folder / "parts")
    name = secrets.token_hex(16)
    await parts.create(name)

    async def receive() -> None:
        async with parts.extend(name, 0) as part:
            for start in range(0, SIZE, PIECE):
                await part.write(content[start : start + PIECE])

    async def put() -> str:
        return await contents.put_file(parts.path(name))

    async def read(key: str) -> None:
        assert SIZE == sum([len(chunk) async for chunk in contents.open(key)])

    receiving, _ = await _speed(receive)
    putting, key = await _speed(put)
    opening, _ = await _speed(lambda: read(key))
    return {"receive": receiving, "put": putting, "open": opening}


async def _speed(work: Callable[[], Awaitable[T]]) -> tuple[float, T]:
    begun = time.perf_counter()
    result = await work()
    return SIZE / MEGABYTE / (time.perf_counter() - begun), result


def _copy(folder: Path, content: bytes) -> float:
    (folder / "original").write_bytes(content)
    begun = time.perf_counter()
    with (folder / "original").open("rb") as source, (folder / "copy").open("wb") as copy:
        shutil.copyfileobj(source, copy, 256 * 1024)
        copy.flush()
        os.fsync(copy.fileno())
    return SIZE / MEGABYTE / (time.perf_counter() - begun)


def _median(rounds: list[Speeds], what: str) -> float:
    return statistics.median(speeds[what] for speeds in rounds)
