"""A client of `/ws` over a real socket, which checks all it hears."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.frames import Close, CloseCode, Frame, Opcode

from tests.ledger import Ledger

PATIENCE = 5.0  # seconds; what has not come by then is missing
DROPPABLE = frozenset({"presence", "typing"})

Data = dict[str, Any]


class Refused(Exception):
    """A request that was refused, with the error object of the reply."""

    def __init__(self, error: Data) -> None:
        self.error = error
        super().__init__(json.dumps(error))


class Wire:
    """One connection: requests with their replies, and the events heard so far, in order."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.ledger = Ledger()
        self.hello: Data = {}
        self.log: list[str] = []
        self.listener: Callable[[str, Data], None] = lambda _event, _data: None
        self._numbers = 0
        self._replies: dict[object, asyncio.Future[Data]] = {}
        self._sends: set[object] = set()
        self._unasked: asyncio.Queue[Data] = asyncio.Queue()
        self._events: list[tuple[str, Data]] = []
        self._news = asyncio.Condition()
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, url: str, **options: Any) -> Self:
        """Connect as a stranger; `options` are those of `websockets.connect`."""
        options.setdefault("compression", None)
        options.setdefault("proxy", None)
        return cls(await connect(url, **options))

    @property
    def me(self) -> str:
        """The id of the person whose connection this is."""
        return str(self.hello["user"]["id"])

    async def call(self, op: str, data: Data | None = None, /, **fields: Any) -> Data:
        """Ask, and return what is answered; Refused otherwise.

        `data` is for fields whose names are taken: `by` authorises the request by a token.
        """
        reply = await self.ask(op, data, **fields)
        if not reply["ok"]:
            raise Refused(reply["error"])
        return dict(reply["data"])

    async def error(self, op: str, data: Data | None = None, /, **fields: Any) -> Data:
        """Ask, and return with which error that is refused."""
        reply = await self.ask(op, data, **fields)
        assert not reply["ok"], f"{op} was expected to be refused"
        return dict(reply["error"])

    async def code(self, op: str, data: Data | None = None, /, **fields: Any) -> str:
        """Ask, and return with which code that is refused."""
        return str((await self.error(op, data, **fields))["code"])

    async def ask(self, op: str, data: Data | None = None, /, **fields: Any) -> Data:
        """Ask, and return the whole reply."""
        return await asyncio.wait_for(await self.start(op, data, **fields), PATIENCE * 2)

    async def start(
        self, op: str, data: Data | None = None, /, *, by: str | None = None, **fields: Any
    ) -> "asyncio.Future[Data]":
        """Send a request, and return where its reply will be."""
        self._numbers += 1
        frame: Data = {"id": self._numbers, "op": op, "data": {**(data or {}), **fields}}
        if by is not None:
            frame["token"] = by
        elif op == "messages.send":
            self._sends.add(self._numbers)
        return await self.post(frame)

    async def post(self, frame: Data) -> "asyncio.Future[Data]":
        """Send a frame as it is, and return where its reply will be."""
        answer = self.expect(frame["id"])
        await self.socket.send(json.dumps(frame))
        return answer

    def expect(self, request_id: object) -> "asyncio.Future[Data]":
        """Return where the reply to a request will be that is sent otherwise."""
        answer = self._replies[request_id] = asyncio.get_running_loop().create_future()
        return answer

    def leave_saying(self, *requests: tuple[str, Data]) -> None:
        """Write requests and the close behind them at once, as a page does that is closed."""
        frames = []
        for op, data in requests:
            self._numbers += 1
            self._replies[self._numbers] = asyncio.get_running_loop().create_future()
            text = json.dumps({"id": self._numbers, "op": op, "data": data})
            frames.append(Frame(Opcode.TEXT, text.encode()).serialize(mask=True))
        goodbye = Close(CloseCode.GOING_AWAY, "").serialize()
        frames.append(Frame(Opcode.CLOSE, goodbye).serialize(mask=True))
        self.socket.transport.write(b"".join(frames))

    async def raw(self, text: str | bytes) -> Data:
        """Send anything, and return the reply without an id that it gets."""
        await self.socket.send(text)
        return await asyncio.wait_for(self._unasked.get(), PATIENCE)

    async def event(self, name: str) -> Data:
        """Return the first event of a name that was not asked for yet, waiting for it."""
        async with asyncio.timeout(PATIENCE), self._news:
            while True:
                for place, (event, data) in enumerate(self._events):
                    if event == name:
                        del self._events[place]
                        return data
                await self._news.wait()

    async def events(self) -> list[str]:
        """Return the names of all that came and was not asked for, presence and typing aside."""
        await self.call("ping")  # its reply stands in the queue behind all that came before
        names = [event for event, _ in self._events if event not in DROPPABLE]
        self._events.clear()
        return names

    async def closed(self) -> int | None:
        """Wait until the server closes, and return the code."""
        await asyncio.wait_for(self.socket.wait_closed(), PATIENCE * 2)
        await self._reader
        return self.socket.close_code

    async def close(self) -> None:
        """Leave."""
        await self.socket.close()
        await self._reader

    async def _read(self) -> None:
        try:
            async for text in self.socket:
                self.log.append(str(text))
                await self._hear(json.loads(text))
        except ConnectionClosed:
            """The code is asked for by `closed`."""
        for answer in self._replies.values():
            if not answer.done():
                answer.set_exception(ConnectionError("closed before the reply"))
                answer.exception()

    async def _hear(self, frame: Data) -> None:
        if "event" not in frame:
            self._take_reply(frame)
            return
        self.ledger.hear(frame["event"], frame["data"])
        self.listener(frame["event"], frame["data"])
        if frame["event"] == "hello":
            self.hello = frame["data"]
        async with self._news:
            self._events.append((frame["event"], frame["data"]))
            self._news.notify_all()

    def _take_reply(self, frame: Data) -> None:
        if frame["id"] is None:
            self._unasked.put_nowait(frame)
            return
        answer = self._replies.pop(frame["id"])  # KeyError: answered twice, or never asked
        if frame["ok"]:
            if frame["id"] in self._sends:
                self.ledger.sent(frame["data"]["message"])
            # Not the look through an invitation at a chat that is not one's own.
            chat = frame["data"].get("chat")
            if chat is not None and "id" in chat:
                self.ledger.adopt(chat)
        if not answer.done():
            answer.set_result(frame)
