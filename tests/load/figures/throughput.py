"""How many messages a second are stored, acknowledged and delivered between two people."""

import statistics
from contextlib import ExitStack
from pathlib import Path

import uvloop

from tests.load.figures.exchange import Run, echo, exchange, seed_pairs
from tests.load.report import Figure, fact, share
from tests.load.server import messenger, peer

PAIRS, WINDOW = 50, 8
MESSAGES, ECHOES = 200, 500
# Of what at least which share.
LEAST = {"quart": ("by Quart", 0.45), "asgi": ("without Quart", 0.25)}


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with echoes of the same frames on the same server, with Quart and without."""
    pairs = seed_pairs(folder / "throughput", PAIRS)
    here: list[Run] = []
    limits: dict[str, list[Run]] = {kind: [] for kind in LEAST}
    with ExitStack() as stack:
        ours = stack.enter_context(messenger(folder / "throughput"))
        peers = {kind: stack.enter_context(peer(kind)) for kind in (*LEAST, "bare")}
        uvloop.run(exchange(ours.port, pairs, MESSAGES, WINDOW))
        for _ in range(rounds):
            for kind, runs in limits.items():
                runs.append(uvloop.run(echo(peers[kind].port, PAIRS, ECHOES, WINDOW)))
            here.append(uvloop.run(exchange(ours.port, pairs, MESSAGES, WINDOW)))
        most = uvloop.run(echo(peers["bare"].port, PAIRS, 4 * ECHOES, WINDOW))
    rate = statistics.median(run.rate for run in here)
    busy = max(run.busy for runs in (here, *limits.values()) for run in runs)
    return [
        *(
            share(
                f"messages 1:1, stored, answered, delivered; echoes {how}",
                rate,
                statistics.median(run.rate for run in limits[kind]),
                "/s",
                "echoes/s",
                least,
            )
            for kind, (how, least) in LEAST.items()
        ),
        fact(
            "  the load generator: most it makes; its busiest share of a run",
            f"{most.rate:,.0f} /s; {busy:.0%}",
        ),
    ]
