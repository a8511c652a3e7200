"""How many messages a second are stored, acknowledged and delivered between two people."""

import statistics
from pathlib import Path

import uvloop

from tests.load.figures.exchange import Run, echo, exchange, seed_pairs
from tests.load.report import Figure, fact, share
from tests.load.server import messenger, peer

PAIRS, WINDOW = 50, 8
MESSAGES, ECHOES = 200, 500


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with an echo of the same frames by Quart on the same server."""
    pairs = seed_pairs(folder / "throughput", PAIRS)
    here: list[Run] = []
    limit: list[Run] = []
    with messenger(folder / "throughput") as ours, peer("quart") as quart, peer("bare") as bare:
        uvloop.run(exchange(ours.port, pairs, 20, WINDOW))
        for _ in range(rounds):
            limit.append(uvloop.run(echo(quart.port, PAIRS, ECHOES, WINDOW)))
            here.append(uvloop.run(exchange(ours.port, pairs, MESSAGES, WINDOW)))
        most = uvloop.run(echo(bare.port, PAIRS, 4 * ECHOES, WINDOW))
    rate = statistics.median(run.rate for run in here)
    echoes = statistics.median(run.rate for run in limit)
    busy = max(run.busy for run in (*here, *limit))
    return [
        share("messages 1:1, stored, answered, delivered", rate, echoes, "/s", "echoes/s", 0.35),
        fact(
            "  the load generator: most it makes; its busiest share of a run",
            f"{most.rate:,.0f} /s; {busy:.0%}",
        ),
    ]
