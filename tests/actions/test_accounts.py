"""`account.get` and `account.update`: what a person says of themselves."""

from typing import Any

import pytest

from tests.people import ADA
from tests.running import Server
from tests.talk import chat_of, forget, open_chat
from tests.wire import Wire


async def test_ones_own_account_holds_what_nobody_else_sees(ada: Wire) -> None:
    """E-mail address, privacy rules, language, and whether one is administrator."""
    account = await ada.call("account.get")

    assert ("ada", ADA.email, True) == (
        account["user"]["username"],
        account["email"],
        account["is_admin"],
    )
    assert {
        "messages": "everyone",
        "find": "everyone",
        "last_seen": "everyone",
        "photo": "everyone",
        "read_receipts": True,
        "link_previews": True,
        "email": "nobody",
        "groups": "everyone",
    } == account["privacy"]


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"name": "  Ada   King "}, "name", "Ada King"),
        ({"username": "ada_king"}, "username", "ada_king"),
        ({"bio": "I count."}, "bio", "I count."),
        ({"bio": ""}, "bio", ""),
    ],
)
async def test_a_change_of_profile_reaches_all_who_know_the_person(
    server: Server, ada: Wire, bob: Wire, carol: Wire, eve: Wire, chat: str,
    changes: dict[str, str], field: str, value: str,
) -> None:  # fmt: skip
    """One's connections, those who keep them as a contact, and chats; not the outsider."""
    phone = await server.enter(ADA)
    await carol.call("contacts.add", user_id=ada.me)
    await forget(carol)

    account = await ada.call("account.update", **changes)

    assert value == account["user"][field]
    for wire in (ada, phone):
        assert value == (await wire.event("account.updated"))["user"][field]
        told = ["chat.new", "message.new", "chat.updated"] if field == "username" else []
        assert [*told, "chat.updated"] == await wire.events()
    assert value == (await carol.event("contact.updated"))["user"][field]
    assert value == (await bob.event("chat.updated"))["chat"]["peer"][field]
    assert value == (await chat_of(bob, chat))["peer"][field]
    assert [] == await eve.events()


async def test_who_blocked_a_person_hears_of_the_new_name(
    ada: Wire, carol: Wire, eve: Wire
) -> None:
    """The list of the blocked shows it, now and after an absence."""
    await carol.call("blocks.add", user_id=ada.me)
    await forget(carol)
    state = (await carol.call("sync"))["state"]

    await ada.call("account.update", name="Ada King")

    assert "Ada King" == (await carol.event("contact.updated"))["user"]["name"]
    [changed] = (await carol.call("sync", state=state))["contacts"]
    assert ("Ada King", True) == (changed["name"], changed["is_blocked"])
    assert [] == await eve.events()


async def test_a_change_does_not_show_a_chat_that_was_never_written_in(
    ada: Wire, bob: Wire
) -> None:
    """Who has not been written to yet learns nothing of the opened chat."""
    await open_chat(ada, "bob")

    await ada.call("account.update", name="Somebody Else")

    assert [] == await bob.events()


async def test_privacy_and_language_are_nobody_elses_news(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """They are kept, told to one's own connections, and the words of a rule left out stay."""
    phone = await server.enter(ADA)

    await ada.call("account.update", language="ru", privacy={"find": "nobody"})
    account = await phone.call("account.update", privacy={"read_receipts": False})

    assert ("ru", "nobody", False, "everyone") == (
        account["language"],
        account["privacy"]["find"],
        account["privacy"]["read_receipts"],
        account["privacy"]["messages"],
    )
    assert ada.me == (await phone.event("account.updated"))["user"]["id"]
    assert "account.updated" not in await bob.events()
    assert chat


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"name": " "}, "bad_request", "name"),
        ({"name": "x" * 65}, "too_long", "name"),
        ({"name": "evil\u202egpj"}, "bad_request", "name"),
        ({"name": "\x07"}, "bad_request", "name"),
        ({"username": "Ada"}, "bad_request", "username"),
        ({"username": "ad"}, "bad_request", "username"),
        ({"username": "a" * 33}, "bad_request", "username"),
        ({"username": "admin"}, "bad_request", "username"),
        ({"username": "bob"}, "username_taken", "username"),
        ({"bio": "x" * 281}, "too_long", "bio"),
        ({"bio": "a\x00"}, "bad_request", "bio"),
        ({"language": "de"}, "bad_request", "language"),
        ({"privacy": {"find": "friends"}}, "bad_request", "privacy.find"),
        ({"privacy": {"food": "pizza"}}, "bad_request", "privacy.food"),
        ({"privacy": "open"}, "bad_request", "privacy"),
        ({"email": "a@b.org"}, "bad_request", "email"),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_what_is_wrong_is_named_and_nothing_changes(
    ada: Wire, changes: dict[str, Any], code: str, field: str
) -> None:
    """Every field has its rule."""
    before = await ada.call("account.get")

    error = await ada.error("account.update", changes)

    assert (code, field) == (error["code"], error["field"])
    assert before == await ada.call("account.get")
    assert [] == await ada.events()


async def test_ones_own_nick_is_not_taken(ada: Wire) -> None:
    """Saving the form without a change is fine."""
    account = await ada.call("account.update", username="ada", name="Ada Lovelace")

    assert "ada" == account["user"]["username"]


async def test_how_one_writes_goes_along_to_every_device(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """In Markdown at first; the other device hears of the change, and nobody else."""
    phone = await server.enter(ADA)
    assert (await phone.call("account.get"))["markdown"] is True

    account = await ada.call("account.update", markdown=False)

    assert account["markdown"] is False
    for wire in (ada, phone):
        assert (await wire.event("account.updated"))["markdown"] is False
    assert (await phone.call("account.get"))["markdown"] is False
    assert (await bob.call("account.get"))["markdown"] is True
    assert [] == await bob.events()
    await ada.call("account.update", bio="Counts.")
    assert (await phone.event("account.updated"))["markdown"] is None


async def test_it_is_yes_or_no(ada: Wire) -> None:
    """Whatever else is said is refused by its name."""
    assert "markdown" == (await ada.error("account.update", markdown="yes"))["field"]
