"""What a member keeps with a chat: pin, archive, mute and draft."""

from typing import Any

import pytest

from tests.people import ADA
from tests.running import Server
from tests.talk import chat_of, forget
from tests.wire import Wire

FAR = "2099-01-01T00:00:00.000Z"


@pytest.mark.parametrize(
    ("op", "fields", "field", "kept"),
    [
        ("chats.pin", {"on": True}, "pinned", True),
        ("chats.archive", {"on": True}, "archived", True),
        ("chats.mark_unread", {"on": True}, "marked_unread", True),
        ("chats.mute", {"until": FAR}, "muted_until", FAR),
        ("chats.mute", {"until": "2099-01-01T03:00:00+03:00"}, "muted_until", FAR),
        ("chats.set_draft", {"text": " to be "}, "draft", " to be "),
    ],
)
async def test_it_is_told_to_ones_connections_alone(
    server: Server,
    ada: Wire,
    bob: Wire,
    eve: Wire,
    chat: str,
    op: str,
    fields: dict[str, Any],
    field: str,
    kept: Any,
) -> None:
    """The reply and both events hold it with a state; the other and the outsider hear nothing."""
    phone = await server.enter(ADA)

    answered = (await ada.call(op, chat_id=chat, **fields))["chat"]

    assert kept == answered[field]
    for wire in (ada, phone):
        updated = await wire.event("chat.updated")
        assert answered == updated["chat"]
        assert updated["state"] == phone.hello["state"] + 1
    assert [] == await bob.events()
    assert [] == await eve.events()
    assert kept != (await chat_of(bob, chat))[field]


@pytest.mark.parametrize(
    ("op", "on", "off", "field", "none"),
    [
        ("chats.pin", {"on": True}, {"on": False}, "pinned", False),
        ("chats.archive", {"on": True}, {"on": False}, "archived", False),
        ("chats.mark_unread", {"on": True}, {"on": False}, "marked_unread", False),
        ("chats.mute", {"until": FAR}, {"until": None}, "muted_until", None),
        ("chats.mute", {"until": FAR}, {}, "muted_until", None),
        ("chats.set_draft", {"text": "x"}, {"text": " "}, "draft", None),
    ],
)
async def test_it_can_be_taken_back(
    ada: Wire, chat: str, op: str, on: dict[str, Any], off: dict[str, Any], field: str, none: Any
) -> None:
    """By its opposite."""
    await ada.call(op, chat_id=chat, **on)

    await ada.call(op, chat_id=chat, **off)

    assert none == (await chat_of(ada, chat))[field]


async def test_a_mute_ends_by_itself(server: Server, ada: Wire, chat: str) -> None:
    """Past its time the chat shows none."""
    await ada.call("chats.mute", chat_id=chat, until=FAR)

    server.clock.ahead = 100 * 365 * 86_400_000

    assert (await chat_of(ada, chat))["muted_until"] is None


@pytest.mark.parametrize(
    "until", ["", "tomorrow", "2099-01-01", "2099-01-01T00:00:00", "9999-99-99T00:00:00Z", "\x00"]
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_mute_needs_a_time_with_its_offset(ada: Wire, chat: str, until: str) -> None:
    """Everything else is refused and names the field."""
    error = await ada.error("chats.mute", chat_id=chat, until=until)

    assert ("bad_request", "until") == (error["code"], error["field"])


@pytest.mark.parametrize("until", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
async def test_the_ends_of_time_can_be_kept(ada: Wire, chat: str, until: str) -> None:
    """The past is no mute, the end of all years is one."""
    muted = (await ada.call("chats.mute", chat_id=chat, until=until))["chat"]["muted_until"]

    assert (None if until.startswith("0001") else "9999-12-31T23:59:59.000Z") == muted


async def test_a_draft_is_as_long_as_a_message(ada: Wire, chat: str) -> None:
    """The bound is told, and a character that cannot be kept is refused."""
    error = await ada.error("chats.set_draft", chat_id=chat, text="x" * 4097)

    assert ("too_long", 4096) == (error["code"], error["limit"])
    assert "bad_request" == await ada.code("chats.set_draft", chat_id=chat, text="a\x00b")


async def test_deleting_a_chat_forgets_what_was_kept(ada: Wire, bob: Wire, chat: str) -> None:
    """Opened again it is neither pinned nor archived and has no draft."""
    await ada.call("chats.pin", chat_id=chat, on=True)
    await ada.call("chats.archive", chat_id=chat, on=True)
    await ada.call("chats.set_draft", chat_id=chat, text="x")

    await ada.call("chats.delete", chat_id=chat)
    await forget(ada, bob)

    opened = (await ada.call("chats.open_direct", username="bob"))["chat"]
    assert (False, False, None) == (opened["pinned"], opened["archived"], opened["draft"])
