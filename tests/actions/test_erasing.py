"""After 14 days: nothing personal is left in any table or file, and others lose nothing."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete, select, update

from messenger.actions.erasing import erase_due_accounts
from messenger.actions.media_sweep import collect_media
from messenger.actions.outbox import mail_notice, queue_letter
from messenger.actions.two_factor import reset_two_factor
from messenger.db.tables import members, metadata, outbox, users
from messenger.errors import NotFound
from messenger.settings import Settings
from tests.actions.scheduled_steps import ahead, schedule
from tests.actions.two_factor_steps import refusal
from tests.exports import made
from tests.mailbox import Mailbox
from tests.people import ADA, BOB, CAROL
from tests.running import Server
from tests.talk import chat_of, forget, open_chat, say, texts
from tests.uploads import files_on_disk, upload
from tests.wire import Data, Wire

DAY = 86_400_000
SECRET = "the lighthouse is lit at nine"
PERSONAL = (BOB.name, BOB.email, "bob marley", "Counts herons", "wait for the tide", "me.png")


async def fill(server: Server, ada: Wire, bob: Wire) -> str:
    """Let Bob leave traces wherever a person can."""
    chat = await open_chat(ada, BOB.nick)
    await say(ada, chat, "hello there")
    await say(bob, chat, SECRET)
    await bob.call("account.update", bio="Counts herons", language="ru")
    await bob.call("account.set_avatar", media_id=(await upload(server, BOB))["id"])
    await bob.call("chats.set_draft", chat_id=chat, text="wait for the tide")
    await bob.call("contacts.add", username=CAROL.nick)
    await bob.call(
        "blocks.add", user_id=(await bob.call("users.get", username="eve"))["user"]["id"]
    )
    saved = (await bob.call("chats.open_saved"))["chat"]["id"]
    await say(bob, saved, "wait for the tide and the moon")
    await schedule(bob, chat, "wait for the tide", send_at=ahead(360 * 24 * 3600))
    wish = {"chat_id": chat, "seqs": [1], "reason": "other", "comment": "wait for the tide"}
    await bob.call("messages.report", wish)
    await ada.call("contacts.add", username=BOB.nick)
    await bob.call("two_factor.start", password=BOB.password)
    assert "ready" == (await made(bob))["state"]
    await forget(ada, bob)
    return chat


async def erase(server: Server, bob: Wire, messages: str) -> None:
    """Let Bob go, and 14 days pass."""
    await bob.call("account.delete", messages=messages)
    server.clock.ahead += 14 * DAY + 1
    await erase_due_accounts(server.services)


async def remains(server: Server) -> dict[str, str]:
    """Return every text in every column of every table, by the column's name."""
    found: dict[str, str] = {}
    async with server.services.database.reading() as connection:
        for table in metadata.sorted_tables:
            rows = (await connection.execute(select(table))).mappings().all()
            for column in table.c:
                values = (row[column.name] for row in rows)
                found[str(column)] = "\n".join(map(str, values))
    return found


async def rows_of(server: Server, user_id: str) -> set[str]:
    """Return the columns that name a person."""
    found = await remains(server)
    return {column for column, text in found.items() if user_id in text.splitlines()}


def folder_holds(settings: Settings, *words: str) -> list[str]:
    """Return the files that hold any of some words, the database itself aside."""
    return [
        str(path)
        for path in settings.data_dir.rglob("*")
        if path.is_file()
        and not path.name.startswith("messenger.db")
        and any(word.encode() in path.read_bytes() for word in words)
    ]


@pytest.mark.parametrize("messages", ["keep", "remove"])
async def test_nothing_personal_is_left_anywhere(
    server: Server, ada: Wire, bob: Wire, messages: str
) -> None:
    """In every text column of every table, and in the folder (SECURITY R59)."""
    await fill(server, ada, bob)
    before = await remains(server)
    for word in (*PERSONAL, SECRET, BOB.nick):
        assert any(word in text for text in before.values()), word
    assert files_on_disk(server)

    await erase(server, bob, messages)
    await collect_media(server.services)

    words = PERSONAL if messages == "keep" else (*PERSONAL, SECRET)
    for column, text in (await remains(server)).items():
        for word in words:
            assert word not in text, (column, word)
        assert BOB.nick not in text.splitlines(), column
    assert [] == files_on_disk(server)
    assert [] == list((server.settings.data_dir / "exports").glob("*"))
    assert [] == folder_holds(server.settings, *PERSONAL, SECRET)
    # What is left names an account that is nobody's: its row, its messages, the chat of two, and
    # what others had with it, which has ended.
    assert await rows_of(server, bob.me) <= {
        *("users.id", "messages.sender_id", "members.user_id"),
        *("contacts.user_id", "blocks.user_id"),
    }


async def test_messages_stay_without_a_name(server: Server, ada: Wire, bob: Wire) -> None:
    """Where that was chosen; the other sees a deleted account, to whom nobody writes."""
    chat = await fill(server, ada, bob)

    await erase(server, bob, "keep")

    assert ["hello there", SECRET] == await texts(ada, chat)
    peer: Data = (await chat_of(ada, chat))["peer"]
    assert ("Deleted account", "", "", None, True, False) == tuple(
        peer[name] for name in ("name", "username", "bio", "avatar", "deleted", "is_contact")
    )
    send = {"chat_id": chat, "kind": "text", "text": "x"}
    client_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
    assert "forbidden" == await ada.code("messages.send", send, client_id=client_id)


async def test_reactions_go(server: Server, ada: Wire, bob: Wire, chat: str) -> None:
    """What others have given stays; everybody hears of it."""
    for wire, emoji in ((bob, "🔥"), (bob, "👍"), (ada, "👍")):
        await wire.call("messages.react", chat_id=chat, seq=1, emoji=emoji, on=True)
    await forget(ada)

    await erase(server, bob, "keep")

    told = (await ada.event("message.updated"))["message"]
    assert [{"emoji": "👍", "count": 1, "mine": True}] == told["reactions"]
    page = await ada.call("messages.history", chat_id=chat)
    assert told["reactions"] == page["messages"][0]["reactions"]


async def test_earlier_words_go_with_the_messages(server: Server, ada: Wire, bob: Wire) -> None:
    """Nothing that was edited away is left."""
    chat = await open_chat(bob, ADA.nick)
    await say(bob, chat, "a heron")
    await bob.call("messages.edit", chat_id=chat, seq=1, text="a stork")

    await erase(server, bob, "remove")

    assert "heron" not in str(await remains(server))
    assert "not_found" == await ada.code("messages.edits", chat_id=chat, seq=1)


async def test_forwarded_words_stay_without_a_name(
    server: Server, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """Wherever they went, also at second hand; those who have them open are told."""
    chat = await open_chat(ada, BOB.nick)
    await say(bob, chat, "my words")
    place = await open_chat(ada, CAROL.nick)
    ids = [str(uuid4()) for _ in range(3)]
    asked = {"from_chat_id": chat, "seqs": [1], "to_chat_ids": [place], "client_ids": ids[:1]}
    await ada.call("messages.forward", asked)
    saved = (await carol.call("chats.open_saved"))["chat"]["id"]
    more = {"from_chat_id": place, "to_chat_ids": [saved, place], "client_ids": ids[1:]}
    await carol.call("messages.forward", asked | more)
    await forget(ada, carol)

    await erase(server, bob, "keep")

    author = {"user_id": bob.me, "name": ""}
    for wire, where in ((ada, place), (carol, saved)):
        page = await wire.call("messages.history", chat_id=where)
        assert {"my words"} == {each["text"] for each in page["messages"]}
        assert all(author == each["forwarded_from"] for each in page["messages"])
    told = [(await ada.event("message.updated"))["message"] for _ in range(2)]
    assert [author, author] == [each["forwarded_from"] for each in told]
    assert not ada.ledger.holes


async def test_open_clients_are_told(server: Server, ada: Wire, bob: Wire) -> None:
    """Of the texts that are gone and of the person; sync, history and the list show no word."""
    chat = await fill(server, ada, bob)
    state = ada.ledger.state

    await erase(server, bob, "remove")

    updated = (await ada.event("message.updated"))["message"]
    assert (True, "") == (updated["deleted"], updated["text"])
    assert (await ada.event("contact.updated"))["user"]["deleted"]
    assert "Deleted account" == (await ada.event("chat.updated"))["chat"]["title"]
    changes = await ada.call("sync", state=state, chats={chat: 0})
    assert SECRET not in str(changes)
    assert SECRET not in str(await ada.call("messages.history", chat_id=chat))
    listed = (await ada.call("chats.list"))["chats"][0]
    assert "hello there" == listed["last_message"]["text"]
    assert [] == (await ada.call("contacts.list"))["users"]


async def test_many_messages_go_in_pages(unlimited: Server) -> None:
    """Each of them, and none of the other's."""
    ada, bob = await unlimited.enter(ADA), await unlimited.enter(BOB)
    chat = await open_chat(bob, ADA.nick)
    for number in range(205):
        await say(bob, chat, f"{SECRET} {number}")
    await say(ada, chat, "mine stays")

    await erase(unlimited, bob, "remove")

    assert not any(SECRET in text for text in (await remains(unlimited)).values())
    assert "mine stays" == (await texts(ada, chat, limit=1))[0]


async def test_messages_go_from_where_nobody_is_any_more(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """And the account too."""
    chat = await fill(server, ada, bob)
    async with server.services.database.writing() as connection:
        await connection.execute(delete(members).where(members.c.chat_id == int(chat)))

    await erase(server, bob, "remove")

    assert not any(SECRET in text for text in (await remains(server)).values())
    assert "invalid_credentials" == await refusal(server, BOB)


async def test_the_nick_is_free_again(server: Server, bob: Wire, eve: Wire) -> None:
    """And the address; who takes them is another person."""
    await erase(server, bob, "keep")

    account = {"username": "bob", "email": BOB.email, "password": "oak tree by a lake"}
    reply = await (await server.connect()).call("auth.register", account)

    assert bob.me != reply["user"]["id"]
    assert "not_found" == await eve.code("users.get", id=bob.me)
    found = (await eve.call("users.search", query="bob"))["users"]
    assert [reply["user"]["id"]] == [each["id"] for each in found]


async def test_nobody_gets_in_any_more(server: Server, ada: Wire, bob: Wire) -> None:
    """By the name that stands in the place of the nick, or by a link of an administrator."""
    await erase(server, bob, "keep")
    async with server.services.database.reading() as connection:
        query = select(users.c.username).where(users.c.id == int(bob.me))
        nobody = str(await connection.scalar(query))

    for login in (nobody, nobody.lower()):
        for password in (BOB.password, ""):
            code = await (await server.connect()).code("auth.login", login=login, password=password)
            assert "invalid_credentials" == code
    with pytest.raises(NotFound):
        await reset_two_factor(server.services, nobody)
    assert "not_found" == await ada.code("contacts.add", user_id=bob.me)


async def test_what_was_begun_is_taken_up_again(server: Server, ada: Wire, bob: Wire) -> None:
    """A second round changes nothing more."""
    await fill(server, ada, bob)
    await erase(server, bob, "remove")
    await forget(ada)
    before = await remains(server)

    await erase_due_accounts(server.services)

    assert before == await remains(server)
    assert [] == await ada.events()


async def test_letters_that_wait_go_too(mailing: Server, mailbox: Mailbox) -> None:
    """Whatever kept them from being sent."""
    bob = await mailing.enter(BOB)
    await bob.call("account.delete", messages="keep")
    await mailbox.letter()
    mailing.clock.ahead += 14 * DAY + 1
    never: dict[str, Any] = {"due_at": 2**60, "expires_at": 2**60}
    async with mailing.services.database.writing() as connection:
        await mail_notice(mailing.services, connection, int(bob.me), "password_changed")
        wish = {"login": BOB.nick}
        await queue_letter(mailing.services, connection, "wish", "", language="en", facts=wish)
        await connection.execute(update(outbox).values(**never))

    await erase_due_accounts(mailing.services)

    left = await remains(mailing)
    assert not left["outbox.address"]
    assert not left["outbox.facts"]
