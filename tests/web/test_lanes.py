"""In what order the requests of one connection are carried out."""

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import Any

import pytest

from messenger.web.lanes import Lanes, Ticket

MOST, MANY = 3, 256


class Work:
    """Requests that say when they begin, and that end when they are told to."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.tickets: dict[str, Ticket] = {}
        self._ends: dict[str, asyncio.Event] = {}

    async def do(self, name: str) -> None:
        """Begin, and wait for `end`."""
        self.begun.append(name)
        await self._ends.setdefault(name, asyncio.Event()).wait()

    def place(self, name: str, ticket: Ticket) -> Coroutine[Any, Any, None]:
        """Do the same for a request that is placed by its end."""
        self.tickets[name] = ticket
        return self.do(name)

    async def end(self, name: str) -> None:
        """Let a request end, and whoever waits for it begin."""
        self._ends.setdefault(name, asyncio.Event()).set()
        await settle()


async def settle() -> None:
    """Give every task its turn."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_changes_of_one_thing_come_one_after_another() -> None:
    """Those of another do not wait for them."""
    work, lanes = Work(), Lanes(64)
    lanes.run(["chat"], work.do("first"))
    lanes.run(["chat"], work.do("second"))
    lanes.run(["other"], work.do("elsewhere"))
    await settle()
    assert work.begun == ["first", "elsewhere"]
    await work.end("first")
    assert work.begun == ["first", "elsewhere", "second"]


async def test_what_changes_several_things_waits_for_all_of_them() -> None:
    """And whatever comes after it in any of them waits for it."""
    work, lanes = Work(), Lanes(64)
    lanes.run(["one"], work.do("first"))
    lanes.run(["one", "other"], work.do("both"))
    lanes.run(["other"], work.do("last"))
    await settle()
    assert work.begun == ["first"]
    await work.end("first")
    assert work.begun == ["first", "both"]
    await work.end("both")
    assert work.begun == ["first", "both", "last"]


async def test_reads_wait_for_nothing() -> None:
    """They change nothing."""
    work, lanes = Work(), Lanes(64)
    lanes.run(["chat"], work.do("change"))
    lanes.run([], work.do("read"))
    await settle()
    assert work.begun == ["change", "read"]


async def test_what_is_lined_up_waits_for_places_and_not_for_ends() -> None:
    """Else one message whose chat had to be looked up would slow all that follow it."""
    work, lanes = Work(), Lanes(64)
    lanes.line_up("chat", lambda ticket: work.place("first", ticket))
    lanes.line_up("chat", lambda ticket: work.place("second", ticket))
    await settle()
    assert work.begun == ["first"]
    assert not lanes.is_clear("chat")
    await work.end("first")
    assert work.begun == ["first", "second"]
    await work.end("second")
    # Neither is done, and the next can be placed at once.
    assert lanes.is_clear("chat")
    assert not any(ticket.is_done for ticket in work.tickets.values())


async def test_a_long_line_is_placed_at_once() -> None:
    """One by one it would still be there when the next ones come, and those would be in it."""
    work, lanes, placed = Work(), Lanes(MANY), list[int]()

    async def place(number: int, _ticket: Ticket) -> None:
        placed.append(number)

    lanes.line_up("chat", lambda ticket: work.place("first", ticket))
    for number in range(MANY):
        lanes.line_up("chat", partial(place, number))
    await settle()
    assert placed == []
    await work.end("first")
    assert placed == list(range(MANY))
    assert lanes.is_clear("chat")


async def test_a_line_keeps_its_order_around_a_change() -> None:
    """What came before a change is done when it begins, what came after it is not placed."""
    work, lanes = Work(), Lanes(64)
    lanes.line_up("chat", lambda ticket: work.place("first", ticket))
    lanes.run(["chat"], work.do("change"))
    lanes.line_up("chat", lambda ticket: work.place("second", ticket))
    lanes.line_up("chat", lambda ticket: work.place("third", ticket))
    await work.end("first")
    assert work.begun == ["first"]
    lanes.leave(work.tickets["first"])
    await settle()
    assert work.begun == ["first", "change"]
    await work.end("change")
    assert work.begun == ["first", "change", "second"]
    await work.end("second")
    assert work.begun == ["first", "change", "second", "third"]


async def test_changes_in_a_row_wait_for_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were each to wait for all before it, 256 would be 33,000 waits."""
    waits = 0
    until_done = Ticket.until_done

    def counted(ticket: Ticket) -> asyncio.Future[None]:
        nonlocal waits
        waits += 1
        return until_done(ticket)

    monkeypatch.setattr(Ticket, "until_done", counted)
    work, lanes = Work(), Lanes(MANY)
    first, second = lanes.follow("chat"), lanes.follow("chat")
    for number in range(MANY):
        lanes.run(["chat"], work.do(f"{number}"))
    assert waits == 2 + MANY - 1
    lanes.leave(second)
    await settle()
    assert work.begun == []
    lanes.leave(first)
    for number in range(MANY):
        await work.end(f"{number}")
    assert work.begun == [f"{number}" for number in range(MANY)]


async def test_a_change_waits_for_the_end_of_what_is_placed() -> None:
    """Whatever ends before: a message that is refused at once says nothing of the one before it."""
    work, lanes = Work(), Lanes(64)
    first, refused = lanes.follow("chat"), lanes.follow("chat")
    lanes.leave(refused)
    lanes.run(["chat"], work.do("change"))
    await settle()
    assert work.begun == []
    assert not lanes.is_clear("chat")
    lanes.leave(first)
    await settle()
    assert work.begun == ["change"]


async def test_what_is_lined_up_waits_for_the_end_of_a_change() -> None:
    """A change has no place before its end."""
    work, lanes = Work(), Lanes(64)
    lanes.run(["chat"], work.do("change"))
    lanes.line_up("chat", lambda ticket: work.place("message", ticket))
    await settle()
    assert work.begun == ["change"]
    await work.end("change")
    assert work.begun == ["change", "message"]


async def test_only_so_many_are_under_way() -> None:
    """Room is what is done, however it was carried out."""
    work, lanes = Work(), Lanes(MOST)
    placed = lanes.follow("chat")
    lanes.run(["other"], work.do("change"))
    lanes.line_up("third", lambda ticket: work.place("message", ticket))
    await settle()
    waiting = asyncio.create_task(lanes.enter())
    await work.end("message")
    assert not waiting.done()
    lanes.leave(placed)
    await settle()
    assert waiting.done()


async def test_the_end_waits_for_everything_under_way() -> None:
    """Also for what is placed and has no task any more."""
    work, lanes = Work(), Lanes(64)
    placed = lanes.follow("chat")
    lanes.run(["other"], work.do("change"))
    finished = asyncio.create_task(lanes.finish())
    await work.end("change")
    assert not finished.done()
    lanes.leave(placed)
    await finished
