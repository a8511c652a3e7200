"""The program in a process of its own, which can be killed and started again."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx
import psutil

from messenger.settings import Settings
from tests.load.server import free_port
from tests.prepared import start_prepared

PATIENCE = 40.0


class Process:
    """A server on one port, whatever happens to the process behind it."""

    def __init__(self, settings: Settings, log: Path) -> None:
        self._settings = settings
        self._log = log
        self._port = free_port()
        self._process: BaseProcess | None = None

    @property
    def url(self) -> str:
        """Where its socket is."""
        return f"ws://127.0.0.1:{self._port}/ws"

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return self._port

    @property
    def settings(self) -> Settings:
        """What its data folder and its database are."""
        return self._settings

    def children(self) -> list[psutil.Process]:
        """Return the processes that it has begun and that run."""
        assert self._process is not None
        return psutil.Process(self._process.pid).children()

    async def start(self) -> None:
        """Start it, and return when it is able to serve."""
        where = ("--port", str(self._port), "--data-dir", str(self._settings.data_dir))
        environment = {
            "MESSENGER_DATABASE_URL": self._settings.database_url,
            "MESSENGER_NATS_URL": self._settings.nats_url,
            "MESSENGER_SERVER": self._settings.server,
            "MESSENGER_SMTP_HOST": self._settings.smtp_host,
            "MESSENGER_SMTP_PORT": str(self._settings.smtp_port),
            "MESSENGER_SMTP_SECURITY": self._settings.smtp_security,
            "MESSENGER_PUBLIC_URL": self._settings.public_url,
            "MESSENGER_RATE_LIMITS": "off",
        }
        # In a thread: the first one waits until all is imported.
        self._process = await asyncio.to_thread(
            start_prepared,
            ("messenger", "serve", *where),
            environment,
            out=self._log,
            err=self._log,
        )
        async with asyncio.timeout(PATIENCE), httpx.AsyncClient(trust_env=False) as client:
            while not await self._ready(client):
                assert self._process.is_alive(), self._log.read_text()
                await asyncio.sleep(0.02)

    def take(self, settings: Settings) -> None:
        """Serve with other settings from the next start on."""
        self._settings = settings

    async def kill(self) -> None:
        """End it at once, as `kill -9` does."""
        assert self._process is not None
        self._process.kill()
        await asyncio.to_thread(self._process.join)

    async def stop(self) -> int | None:
        """Ask it to stop by SIGTERM, and return the code that it ends with."""
        assert self._process is not None
        self._process.terminate()
        await asyncio.to_thread(self._process.join)
        return self._process.exitcode

    async def _ready(self, client: httpx.AsyncClient) -> bool:
        try:
            reply = await client.get(f"http://127.0.0.1:{self._port}/readyz")
        except httpx.TransportError:
            return False
        return reply.is_success


@contextlib.asynccontextmanager
async def several(settings: Settings, folder: Path, count: int) -> AsyncIterator[list[Process]]:
    """Run so many processes of one installation until the block ends, each with its own port."""
    async with contextlib.AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(started(settings, folder / f"log-{number}"))
            for number in range(count)
        ]


@contextlib.asynccontextmanager
async def started(settings: Settings, log: Path) -> AsyncIterator[Process]:
    """Run the program until the block ends."""
    process = Process(settings, log)
    await process.start()
    try:
        yield process
    finally:
        await process.stop()
