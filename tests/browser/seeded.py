"""Servers whose people and chats were put straight into the tables, however many."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tests.browser.running_server import RunningServer
from tests.load.seed import Seed

T = TypeVar("T")


@contextmanager
def seeded(folder: Path, fill: Callable[[Seed], T]) -> Iterator[tuple[RunningServer, T]]:
    """Run a server over what `fill` puts into the tables, and give both."""
    server = RunningServer(folder)
    seed = Seed(folder / "data")
    facts = fill(seed)
    seed.close()
    server.start()
    try:
        yield server, facts
    finally:
        server.stop()
