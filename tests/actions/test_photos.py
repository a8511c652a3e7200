"""Photos: setting and removing one, who sees it, and who hears of it."""

import asyncio
import hashlib
import os
import time

import pytest

from messenger.actions import media_room
from messenger.actions.media_sweep import collect_media
from tests.conftest import Serve
from tests.people import ADA, BOB, EVE, Person
from tests.picture_files import corners, encoded, noise, picture
from tests.running import Server
from tests.talk import chat_of, forget, set_privacy
from tests.uploads import files_on_disk, look, post, upload
from tests.wire import Wire

DAY = 86_400_000


async def set_photo(server: Server, wire: Wire, person: Person) -> str:
    """Give a person a photo, and return its address."""
    uploaded = await upload(server, person)
    user = (await wire.call("account.set_avatar", media_id=uploaded["id"]))["user"]
    return str(user["avatar"])


async def every_avatar(viewer: Wire, other: Wire, chat: str) -> list[str | None]:
    """Return a person's photo in every reply that shows one to somebody who shares a chat."""
    nick = str(other.hello["user"]["username"])
    synced = await viewer.call("sync")
    chats = [
        await chat_of(viewer, chat),
        (await viewer.call("chats.list"))["chats"][0],
        (await viewer.call("chats.open_direct", user_id=other.me))["chat"],
        (await viewer.call("chats.pin", chat_id=chat, on=True))["chat"],
        synced["chats"][0]["chat"],
    ]
    users = [
        (await viewer.call("users.get", username=nick))["user"],
        (await viewer.call("users.get", id=other.me))["user"],
        (await viewer.call("users.search", query=nick))["users"][0],
        *[user for user in (await viewer.call("contacts.list"))["users"] if user["id"] == other.me],
        *[user for user in synced["contacts"] if user["id"] == other.me],
        *(each["peer"] for each in chats),
    ]
    return [user["avatar"] for user in users] + [each["avatar"] for each in chats]


async def test_a_photo_is_shown_and_told_to_all_who_know_the_person(
    server: Server, ada: Wire, bob: Wire, carol: Wire, eve: Wire, chat: str
) -> None:
    """One's connections, those who keep them as a contact, and chats; not the outsider."""
    phone = await server.enter(ADA)
    await carol.call("contacts.add", user_id=ada.me)
    await forget(carol)

    avatar = await set_photo(server, ada, ADA)

    for wire in (ada, phone):
        assert avatar == (await wire.event("account.updated"))["user"]["avatar"]
        assert ["chat.updated"] == await wire.events()
    assert avatar == (await carol.event("contact.updated"))["user"]["avatar"]
    told = (await bob.event("chat.updated"))["chat"]
    assert (avatar, avatar) == (told["avatar"], told["peer"]["avatar"])
    assert [] == await eve.events()
    assert avatar == (await ada.call("account.get"))["user"]["avatar"]
    assert avatar == (await server.enter(ADA)).hello["user"]["avatar"]
    assert avatar == (await chat_of(bob, chat))["avatar"]


async def test_a_photo_that_is_removed_is_gone_for_all(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """At once, from every reply, under its address, and at last from the disk."""
    avatar = await set_photo(server, ada, ADA)
    assert 200 == (await look(server, BOB, avatar)).status_code
    await forget(ada, bob)

    user = (await ada.call("account.remove_avatar"))["user"]

    assert user["avatar"] is None
    assert (await ada.event("account.updated"))["user"]["avatar"] is None
    assert (await bob.event("chat.updated"))["chat"]["avatar"] is None
    assert {None} == {*await every_avatar(bob, ada, chat)}
    for person in (ADA, BOB):
        assert 404 == (await look(server, person, avatar)).status_code
    server.clock.ahead += DAY
    await collect_media(server.services)
    assert [] == files_on_disk(server)


async def test_a_new_photo_has_a_new_address_and_the_old_one_is_gone(
    server: Server, ada: Wire
) -> None:
    """So a browser may keep what it has for long."""
    old = await set_photo(server, ada, ADA)
    new = await set_photo(server, ada, ADA)

    assert old != new
    assert 404 == (await look(server, ADA, old)).status_code
    assert 200 == (await look(server, ADA, new)).status_code


async def test_to_remove_a_photo_without_one_is_fine(ada: Wire) -> None:
    """As often as one likes."""
    assert (await ada.call("account.remove_avatar"))["user"]["avatar"] is None


async def test_the_upload_of_another_person_cannot_be_set(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """It is not found, exactly like one that never was; nobody but its owner sees it."""
    uploaded = await upload(server, BOB)

    error = await ada.error("account.set_avatar", media_id=uploaded["id"])

    assert error == await ada.error("account.set_avatar", media_id="1")
    assert ("not_found", "media_id") == (error["code"], error["field"])
    assert 404 == (await look(server, ADA, uploaded["url"])).status_code
    assert 200 == (await look(server, BOB, uploaded["url"])).status_code
    assert bob.me


async def test_a_stranger_to_the_server_sets_nothing(server: Server) -> None:
    """Without a session there is nobody whose photo it could be."""
    wire = await server.connect()

    assert "unauthenticated" == await wire.code("account.set_avatar", media_id="1")
    assert "unauthenticated" == await wire.code("account.remove_avatar")


# Who looks at Ada's photo: contact means that Ada keeps them as one.
STANDING = ("self", "contact", "stranger", "ex_contact", "blocked", "blocker", "anonymous")
RULES = ("everyone", "contacts", "nobody")


def may_see(standing: str, rule: str) -> bool:
    """Return what the rule says, in words of its own."""
    if standing == "self":
        return True
    if standing in {"anonymous", "blocked"}:
        return False
    return rule == "everyone" or (rule == "contacts" and standing == "contact")


async def stand(ada: Wire, viewer: Wire, standing: str) -> None:
    """Bring Ada and a viewer to how they stand; the viewer keeps Ada as a contact always."""
    await viewer.call("contacts.add", user_id=ada.me)
    if standing in {"contact", "ex_contact"}:
        await ada.call("contacts.add", user_id=viewer.me)
    if standing == "ex_contact":
        await ada.call("contacts.remove", user_id=viewer.me)
    if standing == "blocked":
        await ada.call("contacts.add", user_id=viewer.me)
        await ada.call("blocks.add", user_id=viewer.me)
    if standing == "blocker":
        await viewer.call("blocks.add", user_id=ada.me)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("standing", STANDING)
async def test_a_photo_is_seen_by_those_whom_the_rule_names(
    server: Server, ada: Wire, bob: Wire, chat: str, standing: str, rule: str
) -> None:
    """In every reply, every event and under every address, or in none of them."""
    avatar = await set_photo(server, ada, ADA)
    if standing not in {"self", "anonymous"}:
        await stand(ada, bob, standing)
    await forget(ada, bob)
    await set_privacy(ada, photo=rule)
    seen = avatar if may_see(standing, rule) else None
    person = {"self": ADA, "anonymous": None}.get(standing, BOB)

    for url in (avatar, f"{avatar}?size=64", f"{avatar}?size=512"):
        assert (200 if seen else 404) == (await look(server, person, url)).status_code
    if standing == "self":
        assert avatar == (await ada.event("account.updated"))["user"]["avatar"]
        assert avatar == (await ada.call("users.get", username="ada"))["user"]["avatar"]
    elif person:
        told = await bob.event("chat.updated")
        assert (seen, seen) == (told["chat"]["avatar"], told["chat"]["peer"]["avatar"])
        assert seen == (await bob.event("contact.updated"))["user"]["avatar"]
        assert {seen} == {*await every_avatar(bob, ada, chat)}


@pytest.mark.parametrize(
    ("rule", "op", "undo", "shown"),
    [
        ("contacts", "contacts.add", "contacts.remove", True),
        ("everyone", "blocks.add", "blocks.remove", False),
    ],
)
async def test_who_gains_or_loses_sight_of_a_photo_hears_of_it_at_once(
    server: Server, ada: Wire, bob: Wire, eve: Wire, chat: str,
    rule: str, op: str, undo: str, shown: bool,
) -> None:  # fmt: skip
    """In the chat and among the contacts; nothing else is told, and to nobody else."""
    avatar = await set_photo(server, ada, ADA)
    await bob.call("contacts.add", user_id=ada.me)
    await set_privacy(ada, photo=rule)
    await forget(ada, bob)

    for step, seen in ((op, shown), (undo, not shown)):
        await ada.call(step, user_id=bob.me)
        expected = avatar if seen else None
        assert expected == (await bob.event("chat.updated"))["chat"]["avatar"]
        assert expected == (await bob.event("contact.updated"))["user"]["avatar"]
        assert [] == await bob.events()
    assert [] == await eve.events()
    assert chat


@pytest.mark.parametrize("rule", ["everyone", "nobody"])
async def test_becoming_a_contact_is_no_news_where_the_photo_shows_no_difference(
    server: Server, ada: Wire, bob: Wire, chat: str, rule: str
) -> None:
    """Nobody learns that they are somebody's contact."""
    await set_photo(server, ada, ADA)
    await set_privacy(ada, photo=rule)
    await forget(ada, bob)

    await ada.call("contacts.add", user_id=bob.me)
    await ada.call("contacts.remove", user_id=bob.me)

    assert [] == await bob.events()
    assert chat


async def test_what_was_missed_comes_with_sync(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """A photo, as any change of a profile, takes the counters of those who are told of it."""
    await bob.call("contacts.add", user_id=ada.me)
    version = (await chat_of(bob, chat))["version"]
    state = (await bob.call("sync"))["state"]

    avatar = await set_photo(server, ada, ADA)

    missed = await bob.call("sync", state=state, chats={chat: version})
    assert [avatar] == [each["chat"]["avatar"] for each in missed["chats"]]
    assert [avatar] == [user["avatar"] for user in missed["contacts"]]


async def test_uploads_that_nobody_set_are_collected(server: Server, ada: Wire, bob: Wire) -> None:
    """After an hour, with their files and with what a killed process left; photos stay."""
    unset = await upload(server, ADA, encoded(corners(40, 40)))
    avatar = await set_photo(server, bob, BOB)
    left = server.settings.media_path / "parts" / "left-by-a-crash"
    left.write_bytes(b"half a picture")

    await collect_media(server.services)
    assert 200 == (await look(server, ADA, unset["url"])).status_code
    assert 5 == len(files_on_disk(server))

    server.clock.ahead += DAY
    await collect_media(server.services)
    assert 404 == (await look(server, ADA, unset["url"])).status_code
    assert "not_found" == await ada.code("account.set_avatar", media_id=unset["id"])
    assert 200 == (await look(server, BOB, avatar)).status_code
    assert 2 == len(files_on_disk(server))


async def test_equal_photos_are_kept_once_and_outlive_each_other(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """Their files are named by their content, and go with the last who shows them."""
    await set_photo(server, ada, ADA)
    avatar = await set_photo(server, bob, BOB)
    files = files_on_disk(server)
    assert 2 == len(files)
    for name in files:
        content = (server.settings.media_path / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == name.replace("/", "")

    await ada.call("account.remove_avatar")
    server.clock.ahead += DAY
    await collect_media(server.services)

    assert files == files_on_disk(server)
    assert 200 == (await look(server, BOB, avatar)).status_code


async def test_a_content_that_was_just_put_again_is_not_collected(server: Server) -> None:
    """No row may name it yet: whoever put it is about to write one."""
    contents = server.services.contents
    key = await contents.put(b"the same words")
    path = server.settings.media_path / key[:2] / key[2:]
    os.utime(path, (time.time() - 7200,) * 2)
    before = server.clock.now() - 3_600_000
    [page] = [page async for page in contents.list_unused_since(before)]
    assert [key] == page

    await contents.put(b"the same words")
    await contents.drop(page, before)

    assert b"the same words" == await contents.read(key)


async def test_there_is_room_for_so_much_of_one_person(serve: Serve) -> None:
    """Whoever uploads many at once gets no more of it; what is refused leaves nothing."""
    server = await serve(storage_per_person=1)
    photo = encoded(noise(512))
    first = await upload(server, ADA, photo)
    answers = await asyncio.gather(*(post(server, ADA, photo) for _ in range(6)))

    refused = [answer.json()["error"] for answer in answers if answer.status_code == 507]
    assert {("storage_full", media_room.MEBIBYTE)} == {(e["code"], e["limit"]) for e in refused}
    taken = 1 + len(answers) - len(refused)
    each = first["size"] + 2 * media_room.LEAST_CHARGE
    assert taken * each <= media_room.MEBIBYTE < (taken + 2) * each
    assert 2 == len(files_on_disk(server))
    await upload(server, BOB, photo)


async def test_there_is_room_for_so_much_of_all_people(serve: Serve) -> None:
    """The total, and what the disk has left; the answer says that it is not one's own fault."""
    server = await serve(storage_total=1)
    while (answer := await post(server, ADA, encoded(noise(512)))).status_code == 201:
        pass
    assert (507, "storage_full") == (answer.status_code, answer.json()["error"]["code"])
    assert 507 == (await post(server, BOB, encoded(noise(512)))).status_code

    full = await serve(storage_reserve=10**9)
    answer = await post(full, ADA, picture())
    assert "The server's disk is full." == answer.json()["error"]["message"]


async def test_many_changes_at_once_wait_for_each_other_and_end(
    unlimited: Server,
) -> None:
    """Photos, relations and rules of two people who know each other, all at the same moment.

    They have no chat: to lock it would make them wait for each other before they meet.
    """
    ada, bob = await unlimited.enter(ADA), await unlimited.enter(BOB)
    for wire, other, person in ((ada, bob, ADA), (bob, ada, BOB)):
        await wire.call("contacts.add", user_id=other.me)
        await set_photo(unlimited, wire, person)
        await set_privacy(wire, photo="contacts")
    uploads = {p: [(await upload(unlimited, p))["id"] for _ in range(4)] for p in (ADA, BOB)}
    devices = {p: [await unlimited.enter(p) for _ in range(4)] for p in (ADA, BOB)}

    replies = await asyncio.gather(
        *(
            call
            for wire, other, person in ((ada, bob, ADA), (bob, ada, BOB))
            for turn, device in enumerate(devices[person])
            for call in (
                wire.call("account.set_avatar", media_id=uploads[person][turn]),
                device.ask("contacts.remove", user_id=other.me),
                device.call("contacts.add", user_id=other.me),
                device.call("blocks.add", user_id=other.me),
                device.call("account.update", privacy={"photo": "contacts"}),
            )
        )
    )
    # Of two who remove the same contact one comes too late; nothing else is refused.
    refused = [reply["error"]["code"] for reply in replies if reply.get("ok") is False]
    assert {"not_found"} >= {*refused}
    for wire, other in ((ada, bob), (bob, ada)):
        await wire.call("contacts.add", user_id=other.me)
        await wire.call("blocks.remove", user_id=other.me)

    for viewer, other, person in ((ada, bob, BOB), (bob, ada, ADA)):
        avatar = (await other.call("account.get"))["user"]["avatar"]
        assert f"/media/{uploads[person][-1]}" == avatar
        assert avatar == (await viewer.call("users.get", id=other.me))["user"]["avatar"]


async def test_nobody_learns_by_id_what_is_not_theirs(server: Server, eve: Wire) -> None:
    """An address that was never given out, a word, and a number past all ids answer alike."""
    for name in ("1", "x", "9" * 30, "%2e%2e%2fsecret.key"):
        assert 404 == (await look(server, EVE, f"/media/{name}")).status_code
    assert eve.me
