"""Ids are made by every process for itself."""

from itertools import pairwise

from messenger.db.ids import RANDOM_BITS, new_id


def test_ids_made_as_fast_as_can_be_are_all_others() -> None:
    """By chance some of so many in a millisecond would be the same."""
    ids = [new_id() for _ in range(50_000)]

    assert len(set(ids)) == len(ids)
    assert max(ids) < 2**63
    assert all(second >> RANDOM_BITS >= first >> RANDOM_BITS for first, second in pairwise(ids))
