"""Contents in a folder: what lies there, and what happens when two do it at once."""

import asyncio
import os
import stat
import time
from pathlib import Path

import pytest

from messenger.storage import disk
from messenger.storage.local import LocalContents
from messenger.storage.parts import Parts
from tests.storage.test_contents import LARGE, received

HOUR_SECONDS = 3600


def now() -> int:
    """Return this moment in ms."""
    return int(time.time() * 1000)


@pytest.fixture
def local(folder: Path) -> LocalContents:
    """The store, empty."""
    return LocalContents(folder, folder / "parts")


def let_age(folder: Path, key: str) -> None:
    """Make a content one that was put two hours ago."""
    long_ago = time.time() - 2 * HOUR_SECONDS
    os.utime(folder / key[:2] / key[2:], (long_ago, long_ago))


def modes_in(folder: Path) -> list[int]:
    """Return the modes of a folder and of all that is in it."""
    return [path.stat().st_mode for path in (folder, *folder.rglob("*"))]


async def test_nobody_else_reads_the_folder(
    local: LocalContents, parts: Parts, folder: Path
) -> None:
    """Folders and files are for the server's account alone; nothing unfinished stays."""
    await local.put(b"one")
    await local.put_file(await received(parts, LARGE))

    modes = modes_in(folder)
    files = [stat.S_IMODE(mode) for mode in modes if stat.S_ISREG(mode)]
    folders = {stat.S_IMODE(mode) for mode in modes if stat.S_ISDIR(mode)}
    assert ([0o600] * 2, {0o700}) == (files, folders)


async def test_putting_again_makes_a_content_young(
    local: LocalContents, parts: Parts, folder: Path
) -> None:
    """From memory and from a file that came in long ago; only the old ones are collected."""
    before = now() - HOUR_SECONDS * 1000
    keys = [await local.put(word) for word in (b"a", b"b", b"c")]
    again = await received(parts, b"b")
    os.utime(again, (1, 1))
    for key in keys:
        let_age(folder, key)
    [page] = [page async for page in local.list_unused_since(before)]
    assert set(keys) == set(page)

    await local.put(b"a")
    await local.put_file(again)
    await local.drop(page, before)

    assert [b"a", b"b"] == [await local.read(key) for key in keys[:2]]
    with pytest.raises(FileNotFoundError):
        await local.read(keys[2])


async def test_putting_again_heals_what_the_disk_has_spoilt(
    local: LocalContents, parts: Parts, folder: Path
) -> None:
    """What comes in anew takes the place of what lies there."""
    key = await local.put(b"whole")
    for again in (local.put(b"whole"), local.put_file(await received(parts, b"whole"))):
        (folder / key[:2] / key[2:]).write_bytes(b"while")
        await again
        assert b"whole" == await local.read(key)


async def test_what_is_put_while_it_is_dropped_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at its time and its end, by another process with the same folder."""
    local, other = LocalContents(folder, folder / "parts"), LocalContents(folder, folder / "parts")
    key = await local.put(b"wanted")
    looked = 0

    def look(path: Path, moment: int) -> bool:
        nonlocal looked
        looked += 1
        older = is_older(path, moment)
        if looked == 1:
            asyncio.run(other.put(b"wanted"))
        return older

    is_older = disk.is_older
    let_age(folder, key)
    monkeypatch.setattr(disk, "is_older", look)
    await local.drop([key], now() - HOUR_SECONDS * 1000)

    assert (2, b"wanted") == (looked, await local.read(key))


async def test_many_put_and_drop_the_same_at_once(local: LocalContents, parts: Parts) -> None:
    """Nothing fails, and what was put last is there."""
    files = [await received(parts, LARGE) for _ in range(4)]
    kept = await asyncio.gather(
        *(local.put_file(path) for path in files),
        *(local.put(LARGE) for _ in range(4)),
        *(local.drop(["0" * 64], now()) for _ in range(4)),
    )
    key = await local.put(LARGE)
    assert {key, None} == set(kept)
    assert LARGE == await local.read(key)
