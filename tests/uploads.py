"""What a program does over HTTP with files: upload, set, look."""

import httpx

from tests.people import Person
from tests.picture_files import picture
from tests.running import Server
from tests.wire import Data


def bearer(person: Person) -> dict[str, str]:
    """Return the header of a person's program."""
    return {"Authorization": f"Bearer {person.token}"}


async def post(
    server: Server, person: Person | None, content: bytes, **query: str | int
) -> httpx.Response:
    """Upload a file as a photo, and return the answer."""
    headers = bearer(person) if person else {}
    asked = {"as": "avatar", "name": "me.png"} | query
    async with server.http(headers=headers, timeout=30) as http:
        return await http.post("/api/media", params=asked, content=content)


async def upload(server: Server, person: Person, content: bytes | None = None) -> Data:
    """Upload a photo that is one, and return the media object."""
    answer = await post(server, person, picture() if content is None else content)
    assert 201 == answer.status_code, answer.text
    return dict(answer.json()["media"])


async def look(server: Server, person: Person | None, url: str, **headers: str) -> httpx.Response:
    """Ask for a file as a person, or as nobody."""
    asked = (bearer(person) if person else {}) | headers
    async with server.http(headers=asked) as http:
        return await http.get(url)


def files_on_disk(server: Server) -> list[str]:
    """Return what lies in the folder of uploads, by its path inside it."""
    folder = server.settings.media_path
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
