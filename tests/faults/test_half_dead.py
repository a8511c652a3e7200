"""Peers that are still connected and no longer there."""

import asyncio
import socket
import statistics
from collections.abc import AsyncIterator

import pytest
from typing_extensions import override

from messenger.web import hypercorn_socket
from tests.conftest import Serve
from tests.faults.process import Process
from tests.faults.talk import enter
from tests.load.client import Wire as RawWire
from tests.load.client import build_frame
from tests.people import ADA, BOB, CAROL, EVE, Person
from tests.running import Server
from tests.talk import open_chat, say
from tests.wire import Wire

TOO_SLOW = 4008
# Bytes: what a reader leaves lying in its own kernel.
SMALL_BUFFER = 16 * 1024
LONG_TEXT = "\U0001f600" * 4096
LETTERS, AT_ONCE = 640, 16
PATIENCE = 10.0
# Times; a reader that does not read may not slow the others, the machine may be busy.
TOLERANCE = 3.0

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


class Hasty(hypercorn_socket.Stream):
    """A websocket that waits for nobody."""

    ping_seconds = 0.1
    silence_seconds = 0.5
    close_seconds = 0.5


class Mute(RawWire):
    """A peer that answers no ping."""

    @override
    def _take_control(self, opcode: int, payload: bytes) -> None:
        """Do nothing."""


@pytest.fixture
async def hasty(serve: Serve) -> AsyncIterator[Server]:
    """A server that waits for nobody."""
    server = await serve(rate_limits="off")
    hypercorn_socket.install(Hasty)
    yield server
    hypercorn_socket.install()


def port_of(server: Server) -> int:
    """Return the port that a server of these tests listens on."""
    return int(server.host.rpartition(":")[2])


async def connect(port: int, kind: type[RawWire] = RawWire) -> RawWire:
    """Open a raw connection with a small buffer."""
    near = socket.socket()
    near.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
    near.setblocking(False)  # noqa: FBT003 - its only form
    loop = asyncio.get_running_loop()
    await loop.sock_connect(near, ("127.0.0.1", port))
    _, wire = await loop.create_connection(
        lambda: kind(f"127.0.0.1:{port}", "/ws", offer_deflate=False), sock=near
    )
    await wire.opened
    return wire


async def enter_deaf(port: int, person: Person) -> RawWire:
    """Sign in, and read nothing from then on."""
    wire = await connect(port)
    greeted = asyncio.Event()
    wire.heard = lambda frame: greeted.set() if b'"hello"' in frame[:20] else None
    request = b'{"id":0,"op":"auth.resume","data":{"token":"%s"}}' % person.token.encode()
    wire.send(build_frame(request))
    await greeted.wait()
    wire.transport.pause_reading()
    return wire


async def flood(wire: Wire, chat_id: str) -> None:
    """Send more than every buffer on the way holds."""
    for _ in range(LETTERS // AT_ONCE):
        await asyncio.gather(*(say(wire, chat_id, LONG_TEXT) for _ in range(AT_ONCE)))


async def round_trip(bob: Wire, carol: Wire, chat_id: str, until: asyncio.Task[None]) -> float:
    """Return the median seconds from a send to the event at the other, until a task is done."""
    taken = []
    while not until.done():
        begun = asyncio.get_running_loop().time()
        await say(bob, chat_id)
        await carol.event("message.new")
        taken.append(asyncio.get_running_loop().time() - begun)
    await until
    return statistics.median(taken)


async def test_a_reader_too_slow_is_told_so_and_slows_nobody(process: Process) -> None:
    """The others write as fast beside a reader that stops as beside one that reads."""
    ada, bob, carol, eve = [await enter(process.url, each) for each in (ADA, BOB, CAROL, EVE)]
    to_eve, to_carol = await open_chat(ada, EVE.nick), await open_chat(bob, CAROL.nick)
    beside_a_reader = await round_trip(
        bob, carol, to_carol, asyncio.create_task(flood(ada, to_eve))
    )
    await eve.close()
    deaf = await enter_deaf(process.port, EVE)
    beside_a_stone = await round_trip(bob, carol, to_carol, asyncio.create_task(flood(ada, to_eve)))
    deaf.transport.resume_reading()
    await deaf.lost

    assert beside_a_stone < TOLERANCE * beside_a_reader
    assert deaf.close_code == TOO_SLOW
    for wire in (ada, bob, carol):
        await wire.close()


async def test_a_reader_that_never_comes_back_is_dropped(hasty: Server) -> None:
    """A close that nobody reads does not keep the connection for ever."""
    ada = await hasty.enter(ADA)
    chat_id = await open_chat(ada, EVE.nick)
    deaf = await enter_deaf(port_of(hasty), EVE)
    await flood(ada, chat_id)
    async with asyncio.timeout(PATIENCE):
        while len(hasty.lifecycle._open) > 1:
            await asyncio.sleep(0.05)
    deaf.abort()


async def test_a_peer_that_answers_no_ping_is_dropped(hasty: Server) -> None:
    """One that answers stays, though it says nothing either."""
    begun = asyncio.get_running_loop().time()
    mute, quiet = await connect(port_of(hasty), Mute), await connect(port_of(hasty))
    await asyncio.wait_for(mute.lost, PATIENCE)

    assert Hasty.silence_seconds <= asyncio.get_running_loop().time() - begun
    await asyncio.sleep(Hasty.silence_seconds)
    assert not quiet.lost.done()
    quiet.abort()
