"""What every store of contents does alike."""

import asyncio
import hashlib
import os
import random
import time
from pathlib import Path

import pytest

from messenger.storage.contents import Contents
from messenger.storage.parts import Parts

HOUR = 3_600_000
KIBIBYTE = 1024
MEBIBYTE = 1024 * KIBIBYTE
LARGE = random.Random(7).randbytes(3 * MEBIBYTE + 5)
NOBODYS = "0" * 64
# So much, in ms, the clock by which a kernel dates files may be behind.
TICK = 20


def now() -> int:
    """Return the moment in which a store keeps what it is given."""
    return int(time.time() * 1000)


async def received(parts: Parts, content: bytes) -> Path:
    """Return the path of a file that has come in piece by piece."""
    name = os.urandom(16).hex()
    await parts.create(name)
    async with parts.extend(name, 0) as part:
        await part.write(content)
    return parts.path(name)


async def opened(contents: Contents, key: str, start: int = 0, stop: int | None = None) -> bytes:
    """Return what a store hands out in chunks, none of which is large."""
    chunks = [chunk async for chunk in contents.open(key, start, stop)]
    assert all(0 < len(chunk) <= MEBIBYTE for chunk in chunks)
    return b"".join(chunks)


async def unused(contents: Contents, moment: int) -> set[str]:
    """Return the keys that nobody has put since a moment."""
    return {key async for page in contents.list_unused_since(moment) for key in page}


@pytest.mark.parametrize("content", [b"", b"x", LARGE], ids=["empty", "short", "large"])
async def test_a_content_comes_back_as_it_was_put(
    contents: Contents, parts: Parts, content: bytes
) -> None:
    """Under the hash of it, from memory and from a file, which is gone then."""
    path = await received(parts, content)

    key = await contents.put_file(path)

    assert hashlib.sha256(content).hexdigest() == key
    assert not path.exists()
    assert len(content) == await contents.size(key)
    assert content == await contents.read(key) == await opened(contents, key)
    assert (
        key
        == await contents.put(content)
        == await contents.put_file(await received(parts, content))
    )
    assert {key} == await unused(contents, now() + HOUR)


async def test_a_part_of_it_is_read_alone(contents: Contents) -> None:
    """By the bounds of a slice, also where they lie past the end."""
    key = await contents.put(LARGE)
    end = len(LARGE)

    for start, stop in (
        *((0, 1), (1, 2), (MEBIBYTE - 1, MEBIBYTE + 1), (0, None), (5, end), (end - 1, None)),
        *((7, 7), (9, 7), (end, None), (end + 9, None), (end - 3, end + 9), (end, end + 1)),
    ):
        assert LARGE[start:stop] == await opened(contents, key, start, stop), (start, stop)
    empty = await contents.put(b"")
    assert b"" == await opened(contents, empty, 0, 0) == await opened(contents, empty, 3, 5)


async def test_what_is_not_there_is_said_to_be_missing(contents: Contents, parts: Parts) -> None:
    """By whatever it is asked for; dropping it is no error."""
    for asked in (
        contents.read(NOBODYS),
        contents.size(NOBODYS),
        opened(contents, NOBODYS),
        opened(contents, NOBODYS, 1, 2),
        contents.put_file(parts.path("0" * 32)),
    ):
        with pytest.raises(FileNotFoundError):
            await asked
    assert set() == await unused(contents, now() + HOUR)
    await contents.drop([NOBODYS], now() + HOUR)


async def test_what_nobody_has_put_for_long_is_dropped(contents: Contents) -> None:
    """And what was put since stays, whoever asks for it to go."""
    old, kept = [await contents.put(word) for word in (b"old", b"kept")]
    before, after = now() - HOUR, now() + HOUR
    assert set() == await unused(contents, before)
    assert {old, kept} == await unused(contents, after)

    await contents.drop([old, kept], before)
    assert {old, kept} == await unused(contents, after)
    await contents.drop([old, NOBODYS], after)

    assert {kept} == await unused(contents, after)
    with pytest.raises(FileNotFoundError):
        await contents.read(old)


async def test_what_is_put_while_others_drop_it_stays(contents: Contents, parts: Parts) -> None:
    """However old it was when they looked: a row will name it soon."""
    words = [b"word %d" % number for number in range(12)]
    keys = [await contents.put(word) for word in words]
    files = [await received(parts, word) for word in words[6:]]
    while await unused(contents, moment := now() - TICK) != set(keys):
        await asyncio.sleep(0.05)

    puts = [contents.put(word) for word in words[:6]] + [contents.put_file(path) for path in files]
    drops = [contents.drop([key], moment) for key in keys]
    pairs = zip(puts, drops, strict=True)
    await asyncio.gather(*(each for pair in pairs for each in pair))

    assert words == [await contents.read(key) for key in keys]


async def test_a_reader_reads_to_the_end_whatever_is_dropped(contents: Contents) -> None:
    """What has begun is not cut off."""
    key = await contents.put(LARGE)
    chunks = contents.open(key)
    read = await anext(chunks)

    await contents.drop([key], now() + HOUR)

    assert LARGE == read + b"".join([chunk async for chunk in chunks])


async def test_who_goes_away_while_reading_leaves_nothing_open(contents: Contents) -> None:
    """A browser that has enough closes the line in the middle."""
    key = await contents.put(LARGE)
    asked = asyncio.Event()

    async def read_a_little() -> None:
        async for _ in contents.open(key):
            asked.set()
            await asyncio.Event().wait()

    reading = asyncio.create_task(read_a_little())
    await asked.wait()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    await contents.drop([key], now() + HOUR)


async def test_a_large_file_is_never_in_memory(contents: Contents, parts: Parts) -> None:
    """Neither on its way in nor on its way out."""
    path = await received(parts, b"")
    os.truncate(path, 64 * MEBIBYTE)
    memory = Path("/proc/self/status")
    before = kibibytes(memory, "VmRSS")
    # The highest mark begins anew.
    await asyncio.to_thread(Path("/proc/self/clear_refs").write_text, "5")

    key = await contents.put_file(path)
    assert 64 * MEBIBYTE == sum([len(chunk) async for chunk in contents.open(key)])

    assert kibibytes(memory, "VmHWM") - before < 48 * KIBIBYTE


def kibibytes(status: Path, name: str) -> int:
    """Return a line of what the kernel says of a process."""
    [line] = [line for line in status.read_text().splitlines() if line.startswith(name + ":")]
    return int(line.split()[1])
