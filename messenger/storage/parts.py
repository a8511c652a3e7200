"""Files on their way in: each under a name of chance, gone when it is done with."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO


class Part:
    """A file that grows."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self.size = 0
        self._file = file

    async def write(self, chunk: bytes) -> None:
        """Add to the file."""
        self.size += len(chunk)
        await asyncio.to_thread(self._file.write, chunk)

    async def finish(self) -> None:
        """Let others read all that was written."""
        await asyncio.to_thread(self._file.flush)


class Parts:
    """The folder of unfinished files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Part]:
        """Lend a new file, and remove it afterwards, come what may."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / secrets.token_hex(16)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield Part(path, file)
        finally:
            path.unlink(missing_ok=True)

    async def remove_older(self, moment: int) -> None:
        """Remove what a process that was killed has left before a moment (epoch ms)."""
        await asyncio.to_thread(self._remove_older, moment)

    def _remove_older(self, moment: int) -> None:
        for path in self._folder.glob("*"):
            if path.stat().st_mtime * 1000 < moment:
                path.unlink(missing_ok=True)
