"""Pinned chats: on top, in an order of one's own, and not too many."""

from messenger.actions.pinning import MOST_PINNED
from tests.actions.chat_list_steps import fill_chats, talk_to_each
from tests.people import ADA
from tests.running import Server
from tests.talk import chat_of, open_chat, say
from tests.wire import Wire


async def listed(wire: Wire) -> list[str]:
    """Return the ids of the list, page by page."""
    found: list[str] = []
    cursor = None
    while True:
        page = await wire.call("chats.list", limit=1, cursor=cursor)
        found += [chat["id"] for chat in page["chats"]]
        cursor = page["cursor"]
        if cursor is None:
            return found


async def test_the_chat_pinned_last_stands_first(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """Whatever is said meanwhile; pinned once more it stays where it is."""
    first, second, third = await talk_to_each(ada, bob, carol, eve)
    for chat in (first, second):
        await ada.call("chats.pin", chat_id=chat, on=True)
    await say(bob, first)
    await say(eve, third)

    await ada.call("chats.pin", chat_id=second, on=True)

    assert [second, first, third] == await listed(ada)
    assert (await chat_of(ada, third))["pin_order"] == 0


async def test_the_order_is_ones_own_and_told_to_ones_devices(
    server: Server, ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """By one event with a state; the others hear nothing and keep their lists."""
    chats = await talk_to_each(ada, bob, carol, eve)
    for chat in chats:
        await ada.call("chats.pin", chat_id=chat, on=True)
    phone = await server.enter(ADA)
    order = [chats[1], chats[0], chats[2]]

    answered = (await ada.call("chats.order_pins", chat_ids=order))["chat_ids"]

    assert order == answered == await listed(ada)
    told = await phone.event("pins.updated")
    assert (order, phone.hello["state"] + 1) == (told["chat_ids"], told["state"])
    assert [3, 2, 1] == [(await chat_of(ada, chat))["pin_order"] for chat in order]
    news = await ada.call("sync", state=told["state"] - 1)
    assert set(chats) == {each["chat"]["id"] for each in news["chats"]}
    assert [] == await bob.events()
    assert not (await chat_of(bob, chats[0]))["pinned"]


async def test_chats_pinned_meanwhile_stay_above(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """And one that is no longer pinned has no place: orders may be late."""
    first, second, third = await talk_to_each(ada, bob, carol, eve)
    for chat in (first, second):
        await ada.call("chats.pin", chat_id=chat, on=True)

    kept = (await ada.call("chats.order_pins", chat_ids=[third, first]))["chat_ids"]

    assert [second, first] == kept
    assert [second, first, third] == await listed(ada)


async def test_an_order_of_others_chats_is_not_found(ada: Wire, eve: Wire, chat: str) -> None:
    """Neither is one with a chat that never was; a chat named twice is no order."""
    assert "not_found" == await eve.code("chats.order_pins", chat_ids=[chat])
    assert "not_found" == await ada.code("chats.order_pins", chat_ids=["12345"])
    error = await ada.error("chats.order_pins", chat_ids=[chat, chat])
    assert ("bad_request", "chat_ids") == (error["code"], error["field"])


async def test_there_is_a_bound(server: Server, ada: Wire) -> None:
    """It is told, and who unpins one can pin another."""
    pinned = await fill_chats(server, ada, MOST_PINNED, pinned=True)
    chat = await open_chat(ada, "bob")

    error = await ada.error("chats.pin", chat_id=chat, on=True)

    assert ("too_many", "chat_id", 50) == (error["code"], error["field"], error["limit"])
    assert "too_many" == await ada.code("chats.order_pins", chat_ids=[*pinned, chat])
    await ada.call("chats.pin", chat_id=pinned[0], on=True)
    await ada.call("chats.pin", chat_id=pinned[0], on=False)
    assert (await ada.call("chats.pin", chat_id=chat, on=True))["chat"]["pinned"]


async def test_a_chat_is_pinned_or_archived_but_not_both(ada: Wire, chat: str) -> None:
    """What was wished last counts."""
    await ada.call("chats.pin", chat_id=chat, on=True)

    kept = (await ada.call("chats.archive", chat_id=chat, on=True))["chat"]
    assert (True, False, 0) == (kept["archived"], kept["pinned"], kept["pin_order"])

    kept = (await ada.call("chats.pin", chat_id=chat, on=True))["chat"]
    assert (False, True) == (kept["archived"], kept["pinned"])
