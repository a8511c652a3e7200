"""How long a message takes from its sender to its recipient when there is little to do."""

import asyncio
import time
from pathlib import Path

import uvloop

from tests.load.client import build_frame, connect, resume
from tests.load.figures.exchange import EVENT, Pair, exchange, frames_for
from tests.load.machine import fdatasyncs_ms, percentile
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
    with messenger(folder / "latency") as server, peer("quart") as quart:
        for _ in range(rounds):
            # A fresh log of the database grows with each message; one in use is written over.
            uvloop.run(exchange(server.port, [pair], WARM_UP, 1))
            here += uvloop.run(deliver(server.port, pair))
            echoes += uvloop.run(_echo(quart.port))
    writes = fdatasyncs_ms(folder, PAUSE)
    figures = []
    for percent, most in ((50, 2.4), (95, 3.5)):
        echo, write, ours = (percentile(each, percent / 100) for each in (echoes, writes, here))
        limit = f"{echo:.2f} ms echo + {write:.2f} ms fdatasync"
        figures.append(
            bound(f"latency at 20 messages a second, p{percent}", ours, "ms", limit, most)
        )
    return figures


async def deliver(port: int, pair: Pair, to: int | None = None) -> list[float]:
    """Return how long each of some messages took, in ms, at 20 of them a second.

    The recipient may be connected to another process, by its port.
    """
    sender = await resume(port, pair.sender.token)
    recipient = await resume(to or port, pair.recipient.token)
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
