"""What administrators do to accounts and to the server, and that nobody else does."""

import asyncio

import pytest
from sqlalchemy import update

from messenger.actions.journal import note
from messenger.actions.recovery import reset_password
from messenger.actions.table import ROUTES
from messenger.db.tables import users
from messenger.errors import NotFound
from tests.actions.administering import choose, grow_stale, journal, refused, set_standing
from tests.actions.two_factor_steps import refusal, sign_in, switch_on
from tests.conftest import Serve
from tests.databases import CLIENT
from tests.people import ADA, BOB, CAROL, CAST, EVE
from tests.running import Server
from tests.wire import Data, Wire

OPERATIONS = sorted(op for op in ROUTES if op.startswith("admin."))
# Fields enough for a request to be understood.
FIELDS: dict[str, Data] = {
    "admin.set_admin": {"user_id": "1", "on": True},
    "admin.set_disabled": {"user_id": "1", "on": True},
    "admin.revoke_invitation": {"invitation_id": "1"},
    "admin.delete_reported": {"report_id": "1"},
    "admin.dismiss_report": {"report_id": "1"},
}
ABOUT_SOMEBODY = ("end_sessions", "make_reset_link", "reset_two_factor", "approve", "refuse")
FIELDS |= {f"admin.{name}": {"user_id": "1"} for name in ABOUT_SOMEBODY}
DANGEROUS = {
    *("admin.set_admin", "admin.set_disabled", "admin.end_sessions", "admin.make_reset_link"),
    *("admin.reset_two_factor", "admin.update_settings"),
}


@pytest.mark.parametrize("op", OPERATIONS)
async def test_nobody_else_may(server: Server, eve: Wire, op: str) -> None:
    """Neither who is no administrator, however long ago they proved it, nor who is nobody."""
    stranger = await server.connect()
    await grow_stale(server, EVE)

    assert "forbidden" == await eve.code(op, FIELDS.get(op, {}))
    assert "unauthenticated" == await stranger.code(op, FIELDS.get(op, {}))


@pytest.mark.parametrize("op", OPERATIONS)
async def test_what_is_dangerous_asks_again(server: Server, ada: Wire, op: str) -> None:
    """And nothing else does; what is not there is not found."""
    await grow_stale(server, ADA)
    data = FIELDS.get(op, {})

    reply = await ada.ask(op, data)

    code = None if reply["ok"] else reply["error"]["code"]
    named = {"user_id", "invitation_id", "report_id"} & data.keys()
    expected = "not_found" if named else None
    assert code == ("reauthentication_required" if op in DANGEROUS else expected)


@pytest.mark.parametrize("op", sorted(set(FIELDS) & DANGEROUS))
async def test_there_must_be_such_a_person(ada: Wire, op: str) -> None:
    """And an id that is none is not found either."""
    for user_id in ("1", "x"):
        error = await ada.error(op, FIELDS[op] | {"user_id": user_id})
        assert ("not_found", "user_id") == (error["code"], error["field"])


async def test_pages(server: Server) -> None:
    """Strangers sign in first; for who is no administrator there is nothing."""
    answers: dict[str, tuple[int, str | None]] = {}
    for name, cookie in (("", ""), ("ada", ADA.token), ("eve", EVE.token)):
        headers = {"Cookie": f"messenger_session={cookie}"} if name else {}
        async with server.http(headers=headers) as http:
            for path in ("/admin", "/admin/people"):
                answer = await http.get(path)
                answers[name + path] = answer.status_code, answer.headers.get("location")

    assert {
        "/admin": (302, "/sign-in?next=/admin"),
        "/admin/people": (302, "/sign-in?next=/admin/people"),
        "ada/admin": (302, "/admin/people"),
        "ada/admin/people": (200, None),
        "eve/admin": (302, "/admin/people"),
        "eve/admin/people": (404, None),
    } == answers


class TestPeople:
    """All accounts, by nick."""

    async def test_pages(self, server: Server, ada: Wire) -> None:
        """Two at a time, each once; with what nobody else is shown."""
        await switch_on(server, await server.enter(CAROL), CAROL)
        seen: list[Data] = []
        cursor = None
        while True:
            page = await ada.call("admin.people", limit=2, cursor=cursor)
            seen += page["people"]
            cursor = page["cursor"]
            if cursor is None:
                break

        assert [person.nick for person in CAST] == [each["username"] for each in seen]
        assert [person.email for person in CAST] == [each["email"] for each in seen]
        assert ["ada"] == [each["username"] for each in seen if each["is_admin"]]
        assert ["carol"] == [each["username"] for each in seen if each["two_factor"]]
        assert {"active"} == {each["standing"] for each in seen}

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("BO", ["bob"]),
            ("@bob", ["bob"]),
            ("shaw", ["carol"]),
            ("дора", ["dora"]),
            ("eve@exam", ["eve"]),
            ("%", []),
            ("_", []),
        ],
    )
    async def test_search(self, ada: Wire, query: str, found: list[str]) -> None:
        """By the beginning of nick, name, a word of it, or address."""
        page = await ada.call("admin.people", query=query)
        assert found == [each["username"] for each in page["people"]]

    async def test_what_is_wrong(self, ada: Wire) -> None:
        """Too long a text, and pages of no size or too large a one."""
        assert "too_long" == await ada.code("admin.people", query="x" * 65)
        assert "too_many" == await ada.code("admin.people", limit=101)
        assert "bad_request" == await ada.code("admin.people", limit=0)


class TestAdministrators:
    """Who is one."""

    async def test_the_right_is_given_and_taken(self, ada: Wire, bob: Wire) -> None:
        """It holds at once; doing it twice is one act."""
        for _ in range(2):
            await ada.call("admin.set_admin", user_id=bob.me, on=True)
        assert await bob.call("admin.people")
        await bob.call("admin.set_admin", user_id=ada.me, on=False)

        assert "forbidden" == await ada.code("admin.people")
        assert [("admin_revoked", "bob", "ada"), ("admin_granted", "ada", "bob")] == (
            await journal(bob)
        )

    async def test_the_last_one_stays(self, server: Server, ada: Wire, bob: Wire) -> None:
        """One who is disabled is no other; also of two who take it from one another at once."""
        assert "conflict" == await ada.code("admin.set_admin", user_id=ada.me, on=False)
        await ada.call("admin.set_admin", user_id=bob.me, on=True)
        await set_standing(server, BOB, "disabled")
        assert "conflict" == await ada.code("admin.set_admin", user_id=ada.me, on=False)
        await set_standing(server, BOB, "active")

        replies = await asyncio.gather(
            ada.ask("admin.set_admin", user_id=bob.me, on=False),
            bob.ask("admin.set_admin", user_id=ada.me, on=False),
        )

        assert [True, False] == sorted((reply["ok"] for reply in replies), reverse=True)

    async def test_who_cannot_sign_in_gets_none(self, server: Server, ada: Wire, bob: Wire) -> None:
        """The right would wait for the day on which nobody thinks of it."""
        await set_standing(server, BOB, "disabled")
        assert "conflict" == await ada.code("admin.set_admin", user_id=bob.me, on=True)


class TestAccount:
    """What is done to one account."""

    async def test_sessions_end(self, ada: Wire, bob: Wire, carol: Wire) -> None:
        """All of that person's, whose connections close; nobody else's."""
        await ada.call("admin.end_sessions", user_id=bob.me)

        assert 4401 == await bob.closed()
        assert await carol.call("account.get")
        assert ("sessions_ended", "ada", "bob") == (await journal(ada))[0]

    async def test_a_link_for_a_new_password(self, ada: Wire, bob: Wire) -> None:
        """Its token stands in no line of the journal."""
        link = (await ada.call("admin.make_reset_link", user_id=bob.me))["url"]

        path, _, token = link.partition("#")
        assert ("/reset", 43) == (path, len(token))
        page = await ada.call("admin.journal")
        assert ("reset_link_made", "bob") == tuple(
            page["entries"][0][name] for name in ("act", "subject")
        )
        assert token not in str(page)

    async def test_a_lost_second_factor(self, server: Server, ada: Wire, bob: Wire) -> None:
        """The password alone signs in afterwards."""
        await switch_on(server, bob, BOB)
        assert "totp_required" == await refusal(server, BOB)

        await ada.call("admin.reset_two_factor", user_id=bob.me)

        assert 4401 == await bob.closed()
        assert (await sign_in(server, BOB))["ok"]
        assert ("two_factor_reset", "ada", "bob") == (await journal(ada))[0]

    async def test_a_disabled_one(self, server: Server, ada: Wire, bob: Wire) -> None:
        """Its connections close at once, nobody signs in to it and strangers find it no more."""
        await ada.call("admin.set_disabled", user_id=bob.me, on=True)

        assert 4401 == await bob.closed()
        assert "account_disabled" == await refusal(server, BOB)
        assert "invalid_credentials" == await refusal(server, BOB, password="no")
        stranger = await server.connect()
        assert "session_expired" == await stranger.code("auth.resume", token=BOB.token)
        assert [] == (await ada.call("users.search", query="bob"))["users"]

        for _ in range(2):
            await ada.call("admin.set_disabled", user_id=bob.me, on=False)
        assert (await sign_in(server, BOB))["ok"]
        assert ["account_enabled", "account_disabled"] == [act for act, *_ in await journal(ada)]

    async def test_a_link_made_before_is_worth_nothing(
        self, server: Server, ada: Wire, bob: Wire
    ) -> None:
        """No way into a disabled account is left open."""
        link = (await ada.call("admin.make_reset_link", user_id=bob.me))["url"]
        await ada.call("admin.set_disabled", user_id=bob.me, on=True)
        token = link.partition("#")[2]
        password = "seven kettles under the moon"
        with pytest.raises(NotFound):
            await reset_password(server.services, token=token, password=password, client=CLIENT)

    async def test_a_waiting_one_is_not_disabled(
        self, server: Server, ada: Wire, bob: Wire
    ) -> None:
        """It is approved or refused."""
        await set_standing(server, BOB, "waiting")
        assert "conflict" == await ada.code("admin.set_disabled", user_id=bob.me, on=True)

    @pytest.mark.parametrize(
        ("op", "data"),
        [
            ("admin.end_sessions", {}),
            ("admin.reset_two_factor", {}),
            ("admin.set_disabled", {"on": True}),
        ],
    )
    async def test_not_to_oneself(self, ada: Wire, op: str, data: Data) -> None:
        """The answer would not arrive; the account page has it."""
        error = await ada.error(op, data, user_id=ada.me)
        assert ("bad_request", "user_id") == (error["code"], error["field"])


class TestSettings:
    """The rules of the server."""

    async def test_they_are_changed(self, server: Server, ada: Wire) -> None:
        """One or all; what is absent stays. They hold at once."""
        assert {
            "registration": "open",
            "email_domains": [],
            "require_two_factor": False,
            "link_previews": False,
            "fixed": [],
        } == await ada.call("admin.settings")

        await ada.call("admin.update_settings", email_domains=["@Example.NET", "example.net"])
        after = await ada.call("admin.update_settings", registration="closed")

        assert ("closed", ["example.net"]) == (after["registration"], after["email_domains"])
        assert "registration_closed" == (await refused(server))[0]
        entry = (await ada.call("admin.journal"))["entries"][0]
        assert ("settings_changed", {"registration": "closed"}) == (entry["act"], entry["facts"])
        assert [] == (await ada.call("admin.update_settings", email_domains=[]))["email_domains"]

    async def test_what_is_wrong_is_named(self, ada: Wire) -> None:
        """And nothing is changed."""
        for data in (
            {"registration": "anybody"},
            {"email_domains": ["example"]},
            {"email_domains": ["*.example.org"]},
            {
                "email_domains": [
                    " ".join(f"a{n}.example.org" for n in range(n, n + 10))
                    for n in range(0, 60, 10)
                ]
            },
        ):
            error = await ada.error("admin.update_settings", data)
            assert ("bad_request", *data) == (error["code"], error["field"].partition("[")[0])
        assert [] == (await ada.call("admin.settings"))["email_domains"]

    async def test_a_variable_rules(self, serve: Serve) -> None:
        """What it has set is told and cannot be changed."""
        server = await serve(registration="approval", require_two_factor="off")
        await choose(server, registration="open", require_two_factor="on")
        ada = await server.enter(ADA)

        rules = await ada.call("admin.settings")

        assert ("approval", False, ["registration", "require_two_factor"]) == (
            rules["registration"],
            rules["require_two_factor"],
            rules["fixed"],
        )
        for data in ({"registration": "closed"}, {"require_two_factor": True}):
            error = await ada.error("admin.update_settings", data)
            assert ("conflict", *data) == (error["code"], error["field"])

    async def test_two_factors_for_everybody(self, server: Server, ada: Wire, bob: Wire) -> None:
        """Not before one has them; then who has none is led to setting them up at once."""
        error = await ada.error("admin.update_settings", require_two_factor=True)
        assert ("conflict", "require_two_factor") == (error["code"], error["field"])
        await switch_on(server, ada, ADA)

        await ada.call("admin.update_settings", require_two_factor=True)

        assert 1012 == await bob.closed()
        again = await server.enter(BOB)
        assert again.hello["two_factor_required"]
        assert "forbidden" == await again.code("chats.list")
        assert await ada.call("chats.list")
        await ada.call("admin.update_settings", require_two_factor=False)
        assert await again.call("chats.list")


class TestJournal:
    """What was done, the latest first."""

    async def test_pages(self, server: Server, ada: Wire) -> None:
        """Each act once; those of the command line have no actor."""
        for number in range(5):
            async with server.services.database.writing() as connection:
                await note(server.services, connection, None, "test", subject=f"p{number}")
        seen: list[str] = []
        cursor = None
        for _ in range(3):
            page = await ada.call("admin.journal", limit=2, cursor=cursor)
            seen += [each["subject"] for each in page["entries"]]
            assert {None} == {each["actor"] for each in page["entries"]}
            cursor = page["cursor"]

        assert sorted(seen) == ["p0", "p1", "p2", "p3", "p4"]
        assert cursor is None

    async def test_what_is_wrong(self, ada: Wire) -> None:
        """Pages of no size or too large a one, and no cursor of ours."""
        assert "too_many" == await ada.code("admin.journal", limit=101)
        assert "bad_request" == await ada.code("admin.journal", limit=0)
        assert "not_found" == await ada.code("admin.journal", cursor="x")

    async def test_it_outlives_the_people(self, server: Server, ada: Wire, bob: Wire) -> None:
        """Nicks are written down as they were."""
        await ada.call("admin.end_sessions", user_id=bob.me)
        async with server.services.database.writing() as connection:
            mine = update(users).where(users.c.username == BOB.nick)
            await connection.execute(mine.values(username="robert"))

        assert ("sessions_ended", "ada", "bob") == (await journal(ada))[0]


class TestInvitations:
    """Codes, as administrators see them; tests/actions/test_admission.py uses them."""

    async def test_bounds(self, ada: Wire) -> None:
        """Neither for nobody nor for ever."""
        for field, value in (("uses", 0), ("uses", 1001), ("days", 0), ("days", 366)):
            error = await ada.error("admin.create_invitation", {field: value})
            assert ("bad_request", field) == (error["code"], error["field"])

    async def test_withdrawn_once(self, ada: Wire) -> None:
        """It stays in the list; the journal names both acts without the whole code."""
        made = (await ada.call("admin.create_invitation", uses=3))["invitation"]
        await ada.call("admin.revoke_invitation", invitation_id=made["id"])

        assert "not_found" == await ada.code("admin.revoke_invitation", invitation_id=made["id"])
        [left] = (await ada.call("admin.invitations"))["invitations"]
        assert (True, False, made["code"]) == (left["revoked"], left["usable"], left["code"])
        page = await ada.call("admin.journal")
        assert ["invitation_revoked", "invitation_made"] == [
            each["act"] for each in page["entries"]
        ]
        assert made["code"] not in str(page)
