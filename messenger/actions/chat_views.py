"""Chats as a member sees them: one query and one builder for the list, one chat and sync."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace
from sqlalchemy import (
    Row,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.message_views import message_for, original, replied_to, seen_by
from messenger.actions.people import PROFILE, VIEWER, build_user, media_url, relations
from messenger.actions.rights import read_rights, stand
from messenger.clock import rfc3339
from messenger.db.rows import plain_rows
from messenger.db.tables import (
    chats,
    drafts,
    group_photos,
    hidden_messages,
    members,
    mentions,
    messages,
    scheduled_messages,
    users,
)
from messenger.errors import NotFound
from messenger.events.objects import Chat, GroupSettings, Message
from messenger.services import Services

other = members.alias("other")
last = messages.alias("last")
peer = users.alias("peer")
me = users.alias("me")


# What all who are in a chat see alike.
SHARED = (
    chats.c.id.label("id"),
    chats.c.kind.label("chat_kind"),
    chats.c.title.label("chat_title"),
    chats.c.last_seq,
    chats.c.version.label("chat_version"),
    chats.c.active_at,
    chats.c.description,
    chats.c.member_count,
    chats.c.history_for_newcomers,
    chats.c.announcement,
    chats.c.member_rights,
    chats.c.admin_rights,
    chats.c.top_reader,
    chats.c.top_read_seq,
    chats.c.next_read_seq,
    group_photos.c.media_id.label("group_photo"),
)


def visible(table: Any, viewer_id: Any, cleared_to: Any, after: Any = None) -> Any:
    """Return the condition under which a member sees a message at all, and it comes after a seq.

    Of two lower bounds SQLite enters an index by one, and reads all up to the other: so the later
    of both is the only one.
    """
    hidden = (
        exists()
        .where(
            hidden_messages.c.user_id == viewer_id,
            hidden_messages.c.chat_id == table.c.chat_id,
            hidden_messages.c.seq == table.c.seq,
        )
        .correlate_except(hidden_messages)
    )
    first = cleared_to if after is None else case((after > cleared_to, after), else_=cleared_to)
    return and_(table.c.seq > first, ~hidden)


def may_hold_words_of(user_id: int) -> Any:
    """Return the condition under which a chat may hold what a person has written.

    It is theirs, or any group: who was in one and has left it is written down nowhere. And where
    nobody is any more, nobody knows.
    """
    theirs = select(members.c.chat_id).where(members.c.user_id == user_id)
    empty = ~exists().where(members.c.chat_id == chats.c.id)
    return or_(chats.c.kind == "group", chats.c.id.in_(theirs), empty)


def unmuted(now: Any) -> Any:
    """Return the condition under which a member hears of new messages at a moment."""
    return or_(members.c.muted_until.is_(None), members.c.muted_until <= now)


def _chats_query(viewer: Any) -> Select[Any]:
    newest = (
        select(messages.c.seq)
        .where(
            messages.c.chat_id == chats.c.id,
            visible(messages, viewer, members.c.cleared_to),
            ~messages.c.deleted,
        )
        .order_by(messages.c.seq.desc())
        .limit(1)
        .correlate(chats, members)
        .scalar_subquery()
    )
    unread = (
        select(func.count())
        .where(
            messages.c.chat_id == chats.c.id,
            visible(messages, viewer, members.c.cleared_to, after=members.c.read_seq),
            messages.c.sender_id != viewer,
            ~messages.c.deleted,
        )
        .correlate(chats, members)
        .scalar_subquery()
    )
    named = (
        select(func.count())
        .where(
            mentions.c.user_id == viewer,
            mentions.c.chat_id == chats.c.id,
            visible(mentions, viewer, members.c.cleared_to, after=members.c.read_seq),
        )
        .correlate(chats, members)
        .scalar_subquery()
    )
    scheduled = (
        select(func.count())
        .where(
            scheduled_messages.c.user_id == viewer,
            scheduled_messages.c.chat_id == chats.c.id,
        )
        .correlate(chats, members)
        .scalar_subquery()
    )
    columns, joins = relations(peer, viewer)
    joined: Any = (
        members.join(chats, chats.c.id == members.c.chat_id)
        .join(me, me.c.id == members.c.user_id)
        .outerjoin(
            other,
            and_(
                chats.c.kind == "direct",
                other.c.chat_id == chats.c.id,
                other.c.user_id != viewer,
            ),
        )
        .outerjoin(peer, peer.c.id == other.c.user_id)
        .outerjoin(group_photos, group_photos.c.chat_id == chats.c.id)
        .outerjoin(last, and_(last.c.chat_id == chats.c.id, last.c.seq == newest))
        .outerjoin(original, replied_to(last, members.c.cleared_to))
        .outerjoin(drafts, and_(drafts.c.chat_id == chats.c.id, drafts.c.user_id == viewer))
    )
    for alias, on in joins:
        joined = joined.outerjoin(alias, on)
    return (
        select(
            *SHARED,
            named.label("unread_mentions"),
            members.c.user_id.label("reader_id"),
            members.c.role,
            members.c.read_seq,
            members.c.cleared_to,
            members.c.listed,
            members.c.muted_until,
            members.c.pinned,
            members.c.pin_order,
            members.c.archived,
            members.c.marked_unread,
            members.c.state.label("member_state"),
            me.c.read_receipts.label("my_receipts"),
            peer.c.read_receipts.label("peer_receipts"),
            func.coalesce(other.c.told_seq, other.c.read_seq).label("other_read_seq"),
            drafts.c.text.label("draft"),
            unread.label("unread"),
            scheduled.label("scheduled"),
            peer.c.id.label("person_id"),
            *(peer.c[name] for name in PROFILE),
            *columns,
            *seen_by(viewer, last),
        )
        .select_from(joined)
        .where(members.c.user_id == viewer)
    )


# Built once: making such a statement costs ten times what running it does.
CHATS = _chats_query(VIEWER)
CHATS_OF = CHATS.where(members.c.chat_id.in_(bindparam("ids", expanding=True)))
CHAT = CHATS.where(members.c.chat_id == bindparam("chat"))
# The same of one chat for many readers: each looks with their own eyes.
CHAT_OF_EACH = _chats_query(members.c.user_id).where(
    members.c.chat_id == bindparam("chat"),
    members.c.user_id.in_(bindparam("readers", expanding=True)),
)


def chats_query(viewer_id: int) -> Select[Any]:
    """Select the viewer's chats, listed or not, with all that `build_chat` needs."""
    return CHATS.params(viewer=viewer_id)


def build_chat(services: Services, viewer_id: int, row: Row[Any]) -> Chat:
    """Build a chat as the viewer sees it."""
    person = build_user(services, viewer_id, row) if row.person_id is not None else None
    if person is not None and row.chat_title:
        # Only service notices have both: whoever writes them is called as their reader speaks.
        person = replace(person, name=row.chat_title)
    if row.chat_kind == "group":
        return _build_group(services, viewer_id, row)
    receipts = row.my_receipts and row.peer_receipts
    return Chat(
        id=str(row.id),
        kind=row.chat_kind,
        title=person.name if person else row.chat_title,
        avatar=person.avatar if person else None,
        peer=person,
        member_count=2 if person else 1,
        role=row.role,
        last_message=_last_message(viewer_id, row),
        last_seq=row.last_seq,
        read_seq=row.read_seq,
        peer_read_seq=row.other_read_seq if receipts else 0,
        unread=row.unread,
        mentions=0,
        muted_until=_muted_until(services, row.muted_until),
        pinned=row.pinned,
        pin_order=row.pin_order,
        archived=row.archived,
        marked_unread=row.marked_unread,
        draft=row.draft,
        version=row.chat_version,
        scheduled=row.scheduled,
    )


def _build_group(services: Services, viewer_id: int, row: Row[Any]) -> Chat:
    standing = stand(
        row.role,
        announcement=row.announcement,
        member_rights=row.member_rights,
        admin_rights=row.admin_rights,
    )
    return Chat(
        id=str(row.id),
        kind=row.chat_kind,
        title=row.chat_title,
        avatar=media_url(row.group_photo) if row.group_photo is not None else None,
        peer=None,
        member_count=row.member_count,
        role=row.role,
        last_message=_last_message(viewer_id, row),
        last_seq=row.last_seq,
        read_seq=row.read_seq,
        peer_read_seq=_others_read_seq(viewer_id, row) if row.my_receipts else 0,
        unread=row.unread,
        mentions=row.unread_mentions,
        muted_until=_muted_until(services, row.muted_until),
        pinned=row.pinned,
        pin_order=row.pin_order,
        archived=row.archived,
        marked_unread=row.marked_unread,
        draft=row.draft,
        version=row.chat_version,
        description=row.description,
        settings=GroupSettings(
            history_for_newcomers=row.history_for_newcomers,
            announcement=row.announcement,
            member_rights=read_rights(row.member_rights),
            admin_rights=read_rights(row.admin_rights),
        ),
        rights=tuple(sorted(standing.rights)),
        scheduled=row.scheduled,
    )


async def load_chats_of(
    services: Services, connection: AsyncConnection, chat_id: int, user_ids: Iterable[int]
) -> dict[int, Chat]:
    """Read one chat as each of some members sees it."""
    rows = await read_chats_of(connection, chat_id, user_ids)
    return {reader: build_chat(services, reader, row) for reader, row in rows.items()}


async def read_chats_of(
    connection: AsyncConnection, chat_id: int, user_ids: Iterable[int]
) -> dict[int, Row[Any]]:
    """Read what `build_chat` needs of one chat for each of some members."""
    readers = list(user_ids)
    if not readers:
        return {}
    asked = {"chat": chat_id, "readers": readers}
    rows = plain_rows(await connection.execute(CHAT_OF_EACH, asked))
    return {row.reader_id: row for row in rows}


async def load_chat(
    services: Services, connection: AsyncConnection, viewer_id: int, chat_id: int
) -> Chat:
    """Read one chat as its member sees it; NotFound for everybody else."""
    asked = {"viewer": viewer_id, "chat": chat_id}
    row = (await connection.execute(CHAT, asked)).one_or_none()
    if row is None:
        raise NotFound(field="chat_id")
    return build_chat(services, viewer_id, row)


def _others_read_seq(viewer_id: int, row: Row[Any]) -> int:
    """Return how far somebody else has read."""
    return int(row.next_read_seq if row.top_reader == viewer_id else row.top_read_seq)


def _last_message(viewer_id: int, row: Row[Any]) -> Message | None:
    return message_for(viewer_id, row) if row.seq is not None else None


def _muted_until(services: Services, moment: int | None) -> str | None:
    if moment is None or moment <= services.clock.now():
        return None
    return rfc3339(moment)
