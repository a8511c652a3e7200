"""Bodies of uploads: no more of them in memory than somebody reads, and none lost that came."""

import asyncio
from typing import Any

import pytest

from messenger.errors import BadRequest
from messenger.web.request_sizes import BODY, MOST_WAITING, PacedBody, pace_body

UPLOAD = "/api/uploads/1"


class Line:
    """What comes over a line, and how much of it was taken."""

    def __init__(self, *messages: dict[str, Any]) -> None:
        self._messages = list(messages)
        self.taken = 0

    async def receive(self) -> dict[str, Any]:
        """Hand out the next message."""
        self.taken += 1
        return self._messages.pop(0)


def piece(size: int, *, more: bool = True) -> dict[str, Any]:
    """Return so much of a body."""
    return {"type": "http.request", "body": bytes(size), "more_body": more}


async def feed(body: PacedBody, take: Any) -> None:
    """Put all that comes into a body, as the framework does."""
    while (message := await take())["type"] == "http.request":
        body.append(message["body"])
        if not message["more_body"]:
            body.set_complete()


async def test_no_more_is_taken_than_is_read() -> None:
    """Until somebody reads, the line waits with the rest."""
    line = Line(*(piece(MOST_WAITING) for _ in range(3)), piece(1, more=False), {"type": "end"})
    body = PacedBody(None, None)
    feeding = asyncio.create_task(feed(body, pace_body({"path": UPLOAD, BODY: body}, line.receive)))
    for taken in (1, 2, 3):
        while body.room.is_set():
            await asyncio.sleep(0)
        assert taken == line.taken
        assert MOST_WAITING == len(await anext(body))
    assert 1 == len([chunk async for chunk in body])
    await feeding


async def test_what_came_before_a_line_broke_is_read_and_then_refused() -> None:
    """Only then is it told that the other side is gone."""
    line = Line(piece(5), {"type": "http.disconnect"})
    body = PacedBody(None, None)
    feeding = asyncio.create_task(feed(body, pace_body({"path": UPLOAD, BODY: body}, line.receive)))
    while line.taken < 2:
        await asyncio.sleep(0)
    assert not feeding.done()
    assert 5 == len(await anext(body))
    with pytest.raises(BadRequest):
        await anext(body)
    await feeding


async def test_what_came_whole_is_not_held_up() -> None:
    """Nor is a request that is no upload."""
    line = Line(piece(5, more=False), {"type": "http.disconnect"})
    body = PacedBody(None, None)
    await feed(body, pace_body({"path": UPLOAD, BODY: body}, line.receive))
    assert [5] == [len(chunk) async for chunk in body]
    assert line.receive == pace_body({"path": "/api/session"}, line.receive)
