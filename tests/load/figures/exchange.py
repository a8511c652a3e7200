"""Pairs that write to each other as fast as their windows allow, and echoes to compare with."""

import asyncio
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from tests.load.client import Wire, build_frame, connect, drop_all, resume
from tests.load.client_ids import ClientIds, ordered_id
from tests.load.seed import TEXT, Person, Seed

REPLY, EVENT = b'{"id":', b'{"event":"message.new"'
SEND = (
    '{"id":%d,"op":"messages.send","data":{"chat_id":"%d","client_id":"%s",'
    '"kind":"text","text":"%s"}}'
)
TIME_LIMIT = 60.0


@dataclass(frozen=True)
class Pair:
    """Two people and their chat."""

    sender: Person
    recipient: Person
    chat_id: int


@dataclass(frozen=True)
class Run:
    """What a run took: wall time, and the load generator's own share of it."""

    count: int
    seconds: float
    busy: float

    @property
    def rate(self) -> float:
        """How many a second."""
        return self.count / self.seconds


class Line:
    """One sender with so many frames under way; `done` counts answers and deliveries."""

    def __init__(self, wire: Wire, frames: Sequence[bytes], finished: asyncio.Event) -> None:
        self.wire = wire
        self.left = iter(frames)
        self.open = len(frames)
        self.finished = finished

    def begin(self, window: int) -> None:
        """Send the first frames."""
        for _ in range(window):
            self.send()

    def send(self) -> None:
        """Send the next frame, where one is left."""
        frame = next(self.left, None)
        if frame is not None:
            self.wire.send(frame)

    def arrive(self) -> None:
        """Count what came back, and note the last."""
        self.open -= 1
        if self.open == 0:
            self.finished.set()

    def hear_echo(self, _payload: bytes) -> None:
        """Take an echo and send the next frame."""
        self.send()
        self.arrive()

    def hear_reply(self, payload: bytes) -> None:
        """Take the reply to a send; it must be a success."""
        if payload.startswith(REPLY):
            assert payload.endswith(b'"ok":true}'), payload
            self.send()
            self.arrive()

    def hear_event(self, payload: bytes) -> None:
        """Take an event; a new message counts as delivered."""
        if payload.startswith(EVENT):
            self.arrive()


def seed_pairs(data_dir: Path, number: int) -> list[Pair]:
    """Make so many pairs in a fresh data folder."""
    seed = Seed(data_dir)
    people = seed.people(2 * number)
    couples = zip(people[::2], people[1::2], strict=True)
    pairs = [Pair(*couple, seed.direct(*couple)) for couple in couples]
    seed.close()
    return pairs


def epoch_ms() -> int:
    """Return the present moment."""
    return time.time_ns() // 1_000_000


def frames_for(
    chat_id: int,
    count: int,
    ids: ClientIds = ordered_id,
    words: str = TEXT,
    since: int | None = None,
) -> list[bytes]:
    """Return so many different messages to a chat, ready to be sent.

    Those who send at the same time have the same clock: it is that of `since`.
    """
    begun = epoch_ms() if since is None else since
    names = [uuid.UUID(bytes=ids(begun + number)) for number in range(count)]
    return [
        build_frame((SEND % (number, chat_id, name, words)).encode())
        for number, name in enumerate(names)
    ]


async def exchange(
    port: int, pairs: Sequence[Pair], each: int, window: int, ids: ClientIds = ordered_id
) -> Run:
    """Send `each` messages through every pair; done when all are acknowledged and delivered."""
    return await drive(*await open_lines([(port, port)], pairs, each, ids), each, window)


async def open_lines(
    ports: Sequence[tuple[int, int]],
    pairs: Sequence[Pair],
    each: int,
    ids: ClientIds = ordered_id,
) -> tuple[list[Line], list[Wire]]:
    """Connect pairs; each in turn takes the next two ports, of its sender and its recipient."""
    lines = []
    wires = []
    now = epoch_ms()
    for pair, (here, there) in zip(pairs, cycle(ports), strict=False):
        sender = await resume(here, pair.sender.token)
        recipient = await resume(there, pair.recipient.token)
        wires += [sender, recipient]
        line = Line(sender, frames_for(pair.chat_id, each, ids, since=now), asyncio.Event())
        line.open *= 2
        sender.heard, recipient.heard = line.hear_reply, line.hear_event
        lines.append(line)
    await asyncio.sleep(0.5)
    return lines, wires


async def echo(port: int, connections: int, each: int, window: int) -> Run:
    """Send `each` frames of the same size over every connection and take them back."""
    lines = []
    wires = []
    for _ in range(connections):
        wire = await connect(port, "/echo")
        wires.append(wire)
        line = Line(wire, frames_for(2**62, each), asyncio.Event())
        wire.heard = line.hear_echo
        lines.append(line)
    return await drive(lines, wires, each, window)


async def drive(lines: list[Line], wires: list[Wire], each: int, window: int) -> Run:
    """Let all lines send until everything has come back, and drop their connections."""
    begun, busy = time.perf_counter(), time.process_time()
    for line in lines:
        line.begin(window)
    async with asyncio.timeout(TIME_LIMIT):
        for line in lines:
            await line.finished.wait()
    seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    drop_all(wires)
    return Run(each * len(lines), seconds, busy / seconds)
