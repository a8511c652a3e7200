"""The doors: for every operation, what strangers and outsiders get."""

from typing import Any

import pytest

from messenger.actions.table import ROUTES
from messenger.events.commands import COMMANDS, MessagesSend
from tests.actions.chat_list_steps import folder_id, set_folder
from tests.actions.group_steps import found
from tests.actions.scheduled_steps import ahead, schedule
from tests.people import ADA, BOB, EVE
from tests.running import Server
from tests.talk import forget, talk
from tests.wire import Wire

CLIENT_ID = "11111111-1111-4111-8111-111111111111"
# What each operation on a chat needs beside it, so that nothing but the door can refuse it.
FIELDS: dict[str, dict[str, Any]] = {
    "chats.get": {},
    "chats.delete": {},
    "chats.clear": {},
    "chats.mute": {},
    "chats.pin": {"on": True},
    "chats.archive": {"on": True},
    "chats.mark_unread": {"on": True},
    "chats.set_draft": {"text": "psst"},
    "chats.mentions": {},
    "chats.read_mentions": {},
    "folders.keep_chat": {"folder_id": folder_id(1), "on": True},
    "typing": {"on": True},
    "messages.send": {"client_id": CLIENT_ID, "kind": "text", "text": "psst"},
    "messages.history": {},
    "messages.search": {"query": "x"},
    "messages.edit": {"seq": 1, "text": "psst"},
    "messages.delete": {"seqs": [1], "for_everyone": True},
    "messages.read": {"seq": 1},
    "messages.react": {"seq": 1, "emoji": "👍", "on": True},
    "messages.reactions": {"seq": 1},
    "messages.edits": {"seq": 1},
    "messages.remove_preview": {"seq": 1},
    "messages.pin": {"seq": 1, "on": True},
    "messages.pinned": {},
    "messages.unpin_all": {},
    "messages.report": {"seqs": [1], "reason": "spam"},
    "reminders.add": {"seq": 1, "remind_at": ahead()},
    "reminders.delete": {"seq": 1},
    "scheduled.list": {},
    "scheduled.add": {
        "client_id": CLIENT_ID,
        "kind": "text",
        "text": "psst",
        "send_at": ahead(),
    },
    "scheduled.edit": {"client_id": CLIENT_ID, "text": "psst"},
    "scheduled.send_now": {"client_id": CLIENT_ID},
    "scheduled.delete": {"client_id": CLIENT_ID},
}
# Those on groups alone; what a member may do there, a table of their own shows.
IN_GROUPS: dict[str, dict[str, Any]] = {
    "chats.update": {"title": "psst"},
    "chats.leave": {},
    "members.list": {},
    "members.get": {},
    "members.add": {"user_ids": ["1"]},
    "members.remove": {"user_ids": ["1"]},
    "members.set_role": {"user_id": "1", "role": "member"},
    "members.banned": {},
    "members.unban": {"user_id": "1"},
    "invites.create": {},
    "invites.list": {},
    "invites.revoke": {"code": "psst"},
    "invites.requests": {},
    "invites.answer": {"user_id": "1", "answer": "refuse"},
    "messages.readers": {"seq": 1},
}
CHANGES_OF_SCHEDULED = {"scheduled.edit", "scheduled.send_now", "scheduled.delete"}
ON_CHATS = [each.op for each in COMMANDS if "chat_id" in each.__struct_fields__]
SIGNED_IN = [*ROUTES, MessagesSend.op]


async def open_place(ada: Wire, bob: Wire, op: str) -> str:
    """Return a chat of Ada and Bob that an operation is about: a group where it needs one."""
    return await (found if op in IN_GROUPS else talk)(ada, bob)


async def test_a_foreign_chat_is_not_found(unlimited: Server) -> None:
    """By no operation; nothing happens there, and nobody learns of the try."""
    ada, bob, eve = [await unlimited.enter(person) for person in (ADA, BOB, EVE)]
    await set_folder(eve, 1)
    for op in ON_CHATS:
        place = await open_place(ada, bob, op)
        await forget(ada, bob, eve)
        before = await ada.call("messages.history", chat_id=place)

        error = await eve.error(op, chat_id=place, **(FIELDS | IN_GROUPS)[op])

        told = ("not_found", 404, "chat_id")
        assert told == (error["code"], error["status"], error["field"]), op
        assert [] == [*await ada.events(), *await bob.events(), *await eve.events()], op
        assert before == await ada.call("messages.history", chat_id=place), op


async def test_a_chat_that_never_was_is_not_found_alike(unlimited: Server) -> None:
    """The whole error is the same as for a foreign chat, so that ids cannot be probed."""
    ada, bob, eve = [await unlimited.enter(person) for person in (ADA, BOB, EVE)]
    await set_folder(eve, 1)
    for op in ON_CHATS:
        fields = (FIELDS | IN_GROUPS)[op]
        foreign = await eve.error(op, chat_id=await open_place(ada, bob, op), **fields)

        for never in ("1", "0", "-1", "x", "", "９", "9" * 19, "9" * 32):
            assert foreign == await eve.error(op, chat_id=never, **fields), op


@pytest.mark.parametrize("op", [op for op in ON_CHATS if op not in IN_GROUPS])
async def test_a_member_gets_through_the_same_door(
    ada: Wire, bob: Wire, chat: str, op: str
) -> None:
    """The fields above are right: what an outsider is refused, a member is granted."""
    await set_folder(ada, 1)
    if op in CHANGES_OF_SCHEDULED:
        await schedule(ada, chat, client_id=CLIENT_ID)
    if op == "reminders.delete":
        await ada.call("reminders.add", chat_id=chat, **FIELDS["reminders.add"])
    # Nobody reports what they have written themselves.
    await (bob if op == "messages.report" else ada).call(op, chat_id=chat, **FIELDS[op])

    assert bob.me


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_stranger_is_asked_to_sign_in(unlimited: Server) -> None:
    """Every operation but the entrances is for people."""
    stranger = await unlimited.connect()

    for op in SIGNED_IN:
        error = await stranger.error(op)
        assert ("unauthenticated", 401) == (error["code"], error["status"]), op


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_an_unknown_field_is_named(unlimited: Server) -> None:
    """Inside `data` nothing is ignored."""
    ada = await unlimited.enter(ADA)

    for each in COMMANDS:
        error = await ada.error(each.op, surprise=1)
        told = ("bad_request", 400, "surprise")
        assert told == (error["code"], error["status"], error["field"]), each.op


async def test_a_chat_that_was_deleted_stays_ones_own(ada: Wire, bob: Wire, chat: str) -> None:
    """Out of the list is not out of the chat: one may write there again."""
    await ada.call("chats.delete", chat_id=chat)
    await forget(ada, bob)

    await ada.call("messages.send", chat_id=chat, **FIELDS["messages.send"])

    assert ["chat.new"] == await ada.events()
    assert ["message.new"] == await bob.events()
