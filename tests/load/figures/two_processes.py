"""What a second process brings on PostgreSQL and NATS, and what it costs the machine."""

import statistics
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from tests.load.figures.exchange import Pair, Run, drive, open_lines, seed_pairs
from tests.load.figures.latency import deliver
from tests.load.machine import (
    CORES,
    all_cores,
    busy_seconds,
    cpu_seconds,
    cpu_seconds_of_all,
    percentile,
)
from tests.load.report import Figure, fact
from tests.load.searched import copy_to_postgres
from tests.load.server import Server, serving
from tests.nats import Nats, nats_server
from tests.postgres import Cluster, fresh_database, some_cluster

PAIRS, WINDOW = 50, 8
MESSAGES, WARM_UP = 200, 10
PARTS = ("process 1", "process 2", "PostgreSQL", "NATS", "load generator")


@dataclass
class Way:
    """A way to serve pairs: by which process each of two people is served, and what it took."""

    name: str
    ports: list[tuple[int, int]]
    pids: list[int]
    runs: list[Run] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    # Of cores: what these parts took of them, and all else that the machine did meanwhile.
    shares: list[tuple[float, float]] = field(default_factory=list)
    spent: dict[str, list[float]] = field(default_factory=lambda: {part: [] for part in PARTS})

    @property
    def rate(self) -> float:
        """The median of messages a second."""
        return statistics.median(run.rate for run in self.runs)

    @property
    def best(self) -> float:
        """The most of them in any run: on a shared machine the one that was disturbed least."""
        return max(run.rate for run in self.runs)

    def forget(self) -> None:
        """Take what was measured so far as a warm-up."""
        self.runs.clear()
        self.shares.clear()
        for taken in self.spent.values():
            taken.clear()

    def microseconds(self, part: str) -> float:
        """Return the median of what a part of the machine's work took for each message."""
        return statistics.median(self.spent[part]) * 1e6


@dataclass(frozen=True)
class Ground:
    """What all ways share."""

    cluster: Cluster
    nats: Nats
    pairs: list[Pair]

    async def run(self, way: Way, each: int) -> None:
        """Let all pairs write, and keep what it took."""
        lines, wires = await open_lines(way.ports, self.pairs, each)
        before, busy = self._clocks(way), busy_seconds()
        run = await drive(lines, wires, each, WINDOW)
        after, busy = self._clocks(way), busy_seconds() - busy
        way.runs.append(run)
        for part, seconds in after.items():
            way.spent[part].append((seconds - before[part]) / run.count)
        way.spent["load generator"].append(run.busy * run.seconds / run.count)
        ours = sum(taken[-1] for taken in way.spent.values() if taken) * run.count
        way.shares.append((ours / run.seconds, (busy - ours) / run.seconds))

    def _clocks(self, way: Way) -> dict[str, float]:
        served = dict(zip(PARTS, map(cpu_seconds, way.pids), strict=False))
        shared = {"PostgreSQL": self.cluster.pid, "NATS": self.nats.pid}
        return served | {part: cpu_seconds_of_all(pid) for part, pid in shared.items()}


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Measure one process and two by turns, each on a database of its own that holds the same."""
    with ExitStack() as stack:
        stack.enter_context(all_cores())
        cluster = stack.enter_context(some_cluster())
        nats = stack.enter_context(nats_server())
        ground = Ground(cluster, nats, seed_pairs(folder / "sqlite", PAIRS))
        ways = _serve(stack, folder, ground)
        for way in ways:
            uvloop.run(ground.run(way, WARM_UP))
            way.forget()
        for _ in range(rounds):
            for way in ways:
                uvloop.run(ground.run(way, MESSAGES))
        for _ in range(rounds):
            for way in ways:
                here, there = way.ports[0]
                way.latencies += uvloop.run(deliver(here, ground.pairs[0], there))
    return _figures(*ways)


def _serve(stack: ExitStack, folder: Path, ground: Ground) -> list[Way]:
    """Start a process without NATS, one with it, and two; an idle one costs next to nothing."""

    def start(name: str, count: int, nats_url: str = "") -> list[Server]:
        url, data_dir = fresh_database(ground.cluster), folder / name
        copy_to_postgres(folder / "sqlite", url, data_dir)
        settings = {"database_url": url, "nats_url": nats_url}
        served = [serving(data_dir, None, settings) for _ in range(count)]
        return [stack.enter_context(each) for each in served]

    [alone] = start("alone", 1)
    [single] = start("single", 1, ground.nats.url)
    first, second = start("two", 2, ground.nats.url)
    both = [first.pid, second.pid]
    here, there = (first.port, first.port), (second.port, second.port)
    across = [(first.port, second.port), (second.port, first.port)]
    return [
        Way("one process without NATS", [(alone.port, alone.port)], [alone.pid]),
        Way("one process", [(single.port, single.port)], [single.pid]),
        Way("two, each pair at one of them", [here, there], both),
        Way("two, each pair at both", across, both),
    ]


def _figures(*ways: Way) -> list[Figure]:
    _, one, _, _ = ways
    return [
        *(_rate(way, one) for way in ways),
        *(_cost(way) for way in ways),
        *(_latency(way, one) for way in ways),
    ]


def _rate(way: Way, one: Way) -> Figure:
    return Figure(
        f"messages 1:1, median and best: {way.name}",
        f"{way.rate:,.0f}, {way.best:,.0f} /s",
        f"{one.rate:,.0f}, {one.best:,.0f} /s by {one.name}",
        f"{way.rate / one.rate:.2f}, {way.best / one.best:.2f}",
        "",
        None,
    )


def _cost(way: Way) -> Figure:
    parts = {part: way.microseconds(part) for part in PARTS if way.spent[part]}
    told = ", ".join(f"{part} {cost:,.0f}" for part, cost in parts.items())
    ours, others = (statistics.median(share) for share in zip(*way.shares, strict=True))
    limit = f"{ours:.2f} of {len(CORES)} cores; all else {others:.2f}"
    return fact(f"µs of a core each: {way.name}", told, limit)


def _latency(way: Way, one: Way) -> Figure:
    (median, worst), (p50, p95) = (
        [percentile(each.latencies, share) for share in (0.5, 0.95)] for each in (way, one)
    )
    return fact(
        f"latency at 20 a second, p50, p95: {way.name}",
        f"{median:.1f}, {worst:.1f} ms",
        f"{p50:.1f}, {p95:.1f} ms by {one.name}",
        worst / p95,
    )
