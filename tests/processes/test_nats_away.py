"""NATS is away for a while: what is sent meanwhile is stored, and nothing of it is missed."""

import asyncio
import signal

import pytest

from messenger.events import nats_broker
from messenger.events.nats_broker import NatsBroker, NoBrokerError
from tests.nats import Nats
from tests.people import ADA, BOB, CAROL
from tests.processes.conftest import ServeSeveral
from tests.running import Server
from tests.talk import forget, open_chat, say, talk, texts
from tests.wire import PATIENCE, Wire


async def until_joined(*servers: Server) -> None:
    """Wait until each has heard of all others."""
    async with asyncio.timeout(PATIENCE):
        while any(server.services.peers.is_alone for server in servers):
            await asyncio.sleep(0.01)


async def talk_across(ada: Wire, bob: Wire) -> str:
    """Let the first write to the second at another process, who hears it; return the chat."""
    chat = await open_chat(ada, BOB.nick)
    await say(ada, chat)
    await bob.event("message.new")
    await forget(ada, bob)
    return chat


async def come_back(server: Server, wire: Wire) -> Wire:
    """Come in anew after the server has closed the connection for that."""
    assert 1012 == await wire.closed()
    return await server.enter(BOB)


async def test_what_was_sent_meanwhile_is_asked_for_afterwards(
    serve_several: ServeSeveral, own_nats: Nats
) -> None:
    """The sender is answered as ever; the others come in anew, and hear each other again."""
    here, there = await serve_several(2, own_nats)
    await until_joined(here, there)
    ada, bob = await here.enter(ADA), await there.enter(BOB)
    chat = await talk_across(ada, bob)

    own_nats.stop(signal.SIGKILL)
    await say(ada, chat, "Is anybody there?")
    assert [] == await bob.events()
    own_nats.start()

    bob = await come_back(there, bob)
    assert "Is anybody there?" in await texts(bob, chat)
    ada = await here.enter(ADA)
    await say(ada, chat, "There you are")
    assert "There you are" == (await bob.event("message.new"))["message"]["text"]


async def test_nothing_is_remembered_while_others_cannot_say_that_it_changed(
    serve_several: ServeSeveral, own_nats: Nats
) -> None:
    """A block holds, though no process heard of it."""
    here, there = await serve_several(2, own_nats)
    await until_joined(here, there)
    ada, bob = await here.enter(ADA), await there.enter(BOB)
    chat = await talk_across(ada, bob)

    own_nats.stop()
    await asyncio.sleep(0.2)
    await bob.call("blocks.add", user_id=ada.me)

    assert "blocked" == await ada.code(
        "messages.send", chat_id=chat, client_id=f"{1:032x}", kind="text", text="still there?"
    )


async def test_a_process_that_dies_is_missed(
    serve_several: ServeSeveral, own_nats: Nats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever was connected to it counts as gone, and all others come in anew."""
    for name, seconds in (("BEAT", 0.1), ("SILENCE", 0.5)):
        monkeypatch.setattr(f"messenger.events.peers.{name}", seconds)
    here, there = await serve_several(2, own_nats)
    await until_joined(here, there)
    ada, bob = await here.enter(ADA), await there.enter(BOB)
    await talk(ada, bob)
    bob_id = int(bob.hello["user"]["id"])
    assert here.services.presence.is_online(bob_id)

    # Nothing more is heard of it, as if its machine had lost its power.
    monkeypatch.setattr(NatsBroker, "share", lambda _broker, _note: None)

    assert 1012 == await ada.closed()
    assert not here.services.presence.is_online(bob_id)
    assert here.services.peers.is_alone


async def test_a_process_that_stops_says_so(
    serve_several: ServeSeveral, own_nats: Nats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those who were connected to it have time to come back before they count as gone."""
    monkeypatch.setattr("messenger.events.peers.PATIENCE", 0.5)
    here, there = await serve_several(2, own_nats)
    await until_joined(here, there)
    ada, bob, carol = await here.enter(ADA), await there.enter(BOB), await there.enter(CAROL)
    await talk(ada, bob)
    people = [int(wire.hello["user"]["id"]) for wire in (bob, carol)]

    await there.stop()
    await here.enter(BOB)
    assert all(map(here.services.presence.is_online, people))
    async with asyncio.timeout(PATIENCE):
        while not here.services.peers.is_alone:
            await asyncio.sleep(0.01)

    assert [True, False] == [here.services.presence.is_online(each) for each in people]
    assert [] == [name for name in await ada.events() if name == "presence"]


async def test_a_start_without_nats_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, own_nats: Nats
) -> None:
    """After a while, in which NATS may still come."""
    monkeypatch.setattr(nats_broker, "PATIENCE", 0.5)
    own_nats.stop()
    broker = NatsBroker(own_nats.url, "messenger.test")

    with pytest.raises(NoBrokerError, match="MESSENGER_NATS_URL"):
        await broker.open()
