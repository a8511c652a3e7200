"""Whom a message names, and how many that one has not read name one."""

import pytest

from tests.actions.group_steps import found, promote
from tests.people import BOB
from tests.running import Server
from tests.talk import chat_of, open_chat, say
from tests.wire import Wire

DAY = 86_400_000


async def count(wire: Wire, group: str) -> int:
    """Return how many unread messages name somebody."""
    return int((await chat_of(wire, group))["mentions"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@bob come", {"bob"}),
        ("Come, @BOB.", {"bob"}),
        ("(@bob, @carol)", {"bob", "carol"}),
        ("@bob @bob @bob", {"bob"}),
        ("mail bob@carol.org", set()),
        ("@@bob", set()),
        ("@bobby @bo @eve @nobody", set()),
        ("@ada to herself", set()),
    ],
)
async def test_members_are_named_by_their_nicks(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire, text: str, named: set[str]
) -> None:
    """Only those who are in the group; Eve is not."""
    group = await found(ada, bob, carol)
    people = {"bob": bob, "carol": carol}

    sent = await say(ada, group, text)

    assert {people[nick].me for nick in named} == set(sent["mentions"])
    assert sent["mentions"] == (await bob.event("message.new"))["message"]["mentions"]
    for nick, wire in people.items():
        assert int(nick in named) == await count(wire, group)
    assert (0, False) == (await count(ada, group), sent["mentions_all"])
    assert eve.me not in sent["mentions"]


async def test_reading_takes_the_number_away(ada: Wire, bob: Wire) -> None:
    """And so does hiding the message."""
    group = await found(ada, bob)
    first, second, third = [(await say(ada, group, f"@bob {n}"))["seq"] for n in range(3)]
    assert 3 == await count(bob, group)

    await bob.call("messages.read", chat_id=group, seq=first)
    assert 2 == await count(bob, group)
    await bob.call("messages.delete", chat_id=group, seqs=[third], for_everyone=False)
    assert 1 == await count(bob, group)
    assert 1 == (await bob.call("sync"))["chats"][0]["chat"]["mentions"]
    await bob.call("messages.read", chat_id=group, seq=third)
    assert 0 == await count(bob, group)
    assert second < third


async def test_an_edit_names_anew(ada: Wire, bob: Wire, carol: Wire) -> None:
    """And a deletion names nobody."""
    group = await found(ada, bob, carol)
    seq = (await say(ada, group, "@bob"))["seq"]

    edited = await ada.call("messages.edit", chat_id=group, seq=seq, text="@carol")

    assert [carol.me] == edited["message"]["mentions"]
    assert [carol.me] == (await bob.event("message.updated"))["message"]["mentions"]
    assert (0, 1) == (await count(bob, group), await count(carol, group))
    await ada.call("messages.delete", chat_id=group, seqs=[seq], for_everyone=True)
    assert 0 == await count(carol, group)
    page = await carol.call("messages.history", chat_id=group)
    assert [] == page["messages"][-1]["mentions"]


async def test_administrators_alone_name_everybody(ada: Wire, bob: Wire, carol: Wire) -> None:
    """By @all, which is a word like any other for members."""
    group = await found(ada, bob, carol)

    plain = await say(bob, group, "@all come")
    assert (False, 0, 0) == (
        plain["mentions_all"],
        await count(ada, group),
        await count(carol, group),
    )
    loud = await say(ada, group, "@all come, @bob too")
    assert (True, [bob.me]) == (loud["mentions_all"], loud["mentions"])
    assert [0, 1, 1] == [await count(wire, group) for wire in (ada, bob, carol)]
    await promote(ada, group, bob, "admin")
    edited = await bob.call("messages.edit", chat_id=group, seq=plain["seq"], text="@all now")
    assert edited["message"]["mentions_all"]
    assert [1, 1, 2] == [await count(wire, group) for wire in (ada, bob, carol)]


async def test_a_nick_given_up_lately_still_names(server: Server, ada: Wire, bob: Wire) -> None:
    """For as long as it is kept for whom it was."""
    group = await found(ada, bob)
    await bob.call("account.update", username="robert")

    assert [bob.me] == (await say(ada, group, f"@{BOB.nick}"))["mentions"]
    assert [bob.me] == (await say(ada, group, f"@{BOB.nick} @robert"))["mentions"]
    server.clock.ahead += 31 * DAY
    assert [] == (await say(ada, group, f"@{BOB.nick}"))["mentions"]


async def test_in_a_chat_of_two_nobody_is_named(ada: Wire, bob: Wire) -> None:
    """There everything is for the other."""
    chat = await open_chat(ada, BOB.nick)

    sent = await say(ada, chat, "@bob @all")

    assert ([], False) == (sent["mentions"], sent["mentions_all"])
    assert 0 == await count(bob, chat)


async def test_a_second_send_names_the_same(ada: Wire, bob: Wire) -> None:
    """And counts once."""
    group = await found(ada, bob)
    client_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7"

    sent = [await say(ada, group, "@bob", client_id=client_id) for _ in range(2)]

    assert sent[0] == sent[1]
    assert 1 == await count(bob, group)
