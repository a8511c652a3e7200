"""When there is time for the index."""

from messenger.db.indexing import BUSY, KEPT, Pace

# What comes in a pause at two thousand a second.
IN_ONE = round(BUSY * (1 - KEPT))


def test_nothing_is_calm() -> None:
    """Pause after pause."""
    pace = Pace()
    assert pace.is_calm()
    assert pace.is_calm()


def test_a_rush_is_noticed_in_its_first_pause() -> None:
    """Whatever was before: else those who begin it would wait for the index for some pauses."""
    pace = Pace()
    for _ in range(100):
        assert pace.is_calm()
    pace.note(IN_ONE + 1)
    assert not pace.is_calm()


def test_few_in_each_pause_are_calm() -> None:
    """However long that goes on: they come into the index beside each other."""
    pace = Pace()
    for _ in range(1000):
        pace.note(IN_ONE - 1)
        assert pace.is_calm()


def test_many_at_once_are_forgotten_soon() -> None:
    """A single transaction of many messages is no rush."""
    pace = Pace()
    pace.note(BUSY)
    assert not pace.is_calm()
    assert pace.is_calm()


def test_a_moment_without_messages_ends_no_rush() -> None:
    """It was one for long."""
    pace = Pace()
    for _ in range(100):
        pace.note(10 * IN_ONE)
        assert not pace.is_calm()
    looks = [pace.is_calm() for _ in range(100)]
    assert not any(looks[:20])
    assert all(looks[80:])
