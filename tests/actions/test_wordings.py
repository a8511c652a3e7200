"""What edited messages said before: for all who see them, as long as they are there."""

from sqlalchemy import func, select

from messenger.actions.messages import MOST_WORDINGS
from messenger.db.tables import wordings
from tests.actions.group_steps import found
from tests.people import ADA, BOB
from tests.running import Server
from tests.talk import forget, open_chat, say
from tests.wire import Data, Wire


async def said(wire: Wire, chat: str, seq: int) -> list[str]:
    """Return what a message has said, the oldest first."""
    reply = await wire.call("messages.edits", chat_id=chat, seq=seq)
    return [each["text"] for each in reply["wordings"]]


async def test_both_read_what_was_said_and_since_when(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """The last is what it says now; what was never edited has said one thing."""
    assert ["hello"] == await said(bob, chat, 1)
    server.clock.ahead += 60_000
    first = (await ada.call("messages.edit", chat_id=chat, seq=1, text="good day"))["message"]
    server.clock.ahead += 60_000
    second = (await ada.call("messages.edit", chat_id=chat, seq=1, text="good night"))["message"]

    told = (await bob.call("messages.edits", chat_id=chat, seq=1))["wordings"]

    assert ["hello", "good day", "good night"] == [each["text"] for each in told]
    times = [first["sent_at"], first["edited_at"], second["edited_at"]]
    assert times == [each["written_at"] for each in told]
    assert {"plain"} == {each["format"] for each in told}


async def test_an_edit_that_changes_nothing_is_none(ada: Wire, chat: str) -> None:
    """Nothing is kept of it."""
    await ada.call("messages.edit", chat_id=chat, seq=1, text="hello")

    assert ["hello"] == await said(ada, chat, 1)


async def test_of_a_deleted_message_nothing_is_left(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Neither for anybody nor in the tables; cleared for all, likewise."""
    await say(ada, chat, "two")
    for seq in (1, 2):
        await ada.call("messages.edit", chat_id=chat, seq=seq, text="changed")
    await ada.call("messages.delete", chat_id=chat, seqs=[1], for_everyone=True)
    assert "not_found" == await bob.code("messages.edits", chat_id=chat, seq=1)
    assert 1 == await kept(server)

    await bob.call("chats.clear", chat_id=chat, for_everyone=True)

    assert 0 == await kept(server)


async def test_who_does_not_see_the_message_does_not_see_that(
    ada: Wire, bob: Wire, carol: Wire, chat: str
) -> None:
    """Whoever deleted it for themselves, and those who came later."""
    await ada.call("messages.edit", chat_id=chat, seq=1, text="changed")
    await bob.call("messages.delete", chat_id=chat, seqs=[1], for_everyone=False)
    group = await found(ada, bob, history_for_newcomers=False)
    secret = (await say(ada, group, "the old secret"))["seq"]
    await ada.call("messages.edit", chat_id=group, seq=secret, text="nothing")
    await ada.call("members.add", chat_id=group, user_ids=[carol.me])
    await forget(carol)

    for wire, place, seq in ((bob, chat, 1), (carol, group, secret), (bob, chat, 99)):
        error = await wire.error("messages.edits", chat_id=place, seq=seq)
        assert ("not_found", "seq") == (error["code"], error["field"])


async def test_no_more_than_fifty_are_kept(unlimited: Server) -> None:
    """The oldest go first."""
    ada = await unlimited.enter(ADA)
    await unlimited.enter(BOB)
    chat = await open_chat(ada, BOB.nick)
    await say(ada, chat, "0")
    for number in range(1, MOST_WORDINGS + 5):
        fields: Data = {"chat_id": chat, "seq": 1}
        await ada.call("messages.edit", fields, text=str(number))

    told = await said(ada, chat, 1)

    assert [str(number) for number in range(4, MOST_WORDINGS + 5)] == told


async def kept(server: Server) -> int:
    """Return how many earlier wordings there are."""
    async with server.services.database.reading() as connection:
        return int(await connection.scalar(select(func.count()).select_from(wordings)) or 0)
