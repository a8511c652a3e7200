"""`privacy.list_exceptions` and `privacy.set_exception`: people for whom a rule does not hold."""

from typing import Any

import pytest

from messenger.actions.access import Viewer, find_bars_to_adding
from messenger.actions.exceptions import MOST_EXCEPTIONS, count_exceptions
from messenger.errors import Blocked, MessengerError, NotFound, Privacy
from messenger.events.objects import RULES
from tests.actions.exception_steps import fill_exceptions
from tests.people import ADA
from tests.running import Server
from tests.talk import forget, set_privacy
from tests.wire import Data, Wire


async def let(wire: Wire, other: Wire, allow: bool | None, rule: str = "photo") -> None:
    """Make an exception for somebody, or end it."""
    await wire.call("privacy.set_exception", rule=rule, user_id=other.me, allow=allow)


async def listed(wire: Wire, rule: str = "photo") -> list[tuple[str, bool]]:
    """Return whom a person has excepted from a rule."""
    made = (await wire.call("privacy.list_exceptions", rule=rule))["exceptions"]
    assert {rule} >= {each["rule"] for each in made}
    return [(each["user"]["username"], each["allow"]) for each in made]


async def test_exceptions_are_kept_by_rule_and_listed_by_name(
    server: Server, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """One person may stand in several; the last word counts; the rules themselves stay."""
    rules = (await ada.call("account.get"))["privacy"]
    await let(ada, carol, allow=True)
    await let(ada, bob, allow=True)
    await let(ada, bob, allow=False)
    await let(ada, bob, allow=True, rule="email")

    assert [("bob", False), ("carol", True)] == await listed(ada)
    assert [("bob", True)] == await listed(ada, "email")
    viewer = Viewer(int(ada.me), 0)
    counts = dict.fromkeys(RULES, 0) | {"photo": 2, "email": 1}
    assert counts == await count_exceptions(server.services, viewer)
    assert rules == (await ada.call("account.get"))["privacy"]
    assert [] == await listed(bob)


async def test_an_exception_ends(ada: Wire, bob: Wire) -> None:
    """A second time there is none; the other rule keeps its own."""
    await let(ada, bob, allow=True)
    await let(ada, bob, allow=False, rule="messages")

    await let(ada, bob, allow=None)

    assert [] == await listed(ada)
    assert [("bob", False)] == await listed(ada, "messages")
    request = {"rule": "photo", "user_id": bob.me, "allow": None}
    error = await ada.error("privacy.set_exception", request)
    assert ("not_found", "user_id") == (error["code"], error["field"])


async def test_it_is_told_to_ones_own_connections_alone(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """With the next state; who sees nothing else than before hears nothing."""
    phone = await server.enter(ADA)
    await bob.call("contacts.add", user_id=ada.me)
    await forget(bob)

    await let(ada, bob, allow=False, rule="messages")
    await let(ada, bob, allow=False, rule="groups")
    await let(ada, bob, allow=True, rule="photo")

    for wire in (ada, phone):
        states = [(await wire.event("account.updated"))["state"] for _ in range(3)]
        assert [phone.hello["state"] + number for number in (1, 2, 3)] == states
    assert [] == await bob.events()


async def test_who_may_not_be_found_cannot_be_excepted(ada: Wire, bob: Wire, eve: Wire) -> None:
    """The answer is that of somebody who never was; an exception that is there can be changed."""
    await let(ada, bob, allow=True)
    for hidden in (bob, eve):
        await set_privacy(hidden, find="nobody")
    ask: Data = {"rule": "photo", "allow": True}

    never = await ada.error("privacy.set_exception", {**ask, "user_id": "1"})
    assert never == await ada.error("privacy.set_exception", {**ask, "user_id": eve.me})
    await let(ada, bob, allow=False)
    assert [("bob", False)] == await listed(ada)
    await let(ada, bob, allow=None)
    assert never == await ada.error("privacy.set_exception", {**ask, "user_id": bob.me})


async def test_there_are_at_most_200_from_a_rule(server: Server, ada: Wire, bob: Wire) -> None:
    """The bound is told; one that is there can still be changed, and other rules have room."""
    await fill_exceptions(server, ada, "photo")
    made = (await ada.call("privacy.list_exceptions", rule="photo"))["exceptions"]
    assert MOST_EXCEPTIONS == len(made)

    request = {"rule": "photo", "user_id": bob.me, "allow": True}
    error = await ada.error("privacy.set_exception", request)

    assert ("too_many", MOST_EXCEPTIONS) == (error["code"], error["limit"])
    await let(ada, bob, allow=True, rule="email")
    first = made[0]["user"]["id"]
    await ada.call("privacy.set_exception", rule="photo", user_id=first, allow=None)
    await let(ada, bob, allow=False)
    assert MOST_EXCEPTIONS == len(await listed(ada))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"rule": "find"}, "rule"),
        ({"rule": "owner_id"}, "rule"),
        ({"allow": "yes"}, "allow"),
        ({"user_id": None}, "user_id"),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_what_is_wrong_is_named(
    ada: Wire, bob: Wire, changed: dict[str, Any], field: str
) -> None:
    """Rules without exceptions are none of these."""
    request = {"rule": "photo", "user_id": bob.me, "allow": True} | changed

    error = await ada.error("privacy.set_exception", request)

    assert ("bad_request", field) == (error["code"], error["field"])


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_nobody_makes_one_for_themselves_or_without_a_session(
    server: Server, ada: Wire
) -> None:
    """Oneself is always let."""
    stranger = await server.connect()
    request = {"rule": "photo", "user_id": ada.me, "allow": False}

    assert "bad_request" == await ada.code("privacy.set_exception", request)
    assert "unauthenticated" == await stranger.code("privacy.set_exception", request)
    assert "unauthenticated" == await stranger.code("privacy.list_exceptions", rule="photo")


@pytest.mark.parametrize(
    ("rule", "known", "exception", "blocks", "refusal"),
    [
        ("everyone", False, None, False, None),
        ("everyone", False, False, False, Privacy),
        ("everyone", False, None, True, Blocked),
        ("contacts", False, None, False, Privacy),
        ("contacts", True, None, False, None),
        ("contacts", True, False, False, Privacy),
        ("contacts", False, True, False, None),
        ("nobody", True, None, False, Privacy),
        ("nobody", False, True, False, None),
        ("nobody", False, True, True, Blocked),
    ],
)
async def test_who_may_add_a_person_to_a_group(
    server: Server, ada: Wire, bob: Wire, carol: Wire, eve: Wire, rule: str, known: bool,
    exception: bool | None, blocks: bool, refusal: type[MessengerError] | None,
) -> None:  # fmt: skip
    """The one check says so, of each person among several; being a contact counts from hers."""
    await set_privacy(ada, groups=rule)
    await eve.call("contacts.add", user_id=ada.me)
    if known:
        await ada.call("contacts.add", user_id=eve.me)
    if exception is not None:
        await let(ada, eve, exception, rule="groups")
    if blocks:
        await eve.call("blocks.add", user_id=ada.me)

    async with server.services.database.reading() as connection:
        ids = [int(person.me) for person in (bob, ada, carol)]
        bars = await find_bars_to_adding(connection, Viewer(int(eve.me), 0), ids)

    assert ({int(ada.me): refusal} if refusal else {}) == bars


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_somebody_who_never_was_is_added_to_no_group(server: Server, eve: Wire) -> None:
    """Those who are named beside are."""
    async with server.services.database.reading() as connection:
        bars = await find_bars_to_adding(connection, Viewer(0, 0), [int(eve.me), 12345])

    assert {12345: NotFound} == bars
