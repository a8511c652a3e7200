"""How what a connection is to be told gets onto its line."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

from messenger.web.outgoing import Outgoing


class Line:
    """A line that takes so many writes at once, and then what is sent when somebody reads it."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.written: list[list[bytes]] = []
        self.hear: Callable[[str], bool] | None = None

    def write_now(self, texts: Iterable[bytes]) -> bool:
        """Write, where there is room."""
        if not self.room:
            return False
        self.room -= 1
        self.written.append(list(texts))
        return True

    async def send(self, message: dict[str, Any]) -> None:
        """Wait for the reader, and write."""
        await asyncio.sleep(0.01)
        self.room = 1
        if message["type"] != "websocket.close":
            self.written.append(message["texts"])


async def settle() -> None:
    """Give every task its turn."""
    for _ in range(3):
        await asyncio.sleep(0)


async def test_what_one_turn_gathers_is_written_together() -> None:
    """One write for a reply and the events behind it."""
    line = Line(9)
    outgoing = Outgoing(line.send, batches=True, line=line)
    sending = outgoing.start()
    await settle()
    outgoing.put(b"a")
    outgoing.put(b"b")
    await settle()
    outgoing.put(b"c")
    await settle()
    assert line.written == [[b"a", b"b"], [b"c"]]

    outgoing.close(1000)
    await sending


async def test_what_is_full_is_waited_for() -> None:
    """Nothing is lost and nothing overtakes; afterwards it goes at once again."""
    line = Line(1)
    outgoing = Outgoing(line.send, batches=True, line=line)
    sending = outgoing.start()
    await settle()
    for frame in (b"a", b"b", b"c"):
        outgoing.put(frame)
        await settle()
    assert line.written == [[b"a"]]
    await asyncio.sleep(0.05)
    outgoing.put(b"d")
    await settle()
    assert [frame for frames in line.written for frame in frames] == [b"a", b"b", b"c", b"d"]

    outgoing.put(b"e")
    outgoing.close(1000)
    await sending
    assert line.written[-1] == [b"e"]
