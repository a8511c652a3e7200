"""An interface over real services, whose loop runs in a thread as it does under the server."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from messenger.app import build_services
from messenger.clock import Clock
from messenger.db.upgrade import prepare_database
from messenger.services import Services
from messenger.settings import Settings
from messenger.ui.dash_app import DashFace, build_dash_app
from tests.ui.visitor import Visitor


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop that runs in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    yield loop
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def services(loop: asyncio.AbstractEventLoop, tmp_path: Path) -> Iterator[Services]:
    """The services of a fresh server with an empty database."""
    settings = Settings(data_dir=tmp_path)
    asyncio.run_coroutine_threadsafe(prepare_database(settings), loop).result(20)
    services = build_services(settings, Clock())
    yield services
    services.passwords.close()
    asyncio.run_coroutine_threadsafe(services.presence.finish(), loop).result(5)
    asyncio.run_coroutine_threadsafe(services.database.close(), loop).result(5)


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
