"""What every test of the server may ask for: a database of each kind, a server, and people."""

import contextlib
import gc
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from messenger import passwords
from tests.cheap import REAL, make_passwords_cheap
from tests.compiled import build_addresses_when_asked, share_compiled
from tests.databases import KINDS, Template, make_template
from tests.mailbox import Mailbox, open_mailbox
from tests.people import ADA, BOB, CAROL, EVE
from tests.postgres import Cluster, fresh_database, postgres_cluster
from tests.running import Server, TravellingClock, running
from tests.s3 import bucket_url, s3_service
from tests.talk import talk
from tests.wire import Wire

__all__ = ["bucket_url", "postgres_cluster", "s3_service"]

# The same examples in every run: what fails here fails everywhere. A server outlives its examples.
hypothesis_settings.register_profile(
    "server",
    derandomize=True,
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# For a search at leisure: pytest --hypothesis-profile=thorough --timeout=0
hypothesis_settings.register_profile(
    "thorough", hypothesis_settings.get_profile("server"), derandomize=False, max_examples=500
)
hypothesis_settings.load_profile("server")

Serve = Callable[..., Awaitable[Server]]


def pytest_configure() -> None:
    """Let passwords cost every server the least that is allowed, and statements next to nothing."""
    os.environ["MESSENGER_PASSWORD_MEMORY"] = "19"
    make_passwords_cheap()
    share_compiled()
    build_addresses_when_asked()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while thousands of tests are collected: there is none."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest tests first: no worker shall wait for another's at the end."""
    items.sort(key=lambda item: "faults" not in item.path.parts)


def pytest_collection_finish() -> None:
    """Keep what was collected out of every search for garbage, as the server does at its start."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def templates(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Template]]:
    """The databases that tests start from, each made when it is first asked for."""
    made: dict[str, Template] = {}

    def template(kind: str) -> Template:
        if kind not in made:
            url = ""
            if kind == "postgresql":
                cluster: Cluster = request.getfixturevalue("postgres_cluster")
                url = fresh_database(cluster)
            made[kind] = make_template(tmp_path_factory.mktemp(kind), url)
        return made[kind]

    yield template
    for each in made.values():
        if each.restorer is not None:
            each.restorer.close()


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database of a test: it runs once with each."""
    return str(request.param)


@pytest.fixture
def template(templates: Callable[[str], Template], database: str) -> Template:
    """The database that this test starts from."""
    return templates(database)


@pytest.fixture
def clock() -> TravellingClock:
    """The clock of this test's servers."""
    return TravellingClock()


@pytest.fixture
def dear_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """What passwords really cost, on servers that start after this."""
    monkeypatch.setattr(passwords, "KIB_PER_MIB", REAL)


@pytest.fixture
def underneath(request: pytest.FixtureRequest) -> str:
    """What serves: the default, or what a test names that runs once with each."""
    return str(getattr(request, "param", "hypercorn"))


@pytest.fixture
async def serve(
    template: Template, tmp_path: Path, clock: TravellingClock, underneath: str
) -> AsyncIterator[Serve]:
    """Start servers on one database, with settings of their own; all stop with the test."""
    async with contextlib.AsyncExitStack() as stack:
        count = 0

        async def start(**changed: Any) -> Server:
            nonlocal count
            if underneath != "hypercorn":
                changed["server"] = underneath
            settings = template.settings(tmp_path / "data", **changed)
            if template.url and not count:
                await template.begin_anew()
            count += 1
            return await stack.enter_async_context(running(settings, clock))

        yield start


@pytest.fixture
async def server(serve: Serve) -> Server:
    """A server with default settings."""
    return await serve()


@pytest.fixture
async def unlimited(serve: Serve) -> Server:
    """A server without rate limits, for tests that ask more than a person can."""
    return await serve(rate_limits="off")


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    """A mail server."""
    async with open_mailbox() as mailbox:
        yield mailbox


@pytest.fixture
async def mailing(serve: Serve, mailbox: Mailbox) -> Server:
    """A server that sends its letters to the mailbox."""
    return await serve(**mailbox.settings())


@pytest.fixture
async def ada(server: Server) -> Wire:
    """A connection of Ada's."""
    return await server.enter(ADA)


@pytest.fixture
async def bob(server: Server) -> Wire:
    """A connection of Bob's."""
    return await server.enter(BOB)


@pytest.fixture
async def carol(server: Server) -> Wire:
    """A connection of Carol's."""
    return await server.enter(CAROL)


@pytest.fixture
async def eve(server: Server) -> Wire:
    """A connection of Eve's, who is in no chat of the others."""
    wire = await server.enter(EVE)
    assert EVE.nick == wire.hello["user"]["username"]
    return wire


@pytest.fixture
async def chat(ada: Wire, bob: Wire) -> str:
    """The chat of Ada and Bob, in which Ada has said hello."""
    return await talk(ada, bob)
