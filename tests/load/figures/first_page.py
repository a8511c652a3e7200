"""How long it takes from `make run` to the first page."""

import os
import signal
import subprocess
import time
from pathlib import Path

from tests.load.report import Figure, fact
from tests.load.server import PATIENCE, answers, free_port

ROOT = Path(__file__).parents[3]


def measure(folder: Path, _rounds: int) -> list[Figure]:
    """Run the one command on this tree, with a data folder that does not exist yet."""
    port = free_port()
    command = ["make", "run", f"PORT={port}", f"DATA={folder / 'first-page'}"]
    begun = time.perf_counter()
    # `make` has children: it gets a group of its own, which is ended as one.
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    try:
        while not answers(port, "/"):
            assert process.poll() is None, "`make run` ended"
            assert time.perf_counter() - begun < 10 * PATIENCE, "no page came"
            time.sleep(0.02)
        seconds = time.perf_counter() - begun
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)
    return [fact("`make run` to the first page", f"{seconds:.2f} s")]
