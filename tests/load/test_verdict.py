"""What kills are judged by sees each way in which a message can be wrong."""

import pytest

from tests.faults.book import Book, Data
from tests.load.verdict import Stored, Texts, Verdict, judge

CHAT = "1"
GOOD: Texts = [(1, "one"), (2, "two"), (3, "three")]


def messages(texts: Texts) -> list[Data]:
    """Return what a client is told of messages."""
    return [{"chat_id": CHAT, "seq": seq, "version": seq, "text": text} for seq, text in texts]


def verdict(stored: Texts, held: Texts, acknowledged: Texts) -> Verdict:
    """Return what is found where these are in the database, at a client, and acknowledged."""
    book = Book()
    book.open(CHAT, len(held), messages(held))
    return judge(Stored({CHAT: len(stored)}, {CHAT: stored}), [book], messages(acknowledged))


def test_what_is_the_same_everywhere_is_well() -> None:
    """Nothing is lost, double or out of order."""
    assert Verdict(0, 0, 0) == verdict(GOOD, GOOD, GOOD)


@pytest.mark.parametrize(
    ("stored", "held", "acknowledged"),
    [(GOOD[:2], GOOD[:2], GOOD), (GOOD, GOOD[:2], GOOD), (GOOD[:2], GOOD, GOOD[:2])],
)
def test_what_is_not_there_is_lost(stored: Texts, held: Texts, acknowledged: Texts) -> None:
    """Acknowledged and not stored, stored and not seen, seen and not stored."""
    assert verdict(stored, held, acknowledged).lost


@pytest.mark.parametrize(
    ("stored", "held"),
    [([*GOOD, (4, "one")], GOOD), (GOOD, [*GOOD, (4, "one")])],
)
def test_what_is_there_twice_is_double(stored: Texts, held: Texts) -> None:
    """In the database, and at a client."""
    assert verdict(stored, held, GOOD).double == 1


@pytest.mark.parametrize(
    ("stored", "held"),
    [
        (GOOD, [(1, "two"), (2, "one"), (3, "three")]),
        ([(1, "one"), (2, "two"), (4, "three")], GOOD),
        (GOOD, [(1, "one"), (3, "three")]),
    ],
)
def test_another_order_or_a_hole_is_out_of_order(stored: Texts, held: Texts) -> None:
    """Whoever has it: each chat counts 1, 2, 3 and so on, the same for all."""
    assert verdict(stored, held, []).out_of_order
