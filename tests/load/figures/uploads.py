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
from typing import TypeVar

import uvloop

from tests.load.cut_upload import CUTS, Sent, digest_of, send_through_cuts
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
    alone, beside, beside_copies = [list[float]() for _ in range(3)]
    sent, copied = list[Sent](), list[float]()
    with messenger(folder / "data", storage_per_person=ROOM) as server, peer("copy") as copier:
        send = partial(send_through_cuts, server.port, first.token, source)
        copy = partial(_copy, copier.port, source)
        for _ in range(rounds):
            alone += uvloop.run(deliver(server.port, pair))
            _gather(uvloop.run(_deliver_beside(server.port, pair, send)), beside, sent)
            _gather(uvloop.run(_deliver_beside(server.port, pair, copy)), beside_copies, copied)
        whole = hashlib.sha256(source.read_bytes()).hexdigest()
        arrived = [digest_of(server.port, first.token, each.url) for each in sent]
    return [
        _count_spoilt(arrived, whole),
        _compare_speeds([each.seconds for each in sent], copied),
        *_compare_latencies(alone, beside, beside_copies),
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


def _compare_latencies(
    alone: list[float], beside: list[float], beside_copies: list[float]
) -> list[Figure]:
    figures = []
    for percent in (50, 95):
        limit, here, copies = (
            percentile(each, percent / 100) for each in (alone, beside, beside_copies)
        )
        name = f"latency beside such uploads, p{percent}"
        figures.append(multiple(name, here, limit, "ms", "ms alone", SLOWER))
        told = f"{limit:,.1f} ms alone"
        figures.append(
            fact(
                f"latency beside mere copies, p{percent}", f"{copies:,.1f} ms", told, copies / limit
            )
        )
    return figures


async def _deliver_beside(
    port: int, pair: Pair, work: Callable[[], T]
) -> tuple[list[float], list[T]]:
    """Return the latencies while a process of its own works, again and again, and its results."""
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1, get_context("spawn")) as processes:
        await loop.run_in_executor(processes, os.getpid)
        delivering = asyncio.ensure_future(deliver(port, pair))
        results = []
        while not delivering.done():
            results.append(await loop.run_in_executor(processes, work))
        return await delivering, results


def _copy(port: int, source: Path) -> float:
    """Return how many seconds it takes until the other side has a file on its disk."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with source.open("rb") as file:
        connection.putrequest("PUT", "/")
        connection.putheader("Content-Length", str(SIZE))
        connection.endheaders()
        connection.sock.sendfile(file)
    assert connection.getresponse().status == HTTPStatus.OK
    connection.close()
    return time.perf_counter() - begun
