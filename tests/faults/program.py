"""A client that keeps the promises of the protocol: it resends, resumes and catches up."""

import asyncio
import contextlib
import json
import random
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from tests.faults.book import Book, Data

WINDOW = 8
# Seconds.
SHORTEST_PAUSE = 0.05
# Seconds until something is asked again that the server was not able to do.
PAUSE = 0.2
# Seconds; a program that anybody waits for this long has lost something.
PATIENCE = 60.0
AWAY = (OSError, EOFError, TimeoutError, WebSocketException)


@dataclass(frozen=True)
class Errand:
    """Something to be asked until it is answered."""

    op: str
    data: Data
    asked_at: float = field(default_factory=time.monotonic)


class Program:
    """A person's client: errands in order, a few under way, and a book of what it has seen.

    It comes back to any of `elsewhere`, too; after each try that fails it waits longer, at most
    `longest_pause` seconds.
    """

    def __init__(
        self, url: str, token: str, *, elsewhere: Sequence[str] = (), longest_pause: float = 0.1
    ) -> None:
        self.book = Book()
        self.answered: list[tuple[Errand, Data]] = []
        self.holes = 0
        self.waits: list[float] = []
        self.absences: list[float] = []
        self._url = url
        self._urls = (url, *elsewhere)
        self._longest_pause = longest_pause
        self._token = token
        self._left_at: float | None = None
        self._pause = SHORTEST_PAUSE
        self._waiting: deque[Errand] = deque()
        self._under_way: dict[int, Errand] = {}
        self._wake = asyncio.Event()
        self._numbers = 0
        self._postponed = 0
        self._caught_up = False
        self._stopping = False
        self._farewells: asyncio.Queue[tuple[bool, int | None]] = asyncio.Queue()
        self._task = asyncio.create_task(self._run())

    @property
    def idle(self) -> bool:
        """Whether everything is answered and nothing seen ahead of its turn."""
        return self._caught_up and not (
            self._waiting or self._under_way or self._postponed or self.book.has_holes
        )

    @property
    def sent(self) -> list[Data]:
        """The messages that were acknowledged, in the order in which they were asked for."""
        return [reply["message"] for errand, reply in self.answered if "client_id" in errand.data]

    def say(self, chat_id: str, text: str) -> None:
        """Send a message, sooner or later and exactly once."""
        fields = {"chat_id": chat_id, "client_id": str(uuid4()), "kind": "text", "text": text}
        self.ask("messages.send", **fields)

    def ask(self, op: str, **data: Any) -> None:
        """Ask for something, sooner or later and perhaps more than once."""
        self._waiting.append(Errand(op, data))
        self._wake.set()

    async def settled(self) -> None:
        """Wait until it is idle."""
        async with asyncio.timeout(PATIENCE):
            while not self.idle:
                self._raise_failure()
                await asyncio.sleep(0.02)

    async def caught_up_with(self, chat_id: str, version: int) -> None:
        """Wait until it has seen a chat up to a version."""
        async with asyncio.timeout(PATIENCE):
            while self.book.versions.get(chat_id, 0) < version:
                self._raise_failure()
                await asyncio.sleep(0.02)

    async def farewell(self) -> tuple[bool, int | None]:
        """Return whether the server announced its end, and the code that it closed with."""
        return await asyncio.wait_for(self._farewells.get(), PATIENCE)

    async def leave(self) -> None:
        """Close, and raise what went wrong on the way."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    def _raise_failure(self) -> None:
        if self._task.done():
            self._task.result()

    async def _run(self) -> None:
        while True:
            with contextlib.suppress(*AWAY):
                await self._visit()
            self._take_back()
            if self._left_at is None:
                self._left_at = time.monotonic()
            self._pause = min(2 * self._pause, self._longest_pause)
            await asyncio.sleep(random.uniform(0.2, 1) * self._pause)
            self._url = random.choice(self._urls)

    async def _visit(self) -> None:
        options: dict[str, Any] = {"compression": None, "proxy": None, "close_timeout": 0.2}
        async with connect(self._url, **options) as socket:
            self._stopping = False
            await self._enter(socket)
            poster = asyncio.create_task(self._post(socket))
            try:
                async for text in socket:
                    self._hear(json.loads(text))
            finally:
                poster.cancel()
                await asyncio.wait([poster])
                self._farewells.put_nowait((self._stopping, socket.close_code))

    async def _enter(self, socket: ClientConnection) -> None:
        await self._call(socket, "auth.resume", token=self._token)
        self._pause = SHORTEST_PAUSE
        if self._left_at is not None:
            self.absences.append(time.monotonic() - self._left_at)
            self._left_at = None
        if not self.book.versions:
            await self._open_book(socket)
        self._catch_up_next()

    async def _open_book(self, socket: ClientConnection) -> None:
        everything = await self._call(socket, "sync")
        histories = [
            await self._history(socket, changed["chat"]["id"]) for changed in everything["chats"]
        ]
        self.book.state = everything["state"]
        for changed, messages in zip(everything["chats"], histories, strict=True):
            self.book.open(changed["chat"]["id"], changed["chat"]["version"], messages)

    async def _history(self, socket: ClientConnection, chat_id: str) -> list[Data]:
        messages: list[Data] = []
        page: Data = {"more_after": True}
        while page["more_after"]:
            bound = {"chat_id": chat_id, "after": len(messages)}
            page = await self._call(socket, "messages.history", **bound)
            messages += page["messages"]
        return messages

    async def _call(self, socket: ClientConnection, op: str, **data: Any) -> Data:
        self._numbers += 1
        await socket.send(json.dumps({"id": self._numbers, "op": op, "data": data}))
        while True:
            frame = json.loads(await socket.recv())
            if frame.get("id") == self._numbers and "ok" in frame:
                if not frame["ok"]:
                    raise ConnectionError(frame["error"]["code"])
                return dict(frame["data"])
            self._hear(frame)

    async def _post(self, socket: ClientConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                while self._waiting and len(self._under_way) < WINDOW and not self._stopping:
                    self._numbers += 1
                    errand = self._waiting.popleft()
                    self._under_way[self._numbers] = errand
                    frame = {"id": self._numbers, "op": errand.op, "data": errand.data}
                    await socket.send(json.dumps(frame))
                self._wake.clear()
                await self._wake.wait()

    def _hear(self, frame: Data) -> None:
        if "event" in frame:
            self._stopping |= frame["event"] == "server.stopping"
            self.book.hear(frame["event"], frame["data"])
        elif frame["id"] in self._under_way:
            self._take_reply(frame)
        if self.book.has_holes and self._caught_up:
            self.holes += 1
            self._catch_up_next()
        self._wake.set()

    def _take_reply(self, frame: Data) -> None:
        errand = self._under_way.pop(frame["id"])
        if not frame["ok"]:
            assert frame["error"]["code"] == "unavailable", frame
            self._postponed += 1
            asyncio.get_running_loop().call_later(PAUSE, self._ask_again, errand)
            return
        if errand.op == "sync":
            self._caught_up = not self.book.catch_up(frame["data"])
            if not self._caught_up:
                self._catch_up_next()
            return
        if "message" in frame["data"]:
            self.book.take(frame["data"]["message"])
            self.waits.append(time.monotonic() - errand.asked_at)
        self.answered.append((errand, frame["data"]))

    def _ask_again(self, errand: Errand) -> None:
        self._postponed -= 1
        self._waiting.append(errand)
        self._wake.set()

    def _catch_up_next(self) -> None:
        self._caught_up = False
        known = {"state": self.book.state, "chats": dict(self.book.versions)}
        self._waiting.appendleft(Errand("sync", known))
        self._wake.set()

    def _take_back(self) -> None:
        # What was not answered goes first again, in its old order, without a stale `sync`.
        self._waiting.extendleft(reversed(self._under_way.values()))
        self._under_way.clear()
        self._waiting = deque(errand for errand in self._waiting if errand.op != "sync")


async def reach(programs: Sequence[Program], count: int) -> None:
    """Wait until each program is answered, and all of them together so many times."""
    async with asyncio.timeout(PATIENCE):
        while (
            min(answers := [len(each.answered) for each in programs]) == 0 or sum(answers) < count
        ):
            await asyncio.sleep(0.001)
