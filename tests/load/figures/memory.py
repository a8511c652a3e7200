"""What an open connection of a signed-in person holds."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvloop

from tests.load.client import Wire, connect, drop_all, open_many, resume
from tests.load.machine import memory
from tests.load.report import Figure, multiple
from tests.load.seed import Seed
from tests.load.server import Server, messenger, peer

CONNECTIONS, FIRST, AT_ONCE = 2000, 100, 50
KIBIBYTE = 1024


def measure(folder: Path, _rounds: int) -> list[Figure]:
    """Compare with a bare Quart socket that was not offered deflate; here it is offered."""
    seed = Seed(folder / "memory")
    people = seed.people(FIRST + CONNECTIONS)
    seed.close()
    with messenger(folder / "memory") as ours:
        here = uvloop.run(
            _grow(ours, lambda n: resume(ours.port, people[n].token, offer_deflate=True))
        )
    with peer("quart") as quart:
        limit = uvloop.run(_grow(quart, lambda _: connect(quart.port, "/echo")))
    return [
        multiple(
            "memory of an idle signed-in connection, deflate offered",
            here,
            limit,
            "KiB",
            "KiB bare socket",
            1.2,
        )
    ]


async def _grow(server: Server, opener: Callable[[int], Awaitable[Wire]]) -> float:
    # What is made once for all connections must not be counted.
    first = await open_many(opener, FIRST, AT_ONCE)
    await asyncio.sleep(2)
    before = memory(server.pid)
    wires = await open_many(lambda n: opener(n + FIRST), CONNECTIONS, AT_ONCE)
    await asyncio.sleep(3)
    grown = memory(server.pid) - before
    drop_all([*first, *wires])
    return grown / CONNECTIONS / KIBIBYTE
