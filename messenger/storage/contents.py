"""What a store of contents can do; a key is the SHA-256 of a content, in hexadecimal digits."""

import hashlib
from collections.abc import AsyncIterator
from typing import Protocol


class Contents(Protocol):
    """Contents that never change under their key; equal ones are kept once."""

    async def put(self, content: bytes) -> str:
        """Keep a content, on the disk when this returns, and return its key."""

    async def read(self, key: str) -> bytes:
        """Return a content; FileNotFoundError where there is none."""

    def list_unused_since(self, moment: int) -> AsyncIterator[list[str]]:
        """Return, in pages, the keys that nobody has put since a moment (epoch ms)."""

    async def drop(self, keys: list[str], moment: int) -> None:
        """Remove contents, except for those that somebody has put again since a moment."""

    async def free_bytes(self) -> int | None:
        """Return how much more there is room for; None where nobody knows."""


def key_of(content: bytes) -> str:
    """Return the key of a content."""
    return hashlib.sha256(content).hexdigest()
