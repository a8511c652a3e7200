"""How far a group was read: by the one who has read farthest, and by whom a message was."""

from typing import Any

from msgspec import Struct
from sqlalchemy import and_, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.actions.group_changes import load_standing
from messenger.actions.people import build_user, people_query
from messenger.db.tables import blocks, chats, members, messages, users
from messenger.errors import N_, Conflict, Forbidden, NotFound, Privacy
from messenger.events.objects import User
from messenger.events.pushed import Read
from messenger.events.rosters import Roster
from messenger.services import Services

MOST_MEMBERS = 50
DAYS = 7
DAY = 86_400_000
# Whoever reads far behind covers no more authors than this.
MOST_COVERED = 100


class Reading(Struct, frozen=True):
    """How far somebody has read now, and who is to be told of it."""

    seq: int
    authors: tuple[int, ...]


async def note_reading(
    connection: AsyncConnection, chat_id: int, user_id: int, seq: int
) -> Reading | None:
    """Keep how far a group was read, which is locked; None where nobody learns of it.

    It takes no counter and costs the same whatever the number of members.
    """
    shown = await connection.scalar(select(users.c.read_receipts).where(users.c.id == user_id))
    row = (await connection.execute(select(chats).where(chats.c.id == chat_id))).one()
    if not shown:
        return None
    moved: dict[str, int] = {}
    if row.top_reader == user_id or seq > row.top_read_seq:
        if seq <= row.top_read_seq:
            return None
        moved = {"top_read_seq": seq, "top_reader": user_id}
        if row.top_reader != user_id:
            moved["next_read_seq"] = row.top_read_seq
    elif seq > row.next_read_seq:
        moved = {"next_read_seq": seq}
    else:
        return None
    await connection.execute(update(chats).where(chats.c.id == chat_id).values(**moved))
    if "top_reader" not in moved:
        return None
    covered = (max(row.top_read_seq, seq - MOST_COVERED), seq)
    return Reading(seq, await _authors(connection, chat_id, user_id, covered))


def tell_authors(services: Services, roster: Roster, user_id: int, reading: Reading) -> None:
    """Tell the authors of what was read, after the commit, at most once a second a chat.

    Of readings that come faster each of them is told the last, if they are still in the group.
    """
    event = Read(
        chat_id=str(roster.chat_id), user_id=str(user_id), seq=reading.seq, version=None, state=None
    )

    def send(authors: set[int], read: Read) -> None:
        audience = services.rosters.listeners(roster) & authors
        services.hub.publish(audience, read, droppable=True)

    services.pace.tell(roster.chat_id, reading.authors, event, send)


async def list_readers(
    services: Services, viewer: Viewer, *, chat_id: str, seq: int
) -> tuple[User, ...]:
    """Return who has read a message of the viewer's in a group, by name.

    NotFound for no message, Forbidden for another's, Conflict where the group has more than 50
    members or the message is older than 7 days, Privacy where the viewer shows nobody what they
    have read themselves.
    """
    key = parse_id(chat_id, "chat_id")
    async with services.database.reading() as connection:
        await load_standing(connection, key, viewer.user_id)
        message = await _own_message(connection, viewer, key, seq)
        if message.member_count > MOST_MEMBERS:
            raise Conflict(N_("Readers are shown in groups of at most 50."), field="chat_id")
        if message.sent_at < services.clock.now() - DAYS * DAY:
            raise Conflict(N_("Readers are shown for 7 days."), field="seq")
        if not message.read_receipts:
            raise Privacy(N_("You do not show what you have read."), field="chat_id")
        query = (
            people_query(viewer.user_id)
            .join(members, members.c.user_id == users.c.id)
            .where(
                members.c.chat_id == key,
                members.c.read_seq >= seq,
                # Who came later has not read what was before, whatever their position.
                members.c.joined_at <= message.sent_at,
                members.c.user_id != viewer.user_id,
                users.c.read_receipts,
                ~_apart(users.c.id, viewer.user_id),
            )
            .order_by(users.c.name_folded, users.c.id)
        )
        rows = (await connection.execute(query)).all()
    return tuple(build_user(services, viewer.user_id, row) for row in rows)


async def _own_message(connection: AsyncConnection, viewer: Viewer, chat_id: int, seq: int) -> Any:
    query = (
        select(
            messages.c.sender_id,
            messages.c.sent_at,
            chats.c.member_count,
            users.c.read_receipts,
        )
        .join(chats, chats.c.id == messages.c.chat_id)
        .join(
            members,
            and_(members.c.chat_id == chats.c.id, members.c.user_id == viewer.user_id),
        )
        .join(users, users.c.id == members.c.user_id)
        .where(
            messages.c.chat_id == chat_id,
            messages.c.seq == seq,
            messages.c.seq > members.c.cleared_to,
            ~messages.c.deleted,
        )
    )
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise NotFound(field="seq")
    if row.sender_id != viewer.user_id:
        raise Forbidden(field="seq")
    return row


async def _authors(
    connection: AsyncConnection, chat_id: int, reader: int, covered: tuple[int, int]
) -> tuple[int, ...]:
    first, last = covered
    query = (
        select(messages.c.sender_id)
        .join(users, users.c.id == messages.c.sender_id)
        .where(
            messages.c.chat_id == chat_id,
            messages.c.seq > first,
            messages.c.seq <= last,
            messages.c.sender_id != reader,
            users.c.read_receipts,
            ~_apart(users.c.id, reader),
        )
        .distinct()
    )
    return tuple(await connection.scalars(query))


def _apart(first: Any, second: Any) -> Any:
    return exists().where(
        blocks.c.active,
        or_(
            and_(blocks.c.owner_id == first, blocks.c.user_id == second),
            and_(blocks.c.owner_id == second, blocks.c.user_id == first),
        ),
    )
