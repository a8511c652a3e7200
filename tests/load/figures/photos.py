"""What photos cost: the first look, the wait for their sizes, memory, and words meanwhile."""

import asyncio
import io
import statistics
import time
import uuid
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psutil
import uvloop
from PIL import Image

from messenger.pictures.pool import Pictures
from tests.load.client import build_frame, drop_all, resume
from tests.load.figures.exchange import Pair
from tests.load.figures.latency import deliver
from tests.load.machine import MEBIBYTE, memory, most_memory, percentile
from tests.load.report import Figure, fact, multiple
from tests.load.seed import Person, Seed
from tests.load.server import Server, messenger

PATIENCE = 300
# What a phone takes, with about as many details.
SIZE = (4000, 3000)
UPLOADS = 50
# How often one looks whether the sizes are there, s: fifty who look often are work themselves.
OFTEN, SELDOM = 0.05, 2.0
SEND = (
    '{"id":1,"op":"messages.send","data":{"chat_id":"%d","client_id":"%s","kind":"photo",'
    '"text":"","media_ids":["%s"]}}'
)
# Words may be slower beside fifty photos, on the one core that all of them have.
SLOWER = 3.0


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare messages beside fifty uploads with the same messages alone."""
    content = _photo()
    source = folder / "photo.jpeg"
    source.write_bytes(content)
    seed = Seed(folder / "photos")
    first, second = seed.people(2)
    pair = Pair(first, second, seed.direct(first, second))
    seed.close()
    looks, sizes = uvloop.run(_make(str(source), 5 * rounds))
    with messenger(folder / "photos") as server:
        before = memory(server.pid)
        answered, ready = _upload(server, first, content)
        alone = uvloop.run(deliver(server.port, pair))
        beside = uvloop.run(_deliver_beside(server, pair, content))
        workers = psutil.Process(server.pid).children()
        largest = max((most_memory(worker.pid) for worker in workers), default=0)
        grown = memory(server.pid) - before
        seen = [uvloop.run(_see(server, pair, content)) for _ in range(rounds)]
    what = f"JPEG of {SIZE[0] * SIZE[1] / 1e6:.0f} megapixels, {len(content) / MEBIBYTE:.1f} MiB"
    figures = [
        fact(f"first look at a {what}", f"{looks:.0f} ms", f"{_decode(source):.0f} ms decoded"),
        fact("its three sizes", f"{sizes:.0f} ms"),
        fact("its upload, until the answer", f"{answered:.0f} ms"),
        fact("its upload, until its sizes are there", f"{ready:.0f} ms"),
        fact("the same, until its placeholder is with another", f"{_median(seen, 0):.0f} ms"),
        fact("the same, until its thumbnail is", f"{_median(seen, 1):.0f} ms"),
        fact(f"memory after {UPLOADS} uploads, server", f"{grown / MEBIBYTE:+.0f} MiB"),
        fact("memory of a picture worker, at most", f"{largest / MEBIBYTE:.0f} MiB"),
    ]
    for percent in (50, 95):
        here, limit = (percentile(each, percent / 100) for each in (beside, alone))
        name = f"latency beside {UPLOADS} uploads, p{percent}"
        figures.append(multiple(name, here, limit, "ms", "ms alone", SLOWER))
    return figures


def _photo() -> bytes:
    content = io.BytesIO()
    Image.effect_noise(SIZE, 40).convert("RGB").save(content, "JPEG", quality=85)
    return content.getvalue()


def _decode(source: Path) -> float:
    begun = time.perf_counter()
    with Image.open(source) as image:
        image.load()
    return (time.perf_counter() - begun) * 1000


async def _make(source: str, times: int) -> tuple[float, float]:
    """Return how long a look and the sizes take, in ms, in a worker that has begun."""
    pictures = Pictures(1, 60)
    await pictures.look(source)
    looks = [await _timed(lambda: pictures.look(source)) for _ in range(times)]
    sizes = [await _timed(lambda: pictures.photo(source)) for _ in range(times)]
    await pictures.close()
    return statistics.median(looks), statistics.median(sizes)


async def _timed(deed: Callable[[], Awaitable[object]]) -> float:
    begun = time.perf_counter()
    await deed()
    return (time.perf_counter() - begun) * 1000


async def _see(server: Server, pair: Pair, content: bytes) -> tuple[float, float]:
    """Return after how many ms another has the placeholder of a photo, and its thumbnail.

    From the first byte of the upload, which is followed by the message.
    """
    sender = await resume(server.port, pair.sender.token)
    recipient = await resume(server.port, pair.recipient.token)
    told, ready = asyncio.Event(), asyncio.Event()

    def hear(payload: bytes) -> None:
        if b'"preview":"data:' in payload:
            told.set()
        if b'"status":"ready"' in payload:
            ready.set()

    recipient.heard = hear
    begun = time.perf_counter()
    media = await asyncio.to_thread(_post, server, pair.sender, content)
    sender.send(build_frame((SEND % (pair.chat_id, uuid.uuid4(), media["id"])).encode()))
    await asyncio.wait_for(told.wait(), PATIENCE)
    placed = time.perf_counter()
    await asyncio.wait_for(ready.wait(), PATIENCE)
    await asyncio.to_thread(_download, server, pair.recipient, media["thumbnail_url"])
    drop_all([sender, recipient])
    return (placed - begun) * 1000, (time.perf_counter() - begun) * 1000


def _post(server: Server, person: Person, content: bytes) -> dict[str, Any]:
    with _http(server, person) as http:
        asked = {"as": "photo", "name": "photo.jpeg"}
        answer = http.post("/api/media", params=asked, content=content)
        media: dict[str, Any] = answer.raise_for_status().json()["media"]
        return media


def _download(server: Server, person: Person, url: str) -> None:
    with _http(server, person) as http:
        http.get(url).raise_for_status()


def _http(server: Server, person: Person) -> httpx.Client:
    headers = {"Authorization": f"Bearer {person.token}"}
    return httpx.Client(base_url=f"http://127.0.0.1:{server.port}", headers=headers, timeout=120)


def _median(seen: list[tuple[float, float]], which: int) -> float:
    return statistics.median(each[which] for each in seen)


async def _deliver_beside(server: Server, pair: Pair, content: bytes) -> list[float]:
    """Return the latencies while photos come in, from threads, which wait for nobody here."""
    taken: list[float] = []
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(UPLOADS) as threads:
        uploads = asyncio.gather(
            *(
                loop.run_in_executor(threads, _upload, server, pair.sender, content, SELDOM)
                for _ in range(UPLOADS)
            )
        )
        while not uploads.done():
            taken += await deliver(server.port, pair)
        await uploads
    return taken


def _upload(
    server: Server, person: Person, content: bytes, pause: float = OFTEN
) -> tuple[float, float]:
    """Return after how many ms an upload was answered, and its sizes were there."""
    begun = time.perf_counter()
    url = _post(server, person, content)["url"]
    answered = time.perf_counter()
    with _http(server, person) as http:
        while http.get(url, headers={"Range": "bytes=0-0"}).status_code == 404:
            assert time.perf_counter() < answered + PATIENCE
            time.sleep(pause)
    return (answered - begun) * 1000, (time.perf_counter() - begun) * 1000
