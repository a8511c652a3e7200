"""How many people a second come back with their tokens, as after a restart."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvloop

from tests.load.client import Wire, connect, drop_all, open_many, resume
from tests.load.report import Figure, share
from tests.load.seed import Seed
from tests.load.server import messenger, peer

PEOPLE, AT_ONCE = 1500, 50


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with connections that Quart accepts on the same server."""
    seed = Seed(folder / "sign-ins")
    people = seed.people(PEOPLE)
    seed.close()
    here: list[float] = []
    limit: list[float] = []
    with peer("quart") as quart:
        for _ in range(rounds):
            limit.append(uvloop.run(_rate(lambda _: connect(quart.port, "/echo"))))
            here.append(_return_to(folder / "sign-ins", [person.token for person in people]))
    return [
        share(
            "sign-ins by token",
            statistics.median(here),
            statistics.median(limit),
            "/s",
            "connects/s",
            0.6,
        )
    ]


def _return_to(data_dir: Path, tokens: list[str]) -> float:
    # Anew each time: a server that has run would first tell of those who left.
    with messenger(data_dir) as ours:
        return uvloop.run(_rate(lambda number: resume(ours.port, tokens[number])))


async def _rate(opener: Callable[[int], Awaitable[Wire]]) -> float:
    begun = time.perf_counter()
    wires = await open_many(opener, PEOPLE, AT_ONCE)
    seconds = time.perf_counter() - begun
    drop_all(wires)
    await asyncio.sleep(1)
    return PEOPLE / seconds
