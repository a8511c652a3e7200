"""A stop that loses nothing: announced, what came is answered, closed with 1012."""

import asyncio
from typing import Any

import pytest

from tests.actions.group_steps import found
from tests.conftest import Serve
from tests.people import ADA, BOB
from tests.running import Server
from tests.talk import say, talk, texts
from tests.wire import Wire

pytestmark = pytest.mark.parametrize("underneath", ["hypercorn", "uvicorn"], indirect=True)


async def test_a_stop_is_announced_and_then_closes_with_1012(serve: Serve) -> None:
    """Everybody hears it, strangers too; nobody new comes in."""
    server = await serve()
    wires = [await server.enter(ADA), await server.enter(BOB), await server.connect()]

    await server.stop()

    for wire in wires:
        assert (await wire.event("server.stopping"))["reconnect_after"] > 0
        assert 1012 == await wire.closed()
    with pytest.raises(OSError, match=r".*"):
        await Wire.open(f"ws://{server.host}/ws")


async def test_what_was_received_before_the_stop_is_answered(serve: Serve) -> None:
    """Every message is acknowledged and is there after the restart, or is refused."""
    server = await serve(rate_limits="off")
    ada, bob = await server.enter(ADA), await server.enter(BOB)
    chat = await talk(ada, bob)
    answers = [
        await ada.start(
            "messages.send", chat_id=chat, client_id=f"{n:032x}", kind="text", text=f"{n}"
        )
        for n in range(200)
    ]

    await server.stop()
    replies = await asyncio.gather(*answers, return_exceptions=True)

    acknowledged = [
        reply["data"]["message"]["text"]
        for reply in replies
        if isinstance(reply, dict) and reply["ok"]
    ]
    refused = {
        reply["error"]["code"] for reply in replies if isinstance(reply, dict) and not reply["ok"]
    }
    assert refused <= {"unavailable"}
    assert 1012 == await ada.closed()
    again = await serve(rate_limits="off")
    phone = await again.enter(ADA)
    stored: list[Any] = []
    while True:
        page = await texts(phone, chat, after=1 + len(stored), limit=100)
        if not page:
            break
        stored += page
    assert acknowledged == stored[: len(acknowledged)]


async def test_what_somebody_said_who_is_gone_is_finished_before_the_stop(serve: Serve) -> None:
    """A browser that is closed while the server stops has its last words carried out."""
    server = await serve(rate_limits="off")
    ada, bob = await server.enter(ADA), await server.enter(BOB)
    chat = await talk(ada, bob)
    message = {"chat_id": chat, "client_id": "1" * 32, "kind": "text", "text": "last"}
    mute = ("chats.mute", {"chat_id": chat})
    delete = ("chats.delete", {"chat_id": chat, "for_everyone": True})
    ada.leave_saying(("messages.send", message), *[mute] * 30, delete)
    await bob.event("message.new")

    await server.stop()
    await bob.closed()
    again = await serve(rate_limits="off")
    assert [] == await texts(await again.enter(BOB), chat)


async def test_a_resend_after_a_restart_stores_nothing(serve: Serve) -> None:
    """The client id is remembered on the disk."""
    server = await serve()
    ada, bob = await server.enter(ADA), await server.enter(BOB)
    chat = await talk(ada, bob)
    first = await say(ada, chat, "once", client_id="1" * 32)
    await server.stop()
    await ada.closed()
    await bob.closed()

    again = await serve()
    phone, other = await again.enter(ADA), await again.enter(BOB)

    assert first == await say(phone, chat, "once", client_id="1" * 32)
    assert [] == await other.events()
    assert ["hello", "once"] == await texts(other, chat)


async def test_requests_after_the_announcement_are_unavailable(serve: Serve) -> None:
    """They may be asked again of the next process."""
    server = await serve()
    ada = await server.enter(ADA)
    server.lifecycle.stopping = True
    for conversation in tuple(server.lifecycle._open):
        conversation.stop(b'{"event": "server.stopping", "data": {"reconnect_after": 1}}')

    error = await ada.error("chats.list")

    assert ("unavailable", 503) == (error["code"], error["status"])
    async with server.http() as http:
        for path in ("/healthz", "/api/me", "/"):
            assert 503 == (await http.get(path)).status_code
    with pytest.raises(Exception, match="503"):
        await Wire.open(f"ws://{server.host}/ws")


def holds(server: Server) -> bool:
    """Whether something waits to be told."""
    return server.services.pace._timer is not None


async def test_what_waits_to_be_told_ends_with_the_server(serve: Serve) -> None:
    """A reading that came too soon after another is told by no timer any more."""
    server = await serve()
    ada, bob = await server.enter(ADA), await server.enter(BOB)
    group = await found(ada, bob)
    seqs = [(await say(ada, group))["seq"] for _ in range(2)]
    for seq in seqs:
        await bob.call("messages.read", chat_id=group, seq=seq)
    assert holds(server)

    await server.lifecycle.stop()

    assert not holds(server)
    assert 1012 == await ada.closed() == await bob.closed()
