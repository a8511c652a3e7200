"""How long a message takes from its sender to its recipient when there is little to do."""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

import uvloop

from tests.load.client import Wire, build_frame, connect, resume
from tests.load.figures.exchange import EVENT, Pair, exchange, frames_for
from tests.load.machine import fdatasyncs_ms, percentile
from tests.load.report import Figure, bound, multiple
from tests.load.seed import Seed
from tests.load.server import messenger, peer

PAUSE = 1 / 20
SAMPLES = 100
WARM_UP = 400


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with a raw echo, one write to the disk, and the least messenger that has both."""
    seed = Seed(folder / "latency")
    first, second = seed.people(2)
    pair = Pair(first, second, seed.direct(first, second))
    seed.close()
    here: list[float] = []
    echoes: list[float] = []
    least: list[float] = []
    with (
        messenger(folder / "latency") as server,
        peer("quart") as quart,
        peer("asgi") as asgi,
    ):
        for _ in range(rounds):
            # A fresh log of the database grows with each message; one in use is written over.
            uvloop.run(exchange(server.port, [pair], WARM_UP, 1))
            uvloop.run(_deliver_least(asgi.port, pair, WARM_UP, 0))
            here += uvloop.run(deliver(server.port, pair))
            least += uvloop.run(_deliver_least(asgi.port, pair, SAMPLES, PAUSE))
            echoes += uvloop.run(_echo(quart.port))
    writes = fdatasyncs_ms(folder, PAUSE)
    figures = []
    for percent, most in ((50, 2.4), (95, 3.5)):
        name = f"latency at 20 messages a second, p{percent}"
        echo, write, bare, ours = (
            percentile(each, percent / 100) for each in (echoes, writes, least, here)
        )
        limit = f"{echo:.2f} ms echo + {write:.2f} ms fdatasync"
        figures += [
            bound(name, ours, "ms", limit, most),
            multiple(f"{name}, beside the least", ours, bare, "ms", "ms of the least messenger", 1),
        ]
    return figures


async def deliver(port: int, pair: Pair, to: int | None = None) -> list[float]:
    """Return how long each of some messages took, in ms, at 20 of them a second.

    The recipient may be connected to another process, by its port.
    """
    sender = await resume(port, pair.sender.token)
    recipient = await resume(to or port, pair.recipient.token)
    return await _times(sender, recipient, frames_for(pair.chat_id, SAMPLES), PAUSE)


async def _deliver_least(port: int, pair: Pair, count: int, pause: float) -> list[float]:
    sender, recipient = await connect(port, "/store"), await connect(port, "/store")
    return await _times(sender, recipient, frames_for(pair.chat_id, count), pause)


async def _times(
    sender: Wire, recipient: Wire, frames: Sequence[bytes], pause: float
) -> list[float]:
    arrived = asyncio.Event()

    def hear(payload: bytes) -> None:
        if payload.startswith(EVENT):
            arrived.set()

    recipient.heard = hear
    taken = []
    for frame in frames:
        await asyncio.sleep(pause)
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
