"""Questions to the administrators: Ada is one, Bob asks, Eve is nobody to them."""

from typing import Any

import pytest

from tests.people import ADA
from tests.running import Server
from tests.wire import Data, Wire

NOWHERE = "123"


@pytest.fixture
async def ticket(bob: Wire) -> str:
    """What Bob has asked."""
    asked = await bob.call("tickets.open", subject=" No letter ", text="The code does not come.")
    return str(asked["ticket"]["id"])


async def state_of(wire: Wire, ticket: str) -> Any:
    """Return how a question stands."""
    return (await wire.call("tickets.get", ticket_id=ticket))["ticket"]["state"]


async def queue(wire: Wire, **fields: Any) -> list[str]:
    """Return the questions in the queue."""
    return [each["id"] for each in (await wire.call("tickets.queue", **fields))["tickets"]]


class TestAsking:
    """tickets.open, tickets.list"""

    async def test_a_question_is_new_and_holds_what_was_written(
        self, bob: Wire, ticket: str
    ) -> None:
        """It is in the list of who asked, with its first message."""
        listed: list[Data] = (await bob.call("tickets.list"))["tickets"]
        thread = await bob.call("tickets.get", ticket_id=ticket)

        assert [(ticket, "No letter", "new", None)] == [
            (each["id"], each["subject"], each["state"], each["rating"]) for each in listed
        ]
        assert listed[0] == thread["ticket"]
        assert [("The code does not come.", False, "Bob Marley")] == [
            (each["text"], each["is_answer"], each["name"]) for each in thread["messages"]
        ]

    async def test_others_do_not_have_it_in_their_list(
        self, ada: Wire, eve: Wire, ticket: str
    ) -> None:
        """Neither the administrator, whose question it is not, nor an outsider."""
        assert ticket
        for wire in (ada, eve):
            assert [] == (await wire.call("tickets.list"))["tickets"]

    @pytest.mark.parametrize(
        ("fields", "code", "field"),
        [
            ({"subject": " ", "text": "x"}, "bad_request", "subject"),
            ({"subject": "x", "text": "\n"}, "bad_request", "text"),
            ({"subject": "x" * 121, "text": "x"}, "too_long", "subject"),
            ({"subject": "x", "text": "x" * 4097}, "too_long", "text"),
        ],
    )
    async def test_what_will_not_do_is_named(
        self, bob: Wire, fields: dict[str, str], code: str, field: str
    ) -> None:
        """The error names the field, and nothing is kept."""
        error = await bob.error("tickets.open", **fields)

        assert (code, field) == (error["code"], error["field"])
        assert [] == (await bob.call("tickets.list"))["tickets"]

    async def test_ten_open_questions_are_enough(self, bob: Wire) -> None:
        """Closed ones do not count."""
        for number in range(10):
            asked = await bob.call("tickets.open", subject=f"No. {number}", text="x")
        assert "too_many" == await bob.code("tickets.open", subject="one more", text="x")

        await bob.call("tickets.set_state", ticket_id=asked["ticket"]["id"], state="closed")

        await bob.call("tickets.open", subject="one more", text="x")

    async def test_the_one_changed_last_stands_first(self, server: Server, bob: Wire) -> None:
        """Whoever changed it."""
        first, second = [
            (await bob.call("tickets.open", subject=subject, text="x"))["ticket"]["id"]
            for subject in ("first", "second")
        ]
        server.clock.ahead += 1000
        await bob.call("tickets.write", ticket_id=first, text="and")

        listed = (await bob.call("tickets.list"))["tickets"]

        assert [first, second] == [each["id"] for each in listed]


class TestQueue:
    """tickets.queue"""

    async def test_administrators_see_what_waits_longest_first(
        self, server: Server, ada: Wire, bob: Wire, eve: Wire, ticket: str
    ) -> None:
        """Those of everybody, without what is closed, which has a list of its own."""
        server.clock.ahead += 1000
        second = (await eve.call("tickets.open", subject="x", text="x"))["ticket"]["id"]
        assert [ticket, second] == await queue(ada)

        await bob.call("tickets.set_state", ticket_id=ticket, state="closed")

        assert [second] == await queue(ada)
        assert [ticket] == await queue(ada, closed=True)

    async def test_others_do_not(self, bob: Wire, eve: Wire, ticket: str) -> None:
        """Also who has asked something."""
        assert ticket
        for wire in (bob, eve):
            assert "forbidden" == await wire.code("tickets.queue")


class TestTalking:
    """tickets.get, tickets.write"""

    async def test_an_answer_waits_for_who_asked_and_a_reply_is_work(
        self, ada: Wire, bob: Wire, ticket: str
    ) -> None:
        """Each sees what the other wrote, in order."""
        await bob.call("tickets.write", ticket_id=ticket, text="Hello?")
        assert "new" == await state_of(bob, ticket)

        answer = (await ada.call("tickets.write", ticket_id=ticket, text="Look now."))["message"]
        assert "waiting" == await state_of(bob, ticket)

        await bob.call("tickets.write", ticket_id=ticket, text="There it is.")
        thread = await ada.call("tickets.get", ticket_id=ticket)
        assert "in_work" == thread["ticket"]["state"]
        assert answer == thread["messages"][2]
        assert [False, False, True, False] == [each["is_answer"] for each in thread["messages"]]

    async def test_a_closed_question_opens_again(self, bob: Wire, ticket: str) -> None:
        """By one more word of who asked."""
        await bob.call("tickets.set_state", ticket_id=ticket, state="closed")

        await bob.call("tickets.write", ticket_id=ticket, text="It came back.")

        assert "in_work" == await state_of(bob, ticket)

    @pytest.mark.parametrize(
        ("op", "fields"),
        [
            ("tickets.get", {}),
            ("tickets.write", {"text": "x"}),
            ("tickets.read", {}),
            ("tickets.set_state", {"state": "closed"}),
            ("tickets.rate", {"rating": 1}),
        ],
    )
    async def test_to_outsiders_it_does_not_exist(
        self, bob: Wire, eve: Wire, ticket: str, op: str, fields: dict[str, Any]
    ) -> None:
        """Exactly like one that was never asked; it stays as it is."""
        assert "not_found" == await eve.code(op, ticket_id=ticket, **fields)
        assert "not_found" == await bob.code(op, ticket_id=NOWHERE, **fields)
        assert "not_found" == await bob.code(op, ticket_id="x", **fields)

        thread = await bob.call("tickets.get", ticket_id=ticket)
        assert ("new", 1) == (thread["ticket"]["state"], len(thread["messages"]))

    @pytest.mark.parametrize(("text", "code"), [(" ", "bad_request"), ("x" * 4097, "too_long")])
    async def test_a_word_has_a_length(self, bob: Wire, ticket: str, text: str, code: str) -> None:
        """From one character to those of a message."""
        assert code == await bob.code("tickets.write", ticket_id=ticket, text=text)

    @pytest.mark.parametrize(
        ("op", "fields"),
        [
            ("tickets.open", {"subject": "x", "text": "x"}),
            ("tickets.list", {}),
            ("tickets.queue", {}),
            ("tickets.get", {"ticket_id": "1"}),
            ("tickets.write", {"ticket_id": "1", "text": "x"}),
            ("tickets.read", {"ticket_id": "1"}),
            ("tickets.set_state", {"ticket_id": "1", "state": "closed"}),
            ("tickets.rate", {"ticket_id": "1", "rating": 5}),
        ],
    )
    async def test_nobody_asks_without_an_account(
        self, server: Server, op: str, fields: dict[str, Any]
    ) -> None:
        """For that there is the telephone."""
        stranger = await server.connect()

        assert "unauthenticated" == await stranger.code(op, **fields)


class TestStates:
    """tickets.set_state"""

    @pytest.mark.parametrize("state", ["in_work", "waiting", "closed"])
    async def test_an_administrator_sets_any(
        self, ada: Wire, bob: Wire, ticket: str, state: str
    ) -> None:
        """Who asked sees it."""
        told = (await ada.call("tickets.set_state", ticket_id=ticket, state=state))["ticket"]

        assert state == told["state"] == await state_of(bob, ticket)

    async def test_who_asked_closes_and_no_more(self, bob: Wire, ticket: str) -> None:
        """How work goes on is not theirs to say."""
        for state in ("in_work", "waiting"):
            code = await bob.code("tickets.set_state", ticket_id=ticket, state=state)
            assert "forbidden" == code
        assert "new" == await state_of(bob, ticket)

        await bob.call("tickets.set_state", ticket_id=ticket, state="closed")

        assert "closed" == await state_of(bob, ticket)

    @pytest.mark.parametrize("state", ["new", "lost", "", 1])
    async def test_there_are_no_other_states(self, ada: Wire, ticket: str, state: Any) -> None:
        """New is what a question is by itself."""
        assert "bad_request" == await ada.code("tickets.set_state", ticket_id=ticket, state=state)


class TestRating:
    """tickets.rate"""

    async def test_who_asked_says_how_good_it_was(self, ada: Wire, bob: Wire, ticket: str) -> None:
        """Administrators see it; saying it anew replaces it."""
        await ada.call("tickets.set_state", ticket_id=ticket, state="closed")
        await bob.call("tickets.rate", ticket_id=ticket, rating=2)
        await bob.call("tickets.rate", ticket_id=ticket, rating=5, text=" Quick. ")

        seen = (await ada.call("tickets.get", ticket_id=ticket))["ticket"]

        assert (5, "Quick.", "closed") == (seen["rating"], seen["rating_text"], seen["state"])

    async def test_not_before_it_is_closed(self, bob: Wire, ticket: str) -> None:
        """What goes on cannot be judged."""
        assert "conflict" == await bob.code("tickets.rate", ticket_id=ticket, rating=5)

    async def test_an_administrator_does_not_praise_themselves(
        self, ada: Wire, ticket: str
    ) -> None:
        """It is for who asked."""
        await ada.call("tickets.set_state", ticket_id=ticket, state="closed")

        assert "forbidden" == await ada.code("tickets.rate", ticket_id=ticket, rating=5)

    @pytest.mark.parametrize("rating", [0, 6, -1, "5", 4.5])
    async def test_from_one_to_five(self, bob: Wire, ticket: str, rating: Any) -> None:
        """Whole."""
        await bob.call("tickets.set_state", ticket_id=ticket, state="closed")

        assert "bad_request" == await bob.code("tickets.rate", ticket_id=ticket, rating=rating)

    async def test_a_word_is_short(self, bob: Wire, ticket: str) -> None:
        """280 characters, as those about oneself."""
        await bob.call("tickets.set_state", ticket_id=ticket, state="closed")

        code = await bob.code("tickets.rate", ticket_id=ticket, rating=5, text="x" * 281)

        assert "too_long" == code


async def test_an_administrator_may_ask_too(server: Server, ada: Wire, ticket: str) -> None:
    """Then their word is no answer."""
    assert ticket
    assert ADA.nick == ada.hello["user"]["username"]
    own = (await ada.call("tickets.open", subject="x", text="x"))["ticket"]["id"]

    said = (await ada.call("tickets.write", ticket_id=own, text="y"))["message"]

    assert not said["is_answer"]
    assert "new" == await state_of(ada, own)
    assert server.host
