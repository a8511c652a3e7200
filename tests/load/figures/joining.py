"""What it costs to come into a group and to leave it, as it grows, while nobody else is there."""

import asyncio
import json
import statistics
import time
from pathlib import Path

import uvloop

from tests.load.client import Wire, build_frame, drop_all, resume
from tests.load.report import Figure, multiple
from tests.load.seed import Person, Seed
from tests.load.server import messenger

SMALL, LARGE = 10, 1000
MOVES, WARM = 60, 10
REPLY = b'{"id":'
# Two runs of the same size differ by that much on a machine that does other things too.
FLAT = 1.3


class Asker:
    """A connection that asks one thing after the other."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._answer: asyncio.Future[bytes]
        wire.heard = self._hear

    async def ask(self, op: str, **data: object) -> float:
        """Ask, and return how many milliseconds the answer took; it must be a success."""
        self._answer = asyncio.get_running_loop().create_future()
        frame = build_frame(json.dumps({"id": 1, "op": op, "data": data}).encode())
        begun = time.perf_counter()
        self._wire.send(frame)
        reply = await self._answer
        assert b'"ok":true' in reply, reply
        return (time.perf_counter() - begun) * 1000

    def _hear(self, payload: bytes) -> None:
        if payload.startswith(REPLY):
            self._answer.set_result(payload)


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare a group of a thousand with one of ten."""
    seed = Seed(folder / "joining")
    owner, visitor, *people = seed.people(LARGE + 1)
    small = seed.group([owner, *people[: SMALL - 1]])
    large = seed.group([owner, *people])
    seed.close()
    taken: dict[tuple[int, str], list[float]] = {}
    with messenger(folder / "joining") as server:
        for _ in range(rounds):
            for group in (small, large):
                joins, leaves = uvloop.run(_move(server.port, owner, visitor, group))
                taken.setdefault((group, "join"), []).append(joins)
                taken.setdefault((group, "leave"), []).append(leaves)
    return [
        multiple(
            f"{what} a group of {LARGE:,}",
            statistics.median(taken[large, key]),
            statistics.median(taken[small, key]),
            "ms",
            f"ms of {SMALL}",
            FLAT,
        )
        for what, key in (("joining", "join"), ("leaving", "leave"))
    ]


async def _move(port: int, owner: Person, visitor: Person, group: int) -> tuple[float, float]:
    """Come and go often; return the medians of both."""
    wires = [await resume(port, person.token) for person in (owner, visitor)]
    door, guest = map(Asker, wires)
    joins: list[float] = []
    leaves: list[float] = []
    chat_id = str(group)
    for _ in range(WARM + MOVES):
        added = {"chat_id": chat_id, "user_ids": [str(visitor.id)]}
        joins.append(await door.ask("members.add", **added))
        leaves.append(await guest.ask("chats.leave", chat_id=chat_id))
    drop_all(wires)
    return statistics.median(joins[WARM:]), statistics.median(leaves[WARM:])
