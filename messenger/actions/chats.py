"""Chats: the list, opening the one with a person, and deleting one."""

import base64
import binascii
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from sqlalchemy import Row, and_, bindparam, case, delete, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import (
    Viewer,
    access_roster,
    load_roster,
    parse_id,
    require_may_write,
)
from messenger.actions.attachments import detach
from messenger.actions.chat_views import CHATS_OF, build_chat, chats_query, load_chat
from messenger.actions.finding import find_person
from messenger.actions.folders import leave_folders
from messenger.actions.groups import delete_group, leave_group
from messenger.actions.keeping import touch_chat
from messenger.actions.message_views import BLANK
from messenger.actions.people import VIEWER
from messenger.actions.states import lock_chat, lock_key, take_state, take_versions
from messenger.db.ids import new_id
from messenger.db.rows import plain_rows
from messenger.db.tables import (
    attachments,
    chats,
    drafts,
    hidden_messages,
    members,
    messages,
    reactions,
    scheduled_messages,
    wordings,
)
from messenger.errors import N_, BadRequest, Forbidden, Privacy, TooMany
from messenger.events.objects import Chat
from messenger.events.pushed import ChatCleared, ChatNew, ChatRemoved, Pushed
from messenger.services import Services

LONGEST_PAGE = 200

# The list in its order, with nothing that costs a chat more than its place: of thousands of chats
# a page is shown, and only of that is read what stands in a row.
PAGE = (
    select(chats.c.id, members.c.pinned, members.c.pin_order, chats.c.active_at)
    .join_from(members, chats)
    .where(members.c.user_id == VIEWER, members.c.listed)
    .order_by(
        members.c.pinned.desc(),
        members.c.pin_order.desc(),
        chats.c.active_at.desc(),
        chats.c.id.desc(),
    )
    .limit(bindparam("most"))
)

Number = Annotated[int, Meta(ge=0, le=2**63 - 1)]


@dataclass(frozen=True, slots=True)
class Cut:
    """For whom a chat loses everything up to a seq.

    `forgets` where also what was kept with it goes, `stays` where it is not taken out of the list.
    """

    chat_id: int
    user_id: int
    end: int
    forgets: bool
    stays: bool


class ChatPage(Struct, frozen=True):
    """A page of the list; `cursor` asks for the next one."""

    chats: tuple[Chat, ...]
    cursor: str | None


async def list_chats(
    services: Services, viewer: Viewer, *, limit: int = 100, cursor: str | None = None
) -> ChatPage:
    """List the viewer's chats, pinned first, then by newest message; at most 200 a page.

    Those in the archive are among them.
    """
    require_page(limit, LONGEST_PAGE)
    query, asked = PAGE, {"viewer": viewer.user_id, "most": limit + 1}
    if cursor is not None:
        query = query.where(_after(*_parse_cursor(cursor)))

    async def read(connection: AsyncConnection) -> tuple[Sequence[Any], dict[int, Row[Any]]]:
        places = (await connection.execute(query, asked)).all()
        of_page = {"viewer": viewer.user_id, "ids": [place.id for place in places[:limit]]}
        rows = plain_rows(await connection.execute(CHATS_OF, of_page))
        return places, {row.id: row for row in rows}

    places, rows = await services.database.read(read)
    return ChatPage(
        # Who has left one between the two looks no longer sees it.
        chats=tuple(
            build_chat(services, viewer.user_id, rows[place.id])
            for place in places[:limit]
            if place.id in rows
        ),
        cursor=_write_cursor(places[limit - 1]) if len(places) > limit else None,
    )


async def get_chat(services: Services, viewer: Viewer, *, chat_id: str) -> Chat:
    """Return one chat of the viewer's."""
    async with services.database.reading() as connection:
        return await load_chat(services, connection, viewer.user_id, parse_id(chat_id, "chat_id"))


async def get_chats(
    services: Services, viewer: Viewer, *, chat_ids: Collection[str]
) -> dict[str, Chat]:
    """Return those of some chats that the viewer is in, by their ids."""
    ids = [parse_id(each, "chat_ids") for each in chat_ids]
    asked = {"viewer": viewer.user_id, "ids": ids}
    async with services.database.reading() as connection:
        rows = plain_rows(await connection.execute(CHATS_OF, asked))
    return {str(row.id): build_chat(services, viewer.user_id, row) for row in rows}


async def open_direct(
    services: Services,
    viewer: Viewer,
    *,
    user_id: str | None = None,
    username: str | None = None,
) -> Chat:
    """Return the one chat with a person, making it where there is none.

    The other sees it with the first message. NotFound for a person who may not be found,
    Privacy where only contacts may write to them.
    """
    async with services.database.reading() as connection:
        person = await find_person(services, connection, viewer, user_id=user_id, username=username)
    if person == viewer.user_id:
        return await open_saved(services, viewer)
    key = ":".join(str(part) for part in sorted((viewer.user_id, person)))
    return await _open(services, viewer, key, "direct", person)


async def open_saved(services: Services, viewer: Viewer) -> Chat:
    """Return the viewer's chat with themselves, making it where there is none."""
    return await _open(services, viewer, f"saved:{viewer.user_id}", "saved", None)


async def delete_chat(
    services: Services,
    viewer: Viewer,
    *,
    chat_id: str,
    for_everyone: bool = False,
    up_to: int | None = None,
) -> None:
    """Empty a chat and take it out of the list, for the viewer or for all who are in it.

    With `up_to` what came after that seq stays, and the chat with it. Forbidden for all where the
    viewer may only read. A group is left, or by its owner deleted.
    """
    roster = await access_roster(services, viewer, chat_id)
    if roster.kind == "group":
        await (delete_group if for_everyone else leave_group)(services, viewer, chat_id=chat_id)
        return
    await _empty(services, viewer, chat_id, for_everyone, up_to, forgets=True)


async def clear_chat(
    services: Services,
    viewer: Viewer,
    *,
    chat_id: str,
    for_everyone: bool = False,
    up_to: int | None = None,
) -> None:
    """Empty a chat that stays in the list, else as `delete_chat` does; a group for oneself alone.

    Forbidden for all in a group.
    """
    await _empty(services, viewer, chat_id, for_everyone, up_to, forgets=False)


def require_page(limit: int, longest: int) -> None:
    """Raise BadRequest or TooMany unless a page has 1 to `longest` entries."""
    if limit < 1:
        raise BadRequest(N_("A page has at least one entry."), field="limit")
    if limit > longest:
        raise TooMany(field="limit", limit=longest)


async def _empty(
    services: Services,
    viewer: Viewer,
    chat_id: str,
    for_everyone: bool,  # noqa: FBT001 - as the client said it
    up_to: int | None,
    *,
    forgets: bool,
) -> None:
    roster = await access_roster(services, viewer, chat_id)
    barred = roster.kind == "group" or roster.barred.get(viewer.user_id) is Forbidden
    if for_everyone and barred:
        raise Forbidden(field="for_everyone")
    # Who does not have the chat in their list has nothing to lose, and must not learn of it.
    losers = sorted(roster.listeners | {viewer.user_id}) if for_everyone else [viewer.user_id]
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        query = select(chats.c.last_seq).where(chats.c.id == roster.chat_id)
        last_seq = int(await connection.scalar(query) or 0)
        end = last_seq if up_to is None else min(up_to, last_seq)
        if for_everyone:
            await _erase_messages(connection, roster.chat_id, end)
        news: list[tuple[int, Pushed]] = []
        for user in losers:
            cut = Cut(roster.chat_id, user, end, forgets, stays=not forgets or end < last_seq)
            news += [(user, event) for event in await _clear(services, connection, cut)]
    services.rosters.forget([roster.chat_id])
    for user, event in news:
        services.hub.publish([user], event)


async def _open(
    services: Services, viewer: Viewer, key: str, kind: str, person: int | None
) -> Chat:
    async with services.database.reading() as connection:
        query = chats_query(viewer.user_id).where(chats.c.pair_key == key, members.c.listed)
        row = (await connection.execute(query)).one_or_none()
    if row is not None:
        return build_chat(services, viewer.user_id, row)
    async with services.database.writing() as connection:
        await lock_key(connection, key)
        chat_id = await connection.scalar(select(chats.c.id).where(chats.c.pair_key == key))
        if chat_id is None:
            chat_id = await _create(services, connection, viewer, key, kind, person)
        await lock_chat(connection, chat_id)
        listed = update(members).where(
            members.c.chat_id == chat_id, members.c.user_id == viewer.user_id
        )
        await connection.execute(listed.values(listed=True))
        roster = await load_roster(connection, chat_id)
        if roster.barred.get(viewer.user_id) is Privacy:
            # Raised inside the transaction, so that the new chat does not stay.
            require_may_write(roster, viewer)
        touched = await touch_chat(services, connection, viewer, chat_id)
    services.rosters.forget([chat_id])
    event = ChatNew(chat=touched.chat, state=touched.state)
    services.hub.publish([viewer.user_id], event)
    return touched.chat


async def _create(
    services: Services,
    connection: AsyncConnection,
    viewer: Viewer,
    key: str,
    kind: str,
    person: int | None,
) -> int:
    now = services.clock.now()
    chat_id = new_id()
    await connection.execute(
        insert(chats).values(id=chat_id, kind=kind, pair_key=key, active_at=now, created_at=now)
    )
    people = [viewer.user_id] if person is None else [viewer.user_id, person]
    await connection.execute(
        insert(members),
        [
            {"chat_id": chat_id, "user_id": user, "listed": False, "joined_at": now}
            for user in people
        ],
    )
    return chat_id


async def _clear(services: Services, connection: AsyncConnection, cut: Cut) -> list[Pushed]:
    """Carry out a cut and return what the member is to be told of it."""
    state = await take_state(connection, cut.user_id)
    values: dict[str, Any] = {"cleared_state": state, "state": state, "marked_unread": False}
    # What was emptied before stays so.
    values["cleared_to"] = case(
        (members.c.cleared_to > cut.end, members.c.cleared_to), else_=literal(cut.end)
    )
    if cut.forgets:
        values |= {"pinned": False, "pin_order": 0, "archived": False}
    if not cut.stays:
        values["listed"] = False
    mine = (members.c.chat_id == cut.chat_id, members.c.user_id == cut.user_id)
    query = update(members).where(*mine).values(**values).returning(members.c.listed)
    listed = (await connection.execute(query)).scalar_one()
    theirs = (hidden_messages.c.chat_id == cut.chat_id, hidden_messages.c.user_id == cut.user_id)
    await connection.execute(
        delete(hidden_messages).where(*theirs, hidden_messages.c.seq <= cut.end)
    )
    if cut.forgets:
        for table in (drafts, scheduled_messages):
            written = (table.c.chat_id == cut.chat_id, table.c.user_id == cut.user_id)
            await connection.execute(delete(table).where(*written))
    told: Pushed = ChatRemoved(chat_id=str(cut.chat_id), state=state)
    if listed:
        chat = await load_chat(services, connection, cut.user_id, cut.chat_id)
        told = ChatCleared(chat=chat, state=state)
    left = await leave_folders(connection, cut.user_id, cut.chat_id) if cut.forgets else []
    return [told, *left]


async def _erase_messages(connection: AsyncConnection, chat_id: int, end: int) -> None:
    # The rows stay without their texts: their client ids must go on refusing a second send.
    version = await take_versions(connection, chat_id)
    await detach(connection, attachments.c.chat_id == chat_id, attachments.c.seq <= end)
    for table in (reactions, wordings):
        theirs = (table.c.chat_id == chat_id, table.c.seq <= end)
        await connection.execute(delete(table).where(*theirs))
    await connection.execute(
        update(messages)
        .where(messages.c.chat_id == chat_id, messages.c.seq <= end, ~messages.c.deleted)
        .values(**BLANK, version=version)
    )


def _after(pinned: bool, pin_order: int, active_at: int, chat_id: int) -> Any:  # noqa: FBT001 - a sort key
    later = or_(
        members.c.pin_order < pin_order,
        and_(members.c.pin_order == pin_order, chats.c.active_at < active_at),
        and_(
            members.c.pin_order == pin_order,
            chats.c.active_at == active_at,
            chats.c.id < chat_id,
        ),
    )
    same_part = and_(members.c.pinned == pinned, later)
    return or_(~members.c.pinned, same_part) if pinned else same_part


def _write_cursor(row: Row[Any]) -> str:
    key = msgspec.json.encode((row.pinned, row.pin_order, row.active_at, row.id))
    return base64.urlsafe_b64encode(key).decode()


def _parse_cursor(cursor: str) -> tuple[bool, int, int, int]:
    try:
        return msgspec.json.decode(
            base64.urlsafe_b64decode(cursor.encode()), type=tuple[bool, Number, Number, Number]
        )
    except (binascii.Error, msgspec.DecodeError, UnicodeError) as error:
        raise BadRequest(N_("This cursor is not one of ours."), field="cursor") from error
