"""What a store of contents can do; a key is the SHA-256 of a content, in hexadecimal digits."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol


class StoreFailure(OSError):
    """The store does not answer, or refuses; what it holds is not to blame."""


class Contents(Protocol):
    """Contents that never change under their key; equal ones are kept once.

    Who puts a content writes its row afterwards. Until then its time keeps it: a content is dropped
    only if no row names it and nobody has put it for a while, and putting it again counts.
    """

    async def put(self, content: bytes) -> str:
        """Keep a content, on the disk when this returns, and return its key."""

    async def put_file(self, path: Path) -> str:
        """Keep what a finished file of `Parts` holds, and return its key.

        It is on the disk when this returns, was never in memory as a whole, and the file is gone
        from its path. Where this fails the file may still be there: its owner removes it.
        """

    async def read(self, key: str) -> bytes:
        """Return a content; FileNotFoundError where there is none."""

    async def size(self, key: str) -> int:
        """Return how many bytes a content has; FileNotFoundError where there is none."""

    def open(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        """Return a content, or the bytes from `start` to before `stop`, in chunks of some 256 KiB.

        What has begun is read to its end, whatever is dropped meanwhile. FileNotFoundError comes
        instead of the first chunk: who must know before asks for the size. Bounds are those of a
        slice: what lies past the end is not there.
        """

    def list_unused_since(self, moment: int) -> AsyncIterator[list[str]]:
        """Return, in pages, the keys that nobody has put since a moment (epoch ms)."""

    async def drop(self, keys: list[str], moment: int) -> None:
        """Remove contents, except for those that somebody has put again since a moment."""

    async def free_bytes(self) -> int | None:
        """Return how much more there is room for; None where nobody knows."""


def key_of(content: bytes) -> str:
    """Return the key of a content."""
    return hashlib.sha256(content).hexdigest()


def key_of_file(path: Path) -> str:
    """Return the key of what a file holds, which is read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
