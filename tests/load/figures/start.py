"""How long the messenger takes to be there, and what it holds when nobody is."""

import asyncio
import statistics
import subprocess
import sys
import time
from pathlib import Path

import uvloop

from tests.load.client import Refused, connect, resume
from tests.load.figures.exchange import Pair, frames_for
from tests.load.machine import MEBIBYTE, SERVER_CORE, memory, stay_on
from tests.load.report import Figure, bound
from tests.load.seed import Seed
from tests.load.server import answers, end, free_port, start

IMPORTS = "import dash, dash_mantine_components, quart, sqlalchemy, alembic"
REPORT = "import sys, psutil; sys.stdout.write(str(psutil.Process().memory_info().rss))"
TIME_LIMIT = 30.0


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with importing the largest packages, and nothing more."""
    seed = Seed(folder / "start")
    first, second = seed.people(2)
    pair = Pair(first, second, seed.direct(first, second))
    seed.close()
    started = [_start(folder / "start", pair) for _ in range(rounds)]
    imported = [_import() for _ in range(rounds)]
    seconds, held = (statistics.median(values) for values in zip(*started, strict=True))
    limit, bare = (statistics.median(values) for values in zip(*imported, strict=True))
    return [
        bound("start to first message", seconds, "s", f"{limit:.2f} s imports alone", 2),
        bound("idle memory", held, "MiB", f"{bare:.0f} MiB imports alone", 140),
    ]


def _start(data_dir: Path, pair: Pair) -> tuple[float, float]:
    port = free_port()
    begun = time.perf_counter()
    arguments = ["-m", "messenger", "serve", "--port", str(port), "--data-dir", str(data_dir)]
    server = start(arguments, port, {"MESSENGER_LOG_LEVEL": "error"})
    try:
        uvloop.run(_first_message(port, pair))
        seconds = time.perf_counter() - begun
        assert answers(port, "/sign-in")
        time.sleep(1)
        return seconds, memory(server.pid) / MEBIBYTE
    finally:
        end(server.process)


async def _first_message(port: int, pair: Pair) -> None:
    async with asyncio.timeout(TIME_LIMIT):
        while True:
            try:
                (await connect(port, "/ws")).abort()
                break
            except (OSError, Refused):
                await asyncio.sleep(0.01)
        wire = await resume(port, pair.sender.token)
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        wire.heard = answer.set_result
        wire.send(frames_for(pair.chat_id, 1)[0])
        assert b'"ok":true' in await answer
        wire.abort()


def _import() -> tuple[float, float]:
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", IMPORTS], env={})
    stay_on(SERVER_CORE, process.pid)
    process.wait()
    seconds = time.perf_counter() - begun
    said = subprocess.check_output([sys.executable, "-c", f"{IMPORTS}; {REPORT}"], env={})
    return seconds, int(said) / MEBIBYTE
