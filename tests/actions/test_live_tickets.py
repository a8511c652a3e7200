"""Who is told of questions to the administrators, and of what waits for them: Eve never is."""

from typing import Any

import pytest

from tests.conftest import Serve
from tests.people import ADA, BOB, EVE
from tests.running import Server
from tests.wire import Data, Wire

ASKED = {"subject": "No letter", "text": "The code does not come."}
NAME = "5d0e4b8e-9a55-4d6f-8e3a-7c2100000001"
OTHER = "5d0e4b8e-9a55-4d6f-8e3a-7c2100000002"


@pytest.fixture
async def ticket(ada: Wire, bob: Wire, eve: Wire) -> str:
    """What Bob has asked, with all three of them here and nothing left to hear."""
    asked = await bob.call("tickets.open", ASKED)
    await hush(ada, bob, eve)
    return str(asked["ticket"]["id"])


async def hush(*wires: Wire) -> None:
    """Let go of all that was told so far."""
    for wire in wires:
        await wire.events()


async def told(wire: Wire, ticket: str) -> Data:
    """Return what somebody is told next of a question."""
    event = await wire.event("ticket.updated")
    assert ticket == event["ticket"]["id"]
    return event


async def counts(wire: Wire) -> list[int | None]:
    """Return what somebody is told next to wait for them."""
    desk = (await wire.event("desk.updated"))["desk"]
    return [desk["answers"], desk["questions"], desk["accounts"]]


class TestTelling:
    """ticket.updated"""

    async def test_a_question_reaches_administrators_and_its_person(
        self, ada: Wire, bob: Wire, eve: Wire
    ) -> None:
        """With what was said, on each of their connections; an outsider who is here hears none."""
        assert EVE.nick == eve.hello["user"]["username"]
        ticket = (await bob.call("tickets.open", ASKED))["ticket"]["id"]

        for wire, unread in ((ada, True), (bob, False)):
            event = await told(wire, ticket)
            assert (unread, "new") == (event["ticket"]["unread"], event["ticket"]["state"])
            assert ASKED["text"] == event["message"]["text"]
        assert [] == await eve.events()

    @pytest.mark.parametrize(
        ("op", "fields", "expected"),
        [
            ("tickets.write", {"text": "Look now."}, {"state": "waiting"}),
            ("tickets.set_state", {"state": "in_work"}, {"state": "in_work"}),
            ("tickets.set_state", {"state": "closed"}, {"state": "closed"}),
        ],
    )
    async def test_what_an_administrator_does_reaches_both_sides(
        self,
        ada: Wire,
        bob: Wire,
        eve: Wire,
        ticket: str,
        op: str,
        fields: dict[str, Any],
        expected: dict[str, Any],
    ) -> None:
        """And nobody else."""
        await ada.call(op, ticket_id=ticket, **fields)

        for wire in (ada, bob):
            event = await told(wire, ticket)
            assert expected.items() <= event["ticket"].items()
            assert fields.get("text") == (event["message"] or {}).get("text")
        assert [] == await eve.events()

    async def test_a_rating_reaches_administrators(
        self, ada: Wire, bob: Wire, eve: Wire, ticket: str
    ) -> None:
        """With its word."""
        await bob.call("tickets.set_state", ticket_id=ticket, state="closed")
        await hush(ada, bob, eve)
        await bob.call("tickets.rate", ticket_id=ticket, rating=4, text="Quick.")

        for wire in (ada, bob):
            seen = (await told(wire, ticket))["ticket"]
            assert (4, "Quick.") == (seen["rating"], seen["rating_text"])
        assert [] == await eve.events()

    async def test_who_is_no_administrator_any_more_hears_nothing(
        self, server: Server, ada: Wire, bob: Wire, eve: Wire, ticket: str
    ) -> None:
        """And is told at once that there is nothing for them to count."""
        assert server.host
        await ada.call("admin.set_admin", user_id=eve.me, on=True)
        assert [0, 1, 0] == await counts(eve)
        await bob.call("tickets.write", ticket_id=ticket, text="Hello?")
        await told(eve, ticket)
        await ada.call("admin.set_admin", user_id=eve.me, on=False)
        await eve.event("desk.updated")
        assert [0, None, None] == await counts(eve)

        await bob.call("tickets.write", ticket_id=ticket, text="Hello?")

        assert [] == await eve.events()

    async def test_who_must_set_up_two_factors_has_no_counts(self, serve: Serve) -> None:
        """What waits is nothing to know before."""
        server = await serve(require_two_factor="on")
        ada = await server.enter(ADA)

        assert ada.hello["two_factor_required"]
        assert ada.hello["desk"] is None


class TestCounts:
    """hello, desk.updated"""

    async def test_hello_has_them(self, server: Server, ada: Wire, bob: Wire, ticket: str) -> None:
        """Those of the server for administrators only."""
        await ada.call("tickets.write", ticket_id=ticket, text="Look now.")
        await bob.call("tickets.open", ASKED)

        for person, expected in (
            (ADA, {"answers": 0, "questions": 1, "accounts": 0, "reports": 0}),
            (BOB, {"answers": 1, "questions": None, "accounts": None, "reports": None}),
            (EVE, {"answers": 0, "questions": None, "accounts": None, "reports": None}),
        ):
            wire = await server.enter(person)
            assert expected == wire.hello["desk"]

    async def test_they_follow_the_questions(
        self, ada: Wire, bob: Wire, eve: Wire, ticket: str
    ) -> None:
        """New until an administrator acts; answered until its person has looked."""
        await bob.call("tickets.open", ASKED)
        assert [0, 2, 0] == await counts(ada)
        await ada.call("tickets.write", ticket_id=ticket, text="Look now.")
        assert [0, 1, 0] == await counts(ada)
        assert [1, None, None] == await counts(bob)
        await bob.call("tickets.read", ticket_id=ticket)
        assert [0, None, None] == await counts(bob)

        assert [] == await eve.events()

    async def test_they_follow_the_accounts_that_wait(
        self, server: Server, ada: Wire, bob: Wire, eve: Wire
    ) -> None:
        """From the registration to the decision."""
        await ada.call("admin.update_settings", registration="approval")
        newcomer = await server.connect()
        for number, nick in enumerate(("kim", "lee"), 1):
            account = {"username": nick, "email": f"{nick}@example.org", "password": ADA.password}
            assert "account_pending" == await newcomer.code("auth.register", account)
            assert [0, 0, number] == await counts(ada)
        kim, lee = (await ada.call("admin.waiting"))["people"]
        await ada.call("admin.approve", user_id=kim["id"])
        assert [0, 0, 1] == await counts(ada)
        await ada.call("admin.refuse", user_id=lee["id"])
        assert [0, 0, 0] == await counts(ada)

        for wire in (bob, eve):
            assert [] == await wire.events()


class TestReading:
    """tickets.read"""

    async def test_each_side_reads_for_itself(self, ada: Wire, bob: Wire, ticket: str) -> None:
        """The person their answers, the administrators together what people write."""
        assert [True] == await marks(ada, "tickets.queue")
        assert [False] == await marks(bob, "tickets.list")
        read = await ada.call("tickets.read", ticket_id=ticket)
        assert not read["ticket"]["unread"]
        assert [False] == await marks(ada, "tickets.queue")

        await ada.call("tickets.write", ticket_id=ticket, text="Look now.")
        assert [True] == await marks(bob, "tickets.list")
        await ada.call("tickets.read", ticket_id=ticket)
        assert [True] == await marks(bob, "tickets.list")
        await bob.call("tickets.read", ticket_id=ticket)
        assert [False] == await marks(bob, "tickets.list")

    async def test_it_is_told_once(self, ada: Wire, bob: Wire, ticket: str) -> None:
        """What is read already is no news."""
        await ada.call("tickets.read", ticket_id=ticket)
        assert not (await told(bob, ticket))["ticket"]["unread"]
        await hush(ada, bob)

        await ada.call("tickets.read", ticket_id=ticket)

        assert [] == await bob.events()

    async def test_who_writes_has_read(self, ada: Wire, bob: Wire, ticket: str) -> None:
        """Also what came just before."""
        await ada.call("tickets.write", ticket_id=ticket, text="Look now.")
        await bob.call("tickets.write", ticket_id=ticket, text="There it is.")

        assert [False] == await marks(bob, "tickets.list")
        assert [True] == await marks(ada, "tickets.queue")


async def marks(wire: Wire, op: str) -> list[bool]:
    """Return which questions of a list are unread."""
    return [each["unread"] for each in (await wire.call(op))["tickets"]]


class TestSendingTwice:
    """client_id"""

    async def test_a_message_is_stored_once(self, ada: Wire, bob: Wire, ticket: str) -> None:
        """The second answer is the first message, and nobody is told of it."""
        word = {"ticket_id": ticket, "text": "Hello?", "client_id": NAME}
        first = await bob.call("tickets.write", word)
        await hush(ada, bob)
        second = await bob.call("tickets.write", word)

        assert first == second
        assert NAME == first["message"]["client_id"]
        assert [] == await ada.events()
        assert 2 == len((await bob.call("tickets.get", ticket_id=ticket))["messages"])

    async def test_at_the_same_moment(self, server: Server, bob: Wire, ticket: str) -> None:
        """By two connections."""
        second = await server.enter(BOB)
        word = {"ticket_id": ticket, "text": "Hello?", "client_id": NAME}
        waiting = [await wire.start("tickets.write", word) for wire in (bob, second)]

        replies = [(await each)["data"]["message"]["id"] for each in waiting]

        assert replies[0] == replies[1]
        assert 2 == len((await bob.call("tickets.get", ticket_id=ticket))["messages"])

    async def test_a_question_is_asked_once(self, bob: Wire) -> None:
        """Also where its person has as many as one may by then."""
        asked = ASKED | {"client_id": NAME}
        first = await bob.call("tickets.open", asked)
        for _ in range(9):
            await bob.call("tickets.open", ASKED)

        assert first == await bob.call("tickets.open", asked)
        assert 10 == len((await bob.call("tickets.list"))["tickets"])

    async def test_one_name_is_for_one_thing(self, ada: Wire, bob: Wire, ticket: str) -> None:
        """Of its sender: others may use the same."""
        await bob.call("tickets.write", ticket_id=ticket, text="Hello?", client_id=NAME)
        other = (await bob.call("tickets.open", ASKED, client_id=OTHER))["ticket"]["id"]

        for op, fields in (
            ("tickets.write", {"ticket_id": ticket, "text": "Bye.", "client_id": NAME}),
            ("tickets.write", {"ticket_id": other, "text": "Hello?", "client_id": NAME}),
            ("tickets.open", ASKED | {"subject": "x", "client_id": OTHER}),
        ):
            error = await bob.error(op, fields)
            assert ("conflict", "client_id") == (error["code"], error["field"])
        await ada.call("tickets.write", ticket_id=ticket, text="Hello?", client_id=NAME)

    async def test_it_is_shown_to_its_sender_alone(self, ada: Wire, bob: Wire, ticket: str) -> None:
        """In the talk; an event has it for nobody."""
        await bob.call("tickets.write", ticket_id=ticket, text="Hello?", client_id=NAME)

        for wire, expected in ((bob, [None, NAME]), (ada, [None, None])):
            assert (await told(wire, ticket))["message"]["client_id"] is None
            said = (await wire.call("tickets.get", ticket_id=ticket))["messages"]
            assert expected == [each["client_id"] for each in said]

    async def test_it_is_a_uuid(self, bob: Wire, ticket: str) -> None:
        """Nothing else."""
        error = await bob.error("tickets.write", ticket_id=ticket, text="x", client_id="x")

        assert "bad_request" == error["code"]
