"""What happens at the same moment: nobody is refused, nothing is lost, nothing comes twice."""

import asyncio
from uuid import uuid4

from tests.people import ADA, BOB
from tests.replica import Replica, kept_by_events
from tests.running import Server
from tests.talk import chat_of, forget, open_chat, say, talk, texts
from tests.wire import Data, Wire

DAY = 86_400_000


async def together(*calls: tuple[Wire, str, Data]) -> list[str]:
    """Ask all at once; return "ok" or the code of each reply."""
    replies = await asyncio.gather(*(wire.ask(op, data) for wire, op, data in calls))
    return ["ok" if reply["ok"] else str(reply["error"]["code"]) for reply in replies]


async def test_hiding_a_message_twice_hides_it_once(server: Server, ada: Wire, chat: str) -> None:
    """Whoever comes second does not find it."""
    phone = await server.enter(ADA)
    fields = {"chat_id": chat, "seqs": [1], "for_everyone": False}

    codes = await together(*[(wire, "messages.delete", fields) for wire in (ada, phone)])

    assert ["not_found", "ok"] == sorted(codes)


async def test_a_deleted_message_does_not_get_words_again(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """By an edit that was under way."""
    phone = await server.enter(ADA)
    for _ in range(5):
        seq = (await say(ada, chat, "secret"))["seq"]
        edit = {"chat_id": chat, "seq": seq, "text": "changed"}
        delete = {"chat_id": chat, "seqs": [seq], "for_everyone": True}

        codes = await together((ada, "messages.edit", edit), (phone, "messages.delete", delete))

        assert "ok" == codes[1]
        assert [""] == await texts(bob, chat, after=seq - 1)


async def test_drafts_from_two_devices_are_one_draft(server: Server, ada: Wire, chat: str) -> None:
    """The last one stays."""
    phone = await server.enter(ADA)
    drafts = [{"chat_id": chat, "text": f"{number}"} for number in range(10)]

    codes = await together(
        *[(wire, "chats.set_draft", draft) for draft in drafts for wire in (ada, phone)]
    )

    assert ["ok"] * 20 == codes
    assert "9" == (await chat_of(ada, chat))["draft"]


async def test_a_message_that_meets_the_deletion_of_its_chat_is_seen_or_cleared(
    ada: Wire, bob: Wire, chat: str
) -> None:
    """Never there without its chat in the list."""
    for _ in range(15):
        await say(ada, chat)
        send = {"chat_id": chat, "client_id": str(uuid4()), "kind": "text", "text": "now"}

        codes = await together(
            (ada, "messages.send", send), (bob, "chats.delete", {"chat_id": chat})
        )

        assert ["ok", "ok"] == codes
        left = await texts(bob, chat)
        listed = [each["id"] for each in (await bob.call("chats.list"))["chats"]]
        assert (left, [chat] if left else []) == (left, listed)


async def test_two_who_know_each_other_may_change_their_names_together(
    server: Server, ada: Wire, bob: Wire, carol: Wire, chat: str
) -> None:
    """While they write, read, and sort their chats on other devices."""
    people = [ada, bob, carol]
    for one in people:
        for other in people:
            if one is not other:
                await one.call("contacts.add", user_id=other.me)
    second = await open_chat(ada, "carol")
    desk, phone = await server.enter(ADA), await server.enter(BOB)

    for number in range(5):
        server.clock.ahead += DAY  # for the nick
        await say(ada, chat)
        last = (await say(bob, chat))["seq"]
        codes = await together(
            (ada, "account.update", {"name": f"Ada {number}"}),
            (bob, "account.update", {"username": f"bob{number}"}),
            (carol, "account.update", {"bio": f"{number}"}),
            (desk, "messages.read", {"chat_id": chat, "seq": last}),
            (phone, "messages.read", {"chat_id": chat, "seq": last}),
            (desk, "chats.pin", {"chat_id": chat, "on": True}),
            (phone, "chats.archive", {"chat_id": chat, "on": True}),
            (desk, "chats.delete", {"chat_id": second}),
            (phone, "chats.delete", {"chat_id": chat, "for_everyone": True}),
            (ada, "messages.send", _text(chat)),
            (phone, "messages.send", _text(chat)),
            (carol, "messages.send", _text(second)),
        )
        assert ["ok"] * 12 == codes


async def test_copies_kept_by_events_agree_after_a_tumult(unlimited: Server) -> None:
    """Two devices of each that do everything at once, without a hole on any."""
    wires = [await unlimited.enter(person) for person in (ADA, BOB, ADA, BOB)]
    chat = await talk(wires[0], wires[1])
    await forget(*wires)
    copies = [await Replica.read(wire) for wire in wires]
    for wire, copy in zip(wires, copies, strict=True):
        wire.listener = copy.hear

    await asyncio.gather(*(_tumult(wire, chat) for wire in wires))
    await forget(*wires)

    for wire, copy in zip(wires, copies, strict=True):
        fresh = await Replica.read(wire)
        own = {message["seq"] for message in fresh.messages[chat].values()}
        assert own >= set(copy.messages[chat])
        copy.messages = fresh.messages  # a connection gets its own messages as replies
        assert kept_by_events(fresh.seen()) == kept_by_events(copy.seen())


async def _tumult(wire: Wire, chat: str) -> None:
    for number in range(10):
        sent = await say(wire, chat, f"{number}")
        await asyncio.gather(
            wire.call("messages.edit", chat_id=chat, seq=sent["seq"], text=f"{number}!"),
            wire.call("messages.read", chat_id=chat, seq=sent["seq"]),
            wire.call("chats.pin", chat_id=chat, on=bool(number % 2)),
            wire.call("chats.set_draft", chat_id=chat, text=f"{number}"),
            wire.call("account.update", name=f"Name {number}"),
            say(wire, chat, f"{number}?"),
        )


def _text(chat: str) -> Data:
    return {"chat_id": chat, "client_id": str(uuid4()), "kind": "text", "text": "x"}
