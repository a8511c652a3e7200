"""Groups: making one, what it is called and how it is, who comes, goes and owns it."""

import asyncio
from uuid import uuid4

import pytest

from tests.actions.group_steps import found, is_out, promote, roles, services, settings_of
from tests.conftest import Serve
from tests.people import ADA, BOB, EVE
from tests.running import Server
from tests.talk import chat_of, forget, open_chat, say, set_privacy, texts
from tests.uploads import upload
from tests.wire import Data, Wire


async def test_a_group_is_there_for_all_at_once(ada: Wire, bob: Wire, carol: Wire) -> None:
    """Each is told of it as they see it."""
    made = await ada.call(
        "chats.create_group",
        title="  Walkers ",
        description="On Sundays",
        member_ids=[bob.me, carol.me, bob.me, ada.me],
    )

    assert [] == made["not_added"]
    chat = made["chat"]
    assert ("group", "Walkers", "On Sundays", 3, "owner", None) == tuple(
        chat[name] for name in ("kind", "title", "description", "member_count", "role", "peer")
    )
    told = await bob.event("chat.new")
    assert ("member", 1, 1) == tuple(told["chat"][name] for name in ("role", "unread", "last_seq"))
    assert isinstance(told["state"], int)
    assert {"type": "created", "title": "Walkers"} == told["chat"]["last_message"]["service"]
    assert "created the group" == told["chat"]["last_message"]["text"]
    assert ["ada", "bob", "carol"] == list(await roles(carol, chat["id"]))
    assert chat == (await ada.event("chat.new"))["chat"]


async def test_who_may_not_be_added_is_named(ada: Wire, bob: Wire, carol: Wire, eve: Wire) -> None:
    """With the reason, and the rest is there."""
    await set_privacy(bob, groups="nobody")
    await carol.call("blocks.add", user_id=ada.me)
    await forget(bob)

    made = await ada.call(
        "chats.create_group", title="Few", member_ids=[bob.me, carol.me, eve.me, "12", "x"]
    )

    refused = {each["user_id"]: each["code"] for each in made["not_added"]}
    assert {bob.me: "privacy", carol.me: "blocked", "12": "not_found", "x": "not_found"} == refused
    assert {"ada": "owner", "eve": "member"} == await roles(ada, made["chat"]["id"])
    assert [] == await bob.events()


async def test_a_repeat_returns_the_first_group(
    serve: Serve, server: Server, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """As it is now, also by another connection after a restart; nobody hears of it again."""
    await set_privacy(carol, groups="nobody")
    wish: Data = {"client_id": str(uuid4()), "member_ids": [bob.me, carol.me]}
    first = await ada.call("chats.create_group", wish, title="Walkers")
    await ada.call("chats.update", chat_id=first["chat"]["id"], title="Runners")
    await forget(ada, bob, carol)

    again = await ada.call("chats.create_group", wish, title="Others")

    assert ("Runners", first["chat"]["id"]) == (again["chat"]["title"], again["chat"]["id"])
    assert first["not_added"] == again["not_added"] == [{"user_id": carol.me, "code": "privacy"}]
    await server.stop()
    for wire in (ada, bob, carol):
        await wire.closed()
    late = await (await serve()).enter(ADA)
    assert again == await late.call("chats.create_group", wish, title="Walkers")
    assert [first["chat"]["id"]] == [
        each["id"] for each in (await late.call("chats.list"))["chats"]
    ]


async def test_repeats_at_the_same_moment_make_one_group(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """By several connections of the same person; another's same id is another wish."""
    wish: Data = {"title": "Walkers", "client_id": str(uuid4())}
    wires = [ada, *[await server.enter(ADA) for _ in range(4)]]

    made = await asyncio.gather(*(wire.call("chats.create_group", wish) for wire in wires))
    bobs = await bob.call("chats.create_group", wish)

    assert 1 == len({each["chat"]["id"] for each in made})
    assert 1 == len((await ada.call("chats.list"))["chats"])
    assert bobs["chat"]["id"] != made[0]["chat"]["id"]
    assert ["bob"] == list(await roles(bob, bobs["chat"]["id"]))


async def test_a_repeat_after_leaving_makes_nothing(ada: Wire, bob: Wire) -> None:
    """Nor does it show what is in the group since; once that is deleted the id is free."""
    wish: Data = {"title": "Walkers", "member_ids": [bob.me], "client_id": str(uuid4())}
    group = (await ada.call("chats.create_group", wish))["chat"]["id"]
    await ada.call("chats.leave", chat_id=group)

    error = await ada.error("chats.create_group", wish)

    assert ("not_found", "client_id") == (error["code"], error["field"])
    assert [] == (await ada.call("chats.list"))["chats"]
    await bob.call("chats.delete", chat_id=group, for_everyone=True)
    assert group != (await ada.call("chats.create_group", wish))["chat"]["id"]


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"title": "x", "client_id": "twice"}, "bad_request", "client_id"),
        ({"title": " "}, "bad_request", "title"),
        ({"title": "x" * 129}, "too_long", "title"),
        ({"title": "x", "description": "x" * 501}, "too_long", "description"),
        ({"title": "x", "member_ids": ["1"] * 201}, "too_many", "member_ids"),
        ({"title": "x", "avatar": "12"}, "not_found", "avatar"),
        ({}, "bad_request", "title"),
    ],
)
async def test_a_group_that_cannot_be(
    ada: Wire, fields: dict[str, object], code: str, field: str
) -> None:
    """Is refused by the name of the field, and leaves nothing."""
    error = await ada.error("chats.create_group", fields)

    assert (code, field) == (error["code"], error["field"])
    assert [] == (await ada.call("chats.list"))["chats"]


async def test_messages_reach_everybody_and_nobody_else(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """Eve is online, and hears nothing."""
    group = await found(ada, bob, carol)

    sent = await say(bob, group, "who comes?")

    for wire in (ada, carol):
        heard = await wire.event("message.new")
        assert ("who comes?", None) == (heard["message"]["text"], heard["message"]["client_id"])
        assert sent["seq"] == heard["message"]["seq"]
    assert [] == await eve.events()
    for op, data in (
        ("messages.history", {}),
        ("chats.get", {}),
        ("members.list", {}),
        ("messages.read", {"seq": 1}),
        ("typing", {"on": True}),
        ("chats.leave", {}),
        ("chats.update", {"title": "mine"}),
    ):
        assert "not_found" == await eve.code(op, {"chat_id": group, **data}), op
    assert "not_found" == await eve.code(
        "messages.send",
        chat_id=group,
        client_id="7c9e6679-7425-40de-944b-e07fc1f90ae7",
        kind="text",
        text="me too",
    )


async def test_a_new_title_is_shown_to_all(ada: Wire, bob: Wire, carol: Wire) -> None:
    """By a line in the conversation and by the chat."""
    group = await found(ada, bob, carol)
    before = (await chat_of(carol, group))["version"]

    await ada.call("chats.update", chat_id=group, title="Runners", description="Faster")

    line = await carol.event("message.new")
    assert {"type": "renamed", "title": "Runners"} == line["message"]["service"]
    assert ("service", "renamed the group to “Runners”") == (
        line["message"]["kind"],
        line["message"]["text"],
    )
    shown = await carol.event("chat.updated")
    assert ("Runners", "Faster", "member", before + 2, None) == (
        *(shown["chat"][name] for name in ("title", "description", "role", "version")),
        shown["state"],
    )
    assert shown["chat"] == await chat_of(carol, group)
    await forget(carol)

    await ada.call("chats.update", chat_id=group, title="Runners")

    assert [] == await carol.events()


async def test_settings_are_the_administrators(ada: Wire, bob: Wire) -> None:
    """What administrators may do is the owner's to say; nobody gets what their role never has."""
    group = await found(ada, bob)
    wish = {"chat_id": group, "member_rights": ["edit"]}
    assert "forbidden" == await bob.code("chats.update", wish)
    await promote(ada, group, bob, "admin")
    await bob.call("chats.update", wish)
    assert ["edit"] == (await settings_of(ada, group))["member_rights"]
    assert "forbidden" == await bob.code("chats.update", chat_id=group, admin_rights=["edit"])
    error = await ada.error("chats.update", chat_id=group, member_rights=["delete"])
    assert ("forbidden", "member_rights") == (error["code"], error["field"])

    await ada.call("chats.update", chat_id=group, admin_rights=["edit"])

    assert ["edit", "mention_all", "write"] == (await chat_of(bob, group))["rights"]
    assert "forbidden" == await bob.code("chats.update", wish)


async def test_in_an_announcement_administrators_alone_write(
    ada: Wire, bob: Wire, carol: Wire
) -> None:
    """From the moment that it is one."""
    group = await found(ada, bob, carol)
    await promote(ada, group, carol, "admin")
    await say(bob, group, "still mine")

    await ada.call("chats.update", chat_id=group, announcement=True)

    send = {"chat_id": group, "client_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7"}
    send |= {"kind": "text", "text": "hello?"}
    assert "forbidden" == await bob.code("messages.send", send)
    assert "forbidden" == await bob.code("chats.set_draft", chat_id=group, text="x")
    await say(carol, group, "news")
    assert "news" == (await texts(bob, group))[-1]
    await ada.call("chats.update", chat_id=group, announcement=False)
    await bob.call("messages.send", send)


async def test_leaving_leaves_a_line(server: Server, ada: Wire, bob: Wire, carol: Wire) -> None:
    """To those who stay; on all devices of who leaves the group is gone."""
    group = await found(ada, bob, carol)
    phone = await server.enter(BOB)

    seen = await bob.call("chats.leave", chat_id=group)

    assert "Walkers" == seen["chat"]["title"]
    assert group == (await phone.event("chat.removed"))["chat_id"]
    left = await carol.event("member.left")
    assert (bob.me, "member", 2) == (left["user"]["id"], left["role"], left["member_count"])
    line = await carol.event("message.new")
    assert {"type": "left", "users": [bob.me]} == line["message"]["service"]
    assert await is_out(bob, group)
    assert 2 == (await chat_of(ada, group))["member_count"]
    await forget(bob)
    await say(ada, group)
    assert [] == await bob.events()


async def test_an_owner_who_leaves_has_an_heir(
    server: Server, ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """The administrator who is there longest, else the member; the last one ends the group."""
    group = await found(ada, bob, eve)
    server.clock.ahead += 1000
    await ada.call("members.add", chat_id=group, user_ids=[carol.me])
    await promote(ada, group, carol, "admin")
    await promote(ada, group, bob, "read_only")
    await forget(carol)

    await ada.call("chats.leave", chat_id=group)
    assert {"carol": "owner", "bob": "read_only", "eve": "member"} == await roles(carol, group)
    assert "owner_changed" == (await services(carol, group))[-2]["type"]
    assert "owner" == (await carol.event("chat.updated"))["chat"]["role"]
    await carol.call("chats.delete", chat_id=group)
    assert {"eve": "owner", "bob": "read_only"} == await roles(eve, group)
    await eve.call("chats.leave", chat_id=group)
    assert {"bob": "owner"} == await roles(bob, group)
    await bob.call("chats.leave", chat_id=group)
    for wire in (ada, bob, carol, eve):
        assert await is_out(wire, group)


async def test_the_owner_alone_deletes_a_group(ada: Wire, bob: Wire, carol: Wire) -> None:
    """With all that was said in it."""
    group = await found(ada, bob, carol)
    await promote(ada, group, bob, "admin")
    await say(bob, group, "a secret")
    assert "forbidden" == await bob.code("chats.delete", chat_id=group, for_everyone=True)
    await forget(ada, bob, carol)

    await ada.call("chats.delete", chat_id=group, for_everyone=True)

    for wire in (ada, bob, carol):
        assert ["chat.removed"] == await wire.events()
        assert await is_out(wire, group)


async def test_a_group_can_be_handed_over(ada: Wire, bob: Wire, carol: Wire) -> None:
    """There is one owner always, and who was it is an administrator."""
    group = await found(ada, bob, carol)
    await promote(ada, group, bob, "admin")
    owner = {"chat_id": group, "user_id": carol.me, "role": "owner"}
    assert "forbidden" == await bob.code("members.set_role", owner)
    await forget(ada, bob, carol)

    reply = await ada.call("members.set_role", owner)

    assert "admin" == reply["chat"]["role"]
    assert {"carol": "owner", "ada": "admin", "bob": "admin"} == await roles(bob, group)
    told = await carol.event("chat.updated")
    assert "owner" == told["chat"]["role"]
    assert {"own", "settings"} <= set(told["chat"]["rights"])


async def test_only_a_group_is_a_group(ada: Wire, bob: Wire) -> None:
    """What groups alone have says so in a chat of two, and in the one with oneself."""
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    for chat in (await open_chat(ada, BOB.nick), saved):
        await say(ada, chat)
        for op, data in (
            ("chats.update", {"title": "x"}),
            ("chats.leave", {}),
            ("members.list", {}),
            ("members.add", {"user_ids": [bob.me]}),
            ("members.remove", {"user_ids": [bob.me]}),
            ("members.set_role", {"user_id": bob.me, "role": "admin"}),
            ("members.banned", {}),
            ("members.unban", {"user_id": bob.me}),
            ("invites.create", {}),
            ("invites.list", {}),
            ("invites.revoke", {"code": "BCDFGHJKLM"}),
            ("invites.requests", {}),
            ("invites.answer", {"user_id": bob.me, "answer": "approve"}),
            ("messages.readers", {"seq": 1}),
        ):
            error = await ada.error(op, {"chat_id": chat, **data})
            assert ("bad_request", "chat_id") == (error["code"], error["field"]), op


async def test_a_photo_is_seen_by_those_inside(server: Server, ada: Wire, bob: Wire) -> None:
    """And by nobody else; it is another's no more when it is taken away."""
    group = await found(ada, bob)
    photo = (await upload(server, ADA))["id"]

    shown = await ada.call("chats.update", chat_id=group, avatar=photo)

    url = shown["chat"]["avatar"]
    assert url == (await bob.event("chat.updated"))["chat"]["avatar"]
    assert "photo_changed" == (await services(bob, group))[-1]["type"]
    assert [200, 404] == [await _status(server, who, url) for who in ("bob", "eve")]
    assert "not_found" == await ada.code("account.set_avatar", media_id=photo)
    theirs = (await upload(server, EVE))["id"]
    assert "not_found" == await ada.code("chats.update", chat_id=group, avatar=theirs)
    await ada.call("chats.update", chat_id=group, avatar="")
    assert None is (await chat_of(bob, group))["avatar"]
    assert 404 == await _status(server, "bob", url)


async def _status(server: Server, nick: str, url: str) -> int:
    headers = {"Authorization": f"Bearer the-token-of-{nick}"}
    async with server.http(headers=headers) as http:
        return (await http.get(url)).status_code
