"""What people notice when processes, NATS and PostgreSQL die while they write: nothing is lost."""

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from messenger.events.peers import BEAT, SILENCE
from messenger.settings import Settings
from tests.faults.process import Process, several
from tests.faults.talk import leave_all
from tests.load.crowd import PEOPLE, Place, Writer, make_crowd
from tests.load.machine import all_cores, percentile
from tests.load.report import Figure, fact
from tests.load.searched import copy_to_postgres
from tests.load.verdict import Stored, Verdict, judge, read_stored
from tests.nats import Nats, nats_server
from tests.postgres import Cluster, fresh_database, some_cluster

PROCESSES = 3
# Seconds: how long kills go on, how long is between two, and between two messages of a person.
LENGTH, EVERY, PAUSE = 120.0, 5.0, 2.0
# What a run without kills has of it, and seconds in which all must have come to rest afterwards.
CALM_SHARE, PATIENCE = 0.25, 60.0


@dataclass(frozen=True)
class Phase:
    """A time of writing: seconds until each acknowledgement, and of each time without a line."""

    waits: list[float]
    absences: list[float]


@dataclass
class Blows:
    """What was done to the servers; `returns` are the seconds until a process served again."""

    returns: list[float] = field(default_factory=list)
    nats: int = 0
    postgres: int = 0


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    calm: Phase
    rough: Phase
    blows: Blows
    written: int
    acknowledged: int
    recovered: int
    verdict: Verdict


@dataclass(frozen=True)
class Installation:
    """Processes of one messenger, and what they need."""

    processes: list[Process]
    nats: Nats
    cluster: Cluster
    url: str


def measure(folder: Path, _rounds: int, length: float = LENGTH) -> list[Figure]:
    """Write with and without kills, and compare what is stored with what everybody holds."""
    with all_cores(), some_cluster() as cluster, nats_server() as nats:
        url = fresh_database(cluster)
        people = make_crowd(folder / "sqlite")
        copy_to_postgres(folder / "sqlite", url, folder / "postgresql")
        settings = Settings(data_dir=folder / "postgresql", database_url=url, nats_url=nats.url)

        async def run() -> Outcome:
            limit = 2 * length + 3 * PATIENCE
            async with asyncio.timeout(limit), several(settings, folder, PROCESSES) as processes:
                place = Installation(processes, nats, cluster, url)
                return await _write(place, people, length)

        return _figures(uvloop.run(run()))


async def _write(place: Installation, people: Sequence[Place], length: float) -> Outcome:
    writers = [Writer(at, each, place.processes) for at, each in enumerate(people)]
    programs = [writer.program for writer in writers]
    try:
        await _wait(lambda: _count_idle(writers) == len(writers))
        calm = await _write_for(length * CALM_SHARE, writers)
        blows = Blows()
        rough = await _write_for(length, writers, lambda: _strike(place, blows, length))
        # When the last one killed is missed, all come in anew.
        await asyncio.sleep(SILENCE + 2 * BEAT)
        stored = await read_stored(place.url)
        await _wait(lambda: _count_complete(writers, stored) == len(writers))
        return Outcome(
            calm,
            rough,
            blows,
            sum(writer.written for writer in writers),
            sum(len(program.sent) for program in programs),
            _count_complete(writers, stored),
            judge(
                stored,
                [program.book for program in programs],
                [message for program in programs for message in program.sent],
            ),
        )
    finally:
        await leave_all(programs)


async def _write_for(
    seconds: float,
    writers: Sequence[Writer],
    meanwhile: Callable[[], Awaitable[None]] | None = None,
) -> Phase:
    """Let everybody write, and wait until all are at rest."""
    programs = [writer.program for writer in writers]
    for program in programs:
        program.waits.clear()
        program.absences.clear()
    doing = [writer.write(seconds, PAUSE) for writer in writers]
    await asyncio.gather(*doing, *([meanwhile()] if meanwhile else []))
    await _wait(lambda: _count_idle(writers) == len(writers))
    return Phase(
        [wait for program in programs for wait in program.waits],
        [absence for program in programs for absence in program.absences],
    )


async def _strike(place: Installation, blows: Blows, length: float) -> None:
    """Kill a process each few seconds, NATS twice and PostgreSQL once between two of them."""
    begun = time.monotonic()
    turns = int(length / EVERY)
    for turn in range(turns):
        await asyncio.sleep(begun + turn * EVERY - time.monotonic())
        victim = place.processes[turn % PROCESSES]
        killed_at = time.monotonic()
        await victim.kill()
        await victim.start()
        blows.returns.append(time.monotonic() - killed_at)
        await asyncio.sleep(begun + (turn + 0.5) * EVERY - time.monotonic())
        if turn in {turns // 4, 3 * turns // 4}:
            await asyncio.to_thread(place.nats.stop, signal.SIGKILL)
            await asyncio.to_thread(place.nats.start)
            blows.nats += 1
        elif turn == turns // 2:
            await asyncio.to_thread(place.cluster.kill)
            await asyncio.to_thread(place.cluster.start)
            blows.postgres += 1


async def _wait(true: Callable[[], bool]) -> None:
    """Wait until something is so, or for long enough; what is not is counted afterwards."""
    deadline = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < deadline:
        await asyncio.sleep(0.05)


def _count_idle(writers: Sequence[Writer]) -> int:
    return sum(writer.program.idle for writer in writers)


def _count_complete(writers: Sequence[Writer], stored: Stored) -> int:
    """Count those who wait for nothing and have seen each of their chats to its end."""
    return sum(
        writer.program.idle
        and {chat: stored.versions[chat] for chat in writer.chats} == writer.program.book.versions
        for writer in writers
    )


def _figures(outcome: Outcome) -> list[Figure]:
    written, acknowledged = outcome.written, outcome.acknowledged
    verdict, blows = outcome.verdict, outcome.blows
    return [
        fact(
            "processes killed; NATS; PostgreSQL",
            f"{len(blows.returns)}; {blows.nats}; {blows.postgres}",
        ),
        fact(
            "  a killed process serves again after, p50, most",
            f"{percentile(blows.returns, 0.5):.1f}, {max(blows.returns):.1f} s",
        ),
        _whole("messages acknowledged", acknowledged, written, "written"),
        _whole("clients that came back and have everything", outcome.recovered, PEOPLE, "people"),
        _none("messages lost", verdict.lost),
        _none("messages double", verdict.double),
        _none("messages out of order", verdict.out_of_order),
        *_compare("from writing to acknowledgement", outcome),
        fact(
            "longest time that a client had no connection; how often one had none",
            f"{max(outcome.rough.absences):.1f} s; {len(outcome.rough.absences):,}",
            f"{len(outcome.calm.absences):,} without kills",
        ),
    ]


def _whole(name: str, here: int, of: int, what: str) -> Figure:
    return Figure(name, f"{here:,}", f"{of:,} {what}", "", "all", here == of)


def _none(name: str, here: int) -> Figure:
    return Figure(name, f"{here:,}", "", "", "0", here == 0)


def _compare(name: str, outcome: Outcome) -> list[Figure]:
    figures = []
    for label, share in (("p50", 0.5), ("p95", 0.95), ("most", 1.0)):
        rough, calm = (
            percentile(phase.waits, share) * 1000 for phase in (outcome.rough, outcome.calm)
        )
        limit = f"{calm:,.1f} ms without kills"
        figures.append(fact(f"{name}, {label}", f"{rough:,.1f} ms", limit, rough / calm))
    return figures
