"""What is told at most once a second, and that the last of it is told."""

from collections.abc import Callable

import pytest

from messenger.events.pace import LEAST, MOST, TICK, Pace, Timer

ADA, BOB = 1, 2


class Time:
    """A clock that is moved by hand, and the calls that are due by it."""

    def __init__(self) -> None:
        self.now = 100.0
        self.due: dict[int, tuple[float, Callable[[], None]]] = {}
        self._numbers = 0

    def later(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Keep a call."""
        self._numbers += 1
        self.due[self._numbers] = (self.now + seconds, call)
        return Due(self, self._numbers)

    def pass_by(self, seconds: float) -> None:
        """Move on, and make every call that becomes due on the way."""
        end = self.now + seconds
        while self.due:
            number, (moment, call) = min(self.due.items(), key=lambda each: each[1][0])
            if moment > end:
                break
            self.now = moment
            del self.due[number]
            call()
        self.now = end


class Due:
    """A call that is due."""

    def __init__(self, time: Time, number: int) -> None:
        self._time, self._number = time, number

    def cancel(self) -> None:
        """Never make it."""
        del self._time.due[self._number]


class Told:
    """A pace over a time, and what was told by it."""

    def __init__(self) -> None:
        self.time = Time()
        self.pace = Pace(lambda: self.time.now, self.time.later)
        self.heard: list[tuple[str, str, list[int]]] = []

    def tell(self, thing: str, news: str, *people: int) -> None:
        """Tell some people."""
        self.pace.tell(
            thing, people, news, lambda who, what: self.heard.append((thing, what, sorted(who)))
        )

    def take(self) -> list[tuple[str, str, list[int]]]:
        """Return what was told since the last time."""
        heard, self.heard = self.heard, []
        return heard


@pytest.fixture
def told() -> Told:
    """A pace."""
    return Told()


def test_each_thing_is_told_at_most_once_a_second(told: Told) -> None:
    """Each for itself, and the last of what came too soon when the second is over."""
    for news in ("one", "two", "three"):
        told.tell("a", news, ADA)
    told.tell("b", "other", ADA)
    assert [("a", "one", [ADA]), ("b", "other", [ADA])] == told.take()

    told.time.pass_by(LEAST - TICK)
    assert [] == told.take()
    told.time.pass_by(2 * TICK)

    assert [("a", "three", [ADA])] == told.take()
    told.tell("a", "four", ADA)
    assert [] == told.take()
    told.time.pass_by(LEAST + TICK)
    assert [("a", "four", [ADA])] == told.take()


def test_everybody_is_told_the_last_that_concerns_them(told: Told) -> None:
    """The second piece of news is of Bob alone, and the third of nobody."""
    told.tell("a", "first", ADA)
    told.take()

    told.tell("a", "second", ADA, BOB)
    told.tell("a", "third", BOB)
    told.tell("a", "fourth")
    told.time.pass_by(LEAST + TICK)

    assert [("a", "second", [ADA]), ("a", "third", [BOB])] == told.take()


def test_nobody_to_tell_uses_up_no_second(told: Told) -> None:
    """What concerns somebody is told at once after it."""
    told.tell("a", "nothing")
    told.tell("a", "first", ADA)

    assert [("a", "first", [ADA])] == told.take()


def test_one_timer_runs_while_something_waits(told: Told) -> None:
    """However many things wait; none does when all is told."""
    assert {} == told.time.due
    for thing in ("a", "b", "c"):
        told.tell(thing, "first", ADA)
        assert {} == told.time.due or thing != "a"
        told.tell(thing, "last", ADA)
    assert 1 == len(told.time.due)

    told.time.pass_by(LEAST + TICK)

    assert {"a", "b", "c"} == {thing for thing, news, _ in told.take() if news == "last"}
    assert {} == told.time.due


def test_what_waits_is_bounded(told: Told) -> None:
    """What has waited longest is told at once, and nothing is lost."""
    told.tell("a", "first", ADA)
    told.tell("b", "first", ADA)
    told.take()
    told.tell("a", "last", ADA, BOB)

    told.tell("b", "last", *range(MOST - 1))

    assert [("a", "last", [ADA, BOB])] == told.take()
    told.time.pass_by(LEAST + TICK)
    assert [("b", "last", list(range(MOST - 1)))] == told.take()


def test_nothing_is_told_after_the_end(told: Told) -> None:
    """And no timer is left; closing twice does no harm."""
    told.tell("a", "first", ADA)
    told.tell("a", "last", ADA)
    told.take()

    told.pace.close()
    told.pace.close()

    assert {} == told.time.due
    told.time.pass_by(2 * LEAST)
    assert [] == told.take()
