"""A cable that can be cut: TCP from here to the server."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator

LARGEST_CHUNK = 4096


class Link:
    """One connection through the cable."""

    def __init__(self, near: asyncio.StreamWriter, far: asyncio.StreamWriter) -> None:
        self.doomed = False
        self.is_cut = False
        self._writers = (near, far)

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry bytes one way; where the link is doomed, some of the next ones, then none."""
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(LARGEST_CHUNK):
                if self.doomed and not self.is_cut:
                    self.is_cut = True
                    writer.write(data[: random.randrange(len(data))])
                    await asyncio.sleep(0)
                    break
                writer.write(data)
                await writer.drain()
        self.cut()

    def cut(self) -> None:
        """End it without a word, both ways."""
        for writer in self._writers:
            writer.transport.abort()


class Proxy:
    """All connections to one server, and how many were cut in the middle of something."""

    def __init__(self, port: int) -> None:
        self.cuts = 0
        self._port = port
        self._links: set[Link] = set()

    def cut_one(self) -> None:
        """Cut a random connection, in the middle of what it carries next."""
        whole = [link for link in self._links if not link.doomed]
        if whole:
            random.choice(whole).doomed = True

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection until it ends or is cut."""
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._port)
        link = Link(writer, far_writer)
        self._links.add(link)
        try:
            await asyncio.gather(link.carry(reader, far_writer), link.carry(far_reader, writer))
        finally:
            self._links.discard(link)
            self.cuts += link.is_cut
            link.cut()


@contextlib.asynccontextmanager
async def proxied(port: int) -> AsyncIterator[tuple[Proxy, str]]:
    """Put a cable before a server; yields it and the URL of the socket at its near end."""
    proxy = Proxy(port)
    server = await asyncio.start_server(proxy.accept, "127.0.0.1", 0)
    near = server.sockets[0].getsockname()[1]
    try:
        yield proxy, f"ws://127.0.0.1:{near}/ws"
    finally:
        server.close()
