"""Service notices: what is written when, how the chat behaves, and that nobody writes there."""

import asyncio
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from messenger.actions import two_factor
from messenger.actions.email_change import confirm_email, undo_email
from messenger.actions.nicks import BETWEEN
from messenger.actions.recovery import issue_reset_link, reset_password
from messenger.actions.service_account import SERVICE_ID
from messenger.db.tables import chats, messages, users
from messenger.errors import NotFound
from tests.actions.two_factor_steps import sign_in, switch_on
from tests.databases import CLIENT
from tests.mailbox import Mailbox
from tests.people import ADA, BOB, EVE
from tests.running import Server
from tests.talk import chat_of, forget, texts
from tests.wire import Data, Wire

FRESH = "nine lanterns cross the bay"


async def rename(wire: Wire, nick: str = "ada.l") -> None:
    """Do something that is told."""
    await wire.call("account.update", username=nick)


async def notices_of(wire: Wire) -> Data | None:
    """Return the chat of the notices as its reader sees it."""
    listed = (await wire.call("chats.list"))["chats"]
    return next((chat for chat in listed if chat["role"] == "read_only"), None)


async def lines(wire: Wire) -> list[str]:
    """Return the first line of each notice, as it reads without marks of direction."""
    chat = await notices_of(wire)
    assert chat is not None
    said = [text.partition("\n")[0] for text in await texts(wire, chat["id"])]
    return [text.replace("\u2068", "").replace("\u2069", "") for text in said]


async def written(wire: Wire) -> str:
    """Cause a notice, and return its chat."""
    await rename(wire)
    chat = await notices_of(wire)
    assert chat is not None
    await forget(wire)
    return str(chat["id"])


async def test_it_comes_with_its_first_notice(server: Server, ada: Wire, bob: Wire) -> None:
    """As an ordinary chat with somebody: in the list, unread, on every device; nobody else's."""
    phone = await server.enter(ADA)
    assert await notices_of(ada) is None

    await rename(ada)

    new = (await phone.event("chat.new"))["chat"]
    told = (await phone.event("message.new"))["message"]
    assert ("direct", "Service notices", "read_only", 1) == (
        new["kind"],
        new["title"],
        new["role"],
        new["unread"],
    )
    assert new["title"] == new["peer"]["name"]
    assert (str(SERVICE_ID), "text", 1) == (told["sender_id"], told["kind"], told["seq"])
    assert told["client_id"] is None
    assert new["last_message"] == told
    # The new nick is a change of all chats of two, also of this one.
    assert new | {"version": 2} == await notices_of(ada)
    assert await notices_of(bob) is None


async def test_what_is_told(mailing: Server, mailbox: Mailbox) -> None:
    """Each change of what proves who somebody is, once; a change of the name is none."""
    ada = await mailing.enter(ADA)
    await ada.call("account.update", name="Ada", username="ada")
    assert await notices_of(ada) is None

    await rename(ada)
    await ada.call("account.change_email", password=ADA.password, email="ada@example.net")
    await confirm_email(mailing.services, token=(await mailbox.letter()).token)
    app, _ = await switch_on(mailing, ada, ADA)
    await ada.call("two_factor.regenerate_codes")
    await ada.call("two_factor.disable", code=app.next_code())
    await ada.call("account.change_password", old=ADA.password, new=FRESH)

    assert [
        "Your nick is now @ada.l.",
        "The e-mail address of your account is now ada@example.net.",
        "Two-factor sign-in is on: from now on a code is asked for beside the password.",
        "Your recovery codes were made anew. The old ones do not work any more.",
        "Two-factor sign-in is off: no code is asked for any more.",
        "Your password was changed.",
    ] == await lines(ada)
    chat = await notices_of(ada)
    assert chat is not None
    assert "/account/devices" in (await texts(ada, chat["id"]))[0]


async def test_what_others_do_is_told_too(mailing: Server, mailbox: Mailbox) -> None:
    """By a link of a letter, or of the administrator."""
    ada = await mailing.enter(ADA)
    await ada.call("account.change_email", password=ADA.password, email="ada@example.net")
    await confirm_email(mailing.services, token=(await mailbox.letter()).token)
    await undo_email(mailing.services, token=(await mailbox.letter(2)).token)
    link = await issue_reset_link(mailing.services, "ada")
    token = link.partition("#")[2]
    await reset_password(mailing.services, token=token, password=FRESH, client=CLIENT)
    await two_factor.reset_two_factor(mailing.services, "ada")
    reply = await sign_in(mailing, ADA, password=FRESH)

    back = await mailing.enter(ADA, reply["data"]["token"])
    assert [
        "The e-mail address of your account is now ada@example.net.",
        "The e-mail address of your account is now ada@example.org.",
        "Your password was changed.",
        "Two-factor sign-in is off: no code is asked for any more.",
        "Somebody signed in to your account on a new device.",
    ] == await lines(back)


async def test_what_failed_is_not_told(server: Server, ada: Wire) -> None:
    """The notice goes with the act, or not at all."""
    assert "username_taken" == await ada.code("account.update", username="bob")
    assert "invalid_credentials" == await ada.code(
        "account.change_password", old="no", new="oak tree by a lake"
    )
    with pytest.raises(NotFound):
        await confirm_email(server.services, token="no")

    assert await notices_of(ada) is None
    assert [] == await ada.events()


async def test_in_the_language_of_the_reader(ada: Wire) -> None:
    """As it is when a notice is written; the chat's title follows."""
    await rename(ada)
    await ada.call("account.update", language="ru")
    await ada.call("account.change_password", old=ADA.password, new=FRESH)

    assert ["Your nick is now @ada.l.", "Ваш пароль изменён."] == await lines(ada)
    chat = await notices_of(ada)
    assert chat is not None
    assert "Служебные уведомления" == chat["title"] == chat["peer"]["name"]


async def test_nobody_writes_there(ada: Wire, eve: Wire) -> None:
    """Not its reader by any way, and for others it is not there."""
    chat = await written(ada)
    send = {"chat_id": chat, "client_id": str(uuid4()), "kind": "text", "text": "hello"}
    one = {"chat_id": chat, "seq": 1}

    assert "forbidden" == await ada.code("messages.send", send)
    assert "forbidden" == await ada.code("messages.send", send)
    assert "forbidden" == await ada.code("messages.edit", one, text="changed")
    assert "forbidden" == await ada.code("chats.set_draft", chat_id=chat, text="to be")
    everyone = {"chat_id": chat, "for_everyone": True}
    assert "forbidden" == await ada.code("chats.delete", everyone)
    assert "forbidden" == await ada.code("messages.delete", everyone, seqs=[1])
    await ada.call("typing", chat_id=chat, on=True)
    assert [] == await ada.events()
    assert "not_found" == await eve.code("messages.send", send)
    assert "not_found" == await eve.code("messages.history", chat_id=chat)
    assert 1 == len(await texts(ada, chat))


async def test_its_writer_is_nobody_to_find(server: Server, ada: Wire) -> None:
    """By id, by name, by search; neither a contact nor to be blocked, and nobody can be it."""
    await written(ada)
    service = str(SERVICE_ID)

    for op in ("contacts.add", "blocks.add", "contacts.remove", "blocks.remove"):
        assert "not_found" == await ada.code(op, user_id=service)
    assert "not_found" == await ada.code("users.get", id=service)
    assert "not_found" == await ada.code("chats.open_direct", user_id=service)
    for name in ("ServiceNotices", "servicenotices", "service"):
        assert "not_found" == await ada.code("users.get", username=name)
        assert [] == (await ada.call("users.search", query=name))["users"]
    stranger = await server.connect()
    login = {"login": "ServiceNotices", "password": ""}
    assert "invalid_credentials" == await stranger.code("auth.login", login)
    for nick in ("ServiceNotices", "service_notices"):
        account = {"username": nick, "email": "x@example.org", "password": FRESH}
        assert "bad_request" == await stranger.code("auth.register", account)


async def test_it_is_kept_as_every_chat(server: Server, ada: Wire) -> None:
    """Read, muted, pinned, archived; messages and the whole are deleted for oneself."""
    chat = await written(ada)
    phone = await server.enter(ADA)
    await ada.call("account.change_password", old=ADA.password, new=FRESH, keep_others=True)

    read = await ada.call("messages.read", chat_id=chat, seq=1)
    assert {"read_seq": 1, "unread": 1} == read
    assert 1 == (await phone.event("read"))["seq"]
    muted = await ada.call("chats.mute", chat_id=chat, until="2100-01-01T00:00:00Z")
    assert muted["chat"]["muted_until"]
    assert (await ada.call("chats.pin", chat_id=chat, on=True))["chat"]["pinned"]
    await ada.call("messages.delete", chat_id=chat, seqs=[2], for_everyone=False)
    assert 1 == len(await texts(phone, chat))
    await ada.call("chats.delete", chat_id=chat)
    assert await notices_of(phone) is None

    await forget(ada, phone)
    server.clock.ahead += BETWEEN
    await rename(ada, "ada")
    assert ["Your nick is now @ada."] == await lines(phone)
    assert ["chat.new", "message.new", "account.updated"] == [
        name for name in await phone.events() if name != "chat.updated"
    ]


async def test_who_was_away_gets_it_by_sync(ada: Wire) -> None:
    """The chat by its first notice, further ones by its version."""
    state = ada.hello["state"]
    chat = await written(ada)
    first = await ada.call("sync", state=state, chats={})
    await ada.call("account.change_password", old=ADA.password, new=FRESH)

    assert [chat] == [changed["chat"]["id"] for changed in first["chats"]]
    known = {chat: first["chats"][0]["version"]}
    later = await ada.call("sync", state=first["state"], chats=known)
    [changed] = later["chats"]
    assert ["Your password was changed."] == [
        message["text"].partition("\n")[0] for message in changed["messages"]
    ]
    assert 2 == (await chat_of(ada, chat))["unread"]


async def test_acts_at_the_same_moment_make_one_chat(server: Server, bob: Wire) -> None:
    """Without a hole between what they tell, and for several people at once."""
    replies = await asyncio.gather(
        *(sign_in(server, person) for person in (BOB, EVE) for _ in range(4)),
        bob.call("account.update", username="bobby"),
    )

    assert all(reply.get("ok", True) for reply in replies)
    async with server.services.database.reading() as connection:
        per_chat = (
            await connection.execute(
                select(chats.c.last_seq, func.count())
                .join(messages, messages.c.chat_id == chats.c.id)
                .group_by(chats.c.id, chats.c.last_seq)
            )
        ).all()
        service = await connection.scalar(
            select(func.count()).select_from(users).where(users.c.id == SERVICE_ID)
        )
    assert [(4, 4), (5, 5)] == sorted(tuple(row) for row in per_chat)
    assert 1 == service


async def test_acts_do_not_wait_for_reading_for_ever(server: Server, bob: Wire) -> None:
    """Both lock the chat and the person, in the same order."""
    await rename(bob, "bob0")
    chat = await notices_of(bob)
    assert chat is not None
    phone = await server.enter(BOB)
    for number in range(1, 8):
        server.clock.ahead += BETWEEN
        read = {"chat_id": chat["id"], "seq": number}
        answers = await asyncio.gather(
            bob.ask("account.update", {"username": f"bob{number}"}),
            phone.ask("messages.read", read),
            phone.ask("chats.pin", {"chat_id": chat["id"], "on": bool(number % 2)}),
            sign_in(server, BOB, login=BOB.email),
            phone.ask("chats.delete", {"chat_id": chat["id"]}),
        )
        assert all(answer["ok"] for answer in answers), answers
