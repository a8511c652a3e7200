"""A real server in the test's own event loop: our application, Hypercorn, a loopback socket."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from quart import Quart
from typing_extensions import override

from messenger.app import create_app
from messenger.clock import Clock
from messenger.db.upgrade import release_folder
from messenger.services import Services
from messenger.settings import Settings
from messenger.web.lifecycle import Lifecycle
from messenger.web.server import SERVERS
from tests.cheap import NO_AUTHORITY
from tests.people import Person
from tests.wire import Wire


class TravellingClock(Clock):
    """The wall clock, some milliseconds ahead."""

    def __init__(self) -> None:
        self.ahead = 0

    @override
    def now(self) -> int:
        """Return the present moment of the test in epoch milliseconds."""
        return super().now() + self.ahead


class Server:
    """A server that runs, and what its clients need."""

    def __init__(self, app: Quart, settings: Settings, clock: TravellingClock, port: int) -> None:
        self.settings = settings
        self.clock = clock
        self.host = f"127.0.0.1:{port}"
        self.services: Services
        self.lifecycle: Lifecycle
        self.services, self.lifecycle = app.extensions["messenger"]
        self.wires: list[Wire] = []
        self._stop = asyncio.Event()

    @property
    def origin(self) -> str:
        """The origin of its pages."""
        return f"http://{self.host}"

    async def connect(self, **options: Any) -> Wire:
        """Open a connection that nobody has signed in to."""
        wire = await Wire.open(f"ws://{self.host}/ws", **options)
        self.wires.append(wire)
        return wire

    async def enter(self, person: Person, token: str | None = None) -> Wire:
        """Open a connection of a person's and wait for its greeting."""
        wire = await self.connect()
        await wire.call("auth.resume", {"token": token or person.token})
        await wire.event("hello")
        return wire

    def http(self, **options: Any) -> httpx.AsyncClient:
        """Return a client for HTTP, to be used with `async with`."""
        options.setdefault("verify", NO_AUTHORITY)
        return httpx.AsyncClient(base_url=self.origin, trust_env=False, **options)

    async def stop(self) -> None:
        """Begin to stop, as a signal would."""
        self._stop.set()

    async def stopping(self) -> None:
        """Wait for the signal, then stop as the program does."""
        await self._stop.wait()
        await self.lifecycle.stop()


@contextlib.asynccontextmanager
async def running(settings: Settings, clock: TravellingClock) -> AsyncIterator[Server]:
    """Serve on a free loopback port; afterwards check what every client heard, and stop."""
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(settings, clock)
    server = Server(app, settings, clock, listener.getsockname()[1])
    serving = SERVERS[settings.server](app, settings, listener, server.stopping)
    task = asyncio.create_task(serving)
    try:
        while not (server.lifecycle.ready or task.done()):
            await asyncio.sleep(0.001)
        yield server
        for wire in server.wires:
            await wire.close()
    finally:
        await server.stop()
        await task
        release_folder(settings.data_dir)
    holes = [hole for wire in server.wires for hole in wire.ledger.holes]
    if holes:
        pytest.fail("\n".join(["A client saw holes:", *holes]))
