"""How much memory the server takes while files come in that people with bad intentions send."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import uvloop

from tests.hostile_files import AS_FILES, CLEANSED, REFUSED, WHOLE, cut
from tests.load.figures.exchange import Pair, exchange
from tests.load.machine import MEBIBYTE, forget_most_memory, memory, most_memory
from tests.load.report import Figure, bound, fact
from tests.load.seed import Person, Seed
from tests.load.server import Server, messenger
from tests.picture_files import HOSTILE

PURPOSES = ("photo", "video", "file", "avatar", "sticker")
# As large as a file may be, and larger.
LARGE = (100 * MEBIBYTE, 100 * MEBIBYTE + 1, 1000 * MEBIBYTE)
# What the server may take beside what it has when it is idle, MiB.
GROWN = 64
WORKER = 512
PIECE = 64 * 1024
WARM_UP = 400


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Send each of them as everything that a file can be sent as."""
    seed = Seed(folder / "data")
    first, second = seed.people(2)
    pair = Pair(first, second, seed.direct(first, second))
    seed.close()
    with messenger(folder / "data") as server:
        # A server that has been at work, and has touched the memory that it needs for that.
        uvloop.run(exchange(server.port, [pair], WARM_UP, 8))
        idle, sent, workers = memory(server.pid), 0, 0
        forget_most_memory(server.pid)
        for _ in range(rounds):
            for content in _files():
                sent += len(PURPOSES)
                workers = max(workers, _send(server, first, content))
        _send_large(server, first)
        peak, after = most_memory(server.pid), memory(server.pid)
    name = f"memory of the server, {sent + len(LARGE)} hostile files"
    beside = f"{idle / MEBIBYTE:.0f} MiB idle"
    return [
        bound(f"{name}, more at most", (peak - idle) / MEBIBYTE, "MiB", beside, GROWN),
        fact("the same, at most", f"{peak / MEBIBYTE:.0f} MiB", beside, peak / idle),
        fact("the same, after them", f"{after / MEBIBYTE:.0f} MiB", beside, after / idle),
        bound("memory of a picture worker, at most", workers / MEBIBYTE, "MiB", "", WORKER),
    ]


def _files() -> Iterator[bytes]:
    yield from (make() for make, _ in REFUSED.values())
    yield from (make() for make, _, _ in HOSTILE.values())
    yield from (make() for make in CLEANSED.values())
    for make in WHOLE.values():
        yield from cut(make())
    yield from (content for content, _ in AS_FILES.values())


def _send(server: Server, person: Person, content: bytes) -> int:
    """Send a file as everything, and return what a worker has taken at most that is still there."""
    with _http(server, person) as http:
        for purpose in PURPOSES:
            http.post("/api/media", params={"as": purpose, "name": "x"}, content=content)
    children = psutil.Process(server.pid).children(recursive=True)
    return max((most_memory(child.pid) for child in children), default=0)


def _send_large(server: Server, person: Person) -> None:
    """Send files of zeros that no memory should hold; their length is said of none."""
    for size in LARGE:
        with _http(server, person) as http:
            try:
                http.post("/api/media", params={"as": "file", "name": "x"}, content=_zeros(size))
            except httpx.TransportError:
                continue  # The server has hung up, which it may.


def _zeros(size: int) -> Iterator[bytes]:
    for start in range(0, size, PIECE):
        yield bytes(min(PIECE, size - start))


def _http(server: Server, person: Person) -> httpx.Client:
    headers = {"Authorization": f"Bearer {person.token}"}
    return httpx.Client(base_url=f"http://127.0.0.1:{server.port}", headers=headers, timeout=120)
