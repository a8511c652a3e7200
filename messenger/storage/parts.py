"""Files on their way in: those of one request, and those that come piece by piece."""

import asyncio
import contextlib
import fcntl
import os
import re
import secrets
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO

from messenger.storage import disk

NAME = re.compile("[0-9a-f]{32}")


class Part:
    """A file that grows."""

    def __init__(self, path: Path, file: BinaryIO, size: int = 0) -> None:
        self.path = path
        self.size = size
        self._file = file

    async def write(self, chunk: bytes) -> None:
        """Add to the file."""
        self.size += len(chunk)
        await asyncio.to_thread(self._file.write, chunk)

    async def take_back(self, size: int) -> None:
        """Cut the file to the size that it had before."""
        self.size = size
        await asyncio.to_thread(self._cut, size)

    async def finish(self) -> None:
        """Let others read all that was written."""
        await asyncio.to_thread(self._file.flush)

    def _cut(self, size: int) -> None:
        self._file.seek(size)
        self._file.truncate()


class Parts:
    """The folder of unfinished files.

    A file of one request has a name of chance and is gone when the request is done with. One that
    outlives its request has a name, 32 hexadecimal digits, lies in a folder beside them and stays
    until it is removed or put among the contents.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._named = folder / "named"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Part]:
        """Lend a new file, and remove it afterwards, come what may."""
        disk.make_folder(self._folder)
        path = self._folder / secrets.token_hex(16)
        descriptor = disk.create(path)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield Part(path, file)
        finally:
            path.unlink(missing_ok=True)

    async def remove_older(self, moment: int) -> None:
        """Remove what a process that was killed has left before a moment (epoch ms).

        Named files are left alone: `remove_untouched` is for those.
        """
        await asyncio.to_thread(_remove_older, self._folder, moment, set())

    async def create(self, name: str) -> None:
        """Make an empty named file, whose name is on the disk when this returns.

        FileExistsError where there is one.
        """
        await asyncio.to_thread(self._create, name)

    @asynccontextmanager
    async def extend(self, name: str, offset: int) -> AsyncIterator[Part]:
        """Lend a named file for more of it, to one at a time.

        However the block ends, what was written in it stays, and is on the disk before the block is
        left: only then may anybody be told of it. What must not stay is taken back with
        `Part.take_back(offset)`. What is whole is put among the contents inside the block, after
        `Part.finish()`: later somebody else may have the file open for more.

        FileNotFoundError where there is no such file, BlockingIOError while another request or
        process has it, ValueError where `offset` is not its size.
        """
        path = self.path(name)
        file = await _open(path, offset)
        try:
            yield Part(path, file, offset)
        finally:
            # Done to its end even if nobody waits for it any more.
            await asyncio.shield(asyncio.to_thread(_close_synced, file))

    async def size(self, name: str) -> int:
        """Return how much of a named file is on the disk, which no power cut takes back.

        FileNotFoundError where there is no such file.
        """
        return await asyncio.to_thread(_synced_size, self.path(name))

    def path(self, name: str) -> Path:
        """Return where a named file lies; ValueError where that is no name."""
        if not NAME.fullmatch(name):
            message = f"{name!r} is no name of a part"
            raise ValueError(message)
        return self._named / name

    async def remove(self, name: str) -> None:
        """Remove a named file; one that is not there, or not any more, is no error."""
        await asyncio.to_thread(self.path(name).unlink, missing_ok=True)

    async def remove_untouched(self, moment: int, living: Collection[str]) -> None:
        """Remove named files that grew last before a moment (epoch ms), except for the living.

        Ask for those after the moment: a file that is made or grows meanwhile is younger.
        """
        await asyncio.to_thread(_remove_older, self._named, moment, frozenset(living))

    async def free_bytes(self) -> int:
        """Return how much more there is room for on the disk."""
        return await asyncio.to_thread(disk.free_bytes, self._folder)

    def _create(self, name: str) -> None:
        path = self.path(name)
        disk.make_folder(self._named)
        os.close(disk.create(path))
        disk.sync_names(self._named)


def _remove_older(folder: Path, moment: int, living: Collection[str]) -> None:
    for path in folder.glob("*"):
        if path.name not in living and path.is_file() and disk.is_older(path, moment):
            path.unlink(missing_ok=True)


async def _open(path: Path, offset: int) -> BinaryIO:
    opening = asyncio.ensure_future(asyncio.to_thread(_open_to_extend, path, offset))
    try:
        return await asyncio.shield(opening)
    except asyncio.CancelledError:
        # A file that nobody closes would stay locked.
        opening.add_done_callback(_close_again)
        raise


def _close_again(opening: asyncio.Future[BinaryIO]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()


def _open_to_extend(path: Path, offset: int) -> BinaryIO:
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(path.open("r+b"))
        # The lock ends with the process, whatever ends that.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Who had it before may have put it among the contents, which never change.
        path.stat()
        size = file.seek(0, os.SEEK_END)
        if size != offset:
            message = f"the file has {size} bytes, not {offset}"
            raise ValueError(message)
        stack.pop_all()
        return file


def _close_synced(file: BinaryIO) -> None:
    with file:
        file.flush()
        os.fsync(file.fileno())


def _synced_size(path: Path) -> int:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
        return file.seek(0, os.SEEK_END)
