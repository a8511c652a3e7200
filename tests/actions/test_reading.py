"""`messages.read` and `typing`: what one member lets the others see."""

import asyncio

from tests.people import BOB
from tests.running import Server
from tests.talk import chat_of, forget, open_chat, say, set_privacy
from tests.wire import Wire


async def test_reading_tells_the_writer_and_ones_other_connections(
    server: Server, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """The writer gets the version, the reader's connections the version and the state."""
    phone = await server.enter(BOB)

    position = await bob.call("messages.read", chat_id=chat, seq=1)

    assert {"read_seq": 1, "unread": 0} == position
    told = await ada.event("read")
    assert {"chat_id": chat, "user_id": bob.me, "seq": 1, "version": 2, "state": None} == told
    own = await phone.event("read")
    assert own == await bob.event("read")
    assert {**told, "state": own["state"]} == own
    assert own["state"] == phone.hello["state"] + 1
    assert [] == await eve.events()


async def test_the_chat_shows_both_positions(ada: Wire, bob: Wire, chat: str) -> None:
    """Mine as `read_seq`, the other's as `peer_read_seq`."""
    await bob.call("messages.read", chat_id=chat, seq=1)

    mine, theirs = await chat_of(ada, chat), await chat_of(bob, chat)

    assert (0, 1) == (mine["read_seq"], mine["peer_read_seq"])
    assert (1, 0, 0) == (theirs["read_seq"], theirs["peer_read_seq"], theirs["unread"])


async def test_a_position_moves_neither_back_nor_past_the_end(
    ada: Wire, bob: Wire, chat: str
) -> None:
    """The same again and less tell nobody; more stops at the last message."""
    await say(ada, chat, "two")
    assert 2 == (await bob.call("messages.read", chat_id=chat, seq=99))["read_seq"]
    await forget(ada, bob)

    for seq in (2, 1, 0, 99):
        assert 2 == (await bob.call("messages.read", chat_id=chat, seq=seq))["read_seq"]

    assert [] == await ada.events()
    assert [] == await bob.events()


async def test_two_connections_reading_at_once_never_move_back(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Whatever the order, the farthest position stays."""
    phone = await server.enter(BOB)
    for number in range(20):
        await say(ada, chat, f"{number}")

    await asyncio.gather(
        *(
            wire.call("messages.read", chat_id=chat, seq=seq)
            for seq in range(21, 1, -1)
            for wire in (bob, phone)
        )
    )

    assert 21 == (await chat_of(bob, chat))["read_seq"]
    assert [] == bob.ledger.holes


async def test_private_receipts_are_told_to_oneself_alone(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Whoever hides their own reading sees none of the other's, and the version stays."""
    await set_privacy(bob, read_receipts=False)
    phone = await server.enter(BOB)
    await forget(ada, bob)

    await bob.call("messages.read", chat_id=chat, seq=1)
    own = await phone.event("read")
    assert (1, None) == (own["seq"], own["version"])
    await ada.call("messages.read", chat_id=chat, seq=1)

    assert ["read"] == await ada.events()
    assert ["read"] == await bob.events()
    assert 0 == (await chat_of(ada, chat))["peer_read_seq"]
    assert 0 == (await chat_of(bob, chat))["peer_read_seq"]


async def test_typing_reaches_the_other_and_nobody_else(
    server: Server, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """Neither one's own connections nor an outsider; both the beginning and the end."""
    phone = await server.enter(BOB)

    await bob.call("typing", chat_id=chat, on=True)
    await bob.call("typing", chat_id=chat, on=False)

    assert {"chat_id": chat, "user_id": bob.me, "on": True} == await ada.event("typing")
    assert (await ada.event("typing"))["on"] is False
    for wire in (bob, phone, eve):
        await wire.call("ping")
        assert "typing" not in "".join(wire.log)


async def test_typing_into_a_chat_that_nobody_else_sees_tells_nothing(ada: Wire, bob: Wire) -> None:
    """The other learns of a chat by its first message."""
    chat = await open_chat(ada, "bob")

    await ada.call("typing", chat_id=chat, on=True)
    await bob.call("ping")

    assert "typing" not in "".join(bob.log)
