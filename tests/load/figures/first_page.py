"""How long it takes from `make run` to the first page."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from tests.load.report import Figure, fact
from tests.load.server import PATIENCE, DidNotStart, answers, free_port

ROOT = Path(__file__).parents[3]
INSTALLED = ROOT / ".venv" / ".runtime"
NAME = "`make run` to the first page"


def measure(folder: Path, _rounds: int) -> list[Figure]:
    """Run the one command on this tree, beside a data folder that does not exist yet."""
    make = shutil.which("make")
    if make is None or not INSTALLED.exists():
        return [fact(NAME, "not installed by make")]
    tree = folder / "tree"
    tree.mkdir()
    for part in ROOT.iterdir():
        if not part.name.startswith("data"):
            (tree / part.name).symlink_to(part)
    return [fact(NAME, f"{_first_page(make, tree):.2f} s")]


def _first_page(make: str, tree: Path) -> float:
    port = free_port()
    begun = time.perf_counter()
    # `make` has children: it gets a group of its own, which is ended as one.
    process = subprocess.Popen(
        [make, "run"],
        cwd=tree,
        env={"PATH": os.defpath, "MESSENGER_PORT": str(port), "MESSENGER_LOG_LEVEL": "error"},
        start_new_session=True,
    )
    try:
        while not answers(port, "/"):
            if process.poll() is not None or time.perf_counter() - begun > PATIENCE:
                raise DidNotStart(process.args)
            time.sleep(0.02)
        return time.perf_counter() - begun
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)
