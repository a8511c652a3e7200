"""The demo in a database: what the eight people find when they sign in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from messenger.actions import (
    chats,
    group_reading,
    history,
    message_pins,
    reactions,
    reminders,
    reports,
    scheduled,
    sign_in,
    sync,
    wordings,
)
from messenger.actions.access import ClientInfo, Viewer
from messenger.actions.contacts import list_contacts
from messenger.actions.notices import READ_ONLY
from messenger.app import build_services
from messenger.clock import Clock
from messenger.db.upgrade import prepare_database, release_folder
from messenger.demo.fill import fill
from messenger.demo.people import GATHERINGS, PAIRS, PASSWORD, PEOPLE
from messenger.errors import Conflict
from messenger.events.objects import Chat
from messenger.services import Services
from messenger.settings import Settings
from tests.postgres import fresh_database

CLIENT = ClientInfo("127.0.0.1", "the tests")


@pytest.fixture
async def services(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[Services]:
    """The services of an empty database that was filled with the demo."""
    url = ""
    if database == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres_cluster"))
    settings = Settings(data_dir=tmp_path, database_url=url)
    await prepare_database(settings)
    services = build_services(settings, Clock())
    await fill(services)
    yield services
    await services.pictures.close()
    await services.database.close()
    services.passwords.close()
    release_folder(tmp_path)


async def test_everybody_finds_a_life_in_progress(services: Services) -> None:
    """The printed password opens all eight accounts, which hold thousands of messages.

    A database with anybody in it is refused.
    """
    total = 0
    for person in PEOPLE:
        viewer = await enter(services, person.username)
        listed = await past_chats(services, viewer)
        partners = [pair for pair in PAIRS if person.username in (pair.first, pair.second)]
        groups = [each for each in GATHERINGS if person.username in each.people]
        total += sum(chat.last_seq for chat in listed if chat.kind == "direct")

        assert groups
        assert len(listed) == len(partners) + len(groups) + 1

    assert total / 2 > 3000
    await see_as_anna(services, await enter(services, "anna"))
    await see_the_groups(services, await enter(services, "anna"))
    await see_what_was_done(services, await enter(services, "grace"))
    await see_what_waits(services, await enter(services, "grace"))
    with pytest.raises(Conflict):
        await fill(services)


async def past_chats(services: Services, viewer: Viewer) -> list[Chat]:
    """Return the chats of a person but the one in which this sign-in was told."""
    listed = (await chats.list_chats(services, viewer)).chats
    return [chat for chat in listed if chat.role != READ_ONLY]


async def see_as_anna(services: Services, anna: Viewer) -> None:
    """Check what the person sees whose sign-in is printed first."""
    listed = await past_chats(services, anna)
    for chat in listed:
        await see_a_whole_past(services, anna, chat)

    assert {chat.title for chat in listed if chat.pinned} == {"Ольга Кузнецова"}
    assert {chat.title for chat in listed if chat.muted_until} == {"Тимур Галиев"}
    assert {chat.title for chat in listed if chat.draft} == {"Daniel Weber"}
    unread = {chat.title for chat in listed if chat.unread}
    assert unread == {"Максим Орлов", "Тимур Галиев", "Grace Bennett", "Субботний поход"}
    assert {chat.title for chat in listed if is_shut(chat)} == {"Liam O'Connor"}
    assert len(await list_contacts(services, anna)) == 6
    opened = await chats.open_direct(services, anna, username="maxim")
    assert opened.id in {chat.id for chat in listed}
    changed = (await sync.sync(services, anna)).chats
    told = {each.chat.id for each in changed if each.chat.role != READ_ONLY}
    assert told == {chat.id for chat in listed}


async def see_the_groups(services: Services, anna: Viewer) -> None:
    """Check that one has unread mentions and lines of what happened, and one can only be read."""
    listed = await past_chats(services, anna)
    walks, library = (chat for chat in listed if chat.kind == "group")
    page = await history.list_history(services, anna, chat_id=walks.id, limit=100)
    services_told = [each.service.type for each in page.messages if each.service]
    named = [each for each in page.messages if each.mentions or each.mentions_all]

    assert (walks.unread, walks.mentions, walks.member_count, walks.role) == (6, 2, 6, "admin")
    kinds = {"created", "added", "joined", "renamed", "role_changed", "pinned"}
    assert kinds == set(services_told)
    assert len(named) >= 5
    assert ("write" in walks.rights, "write" in library.rights) == (True, False)
    readers = await group_reading.list_readers(
        services, await enter(services, "daniel"), chat_id=walks.id, seq=walks.last_seq
    )
    assert {"maxim", "olga", "priya"} == {each.username for each in readers}


async def see_what_was_done(services: Services, grace: Viewer) -> None:
    """Check that what people did to messages can be looked at as if it had been done here."""
    listed = await past_chats(services, grace)
    [garden] = (chat for chat in listed if chat.title == "Canal Street garden")
    page = await history.list_history(services, grace, chat_id=garden.id, limit=100)
    liked = max(page.messages, key=lambda each: sum(r.count for r in each.reactions))
    told = await reactions.list_reactions(services, grace, chat_id=garden.id, seq=liked.seq)
    assert len(told.reactions) == sum(each.count for each in liked.reactions) >= 4

    edited = next(each for each in page.messages if each.text.endswith("at eleven"))
    said = await wordings.list_wordings(services, grace, chat_id=garden.id, seq=edited.seq)
    assert [each.text.split()[-1] for each in said] == ["ten", "eleven", "eleven"]
    assert [each.written_at for each in said] == sorted(each.written_at for each in said)

    pinned = await message_pins.list_pinned(services, grace, chat_id=garden.id)
    told_of = [each.service.seq for each in page.messages if each.service and each.service.seq]
    assert [each.seq for each in pinned] == told_of[::-1]
    answers = [each.reply_to for each in page.messages if each.reply_to]
    assert all((each.excerpt or each.kind == "voice") and not each.deleted for each in answers)
    assert {each.forwarded_from.name for each in page.messages if each.forwarded_from} == {
        "Анна Соколова"
    }


async def see_what_waits(services: Services, grace: Viewer) -> None:
    """Check that something is to be sent, to be remembered and to be decided."""
    friend = await chats.open_direct(services, grace, username="priya")
    waiting = await scheduled.list_scheduled(services, grace, chat_id=friend.id)
    assert [(each.format, each.silent) for each in waiting] == [
        ("plain", False),
        ("markdown", False),
        ("plain", True),
    ]
    assert len(await reminders.list_reminders(services, grace)) == 2
    told = await reports.list_reports(services, grace)
    assert sorted((each.state, each.reporter) for each in told) == [
        ("dismissed", "olga"),
        ("open", "anna"),
        ("open", "daniel"),
        ("open", "olga"),
    ]


async def see_a_whole_past(services: Services, viewer: Viewer, chat: Chat) -> None:
    """Check that `seq` runs without a hole and that times only rise."""
    page = await history.list_history(services, viewer, chat_id=chat.id, limit=100)
    seqs = [message.seq for message in page.messages]
    times = [message.sent_at for message in page.messages]

    assert seqs == list(range(chat.last_seq - len(seqs) + 1, chat.last_seq + 1))
    assert times == sorted(times)


def is_shut(chat: Chat) -> bool:
    """Return whether the viewer has blocked the other of a chat."""
    return chat.peer is not None and chat.peer.is_blocked


async def enter(services: Services, login: str) -> Viewer:
    """Sign in with the password that the demo prints."""
    signed_in = await sign_in.sign_in(services, login=login, password=PASSWORD, client=CLIENT)
    return signed_in.viewer
