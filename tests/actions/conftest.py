"""What tables and tumults ask for: one server for a whole module, on each kind of database."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio

from tests.databases import KINDS, Template
from tests.running import Server, TravellingClock, running


@pytest.fixture(scope="module", params=KINDS)
def beginning(request: pytest.FixtureRequest, templates: Callable[[str], Template]) -> Template:
    """The database that a module starts from; it is made before a loop runs."""
    return templates(request.param)


@pytest.fixture(scope="module")
def store() -> dict[str, Any]:
    """The settings of where its files lie: in the data folder, unless a module says otherwise."""
    return {}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(
    beginning: Template, store: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    """One server for a whole module, without rate limits."""
    settings = beginning.settings(tmp_path_factory.mktemp("house"), rate_limits="off", **store)
    if beginning.url:
        await beginning.begin_anew()
    async with running(settings, TravellingClock()) as server:
        yield server
