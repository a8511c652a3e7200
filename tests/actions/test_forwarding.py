"""Forwarding: in order, exactly once, only what one sees, and only where one may write."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from messenger.actions.forwarding import MOST_FORWARDED, MOST_TARGETS
from tests.actions.group_steps import found, promote
from tests.conftest import Serve
from tests.people import ADA, BOB, CAROL, DORA
from tests.running import Server
from tests.talk import chat_of, forget, open_chat, say, set_privacy, talk, texts
from tests.wire import Data, Wire


def wish(source: str, seqs: list[int], *targets: str, **more: Any) -> Data:
    """Describe what is to be forwarded where, with client ids of its own."""
    ids = [str(uuid4()) for _ in range(len(seqs) * len(targets))]
    return {
        "from_chat_id": source,
        "seqs": seqs,
        "to_chat_ids": list(targets),
        "client_ids": ids,
        **more,
    }


async def forward(wire: Wire, *args: Any, **more: Any) -> list[Data]:
    """Forward messages and return them as stored."""
    return list((await wire.call("messages.forward", wish(*args, **more)))["messages"])


@pytest.fixture
async def target(ada: Wire, carol: Wire) -> str:
    """A chat of Ada and Carol, into which Ada forwards."""
    return await talk(ada, carol, "good morning")


async def test_a_message_says_whose_words_it_repeats(
    server: Server, ada: Wire, bob: Wire, carol: Wire, chat: str, target: str
) -> None:
    """To all of the target on all of their devices; where it is from nobody hears of it."""
    seq = (await say(bob, chat, "Bob's own words"))["seq"]
    phone = await server.enter(ADA)
    await forget(ada, bob)

    [sent] = await forward(ada, chat, [seq], target)

    author = {"user_id": bob.me, "name": BOB.name}
    assert (ada.me, "Bob's own words", author) == (
        sent["sender_id"],
        sent["text"],
        sent["forwarded_from"],
    )
    for wire in (ada, phone, carol):
        told = (await wire.event("message.new"))["message"]
        assert author == told["forwarded_from"]
        assert (wire is carol) == (told["client_id"] is None)
        assert not wire.ledger.holes
    assert [] == await bob.events()
    assert 1 == (await chat_of(carol, target))["unread"] - 1
    [*_, kept] = (await carol.call("messages.history", chat_id=target))["messages"]
    assert author == kept["forwarded_from"]


async def test_several_go_in_order_to_several_chats(
    ada: Wire, bob: Wire, carol: Wire, chat: str, target: str
) -> None:
    """As they were named, beside each other, and the reply has them by chat."""
    for text in ("two", "three"):
        await say(bob, chat, text)
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]

    sent = await forward(ada, chat, [1, 3, 2], target, saved)

    assert [target] * 3 + [saved] * 3 == [each["chat_id"] for each in sent]
    for wire, place in ((carol, target), (ada, saved)):
        assert ["hello", "three", "two"] == (await texts(wire, place))[-3:]
    assert [2, 3, 4] == [each["seq"] for each in sent[:3]]


async def test_the_same_again_stores_nothing(
    serve: Serve, ada: Wire, bob: Wire, carol: Wire, chat: str, target: str
) -> None:
    """At the same moment, later, after a restart, and when the source is gone."""
    await say(bob, chat, "two")
    asked = wish(chat, [1, 2], target)

    first, second = await asyncio.gather(*(ada.call("messages.forward", asked) for _ in range(2)))
    await ada.call("messages.delete", chat_id=chat, seqs=[1], for_everyone=True)
    third = await (await (await serve()).enter(ADA)).call("messages.forward", asked)

    assert first == second == third
    assert ["good morning", "hello", "two"] == await texts(carol, target)


async def test_what_was_missing_is_sent_by_the_same_again(
    ada: Wire, carol: Wire, chat: str, target: str
) -> None:
    """Some of it may be stored already; a client id of another chat is in nobody's place."""
    asked = wish(chat, [1], target)
    [sent] = (await ada.call("messages.forward", asked))["messages"]
    await say(ada, chat, "two")
    more = wish(chat, [1, 2], target) | {"client_ids": [*asked["client_ids"], str(uuid4())]}

    both = (await ada.call("messages.forward", more))["messages"]

    assert [sent["seq"], sent["seq"] + 1] == [each["seq"] for each in both]
    assert ["good morning", "hello", "two"] == await texts(carol, target)
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    error = await ada.error("messages.forward", asked | {"to_chat_ids": [saved]})
    assert ("conflict", "client_ids") == (error["code"], error["field"])


async def test_the_author_may_be_left_out(ada: Wire, bob: Wire, chat: str, target: str) -> None:
    """Then nothing tells that it was forwarded."""
    seq = (await say(bob, chat, "Bob's own words"))["seq"]

    [sent] = await forward(ada, chat, [seq], target, hide_author=True)

    assert ("Bob's own words", None) == (sent["text"], sent["forwarded_from"])


async def test_who_first_wrote_it_stays_the_author(
    ada: Wire, bob: Wire, carol: Wire, chat: str, target: str
) -> None:
    """From hand to hand, called as when it was forwarded first; and the words stay theirs."""
    seq = (await say(bob, chat, "Bob's own words"))["seq"]
    [first] = await forward(ada, chat, [seq], target)
    await bob.call("account.update", name="Robert")
    saved = (await carol.call("chats.open_saved"))["chat"]["id"]

    [second] = await forward(carol, target, [first["seq"]], saved)

    assert {"user_id": bob.me, "name": BOB.name} == second["forwarded_from"]
    changed = {"chat_id": target, "seq": first["seq"], "text": "never said"}
    error = await ada.error("messages.edit", changed)
    assert ("forbidden", "seq") == (error["code"], error["field"])


async def test_names_in_it_call_nobody_again(ada: Wire, bob: Wire, chat: str) -> None:
    """Whoever is named in a forwarded text was not spoken to."""
    group = await found(ada, bob)
    seq = (await say(ada, chat, "@bob and @all, where are you?"))["seq"]

    for hide in (False, True):
        [sent] = await forward(ada, chat, [seq], group, hide_author=hide)
        assert ([], False) == (sent["mentions"], sent["mentions_all"])
    assert 0 == (await chat_of(bob, group))["mentions"]


async def test_nothing_comes_out_of_a_chat_that_is_not_ones_own(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire, chat: str, target: str
) -> None:
    """It is there for those who are in it, and for an outsider it is not."""
    own = (await eve.call("chats.open_saved"))["chat"]["id"]
    await forget(ada, bob, carol, eve)

    error = await eve.error("messages.forward", wish(chat, [1], own))
    assert ("not_found", "from_chat_id") == (error["code"], error["field"])
    assert error == await eve.error("messages.forward", wish("12345", [1], own))
    await say(eve, own)
    error = await eve.error("messages.forward", wish(own, [1], target))
    assert ("not_found", "to_chat_ids") == (error["code"], error["field"])
    # Not even into the chats that are one's own, where one of them is not.
    assert "not_found" == await eve.code("messages.forward", wish(own, [1], own, target))
    assert ["hello"] == await texts(eve, own)
    assert [] == [*await ada.events(), *await bob.events(), *await carol.events()]
    assert 1 == len(await forward(bob, chat, [1], chat))


async def test_nothing_is_forwarded_that_one_does_not_see(
    ada: Wire, bob: Wire, carol: Wire
) -> None:
    """What was deleted, by whom ever, and what was said before one came."""
    group = await found(ada, bob)
    seqs = [(await say(ada, group, text))["seq"] for text in ("old", "hidden", "gone")]
    await ada.call("messages.delete", chat_id=group, seqs=[seqs[2]], for_everyone=True)
    await bob.call("messages.delete", chat_id=group, seqs=[seqs[1]], for_everyone=False)
    await ada.call("chats.update", chat_id=group, history_for_newcomers=False)
    await ada.call("members.add", chat_id=group, user_ids=[carol.me])

    for wire, unseen in ((carol, seqs[0]), (bob, seqs[1]), (ada, seqs[2]), (ada, 999)):
        own = (await wire.call("chats.open_saved"))["chat"]["id"]
        error = await wire.error("messages.forward", wish(group, [unseen], own))
        assert ("not_found", "seqs") == (error["code"], error["field"])
        assert [] == await texts(wire, own)
    own = (await ada.call("chats.open_saved"))["chat"]["id"]
    error = await ada.error("messages.forward", wish(group, [1], own))
    assert ("forbidden", "seqs") == (error["code"], error["field"])
    assert 2 == len(await forward(ada, group, seqs[:2], own))


async def test_one_writes_where_one_may_write(
    server: Server, ada: Wire, bob: Wire, carol: Wire, chat: str, target: str
) -> None:
    """And nowhere, where one of several targets forbids it."""
    group = await found(bob, ada)
    await promote(bob, group, ada, "read_only")
    dora = await server.enter(DORA)
    closed = await open_chat(ada, DORA.nick)
    await set_privacy(dora, messages="contacts")
    await carol.call("blocks.add", user_id=ada.me)

    for place, code in ((group, "forbidden"), (target, "blocked"), (closed, "privacy")):
        error = await ada.error("messages.forward", wish(chat, [1], chat, place))
        assert (code, "to_chat_ids") == (error["code"], error["field"])

    assert ["hello"] == await texts(bob, chat)
    await promote(bob, group, ada, "member")
    assert 2 == len(await forward(ada, chat, [1], chat, group))


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"seqs": []}, "bad_request", "seqs"),
        ({"to_chat_ids": []}, "bad_request", "to_chat_ids"),
        ({"seqs": [1, 1], "client_ids": [str(uuid4()), str(uuid4())]}, "bad_request", "seqs"),
        ({"client_ids": []}, "bad_request", "client_ids"),
        ({"client_ids": [str(uuid4()), str(uuid4())]}, "bad_request", "client_ids"),
        ({"client_ids": ["x"]}, "bad_request", "client_ids"),
        ({"seqs": list(range(MOST_FORWARDED + 1))}, "too_many", "seqs"),
        ({"to_chat_ids": ["1"] * (MOST_TARGETS + 1)}, "too_many", "to_chat_ids"),
    ],
)
async def test_a_wrong_wish_is_refused_by_its_field(
    ada: Wire, chat: str, target: str, changed: Data, code: str, field: str
) -> None:
    """And nothing of it is done."""
    error = await ada.error("messages.forward", wish(chat, [1], target) | changed)

    assert (code, True) == (error["code"], error["field"].startswith(field))
    assert ["good morning"] == await texts(ada, target)


async def test_a_name_twice_is_refused(ada: Wire, chat: str, target: str) -> None:
    """A chat, and a client id."""
    for changed in (wish(chat, [1], target, target), wish(chat, [1], target)):
        asked = changed | {"seqs": [1]}
        if len(asked["client_ids"]) == 1:
            asked |= {"to_chat_ids": [target, chat], "client_ids": asked["client_ids"] * 2}
        error = await ada.error("messages.forward", asked)
        assert "bad_request" == error["code"]
        assert error["field"] in {"to_chat_ids", "client_ids"}


async def test_a_hundred_at_once_and_what_follows_comes_after(
    unlimited: Server,
) -> None:
    """What is asked next on the connection does not overtake them."""
    ada = await unlimited.enter(ADA)
    carol = await unlimited.enter(CAROL)
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    place = await open_chat(ada, CAROL.nick)
    for number in range(MOST_FORWARDED):
        await say(ada, saved, str(number))

    seqs = list(range(1, MOST_FORWARDED + 1))
    asked = await ada.start("messages.forward", wish(saved, seqs, place))
    last = await say(ada, place, "last")
    await asked

    assert MOST_FORWARDED + 1 == last["seq"]
    wanted = [*map(str, range(MOST_FORWARDED)), "last"]
    heard = [(await carol.event("message.new"))["message"]["text"] for _ in wanted]
    assert wanted == heard
    assert not carol.ledger.holes


async def test_many_copies_are_counted_as_many(serve: Serve) -> None:
    """Who forwards much waits a while before the next, and for nothing else."""
    server = await serve(rate_send=(1.0, 5.0))
    ada = await server.enter(ADA)
    await server.enter(CAROL)
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    for number in range(4):
        await say(ada, saved, str(number))
    place = await open_chat(ada, CAROL.nick)
    asked = wish(saved, [1, 2, 3, 4], place, saved)
    assert 8 == len((await ada.call("messages.forward", asked))["messages"])

    error = await ada.error("messages.forward", wish(saved, [1], place))

    assert "rate_limited" == error["code"]
    assert error["retry_after"] > 1
    await say(ada, place, "still here")
