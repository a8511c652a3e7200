"""An interface over real services, whose loop runs in a thread as it does under the server."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest

from messenger.actions import sign_in
from messenger.actions.access import Viewer
from messenger.app import build_services
from messenger.clock import Clock
from messenger.db.upgrade import prepare_database
from messenger.services import Services
from messenger.settings import Settings
from messenger.ui.bridge import Bridge
from messenger.ui.dash_app import DashFace, build_dash_app
from tests.people import ADA, BOB, Person
from tests.ui.visitor import NOBODY, Visitor


@dataclass(frozen=True, slots=True)
class Beginning:
    """The folder of a server on which Ada and Bob have accounts and a session each."""

    folder: Path
    ada: Viewer
    bob: Viewer


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop that runs in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    yield loop
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(scope="session")
def beginning(
    loop: asyncio.AbstractEventLoop, tmp_path_factory: pytest.TempPathFactory
) -> Beginning:
    """What every test starts from; migrating and hashing are done once."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("beginning"))

    async def make() -> tuple[Viewer, Viewer]:
        await prepare_database(settings)
        services = build_services(settings, Clock())
        viewers = await join(services, ADA), await join(services, BOB)
        await close(services)
        return viewers

    viewers = asyncio.run_coroutine_threadsafe(make(), loop).result(30)
    return Beginning(settings.data_dir, *viewers)


async def join(services: Services, person: Person) -> Viewer:
    """Make an account for a person."""
    signed_in = await sign_in.register(
        services,
        username=person.nick,
        email=person.email,
        password=person.password,
        name=person.name,
        client=NOBODY.client,
    )
    return signed_in.viewer


async def close(services: Services) -> None:
    """Close what services hold open."""
    services.passwords.close()
    await services.presence.finish()
    await services.database.close()


@pytest.fixture
def services(
    beginning: Beginning, loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> Iterator[Services]:
    """The services of a server of one's own."""
    folder = shutil.copytree(beginning.folder, tmp_path / "data")
    services = build_services(Settings(data_dir=folder), Clock())
    yield services
    asyncio.run_coroutine_threadsafe(close(services), loop).result(5)


@pytest.fixture
def bridge(services: Services, loop: asyncio.AbstractEventLoop) -> Bridge:
    """A way to the actions from a test that is no coroutine."""
    bridge = Bridge(services)
    bridge.attach(loop)
    return bridge


@pytest.fixture
def face(services: Services, loop: asyncio.AbstractEventLoop) -> DashFace:
    """The interface over these services."""
    face = build_dash_app(services, "/static/tree/{}".format)
    face.attach(loop)
    return face


@pytest.fixture
def visitor(face: DashFace) -> Visitor:
    """Somebody without a session, in English."""
    return Visitor(face)


@pytest.fixture
def ada(beginning: Beginning) -> Viewer:
    """Ada's session."""
    return beginning.ada


@pytest.fixture
def bob(beginning: Beginning) -> Viewer:
    """Bob's session."""
    return beginning.bob


@pytest.fixture
def tab(face: DashFace, ada: Viewer) -> Visitor:
    """Ada's browser."""
    visitor = Visitor(face)
    visitor.become(ada)
    return visitor
