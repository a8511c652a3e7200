"""A large file over a line that breaks: whether it arrives whole, how fast, and words meanwhile."""

import asyncio
import hashlib
import http.client
import os
import secrets
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from http import HTTPStatus
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import uvloop

from tests.load.cut_upload import CUTS, Sent, digest_of, pour, send_through_cuts
from tests.load.figures.exchange import Pair
from tests.load.figures.latency import deliver
from tests.load.machine import percentile
from tests.load.report import Figure, bound, fact, multiple, share
from tests.load.seed import Seed
from tests.load.server import messenger, peer

SIZE = 100_000_000
MEGABYTE = 1_000_000
# MiB: all uploads are kept, though their content is one.
ROOM = "100000"
# Bytes a second: the line of a house at its best, 100 Mbit/s.
LINE = 12_500_000
# Of all that run, the last to have the processor.
LAST = 19
# Words may be slower beside a file, on the one core that both have.
SLOWER = 3.0

T = TypeVar("T")


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with words alone, and with a copy to a server that does nothing else."""
    source = folder / "film.bin"
    source.write_bytes(secrets.token_bytes(SIZE))
    seed = Seed(folder / "data")
    first, second = seed.people(2)
    pair = Pair(first, second, seed.direct(first, second))
    seed.close()
    alone, beside, beside_copies, flooded, flooded_copies = [list[float]() for _ in range(5)]
    sent, slow = list[Sent](), list[Sent]()
    copied, slowly = list[float](), list[float]()
    with messenger(folder / "data", storage_per_person=ROOM) as server, peer("copy") as copier:
        send = partial(send_through_cuts, server.port, first.token, source)
        copy = partial(_copy, copier.port, source)
        works: list[tuple[Callable[[], Any], list[float], list[Any]]] = [
            (partial(send, speed=LINE), beside, slow),
            (partial(copy, speed=LINE), beside_copies, slowly),
            (send, flooded, sent),
            (copy, flooded_copies, copied),
        ]
        for _ in range(rounds):
            alone += uvloop.run(deliver(server.port, pair))
            for work, taken, results in works:
                _gather(uvloop.run(_deliver_beside(server.port, pair, work)), taken, results)
        whole = hashlib.sha256(source.read_bytes()).hexdigest()
        arrived = [digest_of(server.port, first.token, each.url) for each in [*slow, *sent]]
    return [
        _count_spoilt(arrived, whole),
        _compare_speeds([each.seconds for each in sent], copied),
        *_compare_at("100 Mbit/s", alone, beside, beside_copies, SLOWER),
        *_compare_at("full speed", alone, flooded, flooded_copies, None),
    ]


def _gather(got: tuple[list[float], list[T]], taken: list[float], results: list[T]) -> None:
    taken += got[0]
    results += got[1]


def _count_spoilt(arrived: list[str], whole: str) -> Figure:
    what = f"of {len(arrived)} files of 100 MB over a line cut {CUTS} times, not whole"
    return bound(what, sum(each != whole for each in arrived), "", "SHA-256", 0)


def _compare_speeds(sent: list[float], copied: list[float]) -> Figure:
    here, limit = (SIZE / MEGABYTE / statistics.median(each) for each in (sent, copied))
    return share("such an upload", here, limit, "MB/s", "MB/s copied uncut", 0.1)


def _compare_at(
    speed: str,
    alone: list[float],
    beside: list[float],
    beside_copies: list[float],
    slower: float | None,
) -> list[Figure]:
    figures = []
    for percent in (50, 95):
        limit, here, copies = (
            percentile(each, percent / 100) for each in (alone, beside, beside_copies)
        )
        name, told = f"texts beside such uploads at {speed}, p{percent}", f"{limit:,.1f} ms alone"
        if slower is None:
            figures.append(fact(name, f"{here:,.1f} ms", told, here / limit))
        else:
            figures.append(multiple(name, here, limit, "ms", "ms alone", slower))
        name = f"texts beside mere copies at {speed}, p{percent}"
        figures.append(fact(name, f"{copies:,.1f} ms", told, copies / limit))
    return figures


async def _deliver_beside(
    port: int, pair: Pair, work: Callable[[], T]
) -> tuple[list[float], list[T]]:
    """Return the latencies while a process of its own works, again and again, and its results.

    That process is on a machine of its own, in truth: it takes nothing from who measures.
    """
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1, get_context("spawn"), os.nice, (LAST,)) as processes:
        await loop.run_in_executor(processes, os.getpid)
        delivering = asyncio.ensure_future(deliver(port, pair))
        results = []
        while not delivering.done():
            results.append(await loop.run_in_executor(processes, work))
        return await delivering, results


def _copy(port: int, source: Path, speed: int | None = None) -> float:
    """Return how many seconds it takes until the other side has a file on its disk."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("PUT", "/")
    connection.putheader("Content-Length", str(SIZE))
    connection.endheaders()
    pour(connection.sock, source, 0, SIZE, speed)
    assert connection.getresponse().status == HTTPStatus.OK
    connection.close()
    return time.perf_counter() - begun
