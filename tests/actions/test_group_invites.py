"""Invitations to groups: what a code shows, whom it lets in, and when it does not."""

import pytest

from messenger.actions.codes import LENGTH, LETTERS
from tests.actions.group_steps import found, is_out, promote, roles, services
from tests.people import ADA
from tests.running import Server
from tests.talk import chat_of, forget, say
from tests.uploads import upload
from tests.wire import Data, Wire

HOUR = 3_600_000


async def invite(wire: Wire, group: str, **bounds: object) -> Data:
    """Make an invitation."""
    return dict((await wire.call("invites.create", {"chat_id": group, **bounds}))["invite"])


async def test_a_code_can_be_typed(server: Server, ada: Wire, bob: Wire) -> None:
    """It is short, has no letters that look alike, and may be written in any way."""
    group = await found(ada)

    made = await invite(ada, group)

    code = made["code"]
    assert LENGTH == len(code)
    assert set(code) <= set(LETTERS)
    assert f"{server.settings.public_url}/join/{code}" == made["url"]
    assert (None, None, 0, False, ada.me) == tuple(
        made[name] for name in ("expires_at", "max_uses", "uses", "revoked", "created_by")
    )
    await bob.call("invites.join", code=f" {code[:5].lower()}-{code[5:]} ")
    assert "bob" in await roles(ada, group)


async def test_a_look_before_joining_shows_so_much(server: Server, ada: Wire, eve: Wire) -> None:
    """What the group is called, and nothing of those in it or of what they said."""
    group = await found(ada, title="Walkers", description="On Sundays")
    photo = (await upload(server, ADA))["id"]
    url = (await ada.call("chats.update", chat_id=group, avatar=photo))["chat"]["avatar"]
    await say(ada, group, "a secret")
    assert 404 == await _status(server, url)

    code = (await invite(ada, group, approval=True))["code"]
    shown = (await eve.call("invites.preview", code=code))["chat"]

    assert {
        "title": "Walkers",
        "avatar": url,
        "description": "On Sundays",
        "member_count": 1,
        "approval": True,
        "is_member": False,
    } == shown
    assert 200 == await _status(server, url)
    assert await is_out(eve, group)
    assert (await ada.call("invites.preview", code=code))["chat"]["is_member"]
    await ada.call("invites.revoke", chat_id=group, code=code)
    assert 404 == await _status(server, url)


async def test_who_joins_is_in(ada: Wire, bob: Wire, eve: Wire) -> None:
    """By a line of their own; it is written down by which code."""
    group = await found(ada, bob)
    code = (await invite(ada, group, max_uses=5))["code"]
    await say(ada, group, "before")
    await forget(ada, bob)

    joined = await eve.call("invites.join", code=code)

    assert (False, 3, 0) == (
        joined["requested"],
        joined["chat"]["member_count"],
        joined["chat"]["unread"],
    )
    assert joined["chat"] == (await eve.event("chat.new"))["chat"]
    assert eve.me == (await bob.event("member.joined"))["user"]["id"]
    line = (await bob.event("message.new"))["message"]
    assert (eve.me, "joined the group", {"type": "joined", "users": [eve.me]}) == (
        line["sender_id"],
        line["text"],
        line["service"],
    )
    [listed] = (await ada.call("invites.list", chat_id=group))["invites"]
    assert (1, [eve.me]) == (listed["uses"], listed["people"])
    again = await eve.call("invites.join", code=code)
    assert again["chat"]["id"] == group
    [listed] = (await ada.call("invites.list", chat_id=group))["invites"]
    assert 1 == listed["uses"]


@pytest.mark.parametrize("end", ["used up", "expired", "withdrawn"])
async def test_a_code_that_has_ended_says_how(
    server: Server, ada: Wire, bob: Wire, eve: Wire, end: str
) -> None:
    """And lets nobody in."""
    group = await found(ada)
    code = (await invite(ada, group, max_uses=1, expires_in=3600))["code"]
    if end == "used up":
        await bob.call("invites.join", code=code)
    elif end == "expired":
        server.clock.ahead += HOUR
    else:
        await ada.call("invites.revoke", chat_id=group, code=code)
        assert "not_found" == await ada.code("invites.revoke", chat_id=group, code=code)

    for op in ("invites.preview", "invites.join"):
        error = await eve.error(op, code=code)

        assert ("conflict", "code") == (error["code"], error["field"])
        assert end in error["message"]
    assert await is_out(eve, group)


async def test_a_wrong_code_leads_nowhere(ada: Wire, eve: Wire) -> None:
    """As one of a group that is gone."""
    group = await found(ada)
    code = (await invite(ada, group))["code"]
    await ada.call("chats.delete", chat_id=group, for_everyone=True)

    for wrong in (code, "BCDFGHJKLM", "", "x" * 200):
        for op in ("invites.preview", "invites.join"):
            error = await eve.error(op, code=wrong)
            assert ("not_found", "code") == (error["code"], error["field"])


async def test_somebody_may_have_to_ask(ada: Wire, bob: Wire, carol: Wire, eve: Wire) -> None:
    """Administrators hear of it and answer; who asks twice asks once."""
    group = await found(ada, bob, carol)
    await promote(ada, group, bob, "admin")
    code = (await invite(ada, group, approval=True, max_uses=1))["code"]
    await forget(ada, bob, carol)

    asked = await eve.call("invites.join", code=code)
    assert {"chat": None, "requested": True} == asked
    await eve.call("invites.join", code=code)

    assert eve.me == (await bob.event("member.requested"))["user"]["id"]
    assert [] == await bob.events()
    assert [] == await carol.events()
    assert await is_out(eve, group)
    [request] = (await ada.call("invites.requests", chat_id=group))["requests"]
    assert eve.me == request["user"]["id"]
    assert "forbidden" == await carol.code("invites.requests", chat_id=group)
    answer = {"chat_id": group, "user_id": eve.me, "answer": "approve"}
    assert "forbidden" == await carol.code("invites.answer", answer)
    await bob.call("invites.answer", answer)
    assert "eve" in await roles(ada, group)
    assert [eve.me, "joined"] == [
        (await eve.event("chat.new"))["chat"]["last_message"]["sender_id"],
        (await services(ada, group))[-1]["type"],
    ]
    assert "not_found" == await bob.code("invites.answer", answer)
    [listed] = (await ada.call("invites.list", chat_id=group))["invites"]
    assert (1, [eve.me]) == (listed["uses"], listed["people"])


async def test_a_request_may_be_refused(ada: Wire, eve: Wire) -> None:
    """Who asked may ask again; who is kept out may not."""
    group = await found(ada)
    code = (await invite(ada, group, approval=True))["code"]
    answer = {"chat_id": group, "user_id": eve.me, "answer": "refuse"}
    await eve.call("invites.join", code=code)
    await ada.call("invites.answer", answer)
    assert await is_out(eve, group)
    await eve.call("invites.join", code=code)

    await ada.call("members.remove", chat_id=group, user_ids=[eve.me], ban=True)

    assert [] == (await ada.call("invites.requests", chat_id=group))["requests"]
    assert "not_found" == await ada.code("invites.answer", answer | {"answer": "approve"})
    assert "forbidden" == await eve.code("invites.join", code=code)


async def test_members_see_their_own_codes(ada: Wire, bob: Wire, carol: Wire) -> None:
    """Administrators all; without the right nobody makes any."""
    group = await found(ada, bob, carol)
    mine, theirs = (await invite(bob, group))["code"], (await invite(ada, group))["code"]

    for wire, seen in ((ada, {mine, theirs}), (bob, {mine}), (carol, set())):
        listed = (await wire.call("invites.list", chat_id=group))["invites"]
        assert seen == {each["code"] for each in listed}
    assert "not_found" == await bob.code("invites.revoke", chat_id=group, code=theirs)
    await ada.call("invites.revoke", chat_id=group, code=mine)
    await ada.call("chats.update", chat_id=group, member_rights=[])
    assert "forbidden" == await bob.code("invites.create", chat_id=group)


@pytest.mark.parametrize(
    "bounds", [{"expires_in": 0}, {"max_uses": 0}, {"expires_in": 10**9}, {"max_uses": 10**6}]
)
async def test_bounds_have_bounds(ada: Wire, bounds: dict[str, int]) -> None:
    """They are named where they are passed."""
    group = await found(ada)

    error = await ada.error("invites.create", {"chat_id": group, **bounds})

    assert ("bad_request", *bounds) == (error["code"], error["field"])


async def test_a_code_lets_nobody_read_on(ada: Wire, bob: Wire, eve: Wire) -> None:
    """Who left after joining by it is as far away as ever."""
    group = await found(ada, bob)
    code = (await invite(ada, group))["code"]
    await eve.call("invites.join", code=code)
    await eve.call("chats.leave", chat_id=group)

    assert await is_out(eve, group)
    assert 2 == (await chat_of(ada, group))["member_count"]


async def _status(server: Server, url: str) -> int:
    headers = {"Authorization": "Bearer the-token-of-eve"}
    async with server.http(headers=headers) as http:
        return (await http.get(url)).status_code
