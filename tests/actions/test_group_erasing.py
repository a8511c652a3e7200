"""Groups of somebody whose account is erased: they leave as anybody does, others lose nothing."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from messenger.actions.erasing import erase_due_accounts
from messenger.db.tables import chats, metadata
from tests.actions.group_steps import found, promote, roles, services
from tests.people import ADA, BOB
from tests.replica import Replica
from tests.running import Server
from tests.talk import chat_of, forget, say, texts
from tests.uploads import look, upload
from tests.wire import Wire

DAY = 86_400_000


async def erase(server: Server, wire: Wire, messages: str) -> None:
    """Let somebody go, and 14 days pass."""
    await wire.call("account.delete", messages=messages)
    server.clock.ahead += 14 * DAY + 1
    await erase_due_accounts(server.services)


async def rows_of(server: Server, user_id: str) -> set[str]:
    """Return the columns that name a person."""
    found_in = set()
    async with server.services.database.reading() as connection:
        for table in metadata.sorted_tables:
            for row in (await connection.execute(select(table))).mappings():
                named = [name for name, value in row.items() if str(value) == user_id]
                found_in |= {str(table.c[name]) for name in named}
    return found_in


@dataclass(frozen=True, slots=True)
class Left:
    """A group that Bob made and others are in, one where he is alone, and what he left in them."""

    group: str
    alone: str
    photo: str
    code: str


WORDS = f"@{BOB.nick} and @ada, my words"


async def fill(server: Server, ada: Wire, bob: Wire, carol: Wire, eve: Wire) -> Left:
    """Let Bob leave traces wherever somebody can in a group."""
    group = await found(bob, ada, carol)
    await promote(bob, group, carol, "admin")
    photo = (await upload(server, BOB))["id"]
    url = (await bob.call("chats.update", chat_id=group, avatar=photo))["chat"]["avatar"]
    await say(bob, group, WORDS)
    await say(ada, group, "@bob yours")
    invite = {"chat_id": group, "approval": True}
    code = (await bob.call("invites.create", invite))["invite"]["code"]
    await eve.call("invites.join", code=code)
    left = Left(group, await found(bob), url, code)
    await forget(ada, carol)
    return left


@pytest.mark.parametrize("messages", ["keep", "remove"])
async def test_an_owner_who_is_erased_has_an_heir(
    server: Server, ada: Wire, bob: Wire, carol: Wire, eve: Wire, messages: str
) -> None:
    """The group has its photo, its words where they stay, and an owner; who is online is told."""
    left = await fill(server, ada, bob, carol, eve)
    copy = await Replica.read(ada)

    await erase(server, bob, messages)

    assert {"ada": "member", "carol": "owner"} == await roles(ada, left.group)
    chat = await chat_of(ada, left.group)
    assert (2, left.photo) == (chat["member_count"], chat["avatar"])
    assert 200 == (await look(server, ADA, left.photo)).status_code
    told = await carol.event("member.left")
    assert (bob.me, 2) == (told["user"]["id"], told["member_count"])
    lines = await services(ada, left.group)
    assert ["owner_changed", "left"] == [each["type"] for each in lines[-2:]]
    assert (WORDS in await texts(ada, left.group)) == (messages == "keep")
    await copy.catch_up(ada)
    assert (await Replica.read(ada)).seen() == copy.seen()


async def test_nothing_of_them_is_left_there(
    server: Server, ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """Their invitations and who asked by them go, and the group where they were alone."""
    left = await fill(server, ada, bob, carol, eve)

    await erase(server, bob, "remove")

    assert "not_found" == await eve.code("invites.preview", code=left.code)
    assert [] == (await carol.call("invites.requests", chat_id=left.group))["requests"]
    assert await rows_of(server, bob.me) <= {"users.id", "messages.sender_id"}
    async with server.services.database.reading() as connection:
        query = select(chats.c.id).where(chats.c.id == int(left.alone))
        assert None is await connection.scalar(query)


async def test_who_is_erased_was_in_many_groups(
    server: Server, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """In each of them one fewer is counted, and nobody hears anything of the others."""
    groups = [await found(owner, bob) for owner in (ada, carol, ada)]
    await forget(ada, carol)

    await erase(server, bob, "keep")

    for group, wire in zip(groups, (ada, carol, ada), strict=True):
        assert 1 == (await chat_of(wire, group))["member_count"]
    # She is an administrator, who hears of the desk too.
    heard = [event for event in await ada.events() if event != "desk.updated"]
    assert ["member.left", "message.new"] * 2 == heard
    assert ["member.left", "message.new"] == await carol.events()
