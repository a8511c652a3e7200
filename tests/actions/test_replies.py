"""Replies: to a message of the same chat, which shows as it is now, to those who see it."""

from uuid import uuid4

from tests.actions.group_steps import found
from tests.people import ADA
from tests.running import Server
from tests.talk import chat_of, forget, say
from tests.wire import Data, Wire

# What a reply tells of a message that holds no media.
TEXT = {"kind": "text", "thumbnail_url": None}


async def reply_at(wire: Wire, chat: str, seq: int) -> Data | None:
    """Return what a message tells of the one that it replies to."""
    page = await wire.call("messages.history", chat_id=chat, around=seq, limit=2)
    [message] = [each for each in page["messages"] if each["seq"] == seq]
    return dict(message["reply_to"]) if message["reply_to"] else None


async def test_everybody_sees_what_is_replied_to(
    server: Server, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """Live, in history, in the list and after a break; what is no reply says nothing."""
    phone = await server.enter(ADA)
    before = ada.ledger.versions[chat]

    sent = await say(bob, chat, "hi", reply_to=1)

    expected = {"seq": 1, "sender_id": ada.me, "excerpt": "hello", "deleted": False} | TEXT
    assert expected == sent["reply_to"]
    for wire in (ada, phone):
        assert expected == (await wire.event("message.new"))["message"]["reply_to"]
        assert expected == await reply_at(wire, chat, 2)
        assert expected == (await chat_of(wire, chat))["last_message"]["reply_to"]
    synced = await ada.call("sync", state=0, chats={chat: before})
    assert [expected] == [each["reply_to"] for each in synced["chats"][0]["messages"]]
    assert await reply_at(ada, chat, 1) is None
    assert [] == await eve.events()


async def test_it_shows_what_the_message_says_now(ada: Wire, bob: Wire, chat: str) -> None:
    """After an edit other words, in one line; after its deletion nothing but that it was there."""
    await say(bob, chat, "hi", reply_to=1)
    await ada.call("messages.edit", chat_id=chat, seq=1, text="well,\n\n  good morning")
    assert "well, good morning" == (await reply_at(bob, chat, 2) or {})["excerpt"]

    await ada.call("messages.delete", chat_id=chat, seqs=[1], for_everyone=True)

    gone = {"seq": 1, "sender_id": ada.me, "excerpt": "", "deleted": True} | TEXT
    assert gone == await reply_at(bob, chat, 2)
    # Who had begun to answer is not refused for it.
    assert gone == (await say(bob, chat, "oh", reply_to=1))["reply_to"]


async def test_a_long_text_is_shown_by_its_beginning(ada: Wire, bob: Wire, chat: str) -> None:
    """At most 160 characters of it."""
    long = await say(ada, chat, "word " * 100)

    shown = (await say(bob, chat, "tl;dr", reply_to=long["seq"]))["reply_to"]["excerpt"]

    assert shown.startswith("word word")
    assert shown.endswith("word…")
    assert 155 <= len(shown) <= 160


async def test_a_repeated_send_is_the_first_reply(ada: Wire, chat: str) -> None:
    """Also when what it was to is gone by then."""
    client_id = str(uuid4())
    first = await say(ada, chat, "as I said", reply_to=1, client_id=client_id)

    again = await say(ada, chat, "as I said", reply_to=1, client_id=client_id)

    assert first == again


async def test_what_cannot_be_replied_to(ada: Wire, bob: Wire, chat: str) -> None:
    """What is not there, what was cleared, and the lines of a group; nothing is stored then."""
    group = await found(ada, bob)
    send = {"client_id": str(uuid4()), "kind": "text", "text": "x"}
    for place, seq, code in (
        (chat, 2, "not_found"),
        (chat, 99, "not_found"),
        (group, 1, "forbidden"),
    ):
        error = await bob.error("messages.send", send, chat_id=place, reply_to=seq)
        assert (code, "reply_to") == (error["code"], error["field"])
    await bob.call("chats.clear", chat_id=chat)
    error = await bob.error("messages.send", send, chat_id=chat, reply_to=1)
    assert ("not_found", "reply_to") == (error["code"], error["field"])
    for wrong in (-1, "1", 1.5):
        error = await bob.error("messages.send", send, chat_id=chat, reply_to=wrong)
        assert ("bad_request", "reply_to") == (error["code"], error["field"])
    assert 1 == (await chat_of(ada, chat))["last_seq"]


async def test_newcomers_learn_nothing_of_what_is_hidden_from_them(
    ada: Wire, bob: Wire, carol: Wire
) -> None:
    """Neither live nor later, nor when a reply to it is pinned or edited."""
    group = await found(ada, bob, history_for_newcomers=False)
    secret = (await say(ada, group, "the old secret"))["seq"]
    await ada.call("members.add", chat_id=group, user_ids=[carol.me])
    await forget(ada, bob, carol)
    heard = len(carol.log)

    reply = await say(bob, group, "hush", reply_to=secret)
    await bob.call("messages.edit", chat_id=group, seq=reply["seq"], text="psst")
    await ada.call("messages.pin", chat_id=group, seq=reply["seq"], on=True)
    await bob.call("messages.react", chat_id=group, seq=reply["seq"], emoji="🤫", on=True)

    assert "the old secret" == reply["reply_to"]["excerpt"]
    assert "the old secret" == (await ada.event("message.new"))["message"]["reply_to"]["excerpt"]
    nothing = {"seq": secret, "sender_id": "0", "excerpt": "", "deleted": True} | TEXT
    assert nothing == (await carol.event("message.new"))["message"]["reply_to"]
    for _ in range(3):
        assert nothing == (await carol.event("message.updated"))["message"]["reply_to"]
    assert nothing == await reply_at(carol, group, reply["seq"])
    await carol.call("messages.pinned", chat_id=group)
    await carol.call("messages.search", query="psst")
    await carol.call("sync", chats={group: 0})
    await chat_of(carol, group)
    assert "secret" not in "".join(carol.log[heard:])
    send = {"client_id": str(uuid4()), "kind": "text", "text": "what?"}
    error = await carol.error("messages.send", send, chat_id=group, reply_to=secret)
    assert ("not_found", "reply_to") == (error["code"], error["field"])


async def test_in_a_group_a_reply_calls_its_author(ada: Wire, bob: Wire, carol: Wire) -> None:
    """As if it named them, while they are there; nobody else, and nobody by their own reply."""
    group = await found(ada, bob, carol)
    asked = (await say(bob, group, "who has the key?"))["seq"]

    reply = await say(ada, group, "I have", reply_to=asked)

    assert [bob.me] == reply["mentions"]
    assert (1, 0) == tuple([(await chat_of(each, group))["mentions"] for each in (bob, carol)])
    edited = await ada.call("messages.edit", chat_id=group, seq=reply["seq"], text="I had it")
    assert [bob.me] == edited["message"]["mentions"]
    both = await say(ada, group, f"@{(carol.hello['user'])['username']} too", reply_to=asked)
    assert [carol.me, bob.me] == both["mentions"]
    assert [] == (await say(bob, group, "or not", reply_to=asked))["mentions"]
    await bob.call("chats.leave", chat_id=group)
    assert [] == (await say(ada, group, "bob?", reply_to=asked))["mentions"]


async def test_a_forwarded_reply_is_no_reply_there(ada: Wire, chat: str) -> None:
    """What it was to is in another chat."""
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    reply = await say(ada, chat, "indeed", reply_to=1)

    copies = {"from_chat_id": chat, "seqs": [reply["seq"]], "to_chat_ids": [saved]}
    [copy] = (await ada.call("messages.forward", copies, client_ids=[str(uuid4())]))["messages"]

    assert copy["reply_to"] is None


async def test_of_a_deleted_reply_nothing_is_left(ada: Wire, bob: Wire, chat: str) -> None:
    """Not what it was to either."""
    await say(bob, chat, "hi", reply_to=1)

    await bob.call("messages.delete", chat_id=chat, seqs=[2], for_everyone=True)

    assert await reply_at(ada, chat, 2) is None
