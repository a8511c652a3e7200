"""`account.change_password`: with the old one, for a strong one, and the others are out."""

import asyncio

import pytest

from tests.mailbox import Mailbox
from tests.people import ADA
from tests.running import Server
from tests.wire import Wire

NEW = "seven green kettles sing"


async def sign_in(server: Server, password: str) -> Wire:
    """Sign Ada in on one more device."""
    wire = await server.connect()
    await wire.call("auth.login", login="ada", password=password)
    return wire


async def test_the_new_password_counts_and_others_are_out(server: Server, ada: Wire) -> None:
    """The session that asks stays; the old password opens nothing any more."""
    phone = await sign_in(server, ADA.password)

    await ada.call("account.change_password", old=ADA.password, new=NEW)

    assert {"reason": "revoked"} == await phone.event("session.revoked")
    assert 4401 == await phone.closed()
    assert ada.me == (await ada.call("account.get"))["user"]["id"]
    stranger = await server.connect()
    old = await stranger.code("auth.login", login="ada", password=ADA.password)
    assert "invalid_credentials" == old
    await sign_in(server, NEW)


async def test_others_may_be_kept(server: Server, ada: Wire) -> None:
    """By wish."""
    phone = await sign_in(server, ADA.password)

    await ada.call("account.change_password", old=ADA.password, new=NEW, keep_others=True)

    assert ada.me == (await phone.call("account.get"))["user"]["id"]


async def test_without_the_old_one_nothing_changes(server: Server, ada: Wire) -> None:
    """The error names the field; tries are counted like failed sign-ins."""
    error = await ada.error("account.change_password", old="wrong", new=NEW)
    assert ("invalid_credentials", "old") == (error["code"], error["field"])

    for _ in range(9):
        await ada.error("account.change_password", old="wrong", new=NEW)
    assert "rate_limited" == await ada.code("account.change_password", old=ADA.password, new=NEW)
    stranger = await server.connect()
    assert "unauthenticated" == await stranger.code("account.change_password", old="a", new="b")


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("short", "bad_request"),
        ("password1", "bad_request"),
        ("ada lovelace", "bad_request"),
        ("x" * 257, "too_long"),
    ],
)
async def test_a_weak_one_is_refused(server: Server, ada: Wire, new: str, code: str) -> None:
    """At its own field, and the old one still opens."""
    error = await ada.error("account.change_password", old=ADA.password, new=new)

    assert (code, "new") == (error["code"], error["field"])
    await sign_in(server, ADA.password)


async def test_every_character_counts(server: Server, ada: Wire) -> None:
    """Nothing is trimmed or cut; two ways to write one letter are the same."""
    new = "  й" + "длинный пароль 🐘" * 8 + "  "
    await ada.call("account.change_password", old=ADA.password, new=new)

    stranger = await server.connect()
    for other in (new.strip(), new[:-1], new[:72]):
        assert "invalid_credentials" == await stranger.code(
            "auth.login", login="ada", password=other
        )
    await sign_in(server, new.replace("й", "и\u0306"))


async def test_of_two_at_once_one_wins(server: Server, ada: Wire) -> None:
    """The other is told that its old password is none."""
    second = await sign_in(server, ADA.password)

    replies = await asyncio.gather(
        ada.ask("account.change_password", old=ADA.password, new=NEW, keep_others=True),
        second.ask("account.change_password", old=ADA.password, new=f"{NEW} 2", keep_others=True),
    )

    won = [reply["ok"] for reply in replies]
    assert [False, True] == sorted(won)
    assert "invalid_credentials" == replies[won.index(False)]["error"]["code"]
    await sign_in(server, NEW if won[0] else f"{NEW} 2")


async def test_a_letter_tells_of_it(mailing: Server, mailbox: Mailbox) -> None:
    """One, without either password."""
    ada = await mailing.enter(ADA)

    await ada.call("account.change_password", old=ADA.password, new=NEW)

    letter = await mailbox.letter()
    assert ADA.email == letter.address
    assert NEW not in letter.text
    assert 1 == len(mailbox.letters)
