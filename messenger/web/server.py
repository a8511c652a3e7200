"""Serving: Hypercorn, or another server, with the settings that this application needs."""

import asyncio
import gc
import logging
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from hypercorn.asyncio import serve as hypercorn_serve
from hypercorn.config import Config
from hypercorn.utils import LifespanFailureError
from quart import Quart

from messenger.events.commands.command import LARGEST_FRAME
from messenger.settings import Settings
from messenger.web import hypercorn_socket
from messenger.web.lifecycle import Lifecycle
from messenger.web.workers import bind

log = logging.getLogger(__name__)

BACKLOG = 1024
KEEP_ALIVE_SECONDS = 30
# Under load what is young are messages on their way, among which there is no garbage: Python's own
# 700 would have them looked through 300 times a second, which costs some hundredths of what can be
# sent. To look through all that a thousand connections hold takes a twentieth of a second, and they
# leave something to find only when they come and go: the last number keeps it seldom.
GARBAGE = (10_000, 10, 7)

Stopped = Callable[[], Awaitable[None]]


class StartError(Exception):
    """What the application needs is not there."""


def hypercorn_config(settings: Settings) -> Config:
    """Return Hypercorn's configuration where its defaults do not fit (SECURITY: sizes, headers)."""
    config = Config()
    config.bind = [f"{settings.host}:{settings.port}"]
    config.websocket_max_message_size = LARGEST_FRAME
    # Pings are sent by web/hypercorn_socket.py, which also watches for their answers.
    config.websocket_ping_interval = None
    config.include_server_header = False
    config.keep_alive_timeout = KEEP_ALIVE_SECONDS
    config.backlog = BACKLOG
    config.graceful_timeout = 1.0
    config.accesslog = None
    config.errorlog = logging.getLogger("hypercorn")
    return config


async def serve(app: Quart, settings: Settings, lifecycle: Lifecycle) -> None:
    """Serve until SIGTERM or SIGINT, then stop well: announce, finish, close, leave."""
    hypercorn_socket.install()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)

    async def stopped() -> None:
        await stop.wait()
        await lifecycle.stop()

    # What was imported stays for good: to look through it again and again costs a tenth of a
    # second each time, in which nobody is served.
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    listener = bind(settings.host, settings.port, shared=settings.workers > 1)
    await SERVERS[settings.server](app, settings, listener, stopped)


async def serve_hypercorn(
    app: Quart, settings: Settings, listener: socket.socket, stopped: Stopped
) -> None:
    """Serve on a socket by Hypercorn until `stopped` returns."""
    config = hypercorn_config(settings)
    config.bind = [f"fd://{listener.detach()}"]
    try:
        await hypercorn_serve(app, config, shutdown_trigger=stopped)
    except LifespanFailureError as error:
        # "Lifespan failure in startup. 'what is missing'"
        raise StartError(str(error).partition(". ")[2].strip("'")) from error


async def serve_uvicorn(
    app: Quart, _settings: Settings, listener: socket.socket, stopped: Stopped
) -> None:
    """Serve on a socket by Uvicorn until `stopped` returns."""
    # Who serves by the other one does without it.
    from messenger.web.uvicorn_server import Server, uvicorn_config  # noqa: PLC0415

    # What it tells of itself is coloured, and not of interest.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    log.info("running on %s:%d", *listener.getsockname()[:2])
    server = Server(uvicorn_config(app, LARGEST_FRAME, KEEP_ALIVE_SECONDS), stopped)
    with listener:
        await server.serve([listener])
    if server.failure is not None:
        raise StartError(server.failure)


Serving = Callable[[Quart, Settings, socket.socket, Stopped], Coroutine[Any, Any, None]]

SERVERS: dict[str, Serving] = {
    "hypercorn": serve_hypercorn,
    "uvicorn": serve_uvicorn,
}


def run(app: Quart, settings: Settings, lifecycle: Lifecycle) -> None:
    """Run `serve` on uvloop where the platform has it."""
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(serve(app, settings, lifecycle))


def _loop_factory() -> type[asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - it does not exist on every platform

    return uvloop.Loop
