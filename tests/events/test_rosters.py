"""What is remembered of who is in a chat, and when it is believed."""

from messenger.errors import Forbidden
from messenger.events.broker import Broker
from messenger.events.rosters import Roster, Rosters

ADA, BOB, CAROL = 1, 2, 3
GROUP, OTHER = 10, 11


def a_roster(*people: int, chat_id: int = GROUP, kind: str = "group") -> Roster:
    """Make a roster of people who may all write."""
    return Roster(chat_id, kind, frozenset(people), frozenset(), {}, private_reads=False)


def test_who_comes_and_goes_is_noted_in_what_is_remembered() -> None:
    """Without reading it anew; also who may only read."""
    rosters = Rosters(Broker())
    rosters.put(a_roster(ADA, BOB), rosters.generation)

    rosters.move(GROUP, came={CAROL: Forbidden}, went=[BOB])

    kept = rosters.get(GROUP)
    assert kept is not None
    assert {ADA, CAROL} == kept.members
    assert {CAROL: Forbidden} == dict(kept.barred)
    rosters.move(GROUP, went=[CAROL])
    assert {} == getattr(rosters.get(GROUP), "barred", None)


def test_a_roster_in_hand_is_put_right() -> None:
    """Whether the chat is remembered or not."""
    rosters, held = Rosters(Broker()), a_roster(ADA, BOB)

    rosters.move(GROUP, came={CAROL: None}, went=[BOB])
    assert {ADA, CAROL} == rosters.listeners(held)
    rosters.move(GROUP, came={BOB: None}, went=[ADA])
    assert {BOB, CAROL} == rosters.listeners(held)
    rosters.put(a_roster(ADA), rosters.generation)
    assert {ADA} == rosters.listeners(held)


def test_a_roster_that_was_read_too_early_is_not_kept() -> None:
    """Because its chat, or something of a person, changed meanwhile; other chats do not matter."""
    rosters = Rosters(Broker())
    early = rosters.generation
    rosters.forget([OTHER])
    rosters.put(a_roster(ADA, BOB), early)
    assert rosters.get(GROUP) is not None
    rosters.put(a_roster(ADA, chat_id=OTHER), early)
    assert rosters.get(OTHER) is None
    early = rosters.generation
    rosters.move(GROUP, went=[BOB])
    rosters.put(a_roster(ADA, BOB), early)
    assert {ADA} == getattr(rosters.get(GROUP), "members", None)
    early = rosters.generation
    rosters.forget_person(CAROL)
    rosters.put(a_roster(ADA, chat_id=OTHER), early)
    assert rosters.get(OTHER) is None


def test_what_concerns_a_person_is_forgotten_of_chats_of_two() -> None:
    """What bars somebody from a group is their role there."""
    rosters = Rosters(Broker())
    rosters.put(a_roster(ADA, BOB), rosters.generation)
    rosters.put(a_roster(ADA, BOB, chat_id=OTHER, kind="direct"), rosters.generation)

    rosters.forget_person(ADA)

    assert rosters.get(OTHER) is None
    assert rosters.get(GROUP) is not None
