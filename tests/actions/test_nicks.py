"""Changing one's nick: how often, and what becomes of the old one."""

import pytest

from messenger.actions.nicks import free_old_nicks
from messenger.actions.recovery import issue_reset_link
from tests.people import ADA, BOB
from tests.running import Server
from tests.wire import Wire

HOUR, DAY = 3_600_000, 86_400_000
ACCOUNT = {"email": "frida@example.org", "password": "oak tree by a lake"}


async def rename(wire: Wire, nick: str) -> None:
    """Take another nick."""
    user = (await wire.call("account.update", username=nick))["user"]
    assert nick == user["username"]


async def test_the_old_nick_leads_to_the_person_for_30_days(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """Whoever looks for it, writes to it or keeps it finds them; the profile tells the new one."""
    await rename(ada, "countess")

    found = [
        (await bob.call("users.get", username="ada"))["user"],
        (await bob.call("users.get", username="@Ada"))["user"],
        *(await bob.call("users.search", query="ada"))["users"],
        (await bob.call("contacts.add", username="ada"))["user"],
        (await bob.call("chats.open_direct", username="ada"))["chat"]["peer"],
    ]
    assert [(ada.me, "countess")] * 5 == [(user["id"], user["username"]) for user in found]

    server.clock.ahead += 30 * DAY - HOUR
    assert ada.me == (await bob.call("users.get", username="ada"))["user"]["id"]
    server.clock.ahead += HOUR
    assert "not_found" == await bob.code("users.get", username="ada")
    assert ada.me == (await bob.call("users.get", username="countess"))["user"]["id"]


async def test_a_person_who_hides_is_not_found_by_the_old_nick_either(ada: Wire, eve: Wire) -> None:
    """The rule is about the person, not about a word."""
    await rename(ada, "countess")
    await ada.call("account.update", privacy={"find": "nobody"})

    never = await eve.error("users.get", username="nobody.at.all")
    assert never == await eve.error("users.get", username="ada")
    assert [] == (await eve.call("users.search", query="ada"))["users"]


async def test_the_old_nick_signs_in(server: Server, ada: Wire) -> None:
    """With the password of its person, for as long; no longer than it is kept."""
    await rename(ada, "countess")
    phone = await server.connect()

    signed_in = await phone.call("auth.login", login="ADA", password=ADA.password)

    assert "countess" == signed_in["user"]["username"]
    server.clock.ahead += 30 * DAY
    stranger = await server.connect()
    assert "invalid_credentials" == await stranger.code(
        "auth.login", login="ada", password=ADA.password
    )


async def test_nobody_else_takes_the_old_nick_in_these_days(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """Neither by a change nor by registration; afterwards the first who comes."""
    await rename(ada, "countess")
    stranger = await server.connect()

    for error in (
        await bob.error("account.update", username="ada"),
        await stranger.error("auth.register", ACCOUNT, username="ada"),
    ):
        assert ("username_taken", "username") == (error["code"], error["field"])

    server.clock.ahead += 30 * DAY
    await stranger.call("auth.register", ACCOUNT, username="ada")
    await ada.call("ping")
    assert "username_taken" == await ada.code("account.update", username="ada")


async def test_the_owner_takes_it_back(server: Server, ada: Wire, bob: Wire) -> None:
    """Then the other one is kept for them in its place."""
    await rename(ada, "countess")
    server.clock.ahead += DAY

    await rename(ada, "ada")

    assert "username_taken" == await bob.code("account.update", username="countess")
    assert ada.me == (await bob.call("users.get", username="countess"))["user"]["id"]
    server.clock.ahead += DAY
    await rename(ada, "countess")
    assert ada.me == (await bob.call("users.get", username="ada"))["user"]["id"]


async def test_a_nick_changes_once_in_24_hours(server: Server, ada: Wire) -> None:
    """The error names the field and the seconds to wait; everything else can be changed."""
    await rename(ada, "countess")
    server.clock.ahead += HOUR

    error = await ada.error("account.update", username="ada", name="Nobody")

    assert ("rate_limited", 429, "username") == (error["code"], error["status"], error["field"])
    assert 22.9 * 3600 < error["retry_after"] <= 23 * 3600
    assert ADA.name == (await ada.call("account.get"))["user"]["name"]
    await ada.call("account.update", username="countess", name="Augusta")
    server.clock.ahead += int(error["retry_after"]) * 1000
    await rename(ada, "ada")


async def test_a_nick_that_was_free_again_is_kept_for_its_new_owner(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """Whoever gave it up last is who it leads to."""
    await rename(ada, "countess")
    server.clock.ahead += 30 * DAY
    await rename(bob, "ada")
    server.clock.ahead += DAY

    await rename(bob, "bob")

    assert bob.me == (await ada.call("users.get", username="ada"))["user"]["id"]
    assert "username_taken" == await ada.code("account.update", username="ada")


async def test_housekeeping_forgets_what_is_over(server: Server, ada: Wire, bob: Wire) -> None:
    """And nothing before."""
    await rename(ada, "countess")
    server.clock.ahead += 29 * DAY
    await rename(bob, "marley")

    await free_old_nicks(server.services)
    assert "username_taken" == await bob.code("account.update", username="ada")
    server.clock.ahead += DAY
    await free_old_nicks(server.services)

    assert "not_found" == await bob.code("users.get", username="ada")
    assert bob.me == (await ada.call("users.get", username="bob"))["user"]["id"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_administrator_may_name_the_old_nick(server: Server, ada: Wire) -> None:
    """It is what a person tells who has not signed in since."""
    await rename(ada, "countess")

    assert "/reset#" in await issue_reset_link(server.services, ADA.nick)
    assert "/reset#" in await issue_reset_link(server.services, BOB.nick)
