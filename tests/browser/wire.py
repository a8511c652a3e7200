"""The line between a browser and a server, whose WebSockets and uploads can be cut."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.browser.running_server import RunningServer

CHUNK = 65_536
SOCKET = b"GET /ws"
PIECE = b"PATCH /api/uploads/"


class Wire:
    """A TCP relay on the loopback; the pages themselves always get through."""

    def __init__(self, server: RunningServer) -> None:
        self._target = server.port
        self._loop = asyncio.new_event_loop()
        self._lines: dict[asyncio.StreamWriter, asyncio.Task[None]] = {}
        self._sockets: set[asyncio.StreamWriter] = set()
        self._held: dict[asyncio.StreamWriter, asyncio.Event] = {}
        self._is_cut = False
        self._holds = False
        self._listener: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.url = ""

    def open(self) -> None:
        """Begin to relay at a free port."""
        self._thread.start()
        listening = asyncio.start_server(self._relay, "127.0.0.1", 0)
        self._listener = asyncio.run_coroutine_threadsafe(listening, self._loop).result(10)
        self.url = f"http://127.0.0.1:{self._listener.sockets[0].getsockname()[1]}"

    def snap(self) -> int:
        """Break the WebSockets and the held uploads that stand, and return how many did."""
        return asyncio.run_coroutine_threadsafe(self._snap(), self._loop).result(10)

    def cut(self) -> None:
        """Break what `snap` breaks and let no WebSocket be opened."""
        self._is_cut = True
        self.snap()

    def hold(self) -> None:
        """Of the pieces of an upload let no more through than their beginnings."""
        self._holds = True

    @property
    def held(self) -> int:
        """How many pieces are held."""
        return len(self._held)

    def let_go(self) -> None:
        """Let them through again."""
        self._holds = False
        for free in list(self._held.values()):
            self._loop.call_soon_threadsafe(free.set)

    def mend(self) -> None:
        """Let WebSockets be opened again."""
        self._is_cut = False

    def close(self) -> None:
        """Break everything."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _snap(self) -> int:
        standing = [*self._sockets, *self._held]
        for line in standing:
            line.transport.abort()
        for free in self._held.values():
            free.set()
        return len(standing)

    async def _end(self) -> None:
        assert self._listener is not None
        self._listener.close()
        lines = list(self._lines.items())
        for browser, _ in lines:
            browser.transport.abort()
        await asyncio.gather(*(line for _, line in lines), return_exceptions=True)

    async def _relay(self, reader: asyncio.StreamReader, browser: asyncio.StreamWriter) -> None:
        task: asyncio.Task[None] | None = asyncio.current_task()
        assert task is not None
        self._lines[browser] = task
        try:
            await self._pass_on(reader, browser)
        finally:
            self._sockets.discard(browser)
            del self._lines[browser]
            browser.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, browser: asyncio.StreamWriter) -> None:
        first = await reader.read(CHUNK)
        if first.startswith(SOCKET):
            if self._is_cut:
                return
            self._sockets.add(browser)
        answers, server = await asyncio.open_connection("127.0.0.1", self._target)
        ways = [self._send_on(first, reader, browser, server), _pump(answers, browser)]
        # One end is gone: so is the other.
        _, left = await asyncio.wait(
            map(asyncio.ensure_future, ways), return_when=asyncio.FIRST_COMPLETED
        )
        for way in left:
            way.cancel()
        server.transport.abort()

    async def _send_on(
        self,
        chunk: bytes,
        reader: asyncio.StreamReader,
        browser: asyncio.StreamWriter,
        server: asyncio.StreamWriter,
    ) -> None:
        is_piece = False
        with suppress(OSError):
            while chunk and not browser.transport.is_closing():
                server.write(chunk)
                await server.drain()
                # Of its body something is to come through, too.
                if is_piece and self._holds:
                    await self._wait(browser)
                is_piece = PIECE in chunk
                chunk = await reader.read(CHUNK)

    async def _wait(self, browser: asyncio.StreamWriter) -> None:
        self._held[browser] = asyncio.Event()
        await self._held[browser].wait()
        del self._held[browser]


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()


@contextmanager
def wire_to(server: RunningServer) -> Iterator[Wire]:
    """Give a line to a server."""
    wire = Wire(server)
    wire.open()
    try:
        yield wire
    finally:
        wire.close()
