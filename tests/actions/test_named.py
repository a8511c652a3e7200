"""Who stands behind the ids of a group: for those who are in it, and as far as they may read."""

import pytest

from messenger.actions.named import MOST_NAMED
from tests.actions.group_steps import found
from tests.people import CAROL, EVE
from tests.running import Server
from tests.talk import say
from tests.wire import Wire


async def names(wire: Wire, chat_id: str, **asked: object) -> set[str]:
    """Return the nicks of those who are named."""
    reply = await wire.call("members.get", chat_id=chat_id, **asked)
    return {each["username"] for each in reply["users"]}


async def test_senders_and_those_whom_a_service_message_names_are_told(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """Also after they have left, for what they wrote is still read."""
    carol = await server.enter(CAROL)
    group = await found(ada, bob)
    await ada.call("members.add", chat_id=group, user_ids=[carol.me])
    said = await say(bob, group, "Hello")
    await bob.call("chats.leave", chat_id=group)
    history = await ada.call("messages.history", chat_id=group)
    first = history["messages"][0]["seq"]

    assert {"bob"} == await names(ada, group, seqs=[said["seq"]])
    assert {"ada", "carol"} == await names(ada, group, seqs=[first, first + 1])
    assert {"carol"} == await names(ada, group, user_ids=[carol.me, bob.me])
    assert set() == await names(ada, group)
    assert set() == await names(ada, group, seqs=[10_000])


async def test_who_came_late_learns_nobody_from_what_is_not_theirs(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """Nor from what a person has deleted for themselves."""
    group = await found(ada, bob, history_for_newcomers=False)
    said = await say(bob, group, "Hello")
    await bob.call("chats.leave", chat_id=group)
    carol = await server.enter(CAROL)
    await ada.call("members.add", chat_id=group, user_ids=[carol.me])
    await ada.call("messages.delete", chat_id=group, seqs=[said["seq"]], for_everyone=False)

    assert set() == await names(carol, group, seqs=[said["seq"]])
    assert set() == await names(ada, group, seqs=[said["seq"]])


async def test_an_outsider_learns_nothing(server: Server, ada: Wire, bob: Wire) -> None:
    """The group does not exist for them, whoever they are."""
    group = await found(ada, bob)
    eve = await server.enter(EVE)
    assert EVE.nick == eve.hello["user"]["username"]

    error = await eve.error("members.get", chat_id=group, user_ids=[ada.me])
    assert ("not_found", "chat_id") == (error["code"], error["field"])


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        ({"seqs": list(range(MOST_NAMED + 1))}, "too_many", "seqs"),
        ({"user_ids": ["1"] * (MOST_NAMED + 1)}, "too_many", "user_ids"),
        ({"user_ids": ["nobody"]}, "not_found", "user_ids"),
    ],
)
async def test_a_wrong_question_is_told(
    ada: Wire, bob: Wire, asked: dict[str, object], code: str, field: str
) -> None:
    """By its field."""
    group = await found(ada, bob)

    error = await ada.error("members.get", chat_id=group, **asked)
    assert (code, field) == (error["code"], error["field"])


async def test_a_direct_chat_is_no_group(ada: Wire, chat: str) -> None:
    """There the chat itself says who is in it."""
    error = await ada.error("members.get", chat_id=chat, seqs=[1])
    assert ("bad_request", "chat_id") == (error["code"], error["field"])
