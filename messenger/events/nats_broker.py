"""The processes of one installation tell each other what happens over NATS (docs.nats.io).

Core NATS, which keeps nothing: a line that breaks loses what was on it. The database is the
truth, so whoever may have missed something has its clients come in anew, and they ask for it.
"""

import asyncio
import contextlib
import logging
from typing import cast

import msgspec
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import SlowConsumerError
from typing_extensions import override

from messenger.events.broker import AnyNote, Broker, Note, Unheard

log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds in which NATS has to answer at the start."""
PING_SECONDS = 5
RETRY_SECONDS = 0.2
MOST_WAITING = 16 * 1024 * 1024
"""Bytes that may wait to be sent where NATS is slow; past them all is thrown away."""
MOST_UNHEARD = 64 * 1024 * 1024
"""Bytes that may wait to be heard."""
ROOM = 4096
"""Of a message's largest size, what is left for all but its notes."""

encoder = msgspec.msgpack.Encoder()
decoder = msgspec.msgpack.Decoder(tuple[str, list[AnyNote]])


class NoBrokerError(Exception):
    """NATS does not answer where the settings name it."""


class NatsBroker(Broker):
    """All processes hear one subject; what is shared at the same moment is one message."""

    is_alone = False

    def __init__(self, url: str, subject: str) -> None:
        super().__init__()
        self._url = url
        self._subject = subject
        self._client = Client()
        self._waiting: list[bytes] = []
        self._size = 0
        self._up = False
        self._wake = asyncio.Event()
        self._sender: asyncio.Task[None] | None = None

    @override
    def share(self, note: Note) -> None:
        if not self._up:
            return  # Those who do not hear it are told so when the line is back.
        encoded = encoder.encode(note)
        self._waiting.append(encoded)
        self._size += len(encoded)
        if self._size > MOST_WAITING:
            self._give_up()
        self._wake.set()

    @override
    async def open(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._client.connect(
                    self._url,
                    name="messenger",
                    no_echo=True,
                    max_reconnect_attempts=-1,
                    # It says that these are whole seconds, and only sleeps for so long.
                    reconnect_time_wait=cast("int", RETRY_SECONDS),
                    ping_interval=PING_SECONDS,
                    max_outstanding_pings=2,
                    error_cb=self._failed,
                    disconnected_cb=self._lost,
                    reconnected_cb=self._returned,
                )
                await self._client.subscribe(
                    self._subject, cb=self._take, pending_bytes_limit=MOST_UNHEARD
                )
                # The subscription is there for certain once this is answered.
                await self._client.flush()
        except TimeoutError as error:
            message = f"NATS does not answer ({PATIENCE:.0f} s); see MESSENGER_NATS_URL"
            raise NoBrokerError(message) from error
        self._up = True
        self._sender = asyncio.get_running_loop().create_task(self._send())

    @override
    async def close(self) -> None:
        if self._sender is None:
            return
        self._sender.cancel()
        await asyncio.gather(self._sender, return_exceptions=True)
        with contextlib.suppress(Exception):
            if self._up:
                await self._send_waiting()
                await self._client.flush(timeout=1)
        self._up = False
        with contextlib.suppress(Exception):
            await self._client.close()

    async def _send(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._send_waiting()
            except Exception:
                log.exception("what other processes should hear was not sent")
                self._give_up()

    async def _send_waiting(self) -> None:
        while self._waiting:
            part: list[msgspec.Raw] = []
            size = 0
            most = self._client.max_payload - ROOM
            for encoded in self._waiting:
                if part and size + len(encoded) > most:
                    break
                part.append(msgspec.Raw(encoded))
                size += len(encoded)
            del self._waiting[: len(part)]
            self._size -= size
            await self._client.publish(self._subject, encoder.encode((self.process, part)))

    async def _take(self, message: Msg) -> None:
        process, notes = decoder.decode(message.data)
        self._hand_out(process, notes)

    def _give_up(self) -> None:
        """Throw away what waits, and let the others know that there was something."""
        self._waiting = [encoder.encode(Unheard())]
        self._size = len(self._waiting[0])
        self._wake.set()

    async def _lost(self) -> None:
        if self._up:
            log.warning("the line to NATS is broken")
        self._up = False
        self._waiting.clear()
        self._size = 0
        for call in self._cut_off:
            call()

    async def _returned(self) -> None:
        log.warning("the line to NATS is back")
        self._up = True
        self._give_up()
        self.miss()

    async def _failed(self, error: Exception) -> None:
        # Of tries to come back there are many; that the line is broken is said once.
        if isinstance(error, SlowConsumerError):
            log.error("more is told by other processes than this one can hear")
            self.miss()
