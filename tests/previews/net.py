"""A little internet: a web server of ours that writes down who comes, and a DNS that may lie.

The guard, the fetcher and the sockets are the real ones. Only what a public address leads to is
ours to say, since no test leaves the machine; every other address leads where it leads, and the
server listens on all of this machine's. The ports of the web are one port of ours.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import psutil

from messenger.previews.fetch import Fetcher, Streams, dial
from messenger.previews.lookup import look_up

PUBLIC, PUBLIC_6 = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"
Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


def page(head: str, *, mime: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    """Return an answer with a page of this head."""
    return respond(f"<!doctype html><html><head>{head}</head><body>…".encode(), mime, **headers)


def respond(
    content: bytes, mime: str = "text/html", status: str = "200 OK", **headers: str
) -> bytes:
    """Return an answer as it goes over the wire; a `_` in the name of a header is a `-`."""
    lines = {"Content-Type": mime, "Content-Length": str(len(content))} | headers
    told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{told}\r\n".encode() + content


def redirect(location: str, status: str = "302 Found") -> bytes:
    """Return an answer that sends elsewhere."""
    return respond(b"", status=status, Location=location)


class Net:
    """The server with its log, the names, and the way there."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.open: set[asyncio.StreamWriter] = set()
        self.arrivals: list[str] = []
        """The address of ours at which each connection arrived."""
        self.requests: list[str] = []
        self.heads: list[bytes] = []
        self.dialled: list[str] = []
        self.answers: dict[str, Answer] = {}
        self.names: dict[str, list[list[str]]] = {}
        """What each name is said to be, at one lookup after the other; the last one stays."""

    def say(self, name: str, *addresses: str) -> None:
        """Let a name have addresses."""
        self.names[name] = [list(addresses)]

    def put(self, url: str, answer: Answer) -> str:
        """Let an address answer, at a public place unless its name has one already."""
        host, _, path = url.partition("://")[2].partition("/")
        self.answers[f"{host}/{path}"] = answer
        if host not in self.names:
            self.say(host, PUBLIC)
        return url

    def fetcher(self, **options: Any) -> Fetcher:
        """Return a fetcher whose way to the internet leads here."""
        return Fetcher(resolve=self.resolve, dial=self.dial, **options)

    async def resolve(self, host: str) -> list[str]:
        """Answer as a DNS does; what it does not know is asked of the machine."""
        if host not in self.names:
            return await look_up(host)
        said = self.names[host]
        return said.pop(0) if len(said) > 1 else said[0]

    async def dial(
        self, address: str, port: int, context: ssl.SSLContext | None, host: str | None
    ) -> Streams:
        """Open a connection: here for the public addresses, else to where it leads."""
        assert port in {80, 443}
        self.dialled.append(address)
        here = "127.0.0.1" if address in {PUBLIC, PUBLIC_6} else address
        return await dial(here, self.port, context, host)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Write down who comes, and answer."""
        self.open.add(writer)
        self.arrivals.append(str(writer.get_extra_info("sockname")[0]))
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            lines = head.decode().split("\r\n")
            hosts = [line[6:] for line in lines if line.lower().startswith("host: ")]
            asked = f"{hosts[0]}{lines[0].split()[1]}"
            self.requests.append(asked)
            self.heads.append(head)
            answer = self.answers.get(asked, respond(b"", status="404 Not Found"))
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                await answer(writer)
        except (OSError, EOFError):
            """The visitor has seen enough."""
        finally:
            self.open.discard(writer)
            writer.transport.abort()


@asynccontextmanager
async def open_net(context: ssl.SSLContext | None = None) -> Any:
    """Serve on every address of the machine."""
    first = socket.create_server(("0.0.0.0", 0))  # noqa: S104 - it is to be found everywhere
    net = Net(first.getsockname()[1])
    both = [first, socket.create_server(("::", net.port), family=socket.AF_INET6)]
    servers = [await asyncio.start_server(net.serve, sock=each, ssl=context) for each in both]
    try:
        yield net
    finally:
        for server in servers:
            server.close()
        for writer in tuple(net.open):
            writer.transport.abort()
        for server in servers:
            await server.wait_closed()


def local_addresses() -> list[str]:
    """Return every address of this machine."""
    found = [each for addresses in psutil.net_if_addrs().values() for each in addresses]
    families = {socket.AF_INET, socket.AF_INET6}
    return sorted({each.address for each in found if each.family in families})
