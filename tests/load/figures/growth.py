"""What one message costs as history grows."""

import statistics
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from tests.load.client_ids import ClientIds, ordered_id, random_id
from tests.load.figures.exchange import Pair, exchange
from tests.load.machine import cpu_seconds
from tests.load.report import Figure, fact, multiple
from tests.load.seed import Seed
from tests.load.server import Server, messenger

SMALL, LARGE = 1_000, 1_000_000
PAIRS, WINDOW, MESSAGES = 10, 8, 400
# Two runs of the same size differ by that much on a machine that does other things too.
FLAT = 1.25


@dataclass
class History:
    """Chats that hold so many messages together, and what one more costs, in microseconds."""

    pairs: list[Pair]
    ids: ClientIds
    walls: list[float] = field(default_factory=list)
    cores: list[float] = field(default_factory=list)

    def measure(self, server: Server) -> None:
        """Send some more."""
        before = cpu_seconds(server.pid)
        run = uvloop.run(exchange(server.port, self.pairs, MESSAGES, WINDOW, self.ids))
        used = cpu_seconds(server.pid) - before
        self.walls.append(run.seconds / run.count * 1e6)
        self.cores.append(used / run.count * 1e6)


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare a large history with a small one: wall time and the server's time for a message."""
    small, large = _compare(folder / "ordered", rounds, ordered_id)
    name, of = f"one message after {LARGE:,}", f"us after {SMALL:,}"
    figures = [
        multiple(
            f"{name}, {kind}", statistics.median(here), statistics.median(limit), "us", of, FLAT
        )
        for kind, here, limit in (
            ("wall time", large.walls, small.walls),
            ("server's time", large.cores, small.cores),
        )
    ]
    small, large = _compare(folder / "random", rounds, random_id)
    here, limit = statistics.median(large.walls), statistics.median(small.walls)
    return [
        *figures,
        fact(
            "  the same from clients with random ids",
            f"{here:,.1f} us",
            f"{limit:,.1f} {of}",
            here / limit,
        ),
    ]


def _compare(folder: Path, rounds: int, ids: ClientIds) -> tuple[History, History]:
    little, much = _fill(folder / "small", SMALL, ids), _fill(folder / "large", LARGE, ids)
    with messenger(folder / "small") as small, messenger(folder / "large") as large:
        for _ in range(rounds):
            little.measure(small)
            much.measure(large)
    return little, much


def _fill(folder: Path, count: int, ids: ClientIds) -> History:
    seed = Seed(folder)
    people = seed.people(2 * PAIRS)
    pairs = []
    for couple in zip(people[::2], people[1::2], strict=True):
        chat_id = seed.direct(*couple)
        seed.history(chat_id, couple, count // PAIRS, ids)
        pairs.append(Pair(*couple, chat_id))
    seed.close()
    return History(pairs, ids)
