"""How long finding messages takes among a million, on both databases, and that both find the same.

Each query stands beside a page of as many messages read by the primary key, which the same server
was asked for just before; and beside the same query of a thousand messages.
"""

import asyncio
import json
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvloop

from tests.load.client import Wire, build_frame, resume
from tests.load.machine import LOAD_CORE, be_free, percentile, stay_on
from tests.load.report import Figure
from tests.load.search_queries import CLASSES, Draw, Request
from tests.load.searched import Searched, copy_to_postgres, fill
from tests.load.server import messenger
from tests.postgres import fresh_database, some_cluster

SMALL, LARGE = 1_000, 1_000_000
SAMPLES, PAGE = 40, 20
KINDS = ("sqlite", "postgresql")
# Tens of milliseconds, whatever is asked.
MOST_MS = 100.0


@dataclass
class Taken:
    """How many ms queries of one class took and the pages by key before them, and their answers."""

    queries: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """A server of one database that holds so many messages."""

    kind: str
    count: int
    port: int
    searched: Searched
    taken: dict[str, Taken] = field(default_factory=dict)


def measure(folder: Path, _rounds: int) -> list[Figure]:
    """Ask the same of a thousand and of a million messages, on both databases by turns."""
    with ExitStack() as stack:
        # The database may have all cores, as it has where it is served.
        be_free()
        cluster = stack.enter_context(some_cluster())
        stay_on(LOAD_CORE)
        places = []
        for count in (SMALL, LARGE):
            sqlite, postgres = folder / f"sqlite-{count}", folder / f"postgresql-{count}"
            url = fresh_database(cluster)
            searched = fill(sqlite, count)
            copy_to_postgres(sqlite, url, postgres)
            for kind, served in zip(
                KINDS, (messenger(sqlite), messenger(postgres, database_url=url)), strict=True
            ):
                port = stack.enter_context(served).port
                places.append(Place(kind, count, port, searched))
        uvloop.run(ask_all(places))
        return figures(places)


async def ask_all(places: list[Place]) -> None:
    """Ask every place everything, one after the other."""
    wires = {
        (place.port, who): await resume(place.port, getattr(place.searched, who).token)
        for place in places
        for who in ("person", "busy", "stranger")
    }
    for name, asking in CLASSES.items():
        draws = [Draw(place.searched) for place in places]
        for place in places:
            place.taken[name] = Taken()
        for _ in range(SAMPLES):
            for place, draw in zip(places, draws, strict=True):
                taken, key = place.taken[name], {"chat_id": str(place.searched.chat)}
                reader, asker = wires[place.port, "person"], wires[place.port, asking.who]
                taken.keys.append((await _ask(reader, "messages.history", key))[0])
                spent, answer = await _ask(asker, "messages.search", asking.make(draw))
                taken.queries.append(spent)
                taken.answers.append(answer)
    for wire in wires.values():
        wire.abort()


async def _ask(wire: Wire, op: str, data: Request) -> tuple[float, Any]:
    frame = build_frame(json.dumps({"id": 1, "op": op, "data": data | {"limit": PAGE}}).encode())
    answered: asyncio.Future[tuple[float, bytes]] = asyncio.get_running_loop().create_future()

    def hear(payload: bytes) -> None:
        if payload.startswith(b'{"id":'):
            answered.set_result((time.perf_counter(), payload))

    wire.heard = hear
    begun = time.perf_counter()
    wire.send(frame)
    ended, payload = await answered
    return (ended - begun) * 1000, json.loads(payload)["data"]


def figures(places: list[Place]) -> list[Figure]:
    """Return a line for each class and database, and whether both have found the same."""
    small, large = (
        {place.kind: place for place in places if place.count == count} for count in (SMALL, LARGE)
    )
    lines = [
        _line(name, kind, large[kind].taken[name], small[kind].taken[name])
        for name in CLASSES
        for kind in KINDS
    ]
    pairs = [
        pair
        for kinds in (small, large)
        for name in CLASSES
        for pair in zip(*(kinds[kind].taken[name].answers for kind in KINDS), strict=True)
    ]
    same = sum(one == other for one, other in pairs)
    strangers = [name for name, asking in CLASSES.items() if asking.who == "stranger"]
    hits = sum(
        len(answer["hits"])
        for place in places
        for name in strangers
        for answer in place.taken[name].answers
    )
    asked, is_same = f"{len(pairs):,} queries", same == len(pairs)
    return [
        *lines,
        Figure("both databases find the same", f"{same:,}", asked, "", "all", is_same),
        Figure("what a stranger finds", str(hits), "", "", "0", hits == 0),
    ]


def _line(name: str, kind: str, large: Taken, small: Taken) -> Figure:
    median, worst = (percentile(large.queries, share) for share in (0.5, 0.95))
    key, before = percentile(large.keys, 0.95), percentile(small.queries, 0.95)
    return Figure(
        f"{kind}: {name}, p50, p95",
        f"{median:.1f}, {worst:.1f} ms",
        f"{key:.1f} ms by key; {before:.1f} ms of {SMALL:,}",
        f"{worst / key:.1f}; {worst / before:.1f}",
        f"p95 <= {MOST_MS:g} ms",
        worst <= MOST_MS,
    )
