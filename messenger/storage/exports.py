"""Copies of people's data: files in a folder, and the writer of one."""

import asyncio
import contextlib
import hashlib
import os
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from messenger.storage import disk


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of an archive as its manifest names it."""

    name: str
    sha256: str
    size: int


class Entry:
    """One file of an archive while it grows."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._size = 0

    async def write(self, content: bytes) -> None:
        """Add to the file."""
        self._digest.update(content)
        self._size += len(content)
        await asyncio.to_thread(self._file.write, content)

    def packed(self, name: str) -> Packed:
        """Return what was written so far."""
        return Packed(name, self._digest.hexdigest(), self._size)


class Archive:
    """A ZIP file that is written once from the beginning to the end; one file at a time."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._file = file
        self.files: list[Packed] = []

    @asynccontextmanager
    async def file(self, name: str) -> AsyncIterator[Entry]:
        """Lend a new file of the archive, and note its hash and size."""
        with self._zip.open(name, "w", force_zip64=True) as file:
            entry = Entry(file)
            yield entry
        self.files.append(entry.packed(name))

    async def add(self, name: str, content: bytes) -> None:
        """Write a file of a known content."""
        async with self.file(name) as entry:
            await entry.write(content)

    async def finish(self) -> None:
        """Write the table of contents, and all of it to the disk."""
        await asyncio.to_thread(self._finish)

    def close(self) -> None:
        """Let go of what was not finished; a second time does nothing."""
        # A disk that is full says so once more here, to nobody's use.
        with contextlib.suppress(OSError, ValueError):
            self._zip.close()

    def _finish(self) -> None:
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())


class ExportFiles:
    """The folder of archives, and the bell that tells of one that is wanted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.rung = asyncio.Event()

    async def free_bytes(self) -> int:
        """Return how much more there is room for on the disk."""
        return await asyncio.to_thread(disk.free_bytes, self._folder)

    def ring(self) -> None:
        """Tell that one is wanted."""
        self.rung.set()

    @asynccontextmanager
    async def open(self, number: int, tries: int) -> AsyncIterator[Archive]:
        """Lend a new archive, which takes its place once the block ends well."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / part_name(number, tries)
        path.unlink(missing_ok=True)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w+b") as file:
                archive = Archive(file)
                try:
                    yield archive
                    await archive.finish()
                finally:
                    archive.close()
            path.rename(self.path(number))
        finally:
            path.unlink(missing_ok=True)

    def path(self, number: int) -> Path:
        """Return where an archive lies once it is whole."""
        return self._folder / whole_name(number)

    def names(self) -> list[str]:
        """Return the names of all files that are there."""
        return [path.name for path in self._folder.glob("*")]

    def remove(self, names: set[str]) -> None:
        """Remove files."""
        for name in names:
            (self._folder / name).unlink(missing_ok=True)

    async def read(self, number: int) -> AsyncIterator[bytes]:
        """Return an archive in chunks; what was opened is read to its end, come what may."""
        file = await asyncio.to_thread(self.path(number).open, "rb")
        with file:
            while chunk := await asyncio.to_thread(file.read, disk.CHUNK):
                yield chunk


def whole_name(number: int) -> str:
    """Return the name of an archive."""
    return f"{number}.zip"


def part_name(number: int, tries: int) -> str:
    """Return the name of an archive that is being made."""
    return f"{number}.{tries}.part"
