"""Who may make an account: open, by invitation, by approval, closed, and at which domains."""

import asyncio

import pytest
from sqlalchemy import delete, func, select

from messenger.db.tables import metadata, users
from tests.actions.administering import (
    PASSWORD,
    ask_in,
    choose,
    journal,
    newcomer,
    refused,
)
from tests.conftest import Serve
from tests.mailbox import Mailbox
from tests.people import ADA, BOB, EVE, Person
from tests.running import Server
from tests.wire import Data, Wire

PENDING = ("account_pending", None)


async def empty(server: Server) -> None:
    """Take all accounts away."""
    async with server.services.database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            await connection.execute(delete(table))


async def find_waiting(ada: Wire) -> Data:
    """Return the one account that waits."""
    [person] = (await ada.call("admin.waiting"))["people"]
    return dict(person)


async def login(server: Server, nick: str = "zoe", password: str = PASSWORD) -> Data:
    """Sign in on a connection of one's own, and return the whole reply."""
    stranger = await server.connect()
    return await stranger.ask("auth.login", login=nick, password=password)


@pytest.mark.parametrize("mode", ["open", "invite", "approval", "closed"])
async def test_anybody_may_read_the_mode(serve: Serve, mode: str) -> None:
    """Before they sign in; a variable rules over what administrators chose."""
    server = await serve(registration=mode, email_domains="example.org")
    await choose(server, registration="closed", email_domains="example.net")
    stranger = await server.connect()

    assert {"registration": mode, "email_domains": ["example.org"]} == await stranger.call(
        "auth.registration"
    )
    assert "bad_request" == await stranger.code("auth.registration", more=1)


@pytest.mark.parametrize("mode", ["invite", "approval", "closed"])
async def test_the_first_account_can_always_be_made(serve: Serve, mode: str) -> None:
    """It is the administrator's, wherever its address is; the next one is not."""
    server = await serve(registration=mode, email_domains="example.net")
    await empty(server)
    first = await server.connect()

    await first.call("auth.register", newcomer())

    assert (await first.call("account.get"))["is_admin"]
    assert not (await ask_in(server, "yan", email="yan@example.net"))["ok"]


async def test_closed(server: Server, ada: Wire) -> None:
    """The operation refuses, with an invitation too; those who have an account sign in."""
    await choose(server, registration="closed")
    made = (await ada.call("admin.create_invitation"))["invitation"]

    assert ("registration_closed", None) == await refused(server)
    assert ("registration_closed", None) == await refused(server, invite=made["code"])
    assert (await login(server, BOB.nick, BOB.password))["ok"]


class TestDomains:
    """Addresses at the allowed domains alone."""

    async def test_registration(self, server: Server) -> None:
        """Others are refused by name of the field; neither case nor a domain within one helps."""
        await choose(server, email_domains="example.org пример.рф")

        assert ("bad_request", "email") == await refused(server, email="zoe@example.net")
        assert ("bad_request", "email") == await refused(server, email="zoe@a.example.org")
        assert ("bad_request", "email") == await refused(server, email="zoe@notexample.org")
        assert (await ask_in(server, email="Zoe@EXAMPLE.org"))["ok"]
        assert (await ask_in(server, "yan", email="ян@пример.рф"))["ok"]

    async def test_change_of_address(self, serve: Serve, mailbox: Mailbox) -> None:
        """Also where letters are sent; none goes out."""
        for place, settings in enumerate(({}, mailbox.settings())):
            server = await serve(email_domains="example.org", **settings)
            bob = await server.enter(BOB)
            change: Data = {"password": BOB.password, "email": "bob@example.net"}

            error = await bob.error("account.change_email", change)

            assert ("bad_request", "email") == (error["code"], error["field"])
            allowed = change | {"email": f"bob{place}@example.org"}
            assert await bob.call("account.change_email", allowed)


class TestInvitation:
    """By a code that an administrator made."""

    @pytest.fixture
    async def inviting(self, server: Server) -> Server:
        """A server that asks for a code."""
        await choose(server, registration="invite")
        return server

    async def test_a_code_lets_in(self, inviting: Server, ada: Wire) -> None:
        """However it is written; it is used up by it, and who came by it is told."""
        made = (await ada.call("admin.create_invitation", uses=2))["invitation"]
        assert made["url"].endswith(f"/register#invite={made['code']}")

        assert (await ask_in(inviting, invite=made["code"]))["ok"]
        loose = f" {made['code'].lower().replace('-', ' ')} "
        assert (await ask_in(inviting, "yan", invite=loose))["ok"]

        [left] = (await ada.call("admin.invitations"))["invitations"]
        assert (2, 2, False, ["zoe", "yan"]) == tuple(
            left[name] for name in ("uses", "most_uses", "usable", "people")
        )
        assert ADA.nick == left["created_by"]

    async def test_the_reason_is_told(self, inviting: Server, ada: Wire) -> None:
        """None, a wrong, a withdrawn, an expired and a used up one, each in its own words."""
        used, late, withdrawn = [
            (await ada.call("admin.create_invitation", days=days))["invitation"]
            for days in (30, 1, 30)
        ]
        await ask_in(inviting, invite=used["code"])
        await ada.call("admin.revoke_invitation", invitation_id=withdrawn["id"])
        inviting.clock.ahead += 86_400_000
        codes = [None, " ", "ABCDE-FGHIJ-KLMNO-PQRST"]
        codes += [each["code"] for each in (withdrawn, late, used)]

        errors = [(await ask_in(inviting, "yan", invite=code))["error"] for code in codes]

        assert {("invalid_invite", 403, "invite")} == {
            (error["code"], error["status"], error["field"]) for error in errors
        }
        assert 5 == len({error["message"] for error in errors})
        assert {used["id"]} == {
            each["id"]
            for each in (await ada.call("admin.invitations"))["invitations"]
            if each["uses"]
        }

    async def test_of_two_at_once_the_last_use_has_one(self, inviting: Server, ada: Wire) -> None:
        """The others are told that it is used up."""
        code = (await ada.call("admin.create_invitation"))["invitation"]["code"]

        replies = await asyncio.gather(
            *(ask_in(inviting, f"zoe{number}", invite=code) for number in range(4))
        )

        assert 1 == sum(reply["ok"] for reply in replies)
        assert {"invalid_invite"} == {
            reply["error"]["code"] for reply in replies if not reply["ok"]
        }

    async def test_a_failure_uses_nothing_up(self, inviting: Server, ada: Wire) -> None:
        """A nick that is taken, for one."""
        code = (await ada.call("admin.create_invitation"))["invitation"]["code"]

        assert "username_taken" == (await refused(inviting, "bob", invite=code))[0]
        assert (await ask_in(inviting, invite=code))["ok"]

    async def test_guessing_is_slow(self, serve: Serve) -> None:
        """The tries of an address are counted as registrations are."""
        server = await serve(registration="invite", rate_register=(0.01, 3))
        tries = [await refused(server, invite="WRONG") for _ in range(4)]

        assert ["invalid_invite"] * 3 + ["rate_limited"] == [code for code, _ in tries]

    async def test_no_letter_without_a_code(self, serve: Serve, mailbox: Mailbox) -> None:
        """A stranger cannot make such a server write to anybody."""
        server = await serve(registration="invite", **mailbox.settings())
        ada = await server.enter(ADA)
        code = (await ada.call("admin.create_invitation"))["invitation"]["code"]

        assert "invalid_invite" == (await refused(server))[0]
        assert [] == mailbox.letters
        assert "email_code_required" == (await refused(server, invite=code))[0]
        assert "zoe@example.org" == (await mailbox.letter()).address


class TestApproval:
    """An account that an administrator has yet to let in."""

    @pytest.fixture
    async def approving(self, server: Server) -> Server:
        """A server whose administrators look at each account."""
        await choose(server, registration="approval")
        return server

    async def test_it_waits(self, approving: Server, ada: Wire) -> None:
        """Registering and signing in say so, but to nobody without the password."""
        assert PENDING == await refused(approving)
        assert "account_pending" == (await login(approving))["error"]["code"]
        assert "invalid_credentials" == (await login(approving, password="no"))["error"]["code"]
        person = await find_waiting(ada)
        assert ("zoe", "waiting") == (person["username"], person["standing"])

    async def test_it_appears_nowhere(self, approving: Server, ada: Wire, eve: Wire) -> None:
        """For a stranger there is no such person."""
        await refused(approving)
        zoe = (await find_waiting(ada))["id"]
        tries: list[tuple[str, Data]] = [
            ("users.get", {"id": zoe}),
            ("users.get", {"username": "zoe"}),
            ("contacts.add", {"user_id": zoe}),
            ("contacts.add", {"username": "zoe"}),
            ("chats.open_direct", {"user_id": zoe}),
            ("chats.open_direct", {"username": "zoe"}),
            ("blocks.add", {"user_id": zoe}),
        ]

        for stranger in (eve, ada):
            assert [] == (await stranger.call("users.search", query="zoe"))["users"]
            for op, data in tries:
                assert "not_found" == await stranger.code(op, data), op
        await ada.call("admin.approve", user_id=zoe)
        assert [zoe] == [
            each["id"] for each in (await eve.call("users.search", query="zoe"))["users"]
        ]

    async def test_approved(self, approving: Server, ada: Wire) -> None:
        """From then on it is an account as any other."""
        await refused(approving)
        zoe = (await find_waiting(ada))["id"]

        assert {} == await ada.call("admin.approve", user_id=zoe)

        assert (await login(approving))["ok"]
        assert [] == (await ada.call("admin.waiting"))["people"]
        assert ("registration_approved", "ada", "zoe") == (await journal(ada))[0]
        assert "conflict" == await ada.code("admin.approve", user_id=zoe)
        assert "conflict" == await ada.code("admin.refuse", user_id=zoe)

    async def test_refused(self, approving: Server, ada: Wire) -> None:
        """The account is gone, and its nick is free."""
        await refused(approving)

        assert {} == await ada.call("admin.refuse", user_id=(await find_waiting(ada))["id"])

        assert "invalid_credentials" == (await login(approving))["error"]["code"]
        assert PENDING == await refused(approving)
        assert ("registration_refused", "ada", "zoe") == (await journal(ada))[0]

    async def test_letters(self, serve: Serve, mailbox: Mailbox) -> None:
        """Both answers are told by one, in the language of who waited."""
        server = await serve(registration="open", **mailbox.settings())
        ada = await server.enter(ADA)
        subjects: list[str] = []
        for nick, op in (("bob", "admin.approve"), ("eve", "admin.refuse")):
            async with server.services.database.writing() as connection:
                mine = users.update().where(users.c.username == nick)
                await connection.execute(mine.values(standing="waiting", language="ru"))
            await ada.call(op, user_id=(await find_waiting(ada))["id"])
            letter = await mailbox.letter(len(subjects) + 1)
            assert f"{nick}@example.org" == letter.address
            subjects.append(letter.subject)

        assert ["Ваша учётная запись одобрена", "Ваша учётная запись не одобрена"] == subjects

    async def test_no_session_is_left(self, approving: Server) -> None:
        """Neither a token nor a row."""
        reply = await ask_in(approving)

        assert "token" not in str(reply)
        async with approving.services.database.reading() as connection:
            waiting = select(func.count()).where(users.c.standing == "waiting")
            assert 1 == await connection.scalar(waiting)


@pytest.mark.parametrize("person", [EVE, None], ids=["eve", "anonymous"])
async def test_nobody_else_decides(server: Server, ada: Wire, person: Person | None) -> None:
    """Neither who is no administrator, nor who is nobody."""
    await choose(server, registration="approval")
    await refused(server)
    zoe = (await find_waiting(ada))["id"]
    wire = await (server.enter(person) if person else server.connect())
    expected = "forbidden" if person else "unauthenticated"

    for op in ("admin.approve", "admin.refuse"):
        assert expected == await wire.code(op, user_id=zoe)
    assert expected == await wire.code("admin.waiting")
    assert "zoe" == (await find_waiting(ada))["username"]
