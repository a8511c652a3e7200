"""What many idle connections of signed-in people cost: memory, processor, and others' latency."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import uvloop

from tests.load.client import Wire, connect, drop_all, open_many, resume
from tests.load.figures.exchange import Pair
from tests.load.figures.latency import deliver
from tests.load.machine import cpu_seconds, memory, percentile
from tests.load.report import Curve, Figure, Point, Series, drawn, fact, multiple
from tests.load.seed import Seed
from tests.load.server import Server, messenger, peer

COUNTS = (10, 100, 1_000, 10_000)
AT_ONCE, SETTLE, WATCH = 50, 3, 20
KIBIBYTE = 1024
# So much slower may a message be among the most connections than among the fewest.
SLOWER = 1.5

Opener = Callable[[int], Awaitable[Wire]]


@dataclass(frozen=True)
class Held:
    """So many connections, KiB of each, percent of a core for all, and a message's latencies."""

    count: int
    memory: float
    busy: float
    late: Sequence[float]

    def late_at(self, percent: int) -> float:
        """Return the latency that so many percent do not pass."""
        return percentile(self.late, percent / 100)


def measure(folder: Path, _rounds: int) -> list[Figure]:
    """Compare with bare Quart sockets, and the latency among most with that among fewest."""
    seed = Seed(folder / "connections")
    # The first two write to each other.
    people = seed.people(COUNTS[-1] + 2)
    pair = Pair(people[0], people[1], seed.direct(people[0], people[1]))
    seed.close()
    with messenger(folder / "connections") as ours:
        here = uvloop.run(_grow(ours, lambda n: resume(ours.port, people[n + 2].token), pair))
    with peer("quart") as quart:
        limit = uvloop.run(_grow(quart, lambda _: connect(quart.port, "/echo"), None))
    return [*(_tell(*each) for each in zip(here, limit, strict=True)), *_judge(here, limit)]


async def _grow(server: Server, opener: Opener, pair: Pair | None) -> list[Held]:
    if pair is not None:
        # What is made once for all connections is not counted.
        await deliver(server.port, pair)
        await asyncio.sleep(SETTLE)
    held: list[Held] = []
    wires: list[Wire] = []
    base = memory(server.pid)
    for count in COUNTS:
        wires += await open_many(_from(opener, len(wires)), count - len(wires), AT_ONCE)
        await asyncio.sleep(SETTLE)
        each = (memory(server.pid) - base) / count / KIBIBYTE
        if pair is None:
            held.append(Held(count, each, 0, ()))
            continue
        before = cpu_seconds(server.pid)
        await asyncio.sleep(WATCH)
        busy = (cpu_seconds(server.pid) - before) / WATCH * 100
        held.append(Held(count, each, busy, await deliver(server.port, pair)))
    drop_all(wires)
    return held


def _from(opener: Opener, first: int) -> Opener:
    return lambda number: opener(first + number)


def _tell(here: Held, limit: Held) -> Figure:
    late = f"{here.late_at(50):.1f}, {here.late_at(95):.1f} ms"
    return fact(
        f"{here.count:,} idle connections: each, busy, latency p50, p95",
        f"{here.memory:.1f} KiB, {here.busy:.1f} %, {late}",
        f"{limit.memory:.1f} KiB bare socket",
        here.memory / limit.memory if limit.memory else None,
    )


def _judge(here: Sequence[Held], limit: Sequence[Held]) -> list[Figure]:
    name, of = f"latency among {COUNTS[-1]:,} connections", f"ms among {COUNTS[0]}"
    verdicts = [
        multiple(
            f"{name}, p{percent}",
            here[-1].late_at(percent),
            here[0].late_at(percent),
            "ms",
            of,
            SLOWER,
        )
        for percent in (50, 95)
    ]
    return [verdicts[0], drawn(verdicts[1], *_series(here, limit))]


def _series(here: Sequence[Held], limit: Sequence[Held]) -> list[Series]:
    def points(value: Callable[[Held], float], held: Sequence[Held] = here) -> list[Point]:
        return [(each.count, value(each)) for each in held]

    held = [
        Curve("here", points(lambda each: each.memory)),
        Curve("bare socket", points(lambda each: each.memory, limit), is_limit=True),
    ]
    late = [
        Curve(f"p{percent}", points(lambda each, percent=percent: each.late_at(percent)))  # type: ignore[misc]
        for percent in (50, 95)
    ]
    x = "idle connections"
    return [
        Series(
            "connections-memory",
            "What an idle connection holds",
            x,
            "KiB each",
            held,
        ),
        Series(
            "connections-busy",
            "The server's core while nobody says anything",
            x,
            "processor, %",
            [Curve("here", points(lambda each: each.busy))],
        ),
        Series(
            "connections-latency",
            "A message among idle connections",
            x,
            "latency, ms",
            late,
        ),
    ]
