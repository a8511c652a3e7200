"""The queue of what is written together."""

import asyncio

from messenger.db.group_commit import LARGEST_GROUP, GroupCommit


async def test_what_waits_is_written_together_in_its_order() -> None:
    """The first alone, since nobody waits with it, and never more than the largest group."""
    groups: list[list[int]] = []

    async def write(group: list[int]) -> None:
        await asyncio.sleep(0)
        groups.append(group)

    commit = GroupCommit(write)
    numbers = list(range(2 * LARGEST_GROUP + 2))
    commit.submit(numbers[0])
    await asyncio.sleep(0)
    for number in numbers[1:]:
        commit.submit(number)
    await commit.finish()

    assert numbers == [each for group in groups for each in group]
    assert [1, LARGEST_GROUP, LARGEST_GROUP, 1] == [len(group) for group in groups]


async def test_what_a_group_brought_about_goes_out_before_the_next_is_written() -> None:
    """Its answers do not wait for those who came after it."""
    happened: list[str] = []

    async def write(group: list[str]) -> None:
        happened.extend(f"{each} is begun" for each in group)
        await asyncio.sleep(0)
        for each in group:
            asyncio.get_running_loop().call_soon(happened.append, f"{each} is told")

    commit = GroupCommit(write)
    commit.submit("one")
    await asyncio.sleep(0)
    commit.submit("two")
    await commit.finish()

    assert ["one is begun", "one is told", "two is begun", "two is told"] == happened


async def test_what_comes_while_the_last_group_goes_out_is_written() -> None:
    """Nothing is left in the queue for want of a writer."""
    written: list[str] = []

    async def write(group: list[str]) -> None:
        written.extend(group)
        if group == ["one"]:
            asyncio.get_running_loop().call_soon(commit.submit, "two")

    commit = GroupCommit(write)
    commit.submit("one")
    await commit.finish()

    assert ["one", "two"] == written
