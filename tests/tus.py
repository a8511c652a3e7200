"""A client of tus 1.0.0 over HTTP, which sends a file piece by piece."""

import base64
import hashlib
from typing import Any

import httpx

from tests.people import Person
from tests.running import Server
from tests.uploads import bearer

PIECE = "application/offset+octet-stream"
VERSION = {"Tus-Resumable": "1.0.0"}


class Tus:
    """Uploads of one person on a server; every answer is returned as it is."""

    def __init__(self, server: Server, person: Person | None) -> None:
        self._server = server
        self._headers = VERSION | (bearer(person) if person else {})

    async def ask(
        self, method: str, path: str, content: Any = None, **headers: str
    ) -> httpx.Response:
        """Ask with the headers of the protocol; a header of None is left out."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        asked = {name: value for name, value in (self._headers | sent).items() if value}
        async with self._server.http(timeout=30) as http:
            return await http.request(method, path, content=content, headers=asked)

    async def create(self, size: int | str, **said: str) -> httpx.Response:
        """Ask to begin an upload; `purpose` is what it shall be."""
        said = {"name": "notes.txt", "as": said.pop("purpose", "file")} | said
        pairs = [
            f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in said.items()
        ]
        return await self.ask(
            "POST", "/api/uploads", Upload_Length=str(size), Upload_Metadata=",".join(pairs)
        )

    async def begin(self, size: int, **said: str) -> str:
        """Begin an upload, and return where its pieces go."""
        answer = await self.create(size, **said)
        assert 201 == answer.status_code, answer.text
        return answer.headers["location"]

    async def add(self, url: str, offset: int, content: Any, **headers: str) -> httpx.Response:
        """Add a piece."""
        said = {"Content_Type": PIECE, "Upload_Offset": str(offset)} | headers
        return await self.ask("PATCH", url, content, **said)

    async def offset(self, url: str) -> int:
        """Return how far an upload is."""
        answer = await self.ask("HEAD", url)
        assert 200 == answer.status_code
        return int(answer.headers["upload-offset"])


def checksum(algorithm: str, content: bytes) -> str:
    """Return what `Upload-Checksum` says of a piece."""
    digest = hashlib.new(algorithm, content).digest()
    return f"{algorithm} {base64.b64encode(digest).decode()}"
