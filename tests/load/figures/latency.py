"""How long a message takes from its sender to its recipient when there is little to do."""

import asyncio
import statistics
import time
from pathlib import Path

import uvloop

from tests.load.client import build_frame, connect, resume
from tests.load.figures.exchange import EVENT, Pair, exchange, frames_for
from tests.load.machine import fdatasync_ms, percentile
from tests.load.report import Figure, bound
from tests.load.seed import Seed
from tests.load.server import messenger, peer

PAUSE = 1 / 20
SAMPLES = 100
WARM_UP = 400


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with a raw echo and the time of one write to the disk."""
    seed = Seed(folder / "latency")
    first, second = seed.people(2)
    pair = Pair(first, second, seed.direct(first, second))
    seed.close()
    here: list[float] = []
    echoes: list[float] = []
    with messenger(folder / "latency") as ours, peer("quart") as quart:
        for _ in range(rounds):
            # A fresh log of the database grows with each message; one in use is written over.
            uvloop.run(exchange(ours.port, [pair], WARM_UP, 1))
            here += uvloop.run(_deliver(ours.port, pair))
            echoes += uvloop.run(_echo(quart.port))
    limit = f"{statistics.median(echoes):.2f} ms echo + {fdatasync_ms(folder):.2f} ms fdatasync"
    return [
        bound("latency at 20 messages a second, p50", percentile(here, 0.5), "ms", limit, 3.5),
        bound("latency at 20 messages a second, p95", percentile(here, 0.95), "ms", limit, 6),
    ]


async def _deliver(port: int, pair: Pair) -> list[float]:
    sender = await resume(port, pair.sender.token)
    recipient = await resume(port, pair.recipient.token)
    arrived = asyncio.Event()

    def hear(payload: bytes) -> None:
        if payload.startswith(EVENT):
            arrived.set()

    recipient.heard = hear
    taken = []
    for frame in frames_for(pair.chat_id, SAMPLES):
        await asyncio.sleep(PAUSE)
        begun = time.perf_counter()
        sender.send(frame)
        await arrived.wait()
        taken.append((time.perf_counter() - begun) * 1000)
        arrived.clear()
    sender.abort()
    recipient.abort()
    return taken


async def _echo(port: int) -> list[float]:
    wire = await connect(port, "/echo")
    arrived = asyncio.Event()
    wire.heard = lambda _payload: arrived.set()
    taken = []
    for _ in range(SAMPLES):
        await asyncio.sleep(PAUSE)
        begun = time.perf_counter()
        wire.send(build_frame(b"x" * 200))
        await arrived.wait()
        taken.append((time.perf_counter() - begun) * 1000)
        arrived.clear()
    wire.abort()
    return taken
