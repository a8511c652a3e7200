"""What is asked most often, and what one message costs, as more and more messages are stored."""

import json
import statistics
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from messenger.settings import Settings
from tests.load.client import build_frame, resume
from tests.load.figures.exchange import Pair, exchange, seed_pairs
from tests.load.figures.history import PAGE, QUERY, ask, echoes_ms, query_ms
from tests.load.machine import cpu_seconds, percentile
from tests.load.report import Curve, Figure, Point, Series, drawn, fact, multiple
from tests.load.seed import Person, Seed
from tests.load.server import Server, messenger, peer

# All of one chat; the last takes some minutes to be put there.
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
CHATS, MISSED, LONGEST_SYNC = 5_000, 1_000, 500
PAIRS, WINDOW, MESSAGES = 10, 8, 200
SAMPLES, SYNCS = 100, 10
BEFORE = "SELECT * FROM messages WHERE chat_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?"
# The versions of what is only written are its numbers.
SINCE = "SELECT * FROM messages WHERE chat_id = ? AND seq > ? ORDER BY seq"
# Two runs of the same size differ by that much on a machine that does other things too.
FLAT = 1.5


@dataclass
class Size:
    """So many messages, and the ms of each request; of a sent one the server's microseconds."""

    count: int
    pairs: list[Pair]
    path: Path
    last: list[float] = field(default_factory=list)
    middle: list[float] = field(default_factory=list)
    missed: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    # By sqlite3 alone.
    direct: dict[str, float] = field(default_factory=dict)

    def measure(self, server: Server) -> None:
        """Ask for the pages and for what was missed, and send some more."""
        uvloop.run(self._ask(server.port, self.pairs[0].recipient, self.pairs[0].chat_id))
        before = cpu_seconds(server.pid)
        # Not to the long chat: what was missed there stays so many.
        run = uvloop.run(exchange(server.port, self.pairs[1:], MESSAGES, WINDOW))
        self.sent.append((cpu_seconds(server.pid) - before) / run.count * 1e6)

    async def _ask(self, port: int, person: Person, chat_id: int) -> None:
        wire = await resume(port, person.token)
        chat = str(chat_id)
        last = _frame("messages.history", chat_id=chat, limit=PAGE)
        middle = _frame("messages.history", chat_id=chat, limit=PAGE, before=self.count // 2)
        self.last += await ask(wire, last, SAMPLES)
        self.middle += await ask(wire, middle, SAMPLES)
        parts = []
        for since in range(self.count - MISSED, self.count, LONGEST_SYNC):
            known = {"state": 0, "chats": {chat: since}, "limit": LONGEST_SYNC}
            parts.append(await ask(wire, _frame("sync", **known), SYNCS))
        self.missed += [sum(each) for each in zip(*parts, strict=True)]
        wire.abort()

    def read(self) -> None:
        """Read the same by sqlite3 alone."""
        chat_id = self.pairs[0].chat_id
        self.direct["last"] = query_ms(self.path, QUERY, (chat_id, PAGE))
        self.direct["middle"] = query_ms(self.path, BEFORE, (chat_id, self.count // 2, PAGE))
        self.direct["missed"] = query_ms(self.path, SINCE, (chat_id, self.count - MISSED), SYNCS)


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare each size with the smallest, with sqlite3 alone, and with an echo."""
    sizes = [_fill(folder / str(count), count) for count in SIZES]
    with peer("quart") as quart, ExitStack() as stack:
        servers = [stack.enter_context(messenger(folder / str(count))) for count in SIZES]
        for size, server in zip(sizes, servers, strict=True):
            uvloop.run(exchange(server.port, size.pairs[1:], MESSAGES, WINDOW))
        # By turns, since the machine is not always as quick.
        for _ in range(rounds):
            for size, server in zip(sizes, servers, strict=True):
                size.measure(server)
        echo = statistics.median(uvloop.run(echoes_ms(quart.port)))
        for size in sizes:
            size.read()
    many, first = _list(folder / "chats", CHATS, rounds), _list(folder / "few", 1, rounds)
    listed = fact(
        f"first page of {CHATS:,} chats: p50, p95",
        _told(many),
        f"{_told(first)} of one chat",
        statistics.median(many) / statistics.median(first),
    )
    lines = [line for size in sizes for line in _tell(size, echo)]
    return [*lines, listed, *_judge(sizes, echo)]


def _fill(folder: Path, count: int) -> Size:
    pairs = seed_pairs(folder, PAIRS)
    seed = Seed(folder)
    long, couple = pairs[0].chat_id, (pairs[0].sender, pairs[0].recipient)
    seed.history(long, couple, count)
    for person in couple:
        seed.read(long, person, count - MISSED)
    seed.close()
    return Size(count, pairs, Settings(data_dir=folder).sqlite_path)


def _list(folder: Path, chats: int, rounds: int) -> list[float]:
    seed = Seed(folder)
    person, *others = seed.people(chats + 1)
    seed.directs(person, others)
    seed.close()

    async def ask_often(port: int) -> list[float]:
        wire = await resume(port, person.token)
        taken = await ask(wire, _frame("chats.list"), SAMPLES)
        wire.abort()
        return taken

    with messenger(folder) as server:
        uvloop.run(ask_often(server.port))
        return [each for _ in range(rounds) for each in uvloop.run(ask_often(server.port))]


def _frame(op: str, **data: object) -> bytes:
    return build_frame(json.dumps({"id": 1, "op": op, "data": data}).encode())


def _told(taken: list[float]) -> str:
    return ", ".join(f"{percentile(taken, percent / 100):.2f}" for percent in (50, 95)) + " ms"


def _tell(size: Size, echo: float) -> list[Figure]:
    alone = {name: f"{echo:.2f} ms echo + {ms:.2f} ms sqlite3" for name, ms in size.direct.items()}
    of = f"of {size.count:,}"
    return [
        fact(f"last {PAGE} {of}: p50, p95", _told(size.last), alone["last"]),
        fact(f"  {PAGE} in the middle {of}", _told(size.middle), alone["middle"]),
        fact(f"  {MISSED:,} missed {of}", _told(size.missed), alone["missed"]),
        fact(f"  one more after {size.count:,}", f"{statistics.median(size.sent):.0f} us"),
    ]


def _judge(sizes: list[Size], echo: float) -> list[Figure]:
    most, least = sizes[-1], sizes[0]
    of = f"ms of {least.count:,}"
    sent, before = statistics.median(most.sent), statistics.median(least.sent)
    after = f"one message after {most.count:,}"
    verdicts = []
    for name in ("last", "middle"):
        here, limit = (percentile(getattr(each, name), 0.95) for each in (most, least))
        what = f"{name} {PAGE} of {most.count:,}, p95"
        verdicts.append(multiple(what, here, limit, "ms", of, FLAT))
    last = multiple(after, sent, before, "us", f"us after {least.count:,}", FLAT)
    return [*verdicts, drawn(last, *_series(sizes, echo))]


def _series(sizes: list[Size], echo: float) -> list[Series]:
    def points(value: Callable[[Size], float]) -> list[Point]:
        return [(size.count, value(size)) for size in sizes]

    pages = [
        Curve("last page, p50", points(lambda size: statistics.median(size.last))),
        Curve("last page, p95", points(lambda size: percentile(size.last, 0.95))),
        Curve("in the middle, p95", points(lambda size: percentile(size.middle, 0.95))),
        Curve("echo + sqlite3", points(lambda size: echo + size.direct["last"]), is_limit=True),
    ]
    missed = [
        Curve("here, p50", points(lambda size: statistics.median(size.missed))),
        Curve(
            "2 echoes + sqlite3",
            points(lambda size: 2 * echo + size.direct["missed"]),
            is_limit=True,
        ),
    ]
    sent = [Curve("here", points(lambda size: statistics.median(size.sent)))]
    x = "messages stored"
    return [
        Series("messages-page", f"A page of {PAGE} messages", x, "ms", pages),
        Series("messages-missed", f"{MISSED:,} messages that were missed", x, "ms", missed),
        Series("messages-sent", "One more message", x, "server's processor time, µs", sent),
    ]
