"""`messages.history`: pages in both directions, and what a reader does not see."""

import pytest

from tests.running import Server
from tests.talk import chat_of, open_chat, say, talk, texts
from tests.wire import Wire

TEN = [f"{number}" for number in range(1, 11)]


@pytest.fixture
async def long(ada: Wire, bob: Wire) -> str:
    """A chat with the texts 1 to 10, whose seqs are the same numbers."""
    return await talk(ada, bob, *TEN)


@pytest.mark.parametrize(
    ("bounds", "expected", "more"),
    [
        ({"limit": 3}, ["8", "9", "10"], (True, False)),
        ({"before": 8, "limit": 3}, ["5", "6", "7"], (True, True)),
        ({"before": 4}, ["1", "2", "3"], (False, True)),
        ({"after": 3, "limit": 2}, ["4", "5"], (True, True)),
        ({"after": 8}, ["9", "10"], (True, False)),
        ({"around": 5, "limit": 4}, ["3", "4", "5", "6"], (True, True)),
        ({"around": 5, "limit": 1}, ["5"], (True, True)),
        ({"around": 1, "limit": 4}, ["1", "2"], (False, True)),
        ({"around": 10, "limit": 4}, ["8", "9", "10"], (True, False)),
        ({"before": 1}, [], (False, False)),
        ({"after": 10}, [], (False, False)),
        ({"limit": 100}, TEN, (False, False)),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_page_is_ascending_and_says_what_is_left(
    bob: Wire, long: str, bounds: dict[str, int], expected: list[str], more: tuple[bool, bool]
) -> None:
    """Before, after and around a seq, at the ends too."""
    page = await bob.call("messages.history", chat_id=long, **bounds)

    assert expected == [message["text"] for message in page["messages"]]
    if expected:
        assert more == (page["more_before"], page["more_after"])


async def test_all_pages_together_are_the_whole_chat(bob: Wire, long: str) -> None:
    """Paging back misses nothing and shows nothing twice."""
    found: list[str] = []
    before = 11
    while before > 1:
        page = await bob.call("messages.history", chat_id=long, before=before, limit=3)
        found = [message["text"] for message in page["messages"]] + found
        before = page["messages"][0]["seq"]

    assert TEN == found


@pytest.mark.parametrize(
    ("bounds", "code"),
    [
        ({"before": 3, "after": 1}, "bad_request"),
        ({"limit": 0}, "bad_request"),
        ({"limit": -1}, "bad_request"),
        ({"limit": 101}, "too_many"),
        ({"before": -1}, "bad_request"),
        ({"around": 2**63}, "bad_request"),
        ({"around": 1, "at": "2026-01-01T00:00:00Z"}, "bad_request"),
        ({"at": "yesterday"}, "bad_request"),
        ({"at": "2026-01-01T00:00:00"}, "bad_request"),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_bounds_that_make_no_sense_are_refused(
    ada: Wire, chat: str, bounds: dict[str, int], code: str
) -> None:
    """One direction at a time, and 1 to 100 messages."""
    assert code == await ada.code("messages.history", chat_id=chat, **bounds)


async def test_a_time_leads_to_the_first_message_from_then_on(bob: Wire, long: str) -> None:
    """Before everything to the start, after everything to the end, at a message to that one."""

    async def page(at: str) -> tuple[list[str], bool, bool]:
        found = await bob.call("messages.history", chat_id=long, at=at, limit=4)
        return (
            [each["text"] for each in found["messages"]],
            found["more_before"],
            found["more_after"],
        )

    history = (await bob.call("messages.history", chat_id=long))["messages"]
    seventh = next(each for each in history if each["sent_at"] == history[6]["sent_at"])
    first = history.index(seventh)

    assert (["1", "2"], False, True) == await page("2001-01-01T00:00:00Z")
    assert (["7", "8", "9", "10"], True, False) == await page("2999-01-01T00:00:00+03:00")
    assert TEN[max(0, first - 2) : first + 2] == (await page(seventh["sent_at"]))[0]


async def test_an_outsider_gets_no_page_by_time(eve: Wire, long: str) -> None:
    """As by seq: such a chat does not exist for them."""
    asked = {"chat_id": long, "at": "2001-01-01T00:00:00Z"}

    assert "not_found" == await eve.code("messages.history", **asked)


async def test_the_bound_of_a_page_is_told(ada: Wire, chat: str) -> None:
    """The error holds the field and the most that is allowed."""
    error = await ada.error("messages.history", chat_id=chat, limit=1000)

    assert ("too_many", 400, "limit", 100) == (
        error["code"],
        error["status"],
        error["field"],
        error["limit"],
    )


async def test_a_cleared_chat_starts_anew_for_one_side(ada: Wire, bob: Wire, chat: str) -> None:
    """What was before the deletion stays with the other."""
    await ada.call("chats.delete", chat_id=chat)
    await say(bob, chat, "still there?")

    assert ["still there?"] == await texts(ada, chat)
    assert ["hello", "still there?"] == await texts(bob, chat)
    assert 1 == (await chat_of(ada, chat))["unread"]


async def test_only_the_sender_sees_client_ids(ada: Wire, bob: Wire, chat: str) -> None:
    """In pages of history as in events."""
    await say(bob, chat, "hi")

    mine, theirs = (await ada.call("messages.history", chat_id=chat))["messages"]

    assert mine["client_id"]
    assert theirs["client_id"] is None


async def test_an_empty_chat_has_an_empty_page(ada: Wire, server: Server) -> None:
    """Nothing before, nothing after."""
    chat = await open_chat(ada, "carol")

    page = await ada.call("messages.history", chat_id=chat)

    assert {"messages": [], "more_before": False, "more_after": False} == page
    assert server.lifecycle.ready
