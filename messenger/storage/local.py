"""Contents as files in a folder."""

import asyncio
import itertools
import os
import secrets
import shutil
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from messenger.storage.contents import key_of

PAGE = 500


class LocalContents:
    """Contents in the files `ab/cdef…` of a folder, where `abcdef…` is the key.

    A file's time of change is when its content was last put: what somebody has just put is not
    collected, though no row names it yet.
    """

    def __init__(self, folder: Path, parts: Path) -> None:
        self._folder = folder
        self._parts = parts
        self._lock = threading.Lock()

    async def put(self, content: bytes) -> str:
        """Keep a content, on the disk when this returns, and return its key."""
        return await asyncio.to_thread(self._put, content)

    async def read(self, key: str) -> bytes:
        """Return a content; FileNotFoundError where there is none."""
        return await asyncio.to_thread(self._path(key).read_bytes)

    async def list_unused_since(self, moment: int) -> AsyncIterator[list[str]]:
        """Return, in pages, the keys that nobody has put since a moment (epoch ms)."""
        keys = self._keys()
        while page := await asyncio.to_thread(lambda: list(itertools.islice(keys, PAGE))):
            yield [key for key in page if _is_older(self._path(key), moment)]

    async def drop(self, keys: list[str], moment: int) -> None:
        """Remove contents, except for those that somebody has put again since a moment."""
        await asyncio.to_thread(self._drop, keys, moment)

    async def free_bytes(self) -> int | None:
        """Return how much more there is room for on the disk."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        return (await asyncio.to_thread(shutil.disk_usage, self._folder)).free

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]

    def _keys(self) -> Iterator[str]:
        for folder in sorted(self._folder.glob("[0-9a-f][0-9a-f]")):
            yield from (folder.name + path.name for path in sorted(folder.iterdir()))

    def _put(self, content: bytes) -> str:
        key = key_of(content)
        path = self._path(key)
        with self._lock:
            if path.exists():
                os.utime(path)
                return key
            for folder in (self._folder, path.parent, self._parts):
                folder.mkdir(mode=0o700, exist_ok=True)
            unfinished = self._parts / secrets.token_hex(16)
            try:
                _write(unfinished, content)
                unfinished.rename(path)
            finally:
                unfinished.unlink(missing_ok=True)
            _sync_folder(path.parent)
        return key

    def _drop(self, keys: list[str], moment: int) -> None:
        for key in keys:
            with self._lock:
                if _is_older(self._path(key), moment):
                    self._path(key).unlink()


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    # The name of a new file is on the disk only when its folder is; and so for a new folder.
    for each in (folder, folder.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _is_older(path: Path, moment: int) -> bool:
    try:
        return path.stat().st_mtime * 1000 < moment
    except FileNotFoundError:
        return False
