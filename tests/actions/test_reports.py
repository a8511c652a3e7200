"""Reports: what administrators see of them, how they are settled, and who sees nothing."""

import asyncio
from typing import Any

import pytest

from tests.actions.administering import journal
from tests.actions.group_steps import found
from tests.actions.test_erasing import erase
from tests.actions.test_notices import rename
from tests.conftest import Serve
from tests.exports import Copy, fetch, made
from tests.people import BOB, CAROL, EVE
from tests.running import Server
from tests.talk import forget, say, talk, texts
from tests.wire import Data, Wire


async def report(wire: Wire, chat: str, *seqs: int, **fields: Any) -> None:
    """Report messages as spam, or as is said."""
    wish = {"chat_id": chat, "seqs": list(seqs), "reason": "spam"}
    assert {} == await wire.call("messages.report", wish | fields)


async def reports_of(ada: Wire) -> list[Data]:
    """Return all reports as an administrator sees them."""
    return list((await ada.call("admin.reports"))["reports"])


async def test_administrators_see_what_was_reported(ada: Wire, bob: Wire, carol: Wire) -> None:
    """The words as they were, who said them where, and who told of them; nothing else of it."""
    group = await found(bob, carol, title="Walkers")
    await say(carol, group, "before")
    spam = await say(carol, group, "buy herons")

    await report(bob, group, spam["seq"], reason="abuse", comment=" Every day. ")

    assert 1 == (await ada.event("desk.updated"))["desk"]["reports"]
    assert [] == await carol.events()
    [told] = await reports_of(ada)
    facts: Data = {"reason": "abuse", "comment": "Every day.", "state": "open", "reporter": "bob"}
    facts |= {"sender": "carol", "sender_name": CAROL.name, "sender_id": carol.me}
    facts |= {"chat_title": "Walkers", "text": "buy herons", "gone": False, "disabled": False}
    assert facts == {name: told[name] for name in facts}
    assert spam["sent_at"] == told["sent_at"]
    assert "before" not in str(told)
    assert "not_found" == await ada.code("messages.history", chat_id=group)


async def test_the_words_stay_as_they_were(ada: Wire, bob: Wire, eve: Wire) -> None:
    """Whatever their sender makes of them; a chat of two has no title."""
    chat = await talk(eve, bob, "one", "two")
    await report(bob, chat, 1, 2)

    await eve.call("messages.edit", chat_id=chat, seq=1, text="I said nothing")
    await eve.call("messages.delete", chat_id=chat, seqs=[2], for_everyone=True)

    assert [("two", True, ""), ("one", False, "")] == [
        (each["text"], each["gone"], each["chat_title"]) for each in await reports_of(ada)
    ]
    assert "not_found" == await bob.code("messages.report", chat_id=chat, seqs=[2], reason="spam")


async def test_the_same_report_again_changes_nothing(ada: Wire, bob: Wire, carol: Wire) -> None:
    """Not even what was said first; another person's is another one, and a settled one stays so."""
    group = await found(ada, bob, carol)
    seq = (await say(ada, group, "hey"))["seq"]
    await report(bob, group, seq, comment="first")
    [first] = await reports_of(ada)

    await report(bob, group, seq, comment="second", reason="other")
    assert [first] == await reports_of(ada)
    await ada.call("admin.dismiss_report", report_id=first["id"])
    await asyncio.gather(*(report(bob, group, seq) for _ in range(3)))
    assert ["dismissed"] == [each["state"] for each in await reports_of(ada)]
    await report(carol, group, seq)
    assert ["open", "dismissed"] == [each["state"] for each in await reports_of(ada)]


async def test_a_reported_message_is_deleted_for_all(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire
) -> None:
    """By an administrator who is not in the chat; all reports of it are settled by that."""
    group = await found(bob, carol, eve)
    seq = (await say(eve, group, "buy herons"))["seq"]
    for wire in (bob, carol):
        await report(wire, group, seq)
    await forget(ada, bob, carol, eve)
    first, second = await reports_of(ada)

    await ada.call("admin.delete_reported", report_id=first["id"])

    for wire in (bob, carol, eve):
        assert (await wire.event("message.updated"))["message"]["deleted"]
    assert "buy herons" not in await texts(bob, group)
    assert ["desk.updated"] == await ada.events()
    assert [("deleted", True)] * 2 == [
        (each["state"], each["gone"]) for each in await reports_of(ada)
    ]
    assert ("message_deleted", "ada", "eve") == (await journal(ada))[0]
    for op in ("delete_reported", "dismiss_report"):
        error = await ada.error(f"admin.{op}", report_id=second["id"])
        assert ("conflict", "report_id") == (error["code"], error["field"])


async def test_what_is_gone_already_is_settled_alike(ada: Wire, bob: Wire, eve: Wire) -> None:
    """With the message, or with the whole group."""
    group = await found(eve, bob)
    one, two = [(await say(eve, group, text))["seq"] for text in ("one", "two")]
    await report(bob, group, one, two)
    await eve.call("messages.delete", chat_id=group, seqs=[one], for_everyone=True)
    second, first = await reports_of(ada)
    await ada.call("admin.delete_reported", report_id=first["id"])
    await eve.call("chats.delete", chat_id=group, for_everyone=True)

    await ada.call("admin.delete_reported", report_id=second["id"])

    assert ["deleted", "deleted"] == [each["state"] for each in await reports_of(ada)]


async def test_a_dismissed_report_does_nothing_else(ada: Wire, bob: Wire, eve: Wire) -> None:
    """The message stays; the journal tells who decided."""
    chat = await talk(eve, bob, "hello")
    await report(bob, chat, 1)
    [told] = await reports_of(ada)
    await forget(ada, bob, eve)

    await ada.call("admin.dismiss_report", report_id=told["id"])

    assert 0 == (await ada.event("desk.updated"))["desk"]["reports"]
    assert ["hello"] == await texts(bob, chat)
    assert ("report_dismissed", "ada", "eve") == (await journal(ada))[0]
    assert [] == [*await bob.events(), *await eve.events()]


async def test_ones_own_and_the_servers_words_are_no_matter(
    ada: Wire, bob: Wire, carol: Wire
) -> None:
    """Neither what was done in a group, nor notices, nor oneself; then none of them is told."""
    group = await found(bob, carol)
    mine = (await say(bob, group))["seq"]
    theirs = (await say(carol, group))["seq"]
    await rename(bob, "bob.m")
    notices = next(
        chat for chat in (await bob.call("chats.list"))["chats"] if chat["role"] == "read_only"
    )

    for chat, seqs in ((group, [1]), (group, [mine, theirs]), (notices["id"], [1])):
        error = await bob.error("messages.report", chat_id=chat, seqs=seqs, reason="spam")
        assert ("forbidden", "seqs") == (error["code"], error["field"])

    assert [] == await reports_of(ada)


async def test_wishes_have_bounds(ada: Wire, bob: Wire) -> None:
    """How many, why, and in how many words."""
    chat = await talk(ada, bob)
    await report(bob, chat, 1, 1, comment="x" * 1000)
    for wrong, code, field in (
        ({"seqs": []}, "bad_request", "seqs"),
        ({"seqs": [*range(101)]}, "too_many", "seqs"),
        ({"reason": "dull"}, "bad_request", "reason"),
        ({"comment": "x" * 1001}, "too_long", "comment"),
    ):
        wish: Data = {"chat_id": chat, "seqs": [1], "reason": "spam"}
        error = await bob.error("messages.report", wish | wrong)
        assert (code, field) == (error["code"], error["field"])
    assert 1 == len(await reports_of(ada))


async def test_reports_are_limited(serve: Serve) -> None:
    """Nobody fills the list of the administrators in an evening."""
    server = await serve(rate_report=(0.01, 2))
    ada, bob = await server.enter(CAROL), await server.enter(BOB)
    chat = await talk(ada, bob, "one", "two", "three")
    for seq in (1, 2):
        await report(bob, chat, seq)

    wish = {"chat_id": chat, "seqs": [3], "reason": "spam"}
    assert "rate_limited" == await bob.code("messages.report", wish)


@pytest.mark.parametrize("gone", ["bob", "eve"])
async def test_a_report_goes_with_either_account(
    server: Server, ada: Wire, bob: Wire, eve: Wire, gone: str
) -> None:
    """With who reported, and with whose words it holds; the desk hears of it."""
    chat = await talk(eve, bob, "hello")
    await report(bob, chat, 1)
    await forget(ada)

    await erase(server, {"bob": bob, "eve": eve}[gone], "keep")

    assert [] == await reports_of(ada)
    assert 0 == (await ada.event("desk.updated"))["desk"]["reports"]


async def test_it_is_in_the_copy_of_ones_data(server: Server, bob: Wire, eve: Wire) -> None:
    """Of who has reported it; whose words it holds learns nothing."""
    await report(bob, await talk(eve, bob, "hello"), 1, comment="Rude.")
    told = []
    for wire, person in ((bob, BOB), (eve, EVE)):
        export = await made(wire)
        copy = Copy((await fetch(server, person, export["id"])).content)
        told.append([(each["text"], each["comment"]) for each in copy.read("reports.json")])

    assert [[("hello", "Rude.")], []] == told


async def test_a_disabled_sender_is_shown_as_such(ada: Wire, bob: Wire, eve: Wire) -> None:
    """So that nobody disables them twice."""
    await report(bob, await talk(eve, bob), 1)
    await ada.call("admin.set_disabled", user_id=eve.me, on=True)

    assert [True] == [each["disabled"] for each in await reports_of(ada)]
