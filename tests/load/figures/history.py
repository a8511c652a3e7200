"""How long the last page of a long chat takes."""

import asyncio
import sqlite3
import statistics
import time
from pathlib import Path

import uvloop

from messenger.settings import Settings
from tests.load.client import Wire, build_frame, connect, resume
from tests.load.machine import percentile
from tests.load.report import Figure, bound
from tests.load.seed import Person, Seed
from tests.load.server import messenger, peer

MESSAGES, PAGE, SAMPLES = 100_000, 50, 200
QUERY = "SELECT * FROM messages WHERE chat_id = ? ORDER BY seq DESC LIMIT ?"


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with a raw echo and the same page read by sqlite3."""
    seed = Seed(folder / "history")
    first, second = seed.people(2)
    chat_id = seed.direct(first, second)
    seed.history(chat_id, (first, second), MESSAGES)
    seed.close()
    here: list[float] = []
    echoes: list[float] = []
    with messenger(folder / "history") as ours, peer("quart") as quart:
        for _ in range(rounds):
            here += uvloop.run(_pages(ours.port, first, chat_id))
            echoes += uvloop.run(echoes_ms(quart.port))
    query = query_ms(Settings(data_dir=folder / "history").sqlite_path, QUERY, (chat_id, PAGE))
    limit = f"{statistics.median(echoes):.2f} ms echo + {query:.2f} ms query"
    return [
        bound(
            f"last {PAGE} of {MESSAGES:,} messages, p95", percentile(here, 0.95), "ms", limit, 1.5
        )
    ]


async def _pages(port: int, person: Person, chat_id: int) -> list[float]:
    wire = await resume(port, person.token)
    request = b'{"id":1,"op":"messages.history","data":{"chat_id":"%d","limit":%d}}'
    taken = await ask(wire, build_frame(request % (chat_id, PAGE)))
    wire.abort()
    return taken


async def echoes_ms(port: int) -> list[float]:
    """Return how many ms each of some raw echoes took."""
    wire = await connect(port, "/echo")
    taken = await ask(wire, build_frame(b"x" * 100))
    wire.abort()
    return taken


async def ask(wire: Wire, frame: bytes, samples: int = SAMPLES) -> list[float]:
    """Send a frame so often, and return how many ms each reply took."""
    answered = asyncio.Event()

    def hear(payload: bytes) -> None:
        if payload.startswith((b'{"id":', b"x")):
            assert b'"ok":false' not in payload[-400:], payload
            answered.set()

    wire.heard = hear
    taken = []
    for _ in range(samples):
        begun = time.perf_counter()
        wire.send(frame)
        await answered.wait()
        taken.append((time.perf_counter() - begun) * 1000)
        answered.clear()
    return taken


def query_ms(path: Path, query: str, values: tuple[int, ...], samples: int = SAMPLES) -> float:
    """Return how many ms a query takes by sqlite3 alone, in the middle of some tries."""
    connection = sqlite3.connect(path)
    taken = []
    for _ in range(samples):
        begun = time.perf_counter()
        connection.execute(query, values).fetchall()
        taken.append((time.perf_counter() - begun) * 1000)
    connection.close()
    return statistics.median(taken)
