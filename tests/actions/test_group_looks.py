"""What is shown of a group that changes: to each as they see it, whatever they do meanwhile."""

from collections.abc import Awaitable, Callable

import pytest

from messenger.actions import groups
from messenger.actions.group_looks import Looks, look_around
from messenger.events.rosters import Roster
from messenger.services import Services
from tests.actions.group_steps import found, promote
from tests.people import ADA, DORA
from tests.running import Server
from tests.talk import chat_of, forget, say, set_privacy
from tests.uploads import upload
from tests.wire import Data, Wire

FOREVER = "9999-12-31T23:59:59Z"

Meanwhile = Callable[[], Awaitable[object]]


@pytest.fixture
def after_the_look(monkeypatch: pytest.MonkeyPatch) -> Callable[[Meanwhile], None]:
    """Let something happen between the look at a group and the lock on it."""

    def happens(meanwhile: Meanwhile) -> None:
        async def look(services: Services, roster: Roster) -> Looks:
            looks = await look_around(services, roster)
            await meanwhile()
            return looks

        monkeypatch.setattr(groups, "look_around", look)

    return happens


async def shown(wire: Wire, title: str) -> Data:
    """Return the chat that somebody is shown under a title."""
    while True:
        chat: Data = (await wire.event("chat.updated"))["chat"]
        if chat["title"] == title:
            return chat


async def differ(ada: Wire, group: str, bob: Wire, carol: Wire) -> None:
    """Let two people see a group otherwise than each other."""
    named = await say(ada, group, "@bob look")
    await say(carol, group, "the last")
    await carol.call("messages.read", chat_id=group, seq=named["seq"])
    await carol.call("chats.archive", chat_id=group, on=True)
    await set_privacy(carol, read_receipts=False)
    await bob.call("messages.delete", chat_id=group, seqs=[named["seq"] + 1], for_everyone=False)
    await bob.call("chats.mute", chat_id=group, until=FOREVER)
    await bob.call("chats.pin", chat_id=group, on=True)
    await bob.call("chats.set_draft", chat_id=group, text="I")


async def test_each_is_shown_what_they_see(
    server: Server, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """All that is shared is new, and what is theirs is as before."""
    group = await found(ada, bob, carol)
    await promote(ada, group, carol, "admin")
    await differ(ada, group, bob, carol)
    photo = (await upload(server, ADA))["id"]

    changed = await ada.call(
        "chats.update",
        chat_id=group,
        title="Runners",
        description="On Mondays",
        avatar=photo,
        announcement=True,
        member_rights=["pin"],
    )

    for wire in (ada, bob, carol):
        assert await shown(wire, "Runners") == await chat_of(wire, group)
    assert changed["chat"] == await chat_of(ada, group)


async def test_what_somebody_does_meanwhile_is_not_undone(
    after_the_look: Callable[[Meanwhile], None], ada: Wire, bob: Wire, carol: Wire
) -> None:
    """What they see for themselves was read before."""
    group = await found(ada, bob, carol)
    last = (await say(ada, group, "@all look"))["seq"]

    async def meanwhile() -> None:
        await bob.call("chats.mute", chat_id=group, until=FOREVER)
        await bob.call("messages.read", chat_id=group, seq=last)
        await carol.call("messages.delete", chat_id=group, seqs=[last], for_everyone=False)
        await set_privacy(carol, read_receipts=False)

    after_the_look(meanwhile)
    await ada.call("chats.update", chat_id=group, description="On Mondays", title="Runners")

    seen = [await shown(wire, "Runners") for wire in (ada, bob, carol)]
    assert seen == [await chat_of(wire, group) for wire in (ada, bob, carol)]
    assert (last, last) == (seen[0]["peer_read_seq"], seen[1]["read_seq"])
    assert 0 == seen[2]["peer_read_seq"]


@pytest.mark.parametrize("title", ["Walkers", "Runners"])
async def test_what_is_said_meanwhile_is_shown(
    after_the_look: Callable[[Meanwhile], None], ada: Wire, bob: Wire, carol: Wire, title: str
) -> None:
    """And its version stands before that of the change, whether that says something or not."""
    group = await found(ada, bob, carol)
    after_the_look(lambda: say(bob, group, "@carol look"))

    await ada.call("chats.update", chat_id=group, title=title, description="On Mondays")

    for wire in (ada, carol):
        said = await wire.event("message.new")
        told = await shown(wire, title)
        assert await chat_of(wire, group) == told
        assert told["version"] > said["version"]
    assert (1, 3 if title == "Runners" else 2) == (told["mentions"], told["unread"])


async def test_who_comes_or_goes_meanwhile(
    after_the_look: Callable[[Meanwhile], None],
    server: Server,
    ada: Wire,
    bob: Wire,
    carol: Wire,
    eve: Wire,
) -> None:
    """Who came is shown the change, who went hears nothing of it, nor does an outsider."""
    dora, phone = await server.enter(DORA), await server.enter(ADA)
    group = await found(ada, bob, carol)

    async def meanwhile() -> None:
        await phone.call("members.add", chat_id=group, user_ids=[dora.me])
        await phone.call("members.remove", chat_id=group, user_ids=[bob.me])
        await forget(bob)

    after_the_look(meanwhile)
    await ada.call("chats.update", chat_id=group, title="Runners")

    assert await shown(dora, "Runners") == await chat_of(dora, group)
    assert [] == await bob.events()
    assert [] == await eve.events()


async def test_who_may_not_is_refused_before_anybody_is_looked_at(
    after_the_look: Callable[[Meanwhile], None], ada: Wire, bob: Wire, eve: Wire
) -> None:
    """A member without the right, and a stranger."""
    group = await found(ada, bob)
    looked: list[str] = []

    async def meanwhile() -> None:
        looked.append(group)

    after_the_look(meanwhile)

    assert "forbidden" == await bob.code("chats.update", chat_id=group, title="Mine")
    assert "not_found" == await eve.code("chats.update", chat_id=group, title="Mine")
    assert [] == looked
    await ada.call("chats.update", chat_id=group, title="Runners")
    assert [group] == looked
