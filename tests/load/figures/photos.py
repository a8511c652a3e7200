"""What photos cost: the first look, the wait for their sizes, memory, and words meanwhile."""

import asyncio
import io
import statistics
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import uvloop
from PIL import Image

from messenger.pictures.pool import Pictures
from tests.load.figures.exchange import Pair
from tests.load.figures.latency import deliver
from tests.load.machine import memory, percentile
from tests.load.report import Figure, fact, multiple
from tests.load.seed import Person, Seed
from tests.load.server import Server, messenger

PATIENCE = 300
# What a phone takes, with about as many details.
SIZE = (4000, 3000)
UPLOADS = 50
MEBIBYTE = 1024 * 1024
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
        largest = max((_most_memory(worker) for worker in workers), default=0)
        grown = memory(server.pid) - before
    what = f"JPEG of {SIZE[0] * SIZE[1] / 1e6:.0f} megapixels, {len(content) / MEBIBYTE:.1f} MiB"
    figures = [
        fact(f"first look at a {what}", f"{looks:.0f} ms", f"{_decode(source):.0f} ms decoded"),
        fact("its three sizes", f"{sizes:.0f} ms"),
        fact("its upload, until the answer", f"{answered:.0f} ms"),
        fact("its upload, until its sizes are there", f"{ready:.0f} ms"),
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


async def _deliver_beside(server: Server, pair: Pair, content: bytes) -> list[float]:
    """Return the latencies while photos come in, from threads, which wait for nobody here."""
    taken: list[float] = []
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(UPLOADS) as threads:
        uploads = asyncio.gather(
            *(
                loop.run_in_executor(threads, _upload, server, pair.sender, content)
                for _ in range(UPLOADS)
            )
        )
        while not uploads.done():
            taken += await deliver(server.port, pair)
        await uploads
    return taken


def _upload(server: Server, person: Person, content: bytes) -> tuple[float, float]:
    """Return after how many ms an upload was answered, and its sizes were there."""
    begun = time.perf_counter()
    headers = {"Authorization": f"Bearer {person.token}"}
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", headers=headers) as http:
        asked = {"as": "photo", "name": "photo.jpeg"}
        answer = http.post("/api/media", params=asked, content=content, timeout=120)
        url = answer.raise_for_status().json()["media"]["url"]
        answered = time.perf_counter()
        while http.get(url, headers={"Range": "bytes=0-0"}).status_code == 404:
            assert time.perf_counter() < answered + PATIENCE
            time.sleep(0.05)
    return (answered - begun) * 1000, (time.perf_counter() - begun) * 1000


def _most_memory(process: psutil.Process) -> int:
    status = Path(f"/proc/{process.pid}/status").read_text()
    [peak] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(peak.split()[1]) * 1024
