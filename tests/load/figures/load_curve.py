"""How long a message takes from its sender to its recipient as the load rises.

The most is that of the same load: sent by the clock, one by one, faster than can be taken. Those
who wait for their answers, in `throughput`, send and hear several at once, which costs less.
"""

import asyncio
import statistics
from collections.abc import Sequence
from pathlib import Path

import uvloop

from tests.load.client import Wire, connect, drop_all, resume
from tests.load.figures.exchange import REPLY, Pair, epoch_ms, exchange, frames_for, seed_pairs
from tests.load.figures.open_loop import Route, most_by_clock, send_by_clock
from tests.load.machine import percentile, wait_for_rest
from tests.load.report import Curve, Figure, Series, drawn, fact, multiple
from tests.load.server import messenger, peer

PAIRS, WINDOW, MESSAGES = 50, 8, 200
# Messages a second when there is next to nothing to do, and percent of the most there can be.
IDLE, SHARES = 20, (10, 30, 50, 70, 90)
JUDGED, MOST = 70, 3.0
# Of what those take who wait for their answers: too much, but not for long.
OVERLOAD = 1.3
# A p99 of few is the latest of all: at 20 a second so many seconds make five of a round.
SECONDS, IDLE_SECONDS = 5, 25
PERCENTS = (50, 95, 99)

Taken = list[tuple[float, ...]]


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with the idle server, and with echoes of the same frames at the same rates."""
    pairs = seed_pairs(folder / "curve", PAIRS)
    here: list[Taken] = []
    limit: list[Taken] = []
    rates: list[float] = []
    with messenger(folder / "curve") as ours, peer("quart") as quart:
        uvloop.run(exchange(ours.port, pairs, MESSAGES, WINDOW))
        for _ in range(rounds):
            waited = uvloop.run(exchange(ours.port, pairs, MESSAGES, WINDOW)).rate
            # An idle server is one that has nothing left to do of what it put off.
            wait_for_rest(ours.pid)
            idle = uvloop.run(_deliver(ours.port, pairs, [IDLE]))
            rate = uvloop.run(_find_most(ours.port, pairs, waited * OVERLOAD))
            steps = [rate * share / 100 for share in SHARES]
            here.append(idle + uvloop.run(_deliver(ours.port, pairs, steps)))
            limit.append(uvloop.run(_echo(quart.port, [IDLE, *steps])))
            rates.append(rate)
    return _judge(statistics.median(rates), _medians(here), _medians(limit))


async def _find_most(port: int, pairs: Sequence[Pair], rate: float) -> float:
    wires, routes = await _connect(port, pairs)
    _load(routes, [pair.chat_id for pair in pairs], count := int(rate * SECONDS))
    most = await most_by_clock(routes, rate, count)
    drop_all(wires)
    return most


async def _deliver(port: int, pairs: Sequence[Pair], rates: Sequence[float]) -> Taken:
    wires, routes = await _connect(port, pairs)
    taken = await _climb(routes, [pair.chat_id for pair in pairs], rates)
    drop_all(wires)
    return taken


async def _connect(port: int, pairs: Sequence[Pair]) -> tuple[list[Wire], list[Route]]:
    wires, routes = [], []
    for pair in pairs:
        sender = await resume(port, pair.sender.token)
        recipient = await resume(port, pair.recipient.token)
        wires += [sender, recipient]
        routes.append(Route(sender, [recipient]))
    return wires, routes


def _load(routes: Sequence[Route], chats: Sequence[int], count: int) -> None:
    now = epoch_ms()
    for route, chat_id in zip(routes, chats, strict=True):
        route.load(frames_for(chat_id, count // len(routes) + 1, since=now))


async def _echo(port: int, rates: Sequence[float]) -> Taken:
    wires = [await connect(port, "/echo") for _ in range(PAIRS)]
    taken = await _climb([Route(wire, [wire], REPLY) for wire in wires], [2**62] * PAIRS, rates)
    drop_all(wires)
    return taken


async def _climb(routes: Sequence[Route], chats: Sequence[int], rates: Sequence[float]) -> Taken:
    taken = []
    for rate in rates:
        count = int(rate * (IDLE_SECONDS if rate == IDLE else SECONDS))
        _load(routes, chats, count)
        await asyncio.sleep(0.5)
        late = await send_by_clock(routes, rate, count)
        taken.append(tuple(percentile(late, percent / 100) for percent in PERCENTS))
    return taken


def _medians(runs: Sequence[Taken]) -> Taken:
    """Of each percentile at each rate, over all rounds."""
    return [
        tuple(statistics.median(each) for each in zip(*of_rate, strict=True))
        for of_rate in zip(*runs, strict=True)
    ]


def _judge(rate: float, here: Taken, limit: Taken) -> list[Figure]:
    places = [0, *SHARES]
    figures = [
        fact(
            f"latency at {f'{place} % of {rate:,.0f}' if place else IDLE} /s: p50, p95, p99",
            _told(ours, "ms"),
            _told(echoes, "ms echo"),
        )
        for place, ours, echoes in zip(places, here, limit, strict=True)
    ]
    curves = [
        Curve(f"p{percent}{who}", [(at, each[place]) for at, each in points], is_limit=bool(who))
        for who, taken in (("", here), (" of an echo", limit))
        for points in [list(zip(places, taken, strict=True))]
        for place, percent in enumerate(PERCENTS)
    ]
    series = Series(
        "load-curve",
        f"From sender to recipient; the most is {rate:,.0f} messages a second",
        "load, % of the most messages a second",
        "latency, ms",
        curves,
    )
    name, judged = f"p99 at {JUDGED} % of the most", here[places.index(JUDGED)][-1]
    verdict = multiple(name, judged, here[0][-1], "ms", f"ms at {IDLE} /s", MOST)
    return [*figures, drawn(verdict, series)]


def _told(values: Sequence[float], unit: str) -> str:
    return f"{', '.join(f'{each:.1f}' for each in values)} {unit}"
