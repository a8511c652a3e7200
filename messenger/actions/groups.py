"""Groups: making one, what it is called and how it is, leaving it, and its end."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import case, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster, find_bars_to_adding, parse_id
from messenger.actions.attachments import detach
from messenger.actions.chat_views import load_chat, load_chats_of
from messenger.actions.finding import may_find
from messenger.actions.group_changes import Change, changing, load_standing, write_service
from messenger.actions.group_looks import Looks, look_around
from messenger.actions.group_photos import set_photo
from messenger.actions.rights import Standing, write_rights
from messenger.actions.states import lock_key, lock_people, take_states
from messenger.actions.texts import clean_text, require_text
from messenger.db.ids import new_id
from messenger.db.tables import attachments, chats, members, users
from messenger.errors import MessengerError, NotFound, TooMany
from messenger.events.objects import (
    ADMIN,
    MEMBER,
    OWNER,
    READ_ONLY,
    Chat,
    Right,
    Role,
    Service,
)
from messenger.events.pushed import ChatNew, ChatRemoved
from messenger.services import Services

LONGEST_TITLE = 128
LONGEST_DESCRIPTION = 500
MOST_ADDED = 200


class NotAdded(Struct, frozen=True):
    """Somebody who may not be added to a group, and the code that says why."""

    user_id: str
    code: str


class Grown(Struct, frozen=True):
    """A group after people were added, and who of those named were not."""

    chat: Chat
    not_added: tuple[NotAdded, ...]


async def create_group(
    services: Services,
    viewer: Viewer,
    *,
    title: str,
    member_ids: Sequence[str] = (),
    description: str = "",
    avatar: str | None = None,
    announcement: bool = False,
    history_for_newcomers: bool = True,
    client_id: UUID | None = None,
) -> Grown:
    """Make a group of the viewer's with other people in it.

    Who does not let the viewer add them is named in the answer, and the rest is there. A repeat
    with the same `client_id` returns the first group as it is now and makes nothing, whatever
    else it says; NotFound where the viewer is no longer in that group.
    """
    facts: dict[str, Any] = {
        "title": require_text(title, "title", LONGEST_TITLE),
        "description": clean_text(description, "description", LONGEST_DESCRIPTION),
        "announcement": announcement,
        "history_for_newcomers": history_for_newcomers,
        "pair_key": f"group:{viewer.user_id}:{client_id}" if client_id else None,
    }
    async with services.database.writing() as connection:
        made = await _find_made(services, connection, viewer, facts["pair_key"])
        able, refused = await sort_people(connection, viewer, member_ids, "member_ids")
        if made is not None:
            return Grown(made, refused)
        chat_id = await _insert(services, connection, viewer, able, facts)
        if avatar:
            await set_photo(connection, viewer, chat_id, avatar)
        states = await take_states(connection, [viewer.user_id, *able])
        for user_id, state in states.items():
            mine = (members.c.chat_id == chat_id, members.c.user_id == user_id)
            await connection.execute(update(members).where(*mine).values(state=state))
        views = await load_chats_of(services, connection, chat_id, states)
    for user_id, chat in views.items():
        services.hub.publish([user_id], ChatNew(chat=chat, state=states[user_id]))
    return Grown(views[viewer.user_id], refused)


async def update_group(
    services: Services,
    viewer: Viewer,
    *,
    chat_id: str,
    title: str | None = None,
    description: str | None = None,
    avatar: str | None = None,
    announcement: bool | None = None,
    history_for_newcomers: bool | None = None,
    member_rights: Sequence[Right] | None = None,
    admin_rights: Sequence[Right] | None = None,
) -> Chat:
    """Change what a group is called, which needs `edit`, or how it is, which needs `settings`.

    What administrators may do is the owner's to say. An empty avatar removes the photo.
    """
    called: dict[str, Any] = {}
    if title is not None:
        called["title"] = require_text(title, "title", LONGEST_TITLE)
    if description is not None:
        called["description"] = clean_text(description, "description", LONGEST_DESCRIPTION)
    settings: dict[str, Any] = {
        "announcement": announcement,
        "history_for_newcomers": history_for_newcomers,
    }
    if member_rights is not None:
        settings["member_rights"] = write_rights(MEMBER, member_rights, "member_rights")
    if admin_rights is not None:
        settings["admin_rights"] = write_rights(ADMIN, admin_rights, "admin_rights")
    settings = {name: value for name, value in settings.items() if value is not None}
    needed: dict[Right, bool] = {
        "edit": bool(called) or avatar is not None,
        "settings": bool(settings),
        "own": admin_rights is not None,
    }
    looks = await _look(services, viewer, chat_id, needed)
    async with changing(services, viewer, chat_id) as change:
        _require(change.standing, needed)
        await _write(change, viewer, called | settings, avatar, looks)
        return await load_chat(services, change.connection, viewer.user_id, change.chat_id)


async def leave_group(services: Services, viewer: Viewer, *, chat_id: str) -> Chat:
    """Leave a group, and return it as it was seen last.

    Where its owner leaves, it goes to the administrator who is there longest, else to the member;
    a group that everybody has left is gone.
    """
    async with changing(services, viewer, chat_id) as change:
        chat = await load_chat(services, change.connection, viewer.user_id, change.chat_id)
        await depart(change, viewer.user_id, change.standing.role)
    return chat


async def delete_group(services: Services, viewer: Viewer, *, chat_id: str) -> None:
    """Delete a group and all that was said in it, for everybody; its owner alone may."""
    async with changing(services, viewer, chat_id, "own") as change:
        connection, key = change.connection, change.chat_id
        query = select(members.c.user_id).where(members.c.chat_id == key)
        people = list(await connection.scalars(query))
        await detach(connection, attachments.c.chat_id == key)
        await change.take_from_folders(people)
        states = await take_states(connection, people)
        await connection.execute(delete(chats).where(chats.c.id == key))
        change.went |= states.keys()
        change.is_stale = True
        change.personal += [
            (user_id, ChatRemoved(chat_id=str(key), state=state))
            for user_id, state in states.items()
        ]


async def depart(change: Change, user_id: int, role: Role) -> None:
    """Take out somebody who leaves; of an owner's group it says who owns it now."""
    if role == OWNER:
        heir = await _find_heir(change.connection, change.chat_id, user_id)
        if heir is None:
            await detach(change.connection, attachments.c.chat_id == change.chat_id)
            await change.take_out({user_id: role})
            await change.connection.execute(delete(chats).where(chats.c.id == change.chat_id))
            change.is_stale = True
            return
        await lock_people(change.connection, (user_id, heir))
        await hand_over(change, heir)
    await change.take_out({user_id: role})
    await change.say(Service(type="left", users=(str(user_id),)), "left the group")


async def hand_over(change: Change, heir: int) -> None:
    """Make somebody the owner; who was it must be given another role, or leave."""
    await set_role_of(change, heir, OWNER)
    await change.say(
        Service(type="owner_changed", users=(str(heir),), role=OWNER), "handed the group over"
    )
    await change.touch([heir])


async def set_role_of(change: Change, user_id: int, role: Role) -> None:
    """Write the role of a member."""
    mine = (members.c.chat_id == change.chat_id, members.c.user_id == user_id)
    await change.connection.execute(update(members).where(*mine).values(role=role))
    change.is_stale = True


async def sort_people(
    connection: AsyncConnection, viewer: Viewer, user_ids: Sequence[str], field: str
) -> tuple[list[int], tuple[NotAdded, ...]]:
    """Return whom of these people the viewer may add to a group, and why not the others."""
    if len(user_ids) > MOST_ADDED:
        raise TooMany(field=field, limit=MOST_ADDED)
    bars: dict[str, type[MessengerError]] = {}
    named: dict[int, str] = {}
    for text in user_ids:
        try:
            named[parse_id(text, field)] = text
        except NotFound:
            bars[text] = NotFound
    named.pop(viewer.user_id, None)
    query = select(users.c.id).where(users.c.id.in_(named), may_find(viewer.user_id))
    found = set(await connection.scalars(query))
    shut: dict[int, type[MessengerError]] = dict.fromkeys(named.keys() - found, NotFound)
    shut |= await find_bars_to_adding(connection, viewer, found)
    bars |= {named[user_id]: bar for user_id, bar in shut.items()}
    able = [user_id for user_id in named if user_id not in shut]
    return able, tuple(NotAdded(text, bars[text].code) for text in user_ids if text in bars)


async def _find_made(
    services: Services, connection: AsyncConnection, viewer: Viewer, key: str | None
) -> Chat | None:
    """Return the group that the same wish has made before, and let nobody else make it now."""
    if key is None:
        return None
    await lock_key(connection, key)
    chat_id = await connection.scalar(select(chats.c.id).where(chats.c.pair_key == key))
    if chat_id is None:
        return None
    views = await load_chats_of(services, connection, chat_id, [viewer.user_id])
    if viewer.user_id not in views:
        raise NotFound(field="client_id")
    return views[viewer.user_id]


async def _insert(
    services: Services,
    connection: AsyncConnection,
    viewer: Viewer,
    others: list[int],
    facts: dict[str, Any],
) -> int:
    chat_id, now = new_id(), services.clock.now()
    row = {"id": chat_id, "kind": "group", "active_at": now, "created_at": now}
    row |= {"member_count": len(others) + 1}
    await connection.execute(insert(chats).values(**row, **facts))
    roles: dict[int, Role] = {viewer.user_id: OWNER} | dict.fromkeys(others, MEMBER)
    await connection.execute(
        insert(members),
        [
            {"chat_id": chat_id, "user_id": user_id, "role": role, "joined_at": now}
            for user_id, role in roles.items()
        ],
    )
    created = Service(type="created", title=facts["title"])
    await write_service(services, connection, chat_id, viewer.user_id, created, "created the group")
    return chat_id


async def _look(
    services: Services, viewer: Viewer, chat_id: str, needed: Mapping[Right, bool]
) -> Looks:
    """Look at a group as those see it who will be shown what changes, where the viewer may."""
    roster = await access_roster(services, viewer, chat_id)

    async def standing_of(connection: AsyncConnection) -> Standing:
        return await load_standing(connection, roster.chat_id, viewer.user_id)

    _require(await services.database.read(standing_of), needed)
    return await look_around(services, roster)


def _require(standing: Standing, needed: Mapping[Right, bool]) -> None:
    for right, is_needed in needed.items():
        if is_needed:
            standing.require(right)


async def _write(
    change: Change, viewer: Viewer, values: dict[str, Any], avatar: str | None, looks: Looks
) -> None:
    """Write what is asked for and differs, and say and show it."""
    query = select(chats).where(chats.c.id == change.chat_id)
    before = (await change.connection.execute(query)).one()
    news = {name: value for name, value in values.items() if getattr(before, name) != value}
    is_other = avatar is not None and await set_photo(
        change.connection, viewer, change.chat_id, avatar
    )
    if not (news or is_other):
        return
    if news:
        mine = chats.c.id == change.chat_id
        await change.connection.execute(update(chats).where(mine).values(**news))
    if "title" in news:
        renamed = Service(type="renamed", title=news["title"])
        await change.say(renamed, f"renamed the group to “{news['title']}”")
    if is_other:
        await change.say(Service(type="photo_changed"), "changed the photo of the group")
    change.is_stale = "announcement" in news
    await change.show(looks.at(before.version))


async def _find_heir(connection: AsyncConnection, chat_id: int, owner: int) -> int | None:
    rank = case((members.c.role == ADMIN, 0), (members.c.role == READ_ONLY, 2), else_=1)
    query = (
        select(members.c.user_id)
        .where(members.c.chat_id == chat_id, members.c.user_id != owner)
        .order_by(rank, members.c.joined_at, members.c.user_id)
        .limit(1)
    )
    heir: int | None = await connection.scalar(query)
    return heir
