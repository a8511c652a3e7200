"""What the messenger is measured against: `python -m tests.load.peers KIND PORT [SERVER]`.

`quart` is an echo and a broadcast of a few lines on a server with the messenger's settings, `asgi`
the same without Quart, beside the least messenger (`tests/load/least.py`); `bare` is an echo below
any server, which shows how much the load generator can make; `copy` writes to the disk what is PUT,
and does nothing else.
"""

import asyncio
import atexit
import os
import sys
import tempfile
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, cast

import uvloop
from quart import Quart, Websocket, websocket
from typing_extensions import override

from messenger.settings import Settings
from messenger.web.server import SERVERS
from messenger.web.workers import bind
from tests.load.least import LeastMessenger

HANDSHAKE = b"HTTP/1.1 101 Switching Protocols\r\n\r\n"
HEALTHY = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
CHUNK = 256 * 1024

app = Quart(__name__)
listeners: set[Websocket] = set()
callers: set[Any] = set()


@app.get("/healthz")
async def healthz() -> str:
    """Say that the server runs."""
    return "ok"


@app.websocket("/echo")
async def echo() -> None:
    """Send back what comes."""
    while True:
        await websocket.send(await websocket.receive())


@app.websocket("/broadcast")
async def broadcast() -> None:
    """Send what comes to everybody, as it is."""
    mine: Websocket = websocket._get_current_object()  # type: ignore[attr-defined]
    await mine.accept()
    listeners.add(mine)
    try:
        while True:
            text = await mine.receive()
            for each in tuple(listeners):
                await each.send(text)
    finally:
        listeners.discard(mine)


async def asgi(scope: Any, receive: Any, send: Any) -> None:
    """Do the same as the Quart application, as plainly as ASGI allows."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await TALKS[scope["path"]](receive, send)
    elif scope["type"] == "http":
        headers = [(b"content-length", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"ok"})
    else:
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})


async def _echo(receive: Any, send: Any) -> None:
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": message["text"]})


async def _broadcast(receive: Any, send: Any) -> None:
    callers.add(send)
    while (message := await receive())["type"] == "websocket.receive":
        for each in tuple(callers):
            await each({"type": "websocket.send", "text": message["text"]})
    callers.discard(send)


@cache
def _least_messenger() -> LeastMessenger:
    folder = tempfile.TemporaryDirectory(prefix="least-messenger-")
    atexit.register(folder.cleanup)
    return LeastMessenger(Path(folder.name) / "messages.db")


async def _store(receive: Any, send: Any) -> None:
    await _least_messenger().talk(receive, send)


TALKS = {"/echo": _echo, "/broadcast": _broadcast, "/store": _store}


class BareEcho(asyncio.Protocol):
    """Frames go back as they come: with a zero mask only their mark and key are taken out."""

    transport: asyncio.Transport
    open = False
    rest = b""

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    @override
    def data_received(self, data: bytes) -> None:
        if not self.open:
            healthy = data.startswith(b"GET /healthz")
            self.transport.write(HEALTHY if healthy else HANDSHAKE)
            self.open = True
            return
        data, at, out = self.rest + data, 0, []
        while len(data) - at >= 8:
            size, head = data[at + 1] & 0x7F, 2
            if size == 126:
                size, head = int.from_bytes(data[at + 2 : at + 4], "big"), 4
            if len(data) - at < head + 4 + size:
                break
            out.append(bytes((data[at], data[at + 1] & 0x7F)) + data[at + 2 : at + head])
            out.append(data[at + head + 4 : at + head + 4 + size])
            at += head + 4 + size
        self.rest = data[at:]
        self.transport.writelines(out)


class Copier(BaseHTTPRequestHandler):
    """What comes is copied to a file, which is gone when it is closed."""

    def do_GET(self) -> None:
        """Say that the server runs."""
        self._answer()

    def do_PUT(self) -> None:
        """Take a file; it is on the disk when this is answered."""
        left = int(self.headers["Content-Length"])
        with tempfile.TemporaryFile(buffering=0) as file:
            while left and (chunk := self.rfile.read(min(left, CHUNK))):
                file.write(chunk)
                left -= len(chunk)
            os.fsync(file.fileno())
        self._answer()

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass

    def _answer(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")


async def serve_bare(port: int) -> None:
    """Serve the bare echo until the process ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(BareEcho, "127.0.0.1", port)
    await server.serve_forever()


async def serve(kind: str, port: int, server: str) -> None:
    """Serve one of both echoes by the messenger's own server until the process ends."""
    settings = Settings(port=port)
    listener = bind(settings.host, port, shared=False)
    served = cast("Quart", asgi) if kind == "asgi" else app

    async def stopped() -> None:
        await asyncio.Event().wait()

    await SERVERS[server](served, settings, listener, stopped)


def main(kind: str, port: int, server: str = "hypercorn") -> None:
    """Serve one of the four."""
    if kind == "bare":
        uvloop.run(serve_bare(port))
    elif kind == "copy":
        HTTPServer(("127.0.0.1", port), Copier).serve_forever()
    else:
        uvloop.run(serve(kind, port, server))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
