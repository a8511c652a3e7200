"""Files that come in piece by piece, over more than one request."""

import asyncio
import os
import sys
import time
from pathlib import Path

import pytest

from messenger.storage.parts import Parts

HOUR_SECONDS = 3600
NAME, OTHER = "a" * 32, "b" * 32


def an_hour_ago() -> int:
    """Return a moment in ms."""
    return int((time.time() - HOUR_SECONDS) * 1000)


def let_age(path: Path) -> None:
    """Make a file one that grew last two hours ago."""
    long_ago = time.time() - 2 * HOUR_SECONDS
    os.utime(path, (long_ago, long_ago))


async def append(parts: Parts, name: str, offset: int, *chunks: bytes) -> int:
    """Add to a file, and return how large it is then."""
    async with parts.extend(name, offset) as part:
        for chunk in chunks:
            await part.write(chunk)
        return part.size


async def test_a_file_grows_from_where_it_stands(parts: Parts) -> None:
    """Piece by piece, and what was sent in vain is taken back."""
    await parts.create(NAME)
    assert 0 == await parts.size(NAME)

    assert 6 == await append(parts, NAME, 0, b"one", b"two")
    async with parts.extend(NAME, 6) as part:
        await part.write(b"noise")
        await part.take_back(6)
        await part.write(b"three")
        assert 11 == part.size
        await part.finish()
        assert b"onetwothree" == part.path.read_bytes()

    assert (11, b"onetwothree") == (await parts.size(NAME), parts.path(NAME).read_bytes())
    await parts.remove(NAME)
    await parts.remove(NAME)
    assert not parts.path(NAME).exists()


async def test_what_came_before_the_line_was_cut_stays(parts: Parts) -> None:
    """The next request goes on from there."""
    await parts.create(NAME)
    written = asyncio.Event()

    async def write_and_hang() -> None:
        async with parts.extend(NAME, 0) as part:
            await part.write(b"so far")
            written.set()
            await asyncio.Event().wait()

    request = asyncio.create_task(write_and_hang())
    await written.wait()
    with pytest.raises(BlockingIOError):
        await append(parts, NAME, 0, b"me too")
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request

    assert 6 == await parts.size(NAME)
    assert 8 == await append(parts, NAME, 6, b"!!")


async def test_only_the_right_place_of_a_file_that_is_there(parts: Parts) -> None:
    """And names are made of our letters, whatever a request says."""
    await parts.create(NAME)
    await append(parts, NAME, 0, b"four")

    for offset in (0, 3, 5):
        with pytest.raises(ValueError, match=f"not {offset}"):
            await append(parts, NAME, offset, b"x")
    for asked in (append(parts, OTHER, 0), parts.size(OTHER)):
        with pytest.raises(FileNotFoundError):
            await asked
    with pytest.raises(FileExistsError):
        await parts.create(NAME)
    for name in ("", "../secret.key", "A" * 32, "a" * 31, "a" * 33, "a" * 32 + "\n"):
        with pytest.raises(ValueError, match="no name"):
            parts.path(name)
    assert b"four" == parts.path(NAME).read_bytes()


async def test_a_file_that_became_a_content_is_no_part_any_more(parts: Parts, folder: Path) -> None:
    """Not even for who had opened it before."""
    await parts.create(NAME)
    async with parts.extend(NAME, 0) as part:
        await part.write(b"whole")
        await part.finish()
        opened = parts.path(NAME).open("r+b")
        part.path.rename(folder / "content")
    opened.close()

    with pytest.raises(FileNotFoundError):
        await append(parts, NAME, 5, b"more")
    assert b"whole" == (folder / "content").read_bytes()


async def test_the_sweep_leaves_alone_what_lives(parts: Parts) -> None:
    """Named files go only by their own sweep, and only those that nobody counts on."""
    for name in (NAME, OTHER, "c" * 32):
        await parts.create(name)
    let_age(parts.path(NAME))
    let_age(parts.path(OTHER))

    async with parts.open() as young, parts.open() as old:
        let_age(old.path)
        await parts.remove_older(an_hour_ago())
        assert (True, False) == (young.path.exists(), old.path.exists())
    assert [0, 0, 0] == [await parts.size(name) for name in (NAME, OTHER, "c" * 32)]

    await parts.remove_untouched(an_hour_ago(), [NAME])
    there = [parts.path(name).exists() for name in (NAME, OTHER, "c" * 32)]
    assert [True, False, True] == there


async def test_a_process_that_dies_gives_its_file_back(parts: Parts) -> None:
    """With what it had written, since the lock is the kernel's."""
    await parts.create(NAME)
    program = (
        "import asyncio, os, sys\n"
        "from pathlib import Path\n"
        "from messenger.storage.parts import Parts\n"
        "async def main():\n"
        "    async with Parts(Path(sys.argv[1])).extend(sys.argv[2], 0) as part:\n"
        "        await part.write(b'x' * 1_000_000)\n"
        "        await part.finish()\n"
        "        print('written', flush=True)\n"
        "        sys.stdin.read()\n"
        "asyncio.run(main())\n"
    )
    command = [sys.executable, "-c", program, str(parts.path(NAME).parent.parent), NAME]
    process = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    assert b"written\n" == await process.stdout.readline()
    with pytest.raises(BlockingIOError):
        await append(parts, NAME, 0, b"y")
    process.kill()
    await process.wait()

    assert 1_000_001 == await append(parts, NAME, await parts.size(NAME), b"y")
