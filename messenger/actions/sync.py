"""What a client has missed, told by the two counters it kept."""

from typing import Any

from msgspec import Struct
from sqlalchemy import or_, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.actions.chat_views import build_chat, chats_query
from messenger.actions.chats import require_page
from messenger.actions.folders import load_folders
from messenger.actions.message_views import message_for
from messenger.actions.missed import read_missed
from messenger.actions.people import build_user, people_query
from messenger.db.rows import plain_rows
from messenger.db.tables import blocks, chats, contacts, hidden_messages, members, users
from messenger.errors import NotFound, TooMany
from messenger.events.objects import Chat, Folder, Message, User
from messenger.services import Services

LONGEST_PAGE = 500
MOST_CHATS = 5000
# All pages of one answer together: past it a chat says `more` and the client asks again.
MOST_MESSAGES = 1000


class ChangedChat(Struct, frozen=True):
    """A chat and its changed messages, ascending by version; `more` where the page was cut."""

    chat: Chat
    messages: tuple[Message, ...]
    version: int
    more: bool


class Changes(Struct, frozen=True):
    """Everything that changed for a person, and the state that this answer reaches.

    A chat may be both removed and there: then it was emptied, and what was known of it is gone.
    `folders` are all of them, or null where none has changed.
    """

    state: int
    chats: tuple[ChangedChat, ...]
    removed: tuple[str, ...]
    hidden: dict[str, tuple[int, ...]]
    contacts: tuple[User, ...]
    folders: tuple[Folder, ...] | None


async def sync(
    services: Services,
    viewer: Viewer,
    *,
    state: int | None = None,
    chats: dict[str, int] | None = None,
    limit: int = 100,
) -> Changes:
    """Return what changed since a state and, per chat, a version; `limit` messages a chat.

    `removed` also names chats that the viewer is not in: a client may forget both alike.
    """
    require_page(limit, LONGEST_PAGE)
    known, foreign = _known_chats(chats or {})
    since = state if state is not None else -1

    async def read(connection: AsyncConnection) -> Changes:
        # The state is read first: what happens meanwhile comes with an event and a later state.
        reached = await connection.scalar(select(users.c.state).where(users.c.id == viewer.user_id))
        gone = await _removed(connection, viewer, since, known)
        held = {chat_id: version for chat_id, version in known.items() if chat_id not in gone}
        rows = await _changed_rows(connection, viewer, since, held)
        changed = await _changed_chats(services, connection, viewer, held, rows, limit)
        return Changes(
            state=reached or 0,
            chats=tuple(changed),
            removed=(*foreign, *map(str, gone)),
            hidden=await _hidden(connection, viewer, since) if state is not None else {},
            contacts=await _changed_people(services, connection, viewer, since),
            folders=await _changed_folders(connection, viewer, since),
        )

    return await services.database.read(read)


def _known_chats(named: dict[str, int]) -> tuple[dict[int, int], list[str]]:
    if len(named) > MOST_CHATS:
        raise TooMany(field="chats", limit=MOST_CHATS)
    known: dict[int, int] = {}
    foreign: list[str] = []
    for chat_id, version in named.items():
        try:
            known[parse_id(chat_id, "chats")] = version
        except NotFound:
            foreign.append(chat_id)
    return known, foreign


async def _changed_rows(
    connection: AsyncConnection, viewer: Viewer, since: int, known: dict[int, int]
) -> list[Any]:
    moved = [
        row.id
        for row in await connection.execute(
            select(chats.c.id, chats.c.version)
            .join(members, members.c.chat_id == chats.c.id)
            .where(members.c.user_id == viewer.user_id, members.c.listed)
        )
        if row.version > known.get(row.id, -1)
    ]
    query = chats_query(viewer.user_id).where(
        members.c.listed, or_(members.c.state > since, members.c.chat_id.in_(moved))
    )
    return plain_rows(await connection.execute(query.order_by(chats.c.active_at.desc())))


async def _changed_chats(
    services: Services,
    connection: AsyncConnection,
    viewer: Viewer,
    known: dict[int, int],
    rows: list[Any],
    limit: int,
) -> list[ChangedChat]:
    left = MOST_MESSAGES
    changed = []
    for row in rows:
        chat = build_chat(services, viewer.user_id, row)
        page: list[Any] = []
        version, more = row.chat_version, False
        if row.id in known and known[row.id] < row.chat_version:
            most = min(limit, left)
            page = await read_missed(connection, viewer.user_id, row, known[row.id], most + 1)
            more = len(page) > most
            page = page[:most]
            left -= len(page)
            if more:
                version = page[-1].version if page else known[row.id]
        texts = tuple(message_for(viewer.user_id, message) for message in page)
        changed.append(ChangedChat(chat, texts, version, more))
    return changed


async def _removed(
    connection: AsyncConnection, viewer: Viewer, since: int, known: dict[int, int]
) -> list[int]:
    mine = (
        await connection.execute(
            select(
                members.c.chat_id, members.c.listed, members.c.state, members.c.cleared_state
            ).where(members.c.user_id == viewer.user_id)
        )
    ).all()
    gone = {
        row.chat_id
        for row in mine
        if (row.chat_id in known or since >= 0)
        and (
            row.cleared_state > max(since, 0)
            or (not row.listed and (row.chat_id in known or row.state > since))
        )
    }
    gone |= set(known) - {row.chat_id for row in mine}
    return sorted(gone)


async def _hidden(
    connection: AsyncConnection, viewer: Viewer, since: int
) -> dict[str, tuple[int, ...]]:
    query = (
        select(hidden_messages.c.chat_id, hidden_messages.c.seq)
        .where(hidden_messages.c.user_id == viewer.user_id, hidden_messages.c.state > since)
        .order_by(hidden_messages.c.chat_id, hidden_messages.c.seq)
    )
    hidden: dict[str, list[int]] = {}
    for row in await connection.execute(query):
        hidden.setdefault(str(row.chat_id), []).append(row.seq)
    return {chat_id: tuple(seqs) for chat_id, seqs in hidden.items()}


async def _changed_people(
    services: Services, connection: AsyncConnection, viewer: Viewer, since: int
) -> tuple[User, ...]:
    changed = union(
        *(
            select(table.c.user_id).where(table.c.owner_id == viewer.user_id, table.c.state > since)
            for table in (contacts, blocks)
        )
    )
    query = people_query(viewer.user_id).where(users.c.id.in_(changed)).order_by(users.c.id)
    rows = (await connection.execute(query)).all()
    return tuple(build_user(services, viewer.user_id, row) for row in rows)


async def _changed_folders(
    connection: AsyncConnection, viewer: Viewer, since: int
) -> tuple[Folder, ...] | None:
    query = select(users.c.folders_state).where(users.c.id == viewer.user_id)
    if (await connection.scalar(query) or 0) <= since:
        return None
    return await load_folders(connection, viewer.user_id)
