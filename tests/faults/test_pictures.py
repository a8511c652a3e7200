"""`kill -9` while pictures are being made: they are made in the end, and nothing else is left."""

import asyncio
from uuid import uuid4

import httpx
import psutil
import pytest
from sqlalchemy import func, select

from messenger.actions.media_sweep import collect_media
from messenger.db.engine import open_database
from messenger.db.tables import media, media_files
from messenger.settings import Settings
from tests.faults.process import Process
from tests.faults.talk import Chat, enter, read_all
from tests.people import Person
from tests.picture_files import encoded, noise
from tests.running import TravellingClock, running
from tests.uploads import bearer, files_on_disk

PHOTOS = 4
# Large enough that each takes its time.
EDGE = 2_000
HOURS = 3 * 3_600_000
PATIENCE = 60.0


@pytest.mark.timeout(120)
async def test_photos_outlive_the_making_of_them(process: Process, ring: list[Chat]) -> None:
    """Each kill comes when one is being made; the workers end with their server."""
    chat, sender = ring[0], ring[0].people[0]
    await send_photos(process, sender, chat.id)

    await kill(process)
    waiting = await count_processing(process.settings)
    assert waiting > 1
    await process.start()
    await until(process, chat, ready=PHOTOS - waiting + 1)
    await kill(process)
    assert 0 < await count_processing(process.settings) < waiting
    await process.start()
    await until(process, chat, ready=PHOTOS)

    photos = (await read_all(process.url, chat.people[1], chat.id))[-1]["attachments"]
    async with client(process, chat.people[1]) as http:
        for photo in photos:
            assert photo["size"] == len((await http.get(photo["url"])).content)
    assert 0 == await process.stop()
    await check_nothing_is_left(process.settings)


async def send_photos(process: Process, sender: Person, chat_id: str) -> None:
    """Send some, of which not all are made when this returns."""
    content = encoded(noise(EDGE), "JPEG")
    asked = {"as": "photo", "name": "hill.jpg"}
    async with client(process, sender) as http:
        answers = [
            await http.post("/api/media", params=asked, content=content) for _ in range(PHOTOS)
        ]
    wire = await enter(process.url, sender)
    held = {"media_ids": [each.json()["media"]["id"] for each in answers], "text": ""}
    wish = {"chat_id": chat_id, "client_id": str(uuid4()), "kind": "photo"} | held
    await wire.call("messages.send", wish)
    await wire.close()


def client(process: Process, person: Person) -> httpx.AsyncClient:
    """Return a client for HTTP of a person's."""
    url = f"http://127.0.0.1:{process.port}"
    return httpx.AsyncClient(base_url=url, headers=bearer(person), trust_env=False, timeout=30)


async def kill(process: Process) -> None:
    """Kill it, and wait for the processes that it had begun to end by themselves."""
    begun = process.children()
    assert begun
    await process.kill()
    _, alive = await asyncio.to_thread(psutil.wait_procs, begun, PATIENCE)
    assert [] == alive


async def until(process: Process, chat: Chat, *, ready: int) -> None:
    """Wait until so many photos of the last message are made."""
    wire = await enter(process.url, chat.people[1])
    async with asyncio.timeout(PATIENCE):
        while True:
            page = await wire.call("messages.history", chat_id=chat.id, limit=1)
            made = [each["status"] for each in page["messages"][-1]["attachments"]]
            if made.count("ready") >= ready:
                break
            await asyncio.sleep(0.02)
    await wire.close()


async def count_processing(settings: Settings) -> int:
    """Return how many uploads wait to be made."""
    database = open_database(settings.database_url, settings.sqlite_path)
    query = select(func.count()).where(media.c.status == "processing")
    async with database.reading() as connection:
        count = await connection.scalar(query)
    await database.close()
    return count or 0


async def check_nothing_is_left(settings: Settings) -> None:
    """Once it is swept, the folder has what rows name, and no more."""
    clock = TravellingClock()
    clock.ahead = HOURS
    async with running(settings, clock) as server:
        await collect_media(server.services)
        async with server.services.database.reading() as connection:
            keys = set(await connection.scalars(select(media_files.c.key)))
        assert {f"{key[:2]}/{key[2:]}" for key in keys} == set(files_on_disk(server))
