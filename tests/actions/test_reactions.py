"""Reactions: seen by all who see the message, one's own told apart, at most 20 kinds."""

import asyncio
from typing import Any

from messenger.actions.reactions import MOST_KINDS
from tests.actions.group_steps import enter, found, promote
from tests.people import ADA, BOB, CAROL, EVE
from tests.running import Server
from tests.talk import chat_of, forget, open_chat, say
from tests.wire import Data, Wire

KINDS = "👍👎😂😮😢🙏🔥🎉👏🤔🤯😱🤬🥰🤩🤮💩🕊🐳💯🍓"


async def react(wire: Wire, chat: str, seq: int, emoji: str = "👍", *, on: bool = True) -> Data:
    """React to a message, and return it."""
    fields = {"chat_id": chat, "seq": seq, "emoji": emoji, "on": on}
    return dict((await wire.call("messages.react", fields))["message"])


def counted(message: Data) -> list[tuple[str, int, bool]]:
    """Return the reactions of a message."""
    return [(each["emoji"], each["count"], each["mine"]) for each in message["reactions"]]


async def read(wire: Wire, chat: str, seq: int) -> list[tuple[str, int, bool]]:
    """Return the reactions of a message as a page of history has them."""
    page = await wire.call("messages.history", chat_id=chat, around=seq, limit=2)
    [message] = [each for each in page["messages"] if each["seq"] == seq]
    return counted(message)


async def test_all_see_it_and_whose_it_is(
    server: Server, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """Live, on every device, in history, in the list and after a break; it is no edit."""
    phone = await server.enter(BOB)
    before = ada.ledger.versions[chat]

    answer = await react(bob, chat, 1)

    assert [("👍", 1, True)] == counted(answer)
    for wire, mine in ((ada, False), (bob, True), (phone, True)):
        told = await wire.event("message.updated")
        assert [("👍", 1, mine)] == counted(told["message"])
        assert ("hello", None) == (told["message"]["text"], told["message"]["edited_at"])
        assert before + 1 == told["version"] == told["message"]["version"]
        assert [("👍", 1, mine)] == await read(wire, chat, 1)
        assert [("👍", 1, mine)] == counted((await chat_of(wire, chat))["last_message"])
        synced = await wire.call("sync", state=0, chats={chat: before})
        assert [("👍", 1, mine)] == counted(synced["chats"][0]["messages"][0])
        assert not wire.ledger.holes
    assert [] == await eve.events()


async def test_several_kinds_stand_in_the_order_of_their_coming(
    ada: Wire, bob: Wire, chat: str
) -> None:
    """Each is taken back by whoever gave it; twice changes nothing, and tells nobody."""
    await react(ada, chat, 1, "🔥")
    await react(ada, chat, 1, "👍")
    await react(bob, chat, 1, "👍")
    assert [("🔥", 1, True), ("👍", 2, True)] == await read(ada, chat, 1)
    await forget(ada, bob)

    assert counted(await react(bob, chat, 1, "👍")) == [("🔥", 1, False), ("👍", 2, True)]
    assert [] == [*await ada.events(), *await bob.events()]
    await react(ada, chat, 1, "🔥", on=False)
    await react(ada, chat, 1, "🔥", on=False)

    assert ["message.updated"] == await bob.events()
    assert [("👍", 2, True)] == await read(bob, chat, 1)
    assert [("👍", 1, False)] == counted(await react(ada, chat, 1, "👍", on=False))


async def test_the_last_one_leaves_nothing(ada: Wire, bob: Wire, chat: str) -> None:
    """The message is as it was."""
    await react(bob, chat, 1)

    assert [] == counted(await react(bob, chat, 1, on=False))
    assert [] == await read(ada, chat, 1)


async def test_who_has_reacted_is_told_page_by_page(ada: Wire, bob: Wire, chat: str) -> None:
    """The latest first, of all kinds or of one."""
    for wire, emoji in ((ada, "🔥"), (bob, "👍"), (ada, "👍")):
        await react(wire, chat, 1, emoji)
    fields: Data = {"chat_id": chat, "seq": 1, "limit": 2}

    first = await bob.call("messages.reactions", fields)
    second = await bob.call("messages.reactions", fields, cursor=first["cursor"])
    thumbs = await bob.call("messages.reactions", fields, emoji="👍")

    told = [
        (each["user"]["id"], each["emoji"])
        for page in (first, second)
        for each in page["reactions"]
    ]
    assert [(ada.me, "👍"), (bob.me, "👍"), (ada.me, "🔥")] == told
    assert second["cursor"] is None
    assert [ada.me, bob.me] == [each["user"]["id"] for each in thumbs["reactions"]]
    for wrong in ("x", "1.x.👍", "1"):
        error = await bob.error("messages.reactions", fields, cursor=wrong)
        assert ("bad_request", "cursor") == (error["code"], error["field"])


SIGNS: list[tuple[str, str | None]] = [
    ("❤", "❤️"),
    ("❤️", "❤️"),
    ("👍🏽", "👍🏽"),
    ("🏳️‍🌈", "🏳️‍🌈"),
    ("🇷🇺", "🇷🇺"),
    ("#️⃣", "#️⃣"),
    ("x", None),
    ("", None),
    ("👍👍", None),
    ("👍 ", None),
    ("🔥🏽", None),
    ("1", None),
    ("<b>", None),
    ("🏽", None),
    ("🏳️‍🌈" * 9, None),
]


async def test_it_is_one_emoji(unlimited: Server) -> None:
    """In the spelling of the standard, so that two spellings are not two kinds."""
    ada = await unlimited.enter(ADA)
    await unlimited.enter(BOB)
    chat = await open_chat(ada, BOB.nick)
    for sign, kept in SIGNS:
        seq = (await say(ada, chat))["seq"]
        if kept is None:
            error = await ada.error("messages.react", chat_id=chat, seq=seq, emoji=sign, on=True)
            assert ("bad_request", "emoji") == (error["code"], error["field"]), sign
        else:
            assert [(kept, 1, True)] == counted(await react(ada, chat, seq, sign))


async def test_a_message_takes_twenty_kinds(ada: Wire, bob: Wire, chat: str) -> None:
    """More people may join them."""
    for emoji in KINDS[:MOST_KINDS]:
        await react(ada, chat, 1, emoji)

    error = await bob.error("messages.react", chat_id=chat, seq=1, emoji=KINDS[MOST_KINDS], on=True)

    assert ("too_many", "emoji", MOST_KINDS) == (error["code"], error["field"], error["limit"])
    await react(bob, chat, 1, KINDS[0])
    await react(ada, chat, 1, KINDS[1], on=False)
    await react(bob, chat, 1, KINDS[MOST_KINDS])
    assert MOST_KINDS == len(await read(bob, chat, 1))


async def test_what_cannot_be_reacted_to(ada: Wire, bob: Wire, chat: str) -> None:
    """What is not there, is there no more or not for oneself, and the lines of a group."""
    group = await found(ada, bob)
    await say(bob, chat, "two")
    await bob.call("messages.delete", chat_id=chat, seqs=[1], for_everyone=False)
    await bob.call("messages.delete", chat_id=chat, seqs=[2], for_everyone=True)
    for place, seq, code in (
        (chat, 1, "not_found"),
        (chat, 2, "not_found"),
        (chat, 9, "not_found"),
        (group, 1, "forbidden"),
    ):
        error = await bob.error("messages.react", chat_id=place, seq=seq, emoji="👍", on=True)
        assert (code, "seq") == (error["code"], error["field"])


async def test_a_block_holds_both_off(ada: Wire, bob: Wire, chat: str) -> None:
    """But what one has given can be taken back."""
    await react(ada, chat, 1)
    await bob.call("blocks.add", user_id=ada.me)

    for wire in (ada, bob):
        error = await wire.code("messages.react", chat_id=chat, seq=1, emoji="🔥", on=True)
        assert "blocked" == error

    assert [] == counted(await react(ada, chat, 1, on=False))


async def test_who_may_only_read_does_not_react(ada: Wire, bob: Wire) -> None:
    """Where only administrators write, everybody else still does."""
    group = await found(ada, bob)
    seq = (await say(ada, group, "news"))["seq"]
    await ada.call("chats.update", chat_id=group, announcement=True)
    await react(bob, group, seq)

    await promote(ada, group, bob, "read_only")

    error = await bob.error("messages.react", chat_id=group, seq=seq, emoji="🔥", on=True)
    assert ("forbidden", "chat_id") == (error["code"], error["field"])
    assert [] == counted(await react(bob, group, seq, on=False))


async def test_they_go_with_the_message(ada: Wire, bob: Wire, chat: str) -> None:
    """Deleted for all, or cleared: nobody is told of them any more."""
    await say(ada, chat, "two")
    for seq in (1, 2):
        await react(bob, chat, seq)

    await ada.call("messages.delete", chat_id=chat, seqs=[1], for_everyone=True)
    await ada.call("chats.clear", chat_id=chat, for_everyone=True)

    for seq in (1, 2):
        fields: Data = {"chat_id": chat, "seq": seq}
        assert "not_found" == await bob.code("messages.reactions", fields)
    assert "👍" not in str(await bob.call("sync", chats={chat: 0}))


async def test_newcomers_learn_nothing_of_what_is_hidden_from_them(
    ada: Wire, bob: Wire, carol: Wire
) -> None:
    """They hear that something has changed, and no more."""
    group = await found(ada, bob, history_for_newcomers=False)
    secret = (await say(ada, group, "the old secret"))["seq"]
    await ada.call("members.add", chat_id=group, user_ids=[carol.me])
    await forget(carol)
    heard = len(carol.log)

    await react(bob, group, secret, "🤫")

    assert ["message.updated"] == await carol.events()
    assert "🤫" not in "".join(carol.log[heard:])
    assert "secret" not in "".join(carol.log[heard:])
    fields: Data = {"chat_id": group, "seq": secret}
    assert "not_found" == await carol.code("messages.react", fields, emoji="👍", on=True)
    assert "not_found" == await carol.code("messages.reactions", fields)


ROUNDS = 100
WAYS: tuple[tuple[str, Data], ...] = (
    ("messages.react", {"emoji": "👍", "on": True}),
    ("messages.react", {"emoji": "👍", "on": False}),
    ("messages.react", {"emoji": "🔥", "on": True}),
    ("messages.pin", {"on": True}),
    ("messages.pin", {"on": False}),
)


async def test_five_people_at_once(unlimited: Server) -> None:
    """They react, edit, pin and delete, a hundred rounds: all end with the same, live or later."""
    ada, bob, carol, eve, phone = await enter(unlimited, ADA, BOB, CAROL, EVE, ADA)
    group = await found(ada, bob, carol, eve)
    for wire in (bob, carol, eve):
        await promote(ada, group, wire, "admin")
    people = (ada, bob, carol, eve, phone)
    kept = [Copy(wire) for wire in people]
    for number in range(ROUNDS):
        seq = (await say(ada, group, "what now?"))["seq"]
        steps = [
            (wire, *WAYS[(number * 7 + place * 3) % len(WAYS)])
            for place, wire in enumerate(people[1:])
        ]
        steps.append((ada, "messages.edit", {"text": f"now {number}"}))
        if number % 4 == 3:
            gone = {"seqs": [seq], "for_everyone": True}
            steps.append((people[number % 5], "messages.delete", gone))
        await asyncio.gather(*(ask(wire, op, group, seq, data) for wire, op, data in steps))

    common = []
    for copy in kept:
        await copy.wire.call("ping")
        now = await whole(copy.wire, group)
        assert {seq: now[seq] for seq in copy.known} == copy.known
        assert not copy.wire.ledger.holes
        common.append([bare(message) for message in now.values()])
    assert [common[0]] * len(people) == common
    again = await unlimited.enter(BOB)
    page = (await again.call("sync", chats={group: 0}, limit=500))["chats"][0]
    assert not page["more"]
    assert await whole(bob, group) == {each["seq"]: each for each in page["messages"]}


def bare(message: Data) -> Data:
    """Return of a message what all see alike."""
    counts = [(emoji, count) for emoji, count, _ in counted(message)]
    return message | {"client_id": None, "reactions": counts}


class Copy:
    """What somebody knows of the messages by what they were told."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.known: dict[int, Data] = {}
        wire.listener = self._hear

    def _hear(self, event: str, data: Data) -> None:
        if event in {"message.new", "message.updated"}:
            self.known[data["message"]["seq"]] = data["message"]


async def ask(wire: Wire, op: str, chat: str, seq: int, data: dict[str, Any]) -> None:
    """Do something with a message, which another may have deleted meanwhile."""
    where = {"seq": seq} if "seqs" not in data else {}
    await wire.ask(op, data, chat_id=chat, **where)


async def whole(wire: Wire, chat: str) -> dict[int, Data]:
    """Return all messages of a chat, by seq."""
    found: dict[int, Data] = {}
    more = True
    while more:
        page = await wire.call(
            "messages.history", chat_id=chat, after=max(found, default=0), limit=100
        )
        found |= {each["seq"]: each for each in page["messages"]}
        more = page["more_after"]
    return found
