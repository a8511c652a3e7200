"""`messages.edit`: changing one's own words."""

from tests.people import ADA
from tests.running import Server
from tests.talk import open_chat, say, texts
from tests.wire import Wire


async def test_everyone_concerned_hears_the_new_text(
    server: Server, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """The asking connection, one's others and the reader, each once; the outsider not."""
    phone = await server.enter(ADA)

    edited = (await ada.call("messages.edit", chat_id=chat, seq=1, text=" hello! "))["message"]

    assert ("hello!", 1, 2) == (edited["text"], edited["seq"], edited["version"])
    assert edited["edited_at"] >= edited["sent_at"]
    assert edited == (await ada.event("message.updated"))["message"]
    assert edited == (await phone.event("message.updated"))["message"]
    assert {**edited, "client_id": None} == (await bob.event("message.updated"))["message"]
    assert [] == await eve.events()
    assert ["hello!"] == await texts(bob, chat)


async def test_the_same_text_again_changes_nothing(ada: Wire, bob: Wire, chat: str) -> None:
    """No version is taken and nobody is told."""
    same = (await ada.call("messages.edit", chat_id=chat, seq=1, text="hello"))["message"]

    assert (None, 1) == (same["edited_at"], same["version"])
    assert [] == await ada.events()
    assert [] == await bob.events()


async def test_another_persons_words_may_not_be_changed(ada: Wire, bob: Wire, chat: str) -> None:
    """The reader can see them, so it is forbidden and not unknown."""
    error = await bob.error("messages.edit", chat_id=chat, seq=1, text="bye")

    assert ("forbidden", 403, "seq") == (error["code"], error["status"], error["field"])
    assert ["hello"] == await texts(ada, chat)
    assert [] == await ada.events()


async def test_a_message_that_is_not_there_is_not_found(ada: Wire, chat: str) -> None:
    """A seq of the future, a deleted message, and one that was hidden."""
    await say(ada, chat, "gone")
    await ada.call("messages.delete", chat_id=chat, seqs=[2], for_everyone=True)
    await say(ada, chat, "hidden")
    await ada.call("messages.delete", chat_id=chat, seqs=[3], for_everyone=False)

    for seq in (0, 2, 3, 4):
        assert "not_found" == await ada.code("messages.edit", chat_id=chat, seq=seq, text="x")


async def test_a_text_can_not_be_edited_away(ada: Wire, chat: str) -> None:
    """Empty and too long are refused as at sending."""
    assert "bad_request" == await ada.code("messages.edit", chat_id=chat, seq=1, text=" ")
    assert "too_long" == await ada.code("messages.edit", chat_id=chat, seq=1, text="x" * 4097)


async def test_a_seq_counts_in_its_own_chat(ada: Wire, chat: str) -> None:
    """The same number elsewhere is another message, or none."""
    other = await open_chat(ada, "carol")

    assert "not_found" == await ada.code("messages.edit", chat_id=other, seq=1, text="x")
    assert ["hello"] == await texts(ada, chat)


async def test_a_message_keeps_its_format_unless_another_is_named(
    ada: Wire, bob: Wire, chat: str
) -> None:
    """The same text in another format is a change."""
    marked = {"chat_id": chat, "seq": 1, "text": "**hello**", "format": "markdown"}

    first = (await ada.call("messages.edit", marked))["message"]
    second = (await ada.call("messages.edit", chat_id=chat, seq=1, text="*hello*"))["message"]
    third = await ada.call("messages.edit", chat_id=chat, seq=1, text="*hello*", format="plain")
    heard = [(await bob.event("message.updated"))["message"]["format"] for _ in range(3)]

    assert ("markdown", "markdown") == (first["format"], second["format"])
    assert "plain" == third["message"]["format"]
    assert ["markdown", "markdown", "plain"] == heard
    assert "bad_request" == await ada.code("messages.edit", marked | {"format": "html"})
