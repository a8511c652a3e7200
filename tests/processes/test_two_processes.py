"""People who are connected to different processes notice nothing of it."""

import asyncio
from collections.abc import Callable

import pytest

from messenger.events import presence
from tests.actions.group_steps import found
from tests.nats import Nats
from tests.people import ADA, BOB, CAROL, EVE
from tests.processes.conftest import ServeSeveral
from tests.running import Server
from tests.talk import chat_of, open_chat, say, talk, texts
from tests.wire import PATIENCE, Wire

# Seconds in which a process has heard what another one has told, also where both are busy.
HEARD = 0.4


async def until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.005)


async def test_a_message_reaches_all_devices_and_nobody_else(pair: list[Server]) -> None:
    """The other's, and one's own at another process; a stranger hears nothing."""
    here, there = pair
    ada, bob = await here.enter(ADA), await there.enter(BOB)
    phone, eve = await there.enter(ADA), await there.enter(EVE)
    chat = await open_chat(ada, BOB.nick)

    sent = await say(ada, chat, "Over there")

    assert "Over there" == (await bob.event("message.new"))["message"]["text"]
    heard = (await phone.event("message.new"))["message"]
    assert (sent["seq"], sent["client_id"]) == (heard["seq"], heard["client_id"])
    assert ["Over there"] == await texts(bob, chat)
    assert [] == await eve.events()


async def test_messages_of_two_processes_have_one_order(pair: list[Server]) -> None:
    """Whoever sends by whichever process: each has its number, and both histories agree."""
    here, there = pair
    ada, bob = await here.enter(ADA), await there.enter(BOB)
    chat = await talk(ada, bob)

    await asyncio.gather(
        *(say(ada, chat, f"ada {n}") for n in range(50)),
        *(say(bob, chat, f"bob {n}") for n in range(50)),
    )

    seen = await texts(ada, chat, limit=100)
    assert 100 == len(set(seen))
    assert seen == await texts(bob, chat, limit=100)
    for wire in (ada, bob):
        # Of two processes one may overtake the other: a client takes that for a hole, and asks.
        await wire.events()
        wire.ledger.holes.clear()


async def test_typing_and_reading_are_seen(pair: list[Server]) -> None:
    """What passes by is told too."""
    here, there = pair
    ada, bob = await here.enter(ADA), await there.enter(BOB)
    chat = await talk(ada, bob)

    await bob.call("typing", chat_id=chat, on=True)
    await bob.call("messages.read", chat_id=chat, seq=1)

    assert chat == (await ada.event("typing"))["chat_id"]
    assert 1 == (await ada.event("read"))["seq"]


async def test_who_is_here_counts_wherever_they_are(
    pair: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody with two connections is there until both are gone."""
    monkeypatch.setattr(presence, "PATIENCE", 0.05)
    here, there = pair
    ada = await here.enter(ADA)
    bob, phone = await there.enter(BOB), await here.enter(BOB)
    chat = await talk(ada, bob)
    assert (await chat_of(ada, chat))["peer"]["online"]

    await phone.close()
    await asyncio.sleep(0.3)
    assert (await chat_of(ada, chat))["peer"]["online"]

    await bob.close()
    bob_id = int(bob.hello["user"]["id"])
    await until(lambda: not here.services.presence.is_online(bob_id))
    assert not (await chat_of(ada, chat))["peer"]["online"]
    async with asyncio.timeout(PATIENCE):
        while (await ada.event("presence"))["online"]:
            """The last one says that he has gone."""


async def test_a_session_that_ends_is_closed_everywhere(pair: list[Server]) -> None:
    """At once, whichever process it is connected to; other sessions stay."""
    here, there = pair
    ada, phone, bob = await here.enter(ADA), await there.enter(ADA), await there.enter(BOB)

    await ada.call("auth.logout")

    assert 4401 == await phone.closed()
    assert [] == await bob.events()


async def test_a_block_holds_everywhere(pair: list[Server]) -> None:
    """What another process remembers of the chat is no longer true."""
    here, there = pair
    ada, bob = await here.enter(ADA), await there.enter(BOB)
    chat = await talk(ada, bob)

    await bob.call("blocks.add", user_id=ada.me)
    await asyncio.sleep(HEARD)

    assert "blocked" == await ada.code(
        "messages.send", chat_id=chat, client_id=f"{1:032x}", kind="text", text="still there?"
    )


async def test_who_joins_a_group_hears_at_once_what_is_said_elsewhere(pair: list[Server]) -> None:
    """And who is taken out hears nothing more, and can say nothing."""
    here, there = pair
    ada, bob, carol = await here.enter(ADA), await there.enter(BOB), await there.enter(CAROL)
    group = await found(ada, bob)
    await say(bob, group, "remembered there")

    await ada.call("members.add", chat_id=group, user_ids=[carol.me])
    await carol.event("chat.new")
    await say(bob, group, "welcome")
    assert "welcome" == (await carol.event("message.new"))["message"]["text"]

    await ada.call("members.remove", chat_id=group, user_ids=[bob.me])
    await bob.event("chat.removed")
    assert "not_found" == await bob.code(
        "messages.send", chat_id=group, client_id=f"{2:032x}", kind="text", text="one more"
    )


async def test_rates_are_limited_over_all_processes(
    serve_several: ServeSeveral, shared_nats: Nats
) -> None:
    """Who does much by two connections gets hardly more done than by one."""
    here, there = await serve_several(2, shared_nats, rate_limits="on", rate_default=(0.01, 20))
    wires = [await here.enter(ADA), await there.enter(ADA)]

    done = 0
    for _ in range(20):
        for wire in wires:
            done += (await wire.ask("contacts.list"))["ok"]
            await asyncio.sleep(0.03)

    # Half of each bucket, and what is left of one of them: without the other's word it were 40.
    assert 30 <= done <= 36


async def test_failed_sign_ins_are_counted_over_all_processes(
    serve_several: ServeSeveral, shared_nats: Nats
) -> None:
    """A guesser gains nothing by asking every process."""
    servers = await serve_several(2, shared_nats, rate_limits="on", sign_in_tries_account=4)
    codes = []
    for turn in range(8):
        wire: Wire = await servers[turn % 2].connect()
        codes.append(await wire.code("auth.login", login=ADA.nick, password="not the password"))
        await asyncio.sleep(HEARD)

    assert ["invalid_credentials"] * 4 + ["rate_limited"] * 4 == codes
