"""Presence: who hears that somebody came or went."""

import pytest

from messenger.events import presence
from tests.people import ADA
from tests.running import Server
from tests.talk import chat_of, set_privacy
from tests.wire import Wire


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits seconds for somebody to come back."""
    monkeypatch.setattr(presence, "PATIENCE", 0.02)
    monkeypatch.setattr(presence, "GATHER", 0.01)


async def test_those_who_share_a_chat_hear_of_it_and_outsiders_do_not(
    server: Server, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """Leaving tells the time of the last sight, coming back none."""
    await ada.close()
    gone = await bob.event("presence")
    while gone["online"]:
        gone = await bob.event("presence")
    assert (ada.me, False) == (gone["user_id"], gone["online"])
    assert gone["last_seen"] is not None
    assert gone["last_seen"] == (await chat_of(bob, chat))["peer"]["last_seen"]

    await server.enter(ADA)
    assert {"user_id": ada.me, "online": True, "last_seen": None} == await bob.event("presence")
    await eve.call("ping")
    assert "presence" not in "".join(eve.log)


async def test_who_keeps_the_contact_hears_of_it(server: Server, eve: Wire, ada: Wire) -> None:
    """Without a chat."""
    await eve.call("contacts.add", user_id=ada.me)

    await ada.close()

    assert ada.me == (await eve.event("presence"))["user_id"]
    assert server.lifecycle.ready


async def test_one_of_two_connections_is_enough(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Closing the other changes nothing."""
    phone = await server.enter(ADA)
    await ada.close()
    for _ in range(20):
        await bob.call("ping")

    assert (await chat_of(bob, chat))["peer"]["online"] is True
    assert phone.me == ada.me


async def test_a_quick_return_does_not_flicker(
    server: Server, ada: Wire, bob: Wire, chat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reload is nobody's news."""
    monkeypatch.setattr(presence, "PATIENCE", 5.0)
    await server.services.presence.finish()
    heard = len(bob.log)

    await ada.close()
    await server.enter(ADA)
    await bob.call("ping")

    assert "presence" not in "".join(bob.log[heard:])
    assert chat


@pytest.mark.parametrize("rule", ["contacts", "nobody"])
async def test_a_hidden_person_comes_and_goes_unseen(
    server: Server, ada: Wire, bob: Wire, chat: str, rule: str
) -> None:
    """By event as by reply."""
    await set_privacy(ada, last_seen=rule)
    await bob.call("ping")
    heard = len(bob.log)

    await ada.close()
    await server.services.presence.finish()
    await server.enter(ADA)
    await server.services.presence.finish()
    await bob.call("ping")

    assert "presence" not in "".join(bob.log[heard:])
    assert (await chat_of(bob, chat))["peer"]["online"] is None
