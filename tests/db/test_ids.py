"""Ids are made by every process for itself."""

from itertools import pairwise

from messenger.db.ids import RANDOM_BITS, first_term_id, new_id, term_id


def test_ids_made_as_fast_as_can_be_are_all_others() -> None:
    """By chance some of so many in a millisecond would be the same."""
    ids = [new_id() for _ in range(50_000)]

    assert len(set(ids)) == len(ids)
    assert max(ids) < 2**63
    assert all(second >> RANDOM_BITS >= first >> RANDOM_BITS for first, second in pairwise(ids))


def test_ids_of_terms_rise_with_the_time_of_sending_and_within_it() -> None:
    """What was written later in the same millisecond comes later, and a bound falls between."""
    made = [term_id(moment) for moment in (5, 5, 5, 6, 6, 900)]

    assert sorted(set(made)) == made
    assert made[2] < first_term_id(6) <= made[3]
    assert first_term_id(-1) == 0
    assert first_term_id(2**60) < 2**63
