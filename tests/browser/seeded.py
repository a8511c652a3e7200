"""Servers whose people and chats were put straight into the tables, however many."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tests.browser.running_server import RunningServer
from tests.load.seed import Seed

T = TypeVar("T")


@contextmanager
def seeded(
    folder: Path, fill: Callable[[Seed], T], **settings: str
) -> Iterator[tuple[RunningServer, T]]:
    """Run a server over what `fill` puts into the tables, and give both."""
    server = RunningServer(folder, **settings)
    # In a thread of its own, since the browser's driver has taken the event loop of this one.
    with ThreadPoolExecutor(1) as thread:
        facts = thread.submit(_fill, folder / "data", fill).result()
    server.start()
    try:
        yield server, facts
    finally:
        server.stop()


def _fill(data_dir: Path, fill: Callable[[Seed], T]) -> T:
    seed = Seed(data_dir)
    facts = fill(seed)
    seed.close()
    return facts
