"""Folders: chats that a person looks at together, in an order of one's own."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.actions.states import take_state
from messenger.actions.texts import require_text
from messenger.db.ids import write_uuid
from messenger.db.tables import folder_chats, folders, members, users
from messenger.errors import N_, BadRequest, NotFound, TooMany
from messenger.events.objects import Folder
from messenger.events.pushed import FoldersUpdated
from messenger.services import Services

MOST_FOLDERS = 20
MOST_CHATS = 200
LONGEST_TITLE = 24


async def list_folders(services: Services, viewer: Viewer) -> tuple[Folder, ...]:
    """Return the viewer's folders in their order."""
    async with services.database.reading() as connection:
        return await load_folders(connection, viewer.user_id)


async def set_folder(
    services: Services,
    viewer: Viewer,
    *,
    folder_id: UUID,
    title: str,
    chat_ids: Sequence[str],
    **rules: bool,
) -> tuple[Folder, ...]:
    """Make a folder, or give one that is there another content; return all folders.

    TooMany past 20 folders or 200 chats, NotFound for a chat that is not the viewer's.
    """
    title = require_text(title, "title", LONGEST_TITLE)
    if len(chat_ids) > MOST_CHATS:
        raise TooMany(field="chat_ids", limit=MOST_CHATS)
    named = sorted({parse_id(each, "chat_ids") for each in chat_ids})
    async with services.database.writing() as connection:
        state = await take_state(connection, viewer.user_id)
        await _require_own(connection, viewer, named, "chat_ids")
        mine = _is(viewer, folder_id)
        values = {"title": title, **rules}
        changed = await connection.execute(update(folders).where(*mine).values(**values))
        if changed.rowcount == 0:
            key = {"user_id": viewer.user_id, "id": folder_id.bytes}
            place = await _next_place(connection, viewer)
            await connection.execute(insert(folders).values(**key, **values, place=place))
        await connection.execute(delete(folder_chats).where(*_within(viewer, folder_id)))
        await _name(connection, viewer, folder_id, named)
        kept = await _finish(connection, viewer, state)
    return _announce(services, viewer, kept, state)


async def keep_chat(
    services: Services, viewer: Viewer, *, folder_id: UUID, chat_id: str, on: bool
) -> tuple[Folder, ...]:
    """Name one more chat in a folder, or no longer; return all folders.

    NotFound for a folder or a chat that is not the viewer's, TooMany past 200 chats.
    """
    chat = parse_id(chat_id, "chat_id")
    async with services.database.writing() as connection:
        state = await take_state(connection, viewer.user_id)
        await _require_folder(connection, viewer, folder_id)
        await _require_own(connection, viewer, [chat], "chat_id")
        this = (*_within(viewer, folder_id), folder_chats.c.chat_id == chat)
        await connection.execute(delete(folder_chats).where(*this))
        if on:
            await _require_room(connection, viewer, folder_id)
            await _name(connection, viewer, folder_id, [chat])
        kept = await _finish(connection, viewer, state)
    return _announce(services, viewer, kept, state)


async def order_folders(
    services: Services, viewer: Viewer, *, folder_ids: list[UUID]
) -> tuple[Folder, ...]:
    """Put the folders in an order, those not named after the others; return all folders.

    NotFound for one that is not the viewer's.
    """
    wanted = [each.bytes for each in folder_ids]
    if len(set(wanted)) < len(wanted):
        raise BadRequest(N_("A folder is named twice."), field="folder_ids")
    async with services.database.writing() as connection:
        state = await take_state(connection, viewer.user_id)
        query = select(folders.c.id).where(folders.c.user_id == viewer.user_id)
        known = list(await connection.scalars(query.order_by(folders.c.place)))
        if not set(wanted) <= set(known):
            raise NotFound(field="folder_ids")
        order = wanted + [each for each in known if each not in wanted]
        for place, each in enumerate(order):
            this = (folders.c.user_id == viewer.user_id, folders.c.id == each)
            await connection.execute(update(folders).where(*this).values(place=place))
        kept = await _finish(connection, viewer, state)
    return _announce(services, viewer, kept, state)


async def delete_folder(
    services: Services, viewer: Viewer, *, folder_id: UUID
) -> tuple[Folder, ...]:
    """Forget a folder, whose chats stay, and return the others; NotFound where there is none."""
    async with services.database.writing() as connection:
        state = await take_state(connection, viewer.user_id)
        await _require_folder(connection, viewer, folder_id)
        await connection.execute(delete(folders).where(*_is(viewer, folder_id)))
        kept = await _finish(connection, viewer, state)
    return _announce(services, viewer, kept, state)


async def leave_folders(
    connection: AsyncConnection, user_id: int, chat_id: int
) -> list[FoldersUpdated]:
    """Name a chat that a person has deleted in no folder, and return what they are told."""
    named = (folder_chats.c.user_id == user_id, folder_chats.c.chat_id == chat_id)
    gone = await connection.execute(delete(folder_chats).where(*named))
    if gone.rowcount == 0:
        return []
    viewer = Viewer(user_id, 0)
    state = await take_state(connection, user_id)
    kept = await _finish(connection, viewer, state)
    return [FoldersUpdated(folders=kept, state=state)]


async def take_from_folders(
    connection: AsyncConnection, chat_id: int, people: Collection[int]
) -> list[tuple[int, FoldersUpdated]]:
    """Do so for people who lose a chat and are locked; return what each of them is told."""
    query = select(folder_chats.c.user_id).where(
        folder_chats.c.chat_id == chat_id, folder_chats.c.user_id.in_(people)
    )
    named = await connection.scalars(query.distinct())
    return [
        (user_id, event)
        for user_id in sorted(named)
        for event in await leave_folders(connection, user_id, chat_id)
    ]


async def load_folders(connection: AsyncConnection, user_id: int) -> tuple[Folder, ...]:
    """Read a person's folders in their order."""
    query = select(folder_chats.c.folder_id, folder_chats.c.chat_id)
    query = query.where(folder_chats.c.user_id == user_id).order_by(folder_chats.c.chat_id)
    named: dict[bytes, list[str]] = {}
    for folder_id, chat_id in await connection.execute(query):
        named.setdefault(folder_id, []).append(str(chat_id))
    mine = select(folders).where(folders.c.user_id == user_id)
    rows = await connection.execute(mine.order_by(folders.c.place, folders.c.id))
    return tuple(
        Folder(
            id=write_uuid(row.id),
            title=row.title,
            chat_ids=tuple(named.get(row.id, ())),
            contacts=row.contacts,
            non_contacts=row.non_contacts,
            groups=row.groups,
            unread_only=row.unread_only,
            without_muted=row.without_muted,
        )
        for row in rows
    )


async def _next_place(connection: AsyncConnection, viewer: Viewer) -> int:
    query = select(func.count(), func.coalesce(func.max(folders.c.place), -1))
    mine = query.where(folders.c.user_id == viewer.user_id)
    count, last = (await connection.execute(mine)).one()
    if count >= MOST_FOLDERS:
        raise TooMany(N_("There are too many folders."), field="folder_id", limit=MOST_FOLDERS)
    return int(last) + 1


async def _require_own(
    connection: AsyncConnection, viewer: Viewer, chat_ids: list[int], field: str
) -> None:
    mine = (members.c.user_id == viewer.user_id, members.c.chat_id.in_(chat_ids))
    found = await connection.scalar(select(func.count()).select_from(members).where(*mine))
    if found != len(chat_ids):
        raise NotFound(field=field)


async def _require_folder(connection: AsyncConnection, viewer: Viewer, folder_id: UUID) -> None:
    if await connection.scalar(select(folders.c.place).where(*_is(viewer, folder_id))) is None:
        raise NotFound(field="folder_id")


async def _require_room(connection: AsyncConnection, viewer: Viewer, folder_id: UUID) -> None:
    query = select(func.count()).select_from(folder_chats).where(*_within(viewer, folder_id))
    if (await connection.scalar(query) or 0) >= MOST_CHATS:
        raise TooMany(
            N_("There are too many chats in this folder."), field="chat_id", limit=MOST_CHATS
        )


async def _name(
    connection: AsyncConnection, viewer: Viewer, folder_id: UUID, chat_ids: list[int]
) -> None:
    key = {"user_id": viewer.user_id, "folder_id": folder_id.bytes}
    rows = [key | {"chat_id": chat_id} for chat_id in chat_ids]
    if rows:
        await connection.execute(insert(folder_chats), rows)


async def _finish(connection: AsyncConnection, viewer: Viewer, state: int) -> tuple[Folder, ...]:
    me = update(users).where(users.c.id == viewer.user_id)
    await connection.execute(me.values(folders_state=state))
    return await load_folders(connection, viewer.user_id)


def _announce(
    services: Services, viewer: Viewer, kept: tuple[Folder, ...], state: int
) -> tuple[Folder, ...]:
    services.hub.publish([viewer.user_id], FoldersUpdated(folders=kept, state=state))
    return kept


def _is(viewer: Viewer, folder_id: UUID) -> tuple[Any, Any]:
    return folders.c.user_id == viewer.user_id, folders.c.id == folder_id.bytes


def _within(viewer: Viewer, folder_id: UUID) -> tuple[Any, Any]:
    return folder_chats.c.user_id == viewer.user_id, folder_chats.c.folder_id == folder_id.bytes
