"""The least messenger: it stores what comes, acknowledges it, and tells it to everybody else.

One table, one transaction for all that waits, and no rights, receipts, limits or people: what is
left of a messenger in Python, on this server and this disk, without what it is for.
"""

import asyncio
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, event, insert
from sqlalchemy.ext.asyncio import create_async_engine

PRAGMAS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL")

metadata = MetaData()
messages = Table(
    "messages",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("chat_id", BigInteger, nullable=False, index=True),
    Column("client_id", String, nullable=False, unique=True),
    Column("text", String, nullable=False),
)


class LeastMessenger:
    """Messages of everybody who is connected, in a SQLite file."""

    def __init__(self, path: Path) -> None:
        self._engine = create_async_engine(f"sqlite+aiosqlite:///{path}")
        event.listen(self._engine.sync_engine, "connect", _prepare)
        self._here: set[Any] = set()
        self._waiting: list[tuple[dict[str, Any], asyncio.Future[None]]] = []
        self._something = asyncio.Event()
        self._writing: asyncio.Task[None] | None = None

    async def talk(self, receive: Any, send: Any) -> None:
        """Serve one connection until it ends."""
        self._writing = self._writing or asyncio.create_task(self._write())
        self._here.add(send)
        while (message := await receive())["type"] == "websocket.receive":
            frame = msgspec.json.decode(message["text"])
            await self._store(frame["data"])
            await send(_text({"id": frame["id"], "ok": True}))
            told = _text({"event": "message.new", "data": frame["data"]})
            for other in tuple(self._here - {send}):
                await other(told)
        self._here.discard(send)

    async def _store(self, data: dict[str, Any]) -> None:
        row = {"chat_id": int(data["chat_id"])} | {key: data[key] for key in ("client_id", "text")}
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((row, stored))
        self._something.set()
        await stored

    async def _write(self) -> None:
        async with self._engine.begin() as connection:
            await connection.run_sync(metadata.create_all)
        async with self._engine.connect() as connection:
            while await self._something.wait():
                self._something.clear()
                group, self._waiting = self._waiting, []
                await connection.execute(insert(messages), [row for row, _ in group])
                await connection.commit()
                for _, stored in group:
                    stored.set_result(None)


def _prepare(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _text(data: object) -> dict[str, str]:
    return {"type": "websocket.send", "text": msgspec.json.encode(data).decode()}
