"""What one delivery costs as the group grows, all of it online."""

import asyncio
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from tests.load.client import Wire, build_frame, connect, drop_all, open_many, resume
from tests.load.figures.exchange import frames_for
from tests.load.figures.fan_out import READY, Deliveries
from tests.load.machine import cpu_seconds
from tests.load.report import Curve, Figure, Series, drawn, fact
from tests.load.seed import Person, Seed
from tests.load.server import Server, messenger, peer

SIZES = (2, 10, 100, 200, 1_000)
WINDOW, AT_ONCE = 8, 50
# Enough that the clock of a process, which counts hundredths of a second, tells them apart.
DELIVERIES, MOST_MESSAGES = 40_000, 2_000


@dataclass
class Cost:
    """Deliveries a second, and the server's microseconds for each, of several runs."""

    rates: list[float] = field(default_factory=list)
    cores: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """The middle one of all rates."""
        return statistics.median(self.rates)

    @property
    def core(self) -> float:
        """The middle one of all costs."""
        return statistics.median(self.cores)


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with a broadcast of a ready string by Quart to as many."""
    seed = Seed(folder / "groups")
    people = seed.people(SIZES[-1])
    chats = [seed.group(people[:size]) for size in SIZES]
    seed.close()
    here = [Cost() for _ in SIZES]
    limit = [Cost() for _ in SIZES]
    with messenger(folder / "groups") as ours, peer("quart") as quart:
        for _ in range(rounds):
            for size, cost in zip(SIZES, limit, strict=True):
                uvloop.run(_broadcast(quart, size, cost))
            uvloop.run(_tell(ours, people, chats, here))
    figures = [
        fact(
            f"deliveries in a group of {size:,}",
            f"{each.rate:,.0f} /s, {each.core:,.1f} us each",
            f"{bare.rate:,.0f} /s, {bare.core:,.1f} us broadcast",
            each.rate / bare.rate,
        )
        for size, each, bare in zip(SIZES, here, limit, strict=True)
    ]
    return [*figures[:-1], drawn(figures[-1], *_series(here, limit))]


def _series(here: Sequence[Cost], limit: Sequence[Cost]) -> list[Series]:
    pairs = list(zip(SIZES, here, limit, strict=True))
    told = "broadcast of a ready string"
    costs = [
        Curve("here", [(size, ours.core) for size, ours, _ in pairs]),
        Curve(told, [(size, bare.core) for size, _, bare in pairs], is_limit=True),
    ]
    rates = [
        Curve("here", [(size, ours.rate) for size, ours, _ in pairs]),
        Curve(told, [(size, bare.rate) for size, _, bare in pairs], is_limit=True),
    ]
    x = "members online"
    cost, rate = "What one delivery costs the server", "Deliveries in a group"
    return [
        Series("groups-cost", cost, x, "processor time, µs", costs),
        Series("groups-rate", rate, x, "deliveries a second", rates),
    ]


async def _tell(
    server: Server, people: Sequence[Person], chats: Sequence[int], costs: Sequence[Cost]
) -> None:
    # All stay to the end: who leaves is told to others, in the middle of the next measurement.
    sender = await resume(server.port, people[0].token)
    others = people[1:]
    numbered: dict[int, Wire] = {}

    async def come(number: int) -> Wire:
        numbered[number] = await resume(server.port, others[number].token)
        return numbered[number]

    wires = await open_many(come, len(others), AT_ONCE)
    await asyncio.sleep(2)
    for size, chat_id, cost in zip(SIZES, chats, costs, strict=True):
        listeners = [numbered[number] for number in range(size - 1)]
        await _deliver(server, sender, frames_for(chat_id, _count(size - 1)), listeners, cost)
    drop_all([sender, *wires])


async def _broadcast(server: Server, size: int, cost: Cost) -> None:
    wires = await open_many(lambda _: connect(server.port, "/broadcast"), size - 1, AT_ONCE)
    await _deliver(server, wires[0], [build_frame(READY)] * _count(size - 1), wires, cost)
    drop_all(wires)


def _count(listeners: int) -> int:
    return min(MOST_MESSAGES, DELIVERIES // listeners)


async def _deliver(
    server: Server, sender: Wire, frames: Sequence[bytes], wires: Sequence[Wire], cost: Cost
) -> None:
    before = cpu_seconds(server.pid)
    cost.rates.append(await Deliveries(sender, frames, wires).run(WINDOW))
    used = cpu_seconds(server.pid) - before
    cost.cores.append(used / len(frames) / len(wires) * 1e6)
