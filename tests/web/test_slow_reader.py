"""A reader that takes nothing: closed with 4008, felt by nobody else."""

import asyncio
import socket

import pytest

from messenger.web import uvicorn_server
from messenger.web.hypercorn_socket import Stream
from messenger.web.outgoing import LARGEST_QUEUE
from tests.people import ADA, BOB
from tests.running import Server
from tests.talk import say, talk, texts
from tests.wire import Wire

pytestmark = [
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
    pytest.mark.parametrize("underneath", ["hypercorn", "uvicorn"], indirect=True),
]

LONG = "я" * 4096


async def stalled(server: Server, token: str) -> Wire:
    """Open a connection that signs in and then reads nothing any more."""
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    narrow.setblocking(False)  # noqa: FBT003
    host, port = server.host.split(":")
    await asyncio.get_running_loop().sock_connect(narrow, (host, int(port)))
    wire = await server.connect(sock=narrow, max_queue=1)
    await wire.call("auth.resume", {"token": token})
    await wire.event("hello")
    wire.socket.transport.pause_reading()
    return wire


async def fill(server: Server, ada: Wire, chat: str) -> int:
    """Write until a connection has been given up, never past the bound; return how often."""
    queues = [each._outgoing for each in server.lifecycle._open]
    sent = 0
    while all(queue.close_code is None for queue in queues):
        await say(ada, chat, LONG)
        sent += 1
        assert max(queue._size for queue in queues) <= LARGEST_QUEUE
        assert sent < 3000
    return sent


async def test_it_is_closed_with_4008_and_nobody_else_waits(unlimited: Server) -> None:
    """Its queue is bounded; the others get every message in order, and it may come back."""
    ada, bob = await unlimited.enter(ADA), await unlimited.enter(BOB)
    chat = await talk(ada, bob)
    slow = await stalled(unlimited, BOB.token)

    sent = await fill(unlimited, ada, chat)

    # At once: five seconds after the close was sent, the server no longer waits for its reader.
    slow.socket.transport.resume_reading()
    assert 4008 == await slow.closed()
    assert ["message.new"] * sent == await bob.events()
    back = await unlimited.enter(BOB)
    assert [LONG] == await texts(back, chat, after=sent)


async def test_it_is_forgotten_although_it_never_reads_the_close(
    unlimited: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server does not wait for it: neither then nor when it stops."""
    ada, bob = await unlimited.enter(ADA), await unlimited.enter(BOB)
    chat = await talk(ada, bob)
    slow = await stalled(unlimited, BOB.token)
    monkeypatch.setattr(Stream, "close_seconds", 0.2)
    monkeypatch.setattr(uvicorn_server, "CLOSE_SECONDS", 0.2)
    before = len(unlimited.lifecycle._open)

    await fill(unlimited, ada, chat)

    async with asyncio.timeout(8):
        while len(unlimited.lifecycle._open) == before:
            await asyncio.sleep(0.1)
    slow.socket.transport.abort()
