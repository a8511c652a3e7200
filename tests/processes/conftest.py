"""Several servers of one installation, on PostgreSQL and NATS."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import Template
from tests.nats import Nats, nats_server
from tests.running import Server, TravellingClock, running

ServeSeveral = Callable[..., Awaitable[list[Server]]]


@pytest.fixture(scope="session")
def shared_nats() -> Iterator[Nats]:
    """The NATS server of all tests that leave it as it is."""
    with nats_server() as server:
        yield server


@pytest.fixture
def own_nats() -> Iterator[Nats]:
    """A NATS server that the test may stop."""
    with nats_server() as server:
        yield server


@pytest.fixture
def database() -> str:
    """The one that several processes can share."""
    return "postgresql"


@pytest.fixture
async def serve_several(
    template: Template, tmp_path: Path, clock: TravellingClock
) -> AsyncIterator[ServeSeveral]:
    """Start so many servers on one database, with settings of their own."""
    async with contextlib.AsyncExitStack() as stack:

        async def start(count: int, nats: Nats, **changed: Any) -> list[Server]:
            given = {"nats_url": nats.url, "rate_limits": "off"} | changed
            settings = template.settings(tmp_path / "data", **given)
            await template.begin_anew()
            return [await stack.enter_async_context(running(settings, clock)) for _ in range(count)]

        yield start


@pytest.fixture
async def pair(serve_several: ServeSeveral, shared_nats: Nats) -> list[Server]:
    """Two servers."""
    return await serve_several(2, shared_nats)
