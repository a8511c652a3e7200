"""Folders: made, filled, ordered and deleted by their owner alone."""

from typing import Any

import pytest

from messenger.actions.folders import MOST_CHATS, MOST_FOLDERS
from tests.actions.chat_list_steps import fill_chats, folder_id, set_folder, talk_to_each
from tests.actions.group_steps import found
from tests.exports import Copy, fetch, made
from tests.people import ADA
from tests.running import Server
from tests.talk import chat_of, forget, say, texts
from tests.wire import Data, Wire

NONE: Data = dict.fromkeys(
    ("contacts", "non_contacts", "groups", "unread_only", "without_muted"), False
)


async def ids(wire: Wire) -> list[str]:
    """Return the ids of a person's folders in their order."""
    return [each["id"] for each in (await wire.call("folders.list"))["folders"]]


async def test_a_folder_is_what_was_set(server: Server, ada: Wire, chat: str) -> None:
    """In the reply, the list, the event to every device, and sync; set again it is another."""
    phone = await server.enter(ADA)

    kept = await set_folder(ada, 1, title=" Work ", chat_ids=[chat, chat], unread_only=True)

    whole = {"id": folder_id(1), "title": "Work", "chat_ids": [chat], **NONE, "unread_only": True}
    assert whole == kept
    told = await phone.event("folders.updated")
    assert ([whole], phone.hello["state"] + 1) == (told["folders"], told["state"])
    assert [whole] == (await ada.call("sync", state=told["state"] - 1))["folders"]
    assert (await ada.call("sync", state=told["state"]))["folders"] is None
    again = await set_folder(ada, 1, title="Friends", contacts=True)
    assert {**whole, "title": "Friends", "chat_ids": [], **NONE, "contacts": True} == again
    assert [again] == (await ada.call("folders.list"))["folders"]


async def test_chats_are_added_one_by_one(ada: Wire, bob: Wire, carol: Wire) -> None:
    """Twice is once, and taking away what is not there is nothing."""
    chats = await talk_to_each(ada, bob, carol)
    await set_folder(ada, 1)
    this = {"folder_id": folder_id(1)}

    for chat in (*chats, chats[0]):
        [kept] = (await ada.call("folders.keep_chat", this, chat_id=chat, on=True))["folders"]
    assert sorted(chats) == sorted(kept["chat_ids"])

    for chat in (chats[0], chats[0]):
        [kept] = (await ada.call("folders.keep_chat", this, chat_id=chat, on=False))["folders"]
    assert [chats[1]] == kept["chat_ids"]


async def test_they_stand_in_an_order_of_ones_own(ada: Wire) -> None:
    """A new one comes last; one that the order does not name comes after the others."""
    for number in (1, 2, 3):
        await set_folder(ada, number)
    assert [folder_id(number) for number in (1, 2, 3)] == await ids(ada)

    await ada.call("folders.order", folder_ids=[folder_id(3), folder_id(1)])
    assert [folder_id(number) for number in (3, 1, 2)] == await ids(ada)

    await ada.call("folders.delete", folder_id=folder_id(1))
    await set_folder(ada, 4)
    assert [folder_id(number) for number in (3, 2, 4)] == await ids(ada)


async def test_a_deleted_chat_leaves_its_folders(ada: Wire, bob: Wire, chat: str) -> None:
    """And that is told; a folder that is deleted leaves its chats where they are."""
    await set_folder(ada, 1, chat_ids=[chat])
    await set_folder(bob, 1, chat_ids=[chat])
    await bob.call("folders.delete", folder_id=folder_id(1))
    await forget(ada)

    await ada.call("chats.delete", chat_id=chat)

    assert ["chat.removed", "folders.updated"] == await ada.events()
    [kept] = (await ada.call("folders.list"))["folders"]
    assert [] == kept["chat_ids"]
    assert [chat] == [each["id"] for each in (await bob.call("chats.list"))["chats"]]


async def test_an_outsider_has_nothing_of_them(ada: Wire, eve: Wire, chat: str) -> None:
    """Eve cannot see, fill, order or delete them; with the same id she makes one of her own."""
    mine = await set_folder(ada, 1, chat_ids=[chat])
    this = {"folder_id": folder_id(1)}

    assert [] == await ids(eve)
    assert (await eve.call("sync"))["folders"] == []
    assert "not_found" == await eve.code("folders.delete", this)
    assert "not_found" == await eve.code("folders.order", folder_ids=[folder_id(1)])
    assert "not_found" == await eve.code("folders.keep_chat", this, chat_id=chat, on=True)
    assert "not_found" == await eve.code("folders.set", this, title="x", chat_ids=[chat])
    await set_folder(eve, 1, title="Hers")
    assert "not_found" == await eve.code("folders.keep_chat", this, chat_id=chat, on=True)
    assert [mine] == (await ada.call("folders.list"))["folders"]


@pytest.mark.parametrize(
    ("fields", "code", "field", "limit"),
    [
        ({"title": " "}, "bad_request", "title", None),
        ({"title": "x" * 25}, "too_long", "title", 24),
        ({"chat_ids": ["12345"]}, "not_found", "chat_ids", None),
        ({"chat_ids": ["x"]}, "not_found", "chat_ids", None),
        ({"chat_ids": ["1"] * (MOST_CHATS + 1)}, "too_many", "chat_ids", MOST_CHATS),
        ({"folder_id": "work"}, "bad_request", "folder_id", None),
    ],
)
async def test_what_is_no_folder_is_refused(
    ada: Wire, fields: Data, code: str, field: str, limit: int | None
) -> None:
    """The error names the field and the bound, and nothing is kept."""
    whole: dict[str, Any] = {"folder_id": folder_id(1), "title": "Work"} | fields

    error = await ada.error("folders.set", whole)

    assert (code, field, limit) == (error["code"], error["field"], error.get("limit"))
    assert [] == await ids(ada)


async def test_there_are_bounds(server: Server, ada: Wire) -> None:
    """20 folders, and 200 chats in each; what is there can still be changed."""
    chats = await fill_chats(server, ada, MOST_CHATS + 1)
    for number in range(1, MOST_FOLDERS + 1):
        await set_folder(ada, number)
    await set_folder(ada, 1, chat_ids=chats[:MOST_CHATS])

    error = await ada.error("folders.set", folder_id=folder_id(21), title="One more")
    assert ("too_many", "folder_id", 20) == (error["code"], error["field"], error["limit"])
    this = {"folder_id": folder_id(1), "on": True}
    error = await ada.error("folders.keep_chat", this, chat_id=chats[-1])
    assert ("too_many", "chat_id", 200) == (error["code"], error["field"], error["limit"])
    [first, *_] = (await ada.call("folders.keep_chat", this, chat_id=chats[0]))["folders"]
    assert MOST_CHATS == len(first["chat_ids"])


async def test_an_order_names_each_folder_once(ada: Wire) -> None:
    """Else nobody knows where it belongs."""
    await set_folder(ada, 1)

    error = await ada.error("folders.order", folder_ids=[folder_id(1), folder_id(1)])

    assert ("bad_request", "folder_ids") == (error["code"], error["field"])


async def test_a_copy_of_ones_data_holds_them(server: Server, ada: Wire, chat: str) -> None:
    """With the chats that they name."""
    kept = await set_folder(ada, 1, chat_ids=[chat])

    export = await made(ada)
    copy = Copy((await fetch(server, ADA, export["id"])).content)

    assert [kept] == copy.read("folders.json")


async def test_a_group_leaves_the_folders_of_those_who_lose_it(
    ada: Wire, bob: Wire, carol: Wire
) -> None:
    """Of who is taken out, and of all when it ends; before the chat itself is gone."""
    group = await found(ada, bob, carol)
    for wire in (bob, carol):
        await set_folder(wire, 1, chat_ids=[group])
        await forget(wire)

    await ada.call("members.remove", chat_id=group, user_ids=[bob.me])
    assert [] == (await bob.event("folders.updated"))["folders"][0]["chat_ids"]
    assert group == (await bob.event("chat.removed"))["chat_id"]

    await ada.call("chats.delete", chat_id=group, for_everyone=True)
    assert [] == (await carol.event("folders.updated"))["folders"][0]["chat_ids"]
    assert group == (await carol.event("chat.removed"))["chat_id"]


async def test_an_archived_group_comes_back_with_a_message(ada: Wire, bob: Wire) -> None:
    """Of another; a muted one stays where it is, and one's own message moves nothing."""
    group, quiet = await found(ada, bob), await found(ada, bob)
    await ada.call("chats.mute", chat_id=quiet, until="2999-01-01T00:00:00Z")
    for each in (group, quiet):
        await ada.call("chats.archive", chat_id=each, on=True)
    await say(ada, group)
    assert (await chat_of(ada, group))["archived"]
    for each in (group, quiet):
        await say(bob, each)

    assert not (await chat_of(ada, group))["archived"]
    assert (await chat_of(ada, quiet))["archived"]


async def test_a_group_is_cleared_for_oneself_alone(ada: Wire, bob: Wire) -> None:
    """Nobody may empty it for the others, its owner neither."""
    group = await found(ada, bob)
    await say(bob, group, "Hello")

    error = await ada.error("chats.clear", chat_id=group, for_everyone=True)
    assert ("forbidden", "for_everyone") == (error["code"], error["field"])
    await ada.call("chats.clear", chat_id=group)

    assert [] == await texts(ada, group)
    assert "Hello" in await texts(bob, group)
    assert (await chat_of(ada, group))["id"] == group
