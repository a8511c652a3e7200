"""How far a group was read, and by whom a message was."""

from tests.actions.group_steps import found
from tests.running import Server
from tests.talk import chat_of, forget, open_chat, say, set_privacy
from tests.wire import Wire

DAY = 86_400_000


async def far(wire: Wire, group: str) -> int:
    """Return how far anybody else has read."""
    return int((await chat_of(wire, group))["peer_read_seq"])


async def readers(wire: Wire, group: str, seq: int) -> list[str]:
    """Return by whom a message was read."""
    reply = await wire.call("messages.readers", chat_id=group, seq=seq)
    return [each["username"] for each in reply["users"]]


async def read_by(wire: Wire, seq: int, but: str = "") -> tuple[str, int]:
    """Return who has read up to a seq, as somebody is told it."""
    while True:
        told = await wire.event("read")
        if told["seq"] >= seq and told["user_id"] != but:
            return told["user_id"], told["seq"]


async def test_the_farthest_of_the_others_counts(ada: Wire, bob: Wire, carol: Wire) -> None:
    """Whoever that is, and whoever asks."""
    group = await found(ada, bob, carol)
    seqs = [(await say(ada, group))["seq"] for _ in range(4)]

    steps = [
        (bob, seqs[0], [seqs[0], 0, seqs[0]]),
        (carol, seqs[1], [seqs[1], seqs[1], seqs[0]]),
        (bob, seqs[3], [seqs[3], seqs[1], seqs[3]]),
        (carol, seqs[2], [seqs[3], seqs[2], seqs[3]]),
        (ada, seqs[3], [seqs[3], seqs[3], seqs[3]]),
    ]
    for who, seq, expected in steps:
        await who.call("messages.read", chat_id=group, seq=seq)
        assert expected == [await far(wire, group) for wire in (ada, bob, carol)]


async def test_reading_takes_nobody_elses_counter(ada: Wire, bob: Wire, carol: Wire) -> None:
    """The author is told, and Carol is not."""
    group = await found(ada, bob, carol)
    seq = (await say(ada, group))["seq"]
    before = await chat_of(ada, group)
    await forget(ada, bob, carol)

    await bob.call("messages.read", chat_id=group, seq=seq)

    told = await ada.event("read")
    assert (group, bob.me, seq, None, None) == tuple(
        told[name] for name in ("chat_id", "user_id", "seq", "version", "state")
    )
    assert ["read"] == await bob.events()
    assert [] == await carol.events()
    assert before["version"] == (await chat_of(ada, group))["version"]


async def test_the_last_of_many_readings_is_told(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """Not each of them, for it is told at most once a second; to whom it concerns, and no other."""
    group = await found(ada, bob, carol)
    seqs = [(await say(ada, group))["seq"] for _ in range(10)]
    await forget(ada, bob, carol)

    for seq in seqs:
        await bob.call("messages.read", chat_id=group, seq=seq)

    told = [await ada.event("read")]
    while told[-1]["seq"] < seqs[-1]:
        told.append(await ada.event("read"))
    assert len(told) < len(seqs)
    assert {(group, bob.me)} == {(each["chat_id"], each["user_id"]) for each in told}
    assert seqs[-1] == await far(ada, group)
    assert [] == await carol.events()
    assert [] == await eve.events()


async def test_each_author_is_told_the_last_that_concerns_them(
    ada: Wire, bob: Wire, carol: Wire
) -> None:
    """Carol's message is read by Bob at last, Bob's by Ada alone."""
    group = await found(ada, bob, carol)
    first, second, third = [(await say(who, group))["seq"] for who in (carol, bob, carol)]
    await forget(ada, bob, carol)

    await ada.call("messages.read", chat_id=group, seq=first)
    await ada.call("messages.read", chat_id=group, seq=second)
    await bob.call("messages.read", chat_id=group, seq=third)

    assert (ada.me, second) == await read_by(bob, second, but=bob.me)
    assert (bob.me, third) == await read_by(carol, third)


async def test_who_was_removed_meanwhile_is_told_nothing(ada: Wire, bob: Wire, carol: Wire) -> None:
    """What waits is told to those who are in the group when it is told."""
    group = await found(ada, bob, carol)
    seqs = [(await say(who, group))["seq"] for who in (ada, carol, ada, carol)]
    await forget(ada, bob, carol)
    await bob.call("messages.read", chat_id=group, seq=seqs[1])
    await bob.call("messages.read", chat_id=group, seq=seqs[3])
    await ada.call("members.remove", chat_id=group, user_ids=[carol.me])
    await forget(carol)

    assert (bob.me, seqs[3]) == await read_by(ada, seqs[3])
    assert [] == await carol.events()


async def test_who_shows_no_reading_sees_none(ada: Wire, bob: Wire, carol: Wire) -> None:
    """In either direction, in every operation and event."""
    group = await found(ada, bob, carol)
    await set_privacy(bob, read_receipts=False)
    seq, theirs = (await say(ada, group))["seq"], (await say(bob, group))["seq"]
    await forget(ada, bob, carol)

    await bob.call("messages.read", chat_id=group, seq=theirs)
    assert [] == await ada.events()
    assert (0, []) == (await far(ada, group), await readers(ada, group, seq))
    await forget(bob)
    await carol.call("messages.read", chat_id=group, seq=theirs)
    assert ["carol"] == await readers(ada, group, seq)
    assert (theirs, 0) == (await far(ada, group), await far(bob, group))
    assert "read" not in await bob.events()
    assert "privacy" == await bob.code("messages.readers", chat_id=group, seq=theirs)


async def test_a_block_hides_what_was_read(ada: Wire, bob: Wire, carol: Wire) -> None:
    """Also in a group, whoever blocked whom."""
    group = await found(ada, bob, carol)
    seq = (await say(ada, group))["seq"]
    await bob.call("blocks.add", user_id=ada.me)
    await ada.call("blocks.add", user_id=carol.me)
    await forget(ada)

    for wire in (bob, carol):
        await wire.call("messages.read", chat_id=group, seq=seq)

    assert [] == await readers(ada, group, seq)
    assert "read" not in await ada.events()


async def test_readers_are_shown_to_the_author(
    server: Server, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """For seven days; who came later has not read what was before."""
    group = await found(ada, bob)
    seq = (await say(ada, group))["seq"]
    server.clock.ahead += 1000
    await ada.call("members.add", chat_id=group, user_ids=[carol.me])
    await carol.call("messages.read", chat_id=group, seq=seq + 1)
    assert [] == await readers(ada, group, seq)
    await bob.call("messages.read", chat_id=group, seq=seq)
    assert ["bob"] == await readers(ada, group, seq)
    assert "forbidden" == await bob.code("messages.readers", chat_id=group, seq=seq)
    assert "not_found" == await ada.code("messages.readers", chat_id=group, seq=99)

    server.clock.ahead += 7 * DAY

    error = await ada.error("messages.readers", chat_id=group, seq=seq)
    assert ("conflict", "seq") == (error["code"], error["field"])


async def test_readers_are_for_groups(ada: Wire, bob: Wire) -> None:
    """A chat of two has ticks."""
    chat = await open_chat(ada, "bob")
    seq = (await say(ada, chat))["seq"]
    await bob.call("messages.read", chat_id=chat, seq=seq)

    assert "bad_request" == await ada.code("messages.readers", chat_id=chat, seq=seq)


async def test_typing_is_told_to_those_inside(ada: Wire, bob: Wire, carol: Wire, eve: Wire) -> None:
    """And not by those who only read."""
    group = await found(ada, bob, carol)
    await ada.call("members.set_role", chat_id=group, user_id=carol.me, role="read_only")
    heard = len(eve.log), len(bob.log)

    await carol.call("typing", chat_id=group, on=True)
    await ada.call("typing", chat_id=group, on=True)

    assert ada.me == (await bob.event("typing"))["user_id"]
    await eve.call("ping")
    assert "typing" not in "".join(eve.log[heard[0] :])
    assert 1 == "".join(bob.log[heard[1] :]).count('"typing"')
