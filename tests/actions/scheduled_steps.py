"""What people put off to a time in the tests, in their words."""

import asyncio
import time
from typing import Any
from uuid import uuid4

from messenger.clock import rfc3339
from tests.running import Server
from tests.wire import PATIENCE, Data, Wire

HOUR = 3600


def ahead(seconds: float = HOUR, server: Server | None = None) -> str:
    """Return a time so many seconds ahead, by the clock of a server or else of the wall."""
    now = server.clock.now() if server else time.time_ns() // 1_000_000
    return rfc3339(now + round(seconds * 1000))


async def schedule(wire: Wire, chat_id: str, text: str = "later", **fields: Any) -> Data:
    """Have a text sent in an hour, or when it is said, and return what is kept."""
    wish = {"client_id": str(uuid4()), "kind": "text", "send_at": ahead()} | fields
    reply = await wire.call("scheduled.add", wish, chat_id=chat_id, text=text)
    return dict(reply["scheduled"])


async def scheduled_in(wire: Wire, chat_id: str) -> list[Data]:
    """Return what somebody has scheduled in a chat."""
    return list((await wire.call("scheduled.list", chat_id=chat_id))["scheduled"])


async def failed_in(wire: Wire, chat_id: str, code: str) -> Data:
    """Wait until what somebody has scheduled in a chat has failed, and return it."""
    async with asyncio.timeout(PATIENCE):
        while True:
            [kept] = await scheduled_in(wire, chat_id)
            if kept["failed"] is not None:
                assert code == kept["failed"]
                return kept
            await asyncio.sleep(0.1)


def pass_time(server: Server, seconds: float = HOUR) -> None:
    """Let time pass; whoever waits for the clock looks at it."""
    server.clock.ahead += round(seconds * 1000)
    server.services.due.set()
