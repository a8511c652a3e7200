"""Contacts and blocks: whom a person keeps and whom they shut out."""

import pytest

from tests.people import ADA
from tests.running import Server
from tests.talk import forget
from tests.wire import Wire


@pytest.mark.parametrize(("noun", "field"), [("contacts", "is_contact"), ("blocks", "is_blocked")])
async def test_adding_is_told_to_ones_connections_alone(
    server: Server, ada: Wire, bob: Wire, noun: str, field: str
) -> None:
    """Each hears it once, with the next state; the person concerned hears nothing."""
    phone = await server.enter(ADA)

    await ada.call(f"{noun}.add", user_id=bob.me)

    for wire in (ada, phone):
        told = await wire.event("contact.updated")
        assert (bob.me, True) == (told["user"]["id"], told["user"][field])
        assert told["state"] == phone.hello["state"] + 1
    assert [] == await bob.events()
    assert ["bob"] == [user["username"] for user in (await ada.call(f"{noun}.list"))["users"]]
    assert [] == (await bob.call(f"{noun}.list"))["users"]


@pytest.mark.parametrize(("noun", "field"), [("contacts", "is_contact"), ("blocks", "is_blocked")])
async def test_removing_takes_it_back(ada: Wire, bob: Wire, noun: str, field: str) -> None:
    """With an event of its own; a second time there is nobody to remove."""
    await ada.call(f"{noun}.add", user_id=bob.me)
    await forget(ada)

    await ada.call(f"{noun}.remove", user_id=bob.me)

    assert (await ada.event("contact.updated"))["user"][field] is False
    assert [] == (await ada.call(f"{noun}.list"))["users"]
    assert "not_found" == await ada.code(f"{noun}.remove", user_id=bob.me)
    assert [] == await bob.events()


@pytest.mark.parametrize("noun", ["contacts", "blocks"])
async def test_adding_twice_is_the_same_as_once(ada: Wire, bob: Wire, noun: str) -> None:
    """The list shows the person once, also when removed in between."""
    for _ in range(2):
        await ada.call(f"{noun}.add", user_id=bob.me)
    await ada.call(f"{noun}.remove", user_id=bob.me)
    await ada.call(f"{noun}.add", user_id=bob.me)

    assert 1 == len((await ada.call(f"{noun}.list"))["users"])


@pytest.mark.parametrize("noun", ["contacts", "blocks"])
async def test_neither_is_possible_with_oneself(ada: Wire, noun: str) -> None:
    """Nor with somebody who is not there."""
    assert "bad_request" == await ada.code(f"{noun}.add", user_id=ada.me)
    assert "not_found" == await ada.code(f"{noun}.add", user_id="1")
    assert "not_found" == await ada.code(f"{noun}.add", user_id="-1")
    assert "not_found" == await ada.code(f"{noun}.remove", user_id="9" * 30)


async def test_a_contact_can_be_named_by_nick(ada: Wire, bob: Wire) -> None:
    """The reply is the person, marked as a contact."""
    user = (await ada.call("contacts.add", username="@BOB"))["user"]

    assert (bob.me, True, False) == (user["id"], user["is_contact"], user["is_blocked"])


async def test_the_lists_are_by_name(ada: Wire, bob: Wire, carol: Wire, eve: Wire) -> None:
    """Whatever the order they were added in."""
    for wire in (eve, carol, bob):
        await ada.call("contacts.add", user_id=wire.me)

    names = [user["name"] for user in (await ada.call("contacts.list"))["users"]]

    assert ["Bob Marley", "Carol Shaw", "Eve the outsider"] == names


async def test_search_finds_the_beginning_of_a_nick_or_of_a_word(ada: Wire) -> None:
    """In any case of letters and any script, and never oneself."""
    for query, found in (
        ("bo", ["bob"]),
        ("@BOB", ["bob"]),
        ("marl", ["bob"]),
        ("MARL", ["bob"]),
        ("arley", []),
        ("дора", ["dora"]),
        ("БРЮ", ["dora"]),
        ("ada", []),
        ("%", []),
        ("_", []),
        ("  ", []),
        ("\\", []),
    ):
        users = (await ada.call("users.search", query=query))["users"]
        assert (query, found) == (query, [user["username"] for user in users])


async def test_search_is_bounded(ada: Wire) -> None:
    """At most 50 people and 64 characters."""
    assert 50 == (await ada.error("users.search", query="b", limit=51))["limit"]
    assert "bad_request" == await ada.code("users.search", query="b", limit=0)
    assert "too_long" == await ada.code("users.search", query="b" * 65)
    assert "bad_request" == await ada.code("users.search", query="b\x00")


async def test_a_person_can_be_read_by_id_and_by_nick(ada: Wire, bob: Wire) -> None:
    """Without what is nobody's business."""
    by_nick = (await ada.call("users.get", username="bob"))["user"]

    assert by_nick == (await ada.call("users.get", id=bob.me))["user"]
    assert {
        "id", "username", "name", "avatar", "bio", "online", "last_seen", "is_contact",
        "is_blocked",
        "email",
        "deleted",
    } == set(by_nick)  # fmt: skip
    assert "not_found" == await ada.code("users.get", username="nobody")
    assert "bad_request" == await ada.code("users.get", username="b\x00b")
