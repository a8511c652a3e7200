"""What one message costs as history grows."""

import statistics
from pathlib import Path

import uvloop

from tests.load.figures.exchange import Pair, exchange
from tests.load.machine import cpu_seconds
from tests.load.report import Figure, multiple
from tests.load.seed import Seed
from tests.load.server import Server, messenger

SMALL, LARGE = 1_000, 1_000_000
PAIRS, WINDOW, MESSAGES = 10, 8, 400
# Two runs of the same size differ by that much on a machine that does other things too.
FLAT = 1.25


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare a large history with a small one: wall time and the server's time for a message."""
    little, much = _fill(folder / "small", SMALL), _fill(folder / "large", LARGE)
    walls: list[list[float]] = [[], []]
    cores: list[list[float]] = [[], []]
    with messenger(folder / "small") as small, messenger(folder / "large") as large:
        for _ in range(rounds):
            for index, (server, pairs) in enumerate(((small, little), (large, much))):
                wall, core = _cost(server, pairs)
                walls[index].append(wall)
                cores[index].append(core)
    here, limit = (statistics.median(each) for each in reversed(walls))
    here_core, limit_core = (statistics.median(each) for each in reversed(cores))
    name, of = f"one message after {LARGE:,}", f"us after {SMALL:,}"
    return [
        multiple(f"{name}, wall time", here, limit, "us", of, FLAT),
        multiple(f"{name}, server's time", here_core, limit_core, "us", of, FLAT),
    ]


def _fill(folder: Path, count: int) -> list[Pair]:
    seed = Seed(folder)
    people = seed.people(2 * PAIRS)
    pairs = []
    for first, second in zip(people[::2], people[1::2], strict=True):
        chat_id = seed.direct(first, second)
        seed.history(chat_id, first, second, count // PAIRS)
        pairs.append(Pair(first, second, chat_id))
    seed.close()
    return pairs


def _cost(server: Server, pairs: list[Pair]) -> tuple[float, float]:
    before = cpu_seconds(server.pid)
    run = uvloop.run(exchange(server.port, pairs, MESSAGES, WINDOW))
    used = cpu_seconds(server.pid) - before
    return run.seconds / run.count * 1e6, used / run.count * 1e6
