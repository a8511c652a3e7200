"""Who is in a group: adding, removing, keeping out, roles, and the list."""

from uuid import uuid4

import pytest

from tests.actions.group_steps import found, is_out, promote, roles, services
from tests.people import ADA, CAROL
from tests.running import Server
from tests.talk import chat_of, forget, say, set_privacy, texts
from tests.wire import Data, Wire


async def test_who_is_added_is_told_as_all_are(ada: Wire, bob: Wire, carol: Wire) -> None:
    """The newcomer of the chat, the others of the newcomer."""
    group = await found(ada, bob)
    await say(ada, group, "before")
    await forget(ada, bob)

    grown = await ada.call("members.add", chat_id=group, user_ids=[carol.me, bob.me])

    assert [] == grown["not_added"]
    assert 3 == grown["chat"]["member_count"]
    joined = await bob.event("member.joined")
    assert (carol.me, "Carol Shaw", "member", 3) == (
        joined["user"]["id"],
        joined["user"]["name"],
        joined["role"],
        joined["member_count"],
    )
    line = await bob.event("message.new")
    assert {"type": "added", "users": [carol.me]} == line["message"]["service"]
    assert "added a member" == line["message"]["text"]
    assert ["chat.new"] == await carol.events()
    assert "before" in await texts(carol, group)
    assert 1 == (await chat_of(carol, group))["unread"]


async def test_an_event_shows_of_a_newcomer_what_everybody_may_see(
    ada: Wire, bob: Wire, carol: Wire
) -> None:
    """One event tells many people, so it keeps back what hangs on who looks."""
    group = await found(ada, bob)
    await set_privacy(carol, last_seen="nobody", email="everyone")

    await ada.call("members.add", chat_id=group, user_ids=[carol.me])

    user = (await bob.event("member.joined"))["user"]
    assert (None, None, None, None, False) == tuple(
        user[name] for name in ("online", "last_seen", "avatar", "email", "is_contact")
    )


async def test_newcomers_may_not_see_what_was_before(ada: Wire, bob: Wire, carol: Wire) -> None:
    """In no operation, where the group is made so; what they came with they see."""
    group = await found(ada, bob, history_for_newcomers=False)
    secret = await say(ada, group, f"the old word @{ADA.nick}")
    await ada.call("members.add", chat_id=group, user_ids=[carol.me])

    assert ["added a member"] == await texts(carol, group)
    for bounds in ({"before": 99}, {"after": 0}, {"around": 1}, {"at": "2020-01-01T00:00:00Z"}):
        page = await carol.call("messages.history", chat_id=group, **bounds)
        assert "the old word" not in str(page)
    synced = await carol.call("sync", chats={group: 0})
    assert "the old word" not in str(synced)
    assert "added a member" == (await chat_of(carol, group))["last_message"]["text"]
    delete = {"chat_id": group, "seqs": [secret["seq"]], "for_everyone": False}
    assert "not_found" == await carol.code("messages.delete", delete)
    await promote(ada, group, carol, "admin")
    assert "not_found" == await carol.code("messages.delete", delete | {"for_everyone": True})
    await forget(carol)
    heard = len(carol.log)

    # A change of what they do not see takes a version, so they hear of it.
    await ada.call("messages.edit", chat_id=group, seq=secret["seq"], text="the new word")

    assert "word" not in "".join(carol.log[heard:])
    assert "word" not in str(await carol.call("sync", chats={group: 0}))


async def test_who_is_removed_hears_nothing_from_then_on(
    server: Server, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """On all connections, which are there and go on working; and finds nothing."""
    group = await found(ada, bob, carol)
    sent = await say(bob, group, "my words")
    phone = await server.enter(CAROL)
    await forget(ada, bob, carol)

    reply = await ada.call("members.remove", chat_id=group, user_ids=[carol.me])

    assert 2 == reply["chat"]["member_count"]
    for wire in (carol, phone):
        assert ["chat.removed"] == await wire.events()
    heard = [len(wire.log) for wire in (carol, phone)]
    await say(bob, group, "they are gone")
    await bob.call("messages.edit", chat_id=group, seq=sent["seq"], text="mine")
    await bob.call("typing", chat_id=group, on=True)
    await ada.call("messages.read", chat_id=group, seq=sent["seq"])
    await ada.call("messages.delete", chat_id=group, seqs=[sent["seq"]], for_everyone=True)
    await ada.call("chats.update", chat_id=group, title="Without you")
    await promote(ada, group, bob, "admin")
    for wire, before in zip((carol, phone), heard, strict=True):
        await wire.call("ping")
        assert [each for each in wire.log[before:] if "event" in each and group in each] == []
    assert await is_out(carol, group)
    for op, data in (
        ("messages.history", {}),
        ("messages.send", {"client_id": str(uuid4()), "kind": "text", "text": "x"}),
        ("messages.read", {"seq": 1}),
        ("chats.set_draft", {"text": "x"}),
        ("chats.pin", {"on": True}),
        ("typing", {"on": True}),
        ("members.list", {}),
    ):
        assert "not_found" == await carol.code(op, {"chat_id": group, **data}), op
    synced = await carol.call("sync", chats={group: 1})
    assert ([group], []) == (synced["removed"], synced["chats"])
    left = await bob.event("member.left")
    assert carol.me == left["user"]["id"]


async def test_who_is_kept_out_stays_out(ada: Wire, bob: Wire, carol: Wire) -> None:
    """Whoever adds them, and by every invitation, until they are let in again."""
    group = await found(ada, bob, carol)
    code = (await ada.call("invites.create", chat_id=group))["invite"]["code"]

    await ada.call("members.remove", chat_id=group, user_ids=[carol.me], ban=True)

    added = await bob.call("members.add", chat_id=group, user_ids=[carol.me])
    assert [{"user_id": carol.me, "code": "forbidden"}] == added["not_added"]
    for op in ("invites.preview", "invites.join"):
        error = await carol.error(op, code=code)
        assert ("forbidden", "code") == (error["code"], error["field"])
    banned = await ada.call("members.banned", chat_id=group)
    assert [carol.me] == [each["id"] for each in banned["users"]]
    assert "forbidden" == await bob.code("members.banned", chat_id=group)
    await ada.call("members.unban", chat_id=group, user_id=carol.me)
    assert "not_found" == await ada.code("members.unban", chat_id=group, user_id=carol.me)
    await carol.call("invites.join", code=code)
    assert "carol" in await roles(ada, group)


async def test_somebody_can_be_kept_out_beforehand(ada: Wire, bob: Wire, eve: Wire) -> None:
    """Without having been in it; nobody hears of that."""
    group = await found(ada, bob)

    await ada.call("members.remove", chat_id=group, user_ids=[eve.me], ban=True)

    assert [] == await bob.events()
    assert [] == await eve.events()
    error = await ada.error("members.remove", chat_id=group, user_ids=["12"], ban=True)
    assert ("not_found", "user_ids") == (error["code"], error["field"])


async def test_administrators_do_not_bring_each_other_down(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """Nor the owner, nor themselves; they make others administrators."""
    group = await found(ada, bob, carol, eve)
    await promote(ada, group, bob, "admin")

    await promote(bob, group, carol, "admin")

    for person, role in ((carol, "member"), (ada, "member"), (bob, "member")):
        wish: Data = {"chat_id": group, "user_id": person.me, "role": role}
        error = await bob.error("members.set_role", wish)
        assert ("forbidden", "user_id") == (error["code"], error["field"])
        out: Data = {"chat_id": group, "user_ids": [eve.me, person.me]}
        error = await bob.error("members.remove", out)
        assert ("forbidden", "user_ids") == (error["code"], error["field"])
    assert {"ada": "owner", "bob": "admin", "carol": "admin", "eve": "member"} == await roles(
        ada, group
    )


async def test_a_new_role_is_told(ada: Wire, bob: Wire, carol: Wire) -> None:
    """To all by a line, and to whom it concerns by the chat; the same role is no change."""
    group = await found(ada, bob, carol)

    await promote(ada, group, carol, "read_only")

    line = await bob.event("message.new")
    assert {
        "type": "role_changed",
        "users": [carol.me],
        "role": "read_only",
    } == line["message"]["service"]
    mine = await carol.event("chat.updated")
    assert ("read_only", []) == (mine["chat"]["role"], mine["chat"]["rights"])
    assert "forbidden" == await carol.code(
        "messages.send", chat_id=group, client_id=str(uuid4()), kind="text", text="x"
    )
    await forget(bob)
    await promote(ada, group, carol, "read_only")
    assert [] == await bob.events()


async def test_the_list_has_pages_and_a_search(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """The owner first, then administrators, then by name."""
    group = await found(ada, bob, carol, eve)
    await promote(ada, group, eve, "admin")
    listed: list[str] = []
    cursor = None
    while True:
        page = await bob.call("members.list", chat_id=group, limit=1, cursor=cursor)
        listed += [each["user"]["username"] for each in page["members"]]
        cursor = page["cursor"]
        if cursor is None:
            break

    assert ["ada", "eve", "bob", "carol"] == listed
    for fields, expected in (
        ({"query": "sha"}, ["carol"]),
        ({"query": "@BO"}, ["bob"]),
        ({"role": "admin"}, ["eve"]),
        ({"role": "member", "query": "a"}, []),
        ({"query": "nobody"}, []),
    ):
        page = await bob.call("members.list", {"chat_id": group, **fields})
        assert expected == [each["user"]["username"] for each in page["members"]]
    error = await bob.error("members.list", chat_id=group, cursor="x")
    assert ("bad_request", "cursor") == (error["code"], error["field"])


async def test_the_list_shows_people_by_their_own_rules(ada: Wire, bob: Wire) -> None:
    """As everything that shows people does."""
    group = await found(ada, bob)
    await set_privacy(bob, last_seen="nobody")

    page = await ada.call("members.list", chat_id=group)

    online = {each["user"]["username"]: each["user"]["online"] for each in page["members"]}
    assert {"ada": True, "bob": None} == online


async def test_who_comes_back_reads_as_if_new(ada: Wire, bob: Wire, carol: Wire) -> None:
    """What was said meanwhile counts as read, and names them no more."""
    group = await found(ada, bob, carol)
    await say(ada, group, "@carol look")
    assert 1 == (await chat_of(carol, group))["mentions"]
    await carol.call("chats.leave", chat_id=group)
    await say(ada, group, "meanwhile")

    await ada.call("members.add", chat_id=group, user_ids=[carol.me])

    chat = await chat_of(carol, group)
    assert (0, 1) == (chat["mentions"], chat["unread"])
    assert [{"type": "left", "users": [carol.me]}, {"type": "added", "users": [carol.me]}] == (
        await services(carol, group)
    )[-2:]


@pytest.mark.parametrize("op", ["members.add", "members.remove"])
async def test_naming_nobody_is_no_wish(ada: Wire, bob: Wire, op: str) -> None:
    """It is refused by the field."""
    group = await found(ada, bob)

    error = await ada.error(op, chat_id=group, user_ids=[])

    assert ("bad_request", "user_ids") == (error["code"], error["field"])
