"""Contents as files in a folder."""

import asyncio
import contextlib
import itertools
import os
import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import BinaryIO

from messenger.storage import disk
from messenger.storage.contents import key_of, key_of_file

PAGE = 500


class LocalContents:
    """Contents in the files `ab/cdef…` of a folder, where `abcdef…` is the key.

    A file's time of change is when its content was last put: what somebody has just put is not
    collected, though no row names it yet. Several processes may share the folder.
    """

    def __init__(self, folder: Path, parts: Path) -> None:
        self._folder = folder
        self._parts = parts

    async def put(self, content: bytes) -> str:
        """Keep a content, on the disk when this returns, and return its key."""
        return await asyncio.to_thread(self._put, content)

    async def put_file(self, path: Path) -> str:
        """Keep what a finished file holds, which is moved, and return its key.

        The file must lie on the same file system, as all files of `Parts` do.
        """
        return await asyncio.to_thread(self._put_file, path)

    async def read(self, key: str) -> bytes:
        """Return a content; FileNotFoundError where there is none."""
        return await asyncio.to_thread(self._path(key).read_bytes)

    async def size(self, key: str) -> int:
        """Return how many bytes a content has; FileNotFoundError where there is none."""
        return (await asyncio.to_thread(self._path(key).stat)).st_size

    async def open(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        """Return a content in chunks; FileNotFoundError, instead of the first, if there is none."""
        file, chunk = await asyncio.to_thread(self._open, key, start, stop)
        with file:
            while chunk:
                yield chunk
                start += len(chunk)
                chunk = await _read_on(file, start, stop)

    async def list_unused_since(self, moment: int) -> AsyncIterator[list[str]]:
        """Return, in pages, the keys that nobody has put since a moment (epoch ms)."""
        keys = self._keys()
        while page := await asyncio.to_thread(lambda: list(itertools.islice(keys, PAGE))):
            yield [key for key in page if disk.is_older(self._path(key), moment)]

    async def drop(self, keys: list[str], moment: int) -> None:
        """Remove contents, except for those that somebody has put again since a moment."""
        await asyncio.to_thread(self._drop, keys, moment)

    async def free_bytes(self) -> int | None:
        """Return how much more there is room for on the disk."""
        return await asyncio.to_thread(disk.free_bytes, self._folder)

    def _open(self, key: str, start: int, stop: int | None) -> tuple[BinaryIO, bytes]:
        file = self._path(key).open("rb")
        file.seek(start)
        return file, file.read(_wanted(start, stop))

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]

    def _keys(self) -> Iterator[str]:
        for folder in sorted(self._folder.glob("[0-9a-f][0-9a-f]")):
            yield from (folder.name + path.name for path in sorted(folder.iterdir()))

    def _put(self, content: bytes) -> str:
        key = key_of(content)
        if not _renew(self._path(key), content):
            disk.make_folder(self._parts)
            unfinished = self._parts / secrets.token_hex(16)
            try:
                with os.fdopen(disk.create(unfinished), "wb") as file:
                    file.write(content)
                self._settle(unfinished, key)
            finally:
                unfinished.unlink(missing_ok=True)
        return key

    def _put_file(self, path: Path) -> str:
        key = key_of_file(path)
        # Its last piece may have come long ago.
        os.utime(path)
        self._settle(path, key)
        return key

    def _settle(self, path: Path, key: str) -> None:
        """Move a whole file to its place, over an equal one if there is one."""
        place = self._path(key)
        disk.sync(path)
        disk.make_folder(place.parent)
        path.replace(place)
        disk.sync_names(place.parent)

    def _drop(self, keys: list[str], moment: int) -> None:
        disk.make_folder(self._parts)
        for path in map(self._path, keys):
            if disk.is_older(path, moment):
                self._remove(path, moment)

    def _remove(self, path: Path, moment: int) -> None:
        # Taken away first and looked at once more: what is put from here on is written anew, and
        # what was put a moment ago goes back. A lock would hold for one process only.
        taken = self._parts / secrets.token_hex(16)
        with contextlib.suppress(FileNotFoundError):
            path.rename(taken)
            if disk.is_older(taken, moment):
                taken.unlink()
            else:
                taken.rename(path)


def _renew(path: Path, content: bytes) -> bool:
    """Let a content be put now; False where there is none, or one that the disk has spoilt."""
    try:
        sound = path.read_bytes() == content
        os.utime(path)
    except FileNotFoundError:
        return False
    return sound


async def _read_on(file: BinaryIO, place: int, stop: int | None) -> bytes:
    wanted = _wanted(place, stop)
    return await asyncio.to_thread(file.read, wanted) if wanted else b""


def _wanted(place: int, stop: int | None) -> int:
    return disk.CHUNK if stop is None else max(0, min(disk.CHUNK, stop - place))
