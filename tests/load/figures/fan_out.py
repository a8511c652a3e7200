"""How many deliveries a second one large chat makes."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import uvloop

from tests.load.client import Wire, build_frame, connect, drop_all, open_many, resume
from tests.load.figures.exchange import EVENT, TIME_LIMIT, frames_for
from tests.load.report import Figure, share
from tests.load.seed import Person, Seed
from tests.load.server import messenger, peer

MEMBERS, MESSAGES, WINDOW = 1000, 40, 2
# As long as `message.new` with the same text.
READY = b"x" * 476


class Deliveries:
    """Messages to everybody, so many under way, until everybody has every one."""

    def __init__(self, sender: Wire, frames: Sequence[bytes], listeners: Sequence[Wire]) -> None:
        self._sender = sender
        self._left = iter(frames)
        self._each = len(listeners)
        self._open = len(frames) * len(listeners)
        self._finished = asyncio.Event()
        for wire in listeners:
            wire.heard = self._hear

    async def run(self, window: int = WINDOW) -> float:
        """Return how many deliveries were made a second."""
        count, begun = self._open, time.perf_counter()
        for _ in range(window):
            self._sender.send(next(self._left))
        async with asyncio.timeout(TIME_LIMIT):
            await self._finished.wait()
        return count / (time.perf_counter() - begun)

    def _hear(self, payload: bytes) -> None:
        if payload[0] == READY[0] or payload.startswith(EVENT):
            self._open -= 1
            if self._open % self._each == 0:
                self._next()

    def _next(self) -> None:
        frame = next(self._left, None)
        if frame is not None:
            self._sender.send(frame)
        elif self._open == 0:
            self._finished.set()


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with a broadcast of a ready string by Quart on the same server."""
    seed = Seed(folder / "fan-out")
    people = seed.people(MEMBERS + 1)
    chat_id = seed.group(people)
    seed.close()
    here: list[float] = []
    limit: list[float] = []
    with messenger(folder / "fan-out") as ours, peer("quart") as quart:
        for _ in range(rounds):
            limit.append(uvloop.run(_broadcast(quart.port)))
            here.append(uvloop.run(_tell_group(ours.port, people, chat_id)))
    return [
        share(
            f"deliveries to {MEMBERS:,} online members",
            statistics.median(here),
            statistics.median(limit),
            "/s",
            "/s broadcast",
            0.75,
        )
    ]


async def _tell_group(port: int, people: Sequence[Person], chat_id: int) -> float:
    sender = await resume(port, people[0].token)
    wires = await open_many(lambda n: resume(port, people[n + 1].token), MEMBERS, 50)
    await asyncio.sleep(2)
    rate = await Deliveries(sender, frames_for(chat_id, MESSAGES), wires).run()
    drop_all([sender, *wires])
    return rate


async def _broadcast(port: int) -> float:
    wires = await open_many(lambda _: connect(port, "/broadcast"), MEMBERS, 50)
    rate = await Deliveries(wires[0], [build_frame(READY)] * MESSAGES, wires).run()
    drop_all(wires)
    return rate
