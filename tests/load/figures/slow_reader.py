"""What somebody who stops reading does to the others of a group, and to the server's memory."""

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
    """What the others had, in several runs with or without a slow reader."""

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
    most, least = (statistics.median(each.grown) for each in (beside, without))
    figures = [
        share("deliveries beside a slow reader", rate, limit, "/s", "/s without", 1 / FLAT),
        *(
            multiple(
                f"latency beside a slow reader, p{percent}",
                percentile(beside.late, percent / 100),
                percentile(without.late, percent / 100),
                "ms",
                "ms without",
                FLAT,
            )
            for percent in (50, 95)
        ),
        bound("memory beside a slow reader", most, "MiB", f"{least:.2f} MiB without", ROOM),
    ]
    return [*figures, fact("  slow readers that were cut off", f"{beside.cut} of {rounds}")]


async def _tell(
    server: Server, people: Sequence[Person], chat_id: int, held: Held, *, slow: bool
) -> None:
    sender = await resume(server.port, people[0].token)
    others = people[2:]
    wires = await open_many(lambda n: resume(server.port, others[n].token), len(others), AT_ONCE)
    last = await _come(server, people[1], slow=slow)
    await asyncio.sleep(1)
    forget_most_memory(server.pid)
    before = memory(server.pid)
    frames = frames_for(chat_id, MESSAGES, words=WORDS)
    held.rates.append(await Deliveries(sender, frames, wires).run(WINDOW))
    route = Route(sender, wires)
    route.load(frames_for(chat_id, RATE * SECONDS, words=WORDS))
    held.late += await send_by_clock([route], RATE, RATE * SECONDS)
    held.grown.append((most_memory(server.pid) - before) / MEBIBYTE)
    held.cut += not _is_held(server, last)
    drop_all([sender, last, *wires])


async def _come(server: Server, person: Person, *, slow: bool) -> Wire:
    wire = await resume(server.port, person.token)
    if slow:
        taken = wire.transport.get_extra_info("socket")
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVED)
        wire.transport.pause_reading()
    return wire


def _is_held(server: Server, wire: Wire) -> bool:
    """Whether the server still has a connection; who does not read would learn it last."""
    port = wire.transport.get_extra_info("sockname")[1]
    held = psutil.Process(server.pid).net_connections("tcp")
    return any(port in each.raddr for each in held)
