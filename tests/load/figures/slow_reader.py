"""What those who stop reading do to the others of a group, and to the server's memory."""

import asyncio
import socket
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import uvloop

from messenger.web.outgoing import LARGEST_QUEUE
from tests.load.client import Wire, drop_all, open_many, resume
from tests.load.figures.exchange import frames_for
from tests.load.figures.fan_out import Deliveries
from tests.load.figures.open_loop import Route, send_by_clock
from tests.load.machine import MEBIBYTE, forget_most_memory, memory, most_memory, percentile
from tests.load.report import Figure, bound, fact, multiple, share
from tests.load.seed import Person, Seed
from tests.load.server import Server, messenger

MEMBERS, AT_ONCE = 200, 50
# What one of them holds is less than the memory of two runs differs by.
SLOW = 20
# Long ones, so that both the sockets and the queue of who does not read are soon full.
WORDS = "Не слишком короткие слова, " * 140
# The least that a socket takes for who does not read.
RECEIVED = 4096
# Those fill a socket of the server, which takes 4 MiB, and what comes by the clock the queue.
MESSAGES, WINDOW = 600, 2
RATE, SECONDS = 20, 15
# Two runs of the same differ by that much on a machine that does other things too.
FLAT = 1.25
# Beside the queue what the transport takes before it says stop, and what a heap rounds up.
ROOM = LARGEST_QUEUE / MEBIBYTE + 1


@dataclass
class Held:
    """What the others had, in several runs with or without slow readers."""

    rates: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    grown: list[float] = field(default_factory=list)
    cut: int = 0


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with the same group in which everybody reads."""
    seed = Seed(folder / "slow")
    people = seed.people(MEMBERS)
    chat_id = seed.group(people)
    seed.close()
    without, beside = Held(), Held()
    with messenger(folder / "slow") as server:
        # The first run makes what stays for good.
        uvloop.run(_tell(server, people, chat_id, Held(), slow=False))
        for _ in range(rounds):
            uvloop.run(_tell(server, people, chat_id, without, slow=False))
            uvloop.run(_tell(server, people, chat_id, beside, slow=True))
    rate, limit = (statistics.median(each.rates) for each in (beside, without))
    held = statistics.median(beside.grown) - statistics.median(without.grown)
    figures = [
        share(f"deliveries beside {SLOW} slow readers", rate, limit, "/s", "/s without", 1 / FLAT),
        *(
            multiple(
                f"latency beside {SLOW} slow readers, p{percent}",
                percentile(beside.late, percent / 100),
                percentile(without.late, percent / 100),
                "ms",
                "ms without",
                FLAT,
            )
            for percent in (50, 95)
        ),
        bound("memory that a slow reader holds", held / SLOW, "MiB", "1 MiB queue", ROOM),
    ]
    return [*figures, fact("  slow readers that were cut off", f"{beside.cut} of {rounds * SLOW}")]


async def _tell(
    server: Server, people: Sequence[Person], chat_id: int, held: Held, *, slow: bool
) -> None:
    sender = await resume(server.port, people[0].token)
    others = people[1 + SLOW :]
    wires = await open_many(lambda n: resume(server.port, others[n].token), len(others), AT_ONCE)
    last = [await _come(server, each, slow=slow) for each in people[1 : 1 + SLOW]]
    await asyncio.sleep(1)
    forget_most_memory(server.pid)
    before = memory(server.pid)
    frames = frames_for(chat_id, MESSAGES, words=WORDS)
    held.rates.append(await Deliveries(sender, frames, wires).run(WINDOW))
    route = Route(sender, wires)
    route.load(frames_for(chat_id, RATE * SECONDS, words=WORDS))
    held.late += await send_by_clock([route], RATE, RATE * SECONDS)
    held.grown.append((most_memory(server.pid) - before) / MEBIBYTE)
    held.cut += len(last) - _count_held(server, last)
    drop_all([sender, *last, *wires])


async def _come(server: Server, person: Person, *, slow: bool) -> Wire:
    wire = await resume(server.port, person.token)
    if slow:
        taken = wire.transport.get_extra_info("socket")
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVED)
        wire.transport.pause_reading()
    return wire


def _count_held(server: Server, wires: Sequence[Wire]) -> int:
    """Return how many connections the server still has; who does not read would learn it last."""
    ports = {wire.transport.get_extra_info("sockname")[1] for wire in wires}
    held = psutil.Process(server.pid).net_connections("tcp")
    # Who listens has nobody at the other end.
    return len(ports & {getattr(each.raddr, "port", None) for each in held})
