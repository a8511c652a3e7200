"""`messages.delete`: for oneself, and one's own for everyone."""

import pytest

from tests.people import ADA
from tests.running import Server
from tests.talk import chat_of, say, texts
from tests.wire import Wire


async def test_a_message_deleted_for_everyone_leaves_a_tombstone(
    server: Server, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """Every connection of both hears of it, and the words are gone."""
    phone = await server.enter(ADA)

    reply = await ada.call("messages.delete", chat_id=chat, seqs=[1], for_everyone=True)

    assert {} == reply
    for wire in (ada, phone, bob):
        message = (await wire.event("message.updated"))["message"]
        assert (1, True, "") == (message["seq"], message["deleted"], message["text"])
    assert [] == await eve.events()
    assert [""] == await texts(bob, chat)


async def test_several_messages_take_a_version_each(ada: Wire, bob: Wire, chat: str) -> None:
    """In the order of their seqs, each named once although it was asked for twice."""
    await say(ada, chat, "two")
    await bob.events()

    await ada.call("messages.delete", chat_id=chat, seqs=[2, 1, 2], for_everyone=True)

    told = [await bob.event("message.updated") for _ in range(2)]
    assert [(1, 3), (2, 4)] == [(each["message"]["seq"], each["version"]) for each in told]
    assert [] == await bob.events()


async def test_a_message_deleted_for_oneself_stays_with_the_other(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """One's own connections hear of it with a state; the other hears nothing."""
    phone = await server.enter(ADA)
    state = ada.hello["state"]

    await ada.call("messages.delete", chat_id=chat, seqs=[1], for_everyone=False)

    for wire in (ada, phone):
        hidden = await wire.event("message.hidden")
        assert {"chat_id": chat, "seqs": [1], "state": hidden["state"]} == hidden
        assert hidden["state"] > state
    assert [] == await bob.events()
    assert [] == await texts(phone, chat)
    assert ["hello"] == await texts(bob, chat)


async def test_the_reader_may_delete_it_for_themselves_alone(
    ada: Wire, bob: Wire, chat: str
) -> None:
    """For everyone is forbidden, and nothing of several is deleted then."""
    await say(bob, chat, "mine")
    await ada.events()

    error = await bob.error("messages.delete", chat_id=chat, seqs=[2, 1], for_everyone=True)
    assert ("forbidden", "seqs") == (error["code"], error["field"])
    assert ["hello", "mine"] == await texts(ada, chat)
    assert [] == await ada.events()

    await bob.call("messages.delete", chat_id=chat, seqs=[1], for_everyone=False)
    assert ["mine"] == await texts(bob, chat)


@pytest.mark.parametrize("for_everyone", [True, False])
async def test_what_is_gone_can_not_be_deleted_again(
    ada: Wire, bob: Wire, chat: str, for_everyone: bool
) -> None:
    """Neither a second time nor a message that never was; the others stay untouched."""
    await say(ada, chat, "two")
    await ada.call("messages.delete", chat_id=chat, seqs=[1], for_everyone=for_everyone)
    await bob.events()

    for seqs in ([1], [1, 2], [2, 99], [0]):
        error = await ada.error(
            "messages.delete", chat_id=chat, seqs=seqs, for_everyone=for_everyone
        )
        assert ("not_found", "seqs") == (error["code"], error["field"])
    assert "two" in await texts(ada, chat)
    assert [] == await bob.events()


async def test_a_hundred_at_once_and_not_none(ada: Wire, chat: str) -> None:
    """The bounds are told."""
    error = await ada.error(
        "messages.delete", chat_id=chat, seqs=list(range(101)), for_everyone=False
    )

    assert ("too_many", "seqs", 100) == (error["code"], error["field"], error["limit"])
    assert "bad_request" == await ada.code(
        "messages.delete", chat_id=chat, seqs=[], for_everyone=False
    )


async def test_the_list_shows_the_message_before(ada: Wire, bob: Wire, chat: str) -> None:
    """Deleted and hidden messages are neither the last one nor unread."""
    await say(ada, chat, "two")
    await say(ada, chat, "three")
    await ada.call("messages.delete", chat_id=chat, seqs=[3], for_everyone=True)
    await bob.call("messages.delete", chat_id=chat, seqs=[2], for_everyone=False)

    mine, theirs = await chat_of(ada, chat), await chat_of(bob, chat)

    assert "two" == mine["last_message"]["text"]
    assert ("hello", 1) == (theirs["last_message"]["text"], theirs["unread"])
    assert 3 == theirs["last_seq"]


async def test_a_deleted_message_is_still_acknowledged(ada: Wire, chat: str) -> None:
    """Its client id goes on naming it: the same send again stores nothing."""
    client_id = "11111111-1111-4111-8111-111111111111"
    await say(ada, chat, "gone", client_id=client_id)
    await ada.call("messages.delete", chat_id=chat, seqs=[2], for_everyone=True)

    again = await say(ada, chat, "gone", client_id=client_id)

    assert (2, True, "") == (again["seq"], again["deleted"], again["text"])
