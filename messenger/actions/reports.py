"""Reports: what people tell the administrators of, as it was, and how that is settled."""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Row, case, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import journal
from messenger.actions.access import (
    Viewer,
    access_roster,
    load_roster,
    parse_id,
    require_admin,
)
from messenger.actions.administrators import administering
from messenger.actions.desk import OPEN, announce_desk
from messenger.actions.media_views import decode_attached
from messenger.actions.message_changes import announce_changes, blank_messages, read_eyes
from messenger.actions.message_views import SERVICE
from messenger.actions.messages import visible_messages
from messenger.actions.service_account import SERVICE_ID, insert_missing
from messenger.actions.texts import clean_text
from messenger.clock import rfc3339
from messenger.db.ids import new_id
from messenger.db.tables import chats, messages, reports, users
from messenger.errors import N_, BadRequest, Conflict, Forbidden, NotFound, TooMany
from messenger.events.objects import MediaKind, Message
from messenger.events.rosters import Roster
from messenger.services import Services

MOST_REPORTED = 100
LONGEST_COMMENT = 1000
LONGEST_LIST = 200
DELETED, DISMISSED = "deleted", "dismissed"

reporter = users.alias("reporter")
sender = users.alias("sender")


class ReportedFile(Struct, frozen=True):
    """Something that a reported message held: of which kind, and how it is called."""

    kind: MediaKind
    name: str


class Report(Struct, frozen=True):
    """A message that somebody has reported, as it was then; `gone` where it is there no more.

    Of the files that it held the names are told, and nothing else.
    `chat_title` is empty for a chat of two. `disabled` where whoever wrote it cannot sign in.
    """

    id: str
    created_at: str
    reason: str
    comment: str
    state: str
    reporter: str
    sender_id: str
    sender: str
    sender_name: str
    disabled: bool
    chat_title: str
    text: str
    files: tuple[ReportedFile, ...]
    sent_at: str
    gone: bool


file_decoder = msgspec.json.Decoder(tuple[ReportedFile, ...])


async def report_messages(
    services: Services,
    viewer: Viewer,
    *,
    chat_id: str,
    seqs: list[int],
    reason: str,
    comment: str = "",
) -> None:
    """Tell the administrators of messages of others; what the viewer has told before stays.

    NotFound where the viewer does not see one, Forbidden for their own and for the server's.
    """
    if not seqs:
        raise BadRequest(N_("Name at least one message."), field="seqs")
    if len(seqs) > MOST_REPORTED:
        raise TooMany(field="seqs", limit=MOST_REPORTED)
    comment = clean_text(comment, "comment", LONGEST_COMMENT)
    roster = await access_roster(services, viewer, chat_id)
    async with services.database.writing() as connection:
        rows = await visible_messages(connection, viewer, roster, sorted(set(seqs)))
        if any(_is_no_matter(row, viewer) for row in rows):
            raise Forbidden(field="seqs")
        title = await connection.scalar(select(chats.c.title).where(chats.c.id == roster.chat_id))
        common = {"reporter_id": viewer.user_id, "chat_title": title or "", "reason": reason}
        common |= {"comment": comment, "created_at": services.clock.now()}
        told = [common | _copy(row) for row in rows]
        await connection.execute(insert_missing(connection, reports), told)
    await announce_desk(services)


async def list_reports(services: Services, viewer: Viewer) -> tuple[Report, ...]:
    """Return what was reported, what is open first, then the latest first; at most 200."""
    first = case((reports.c.state == OPEN, 0), else_=1)
    latest = (reports.c.created_at.desc(), reports.c.seq.desc(), reports.c.id)
    query = _reports_query().order_by(first, *latest).limit(LONGEST_LIST)
    async with services.database.reading() as connection:
        await require_admin(connection, viewer)
        return tuple(map(_build, await connection.execute(query)))


async def delete_reported(services: Services, viewer: Viewer, *, report_id: str) -> None:
    """Delete a reported message for everybody, if it is still there; that settles all its reports.

    Conflict where the report is settled.
    """
    known = await _find(services, viewer, report_id)
    where = {"chat": known.chat_id, "seq": known.seq}
    async with administering(
        services, viewer, dangerous=False, chat_id=known.chat_id
    ) as connection:
        await _require_open(connection, known.id)
        deleted = await _blank(connection, **where)
        roster = await _load_roster(connection, known.chat_id)
        eyes = await read_eyes(connection, roster, deleted) if roster else None
        these = (reports.c.chat_id == known.chat_id, reports.c.seq == known.seq)
        settled = update(reports).where(*these, reports.c.state == OPEN)
        await connection.execute(settled.values(state=DELETED))
        await journal.note(services, connection, viewer, "message_deleted", subject=known.sender)
    if roster is not None and eyes is not None:
        announce_changes(services, roster, deleted, eyes)
    await announce_desk(services)


async def dismiss_report(services: Services, viewer: Viewer, *, report_id: str) -> None:
    """Settle a report and do nothing else; Conflict where it is settled."""
    known = await _find(services, viewer, report_id)
    async with administering(services, viewer, dangerous=False) as connection:
        await _require_open(connection, known.id)
        settled = update(reports).where(reports.c.id == known.id)
        await connection.execute(settled.values(state=DISMISSED))
        await journal.note(services, connection, viewer, "report_dismissed", subject=known.sender)
    await announce_desk(services)


def _is_no_matter(row: Row[Any], viewer: Viewer) -> bool:
    return row.sender_id in {viewer.user_id, SERVICE_ID} or row.kind == SERVICE


def _copy(row: Row[Any]) -> dict[str, Any]:
    copied = {name: getattr(row, name) for name in ("chat_id", "seq", "sender_id", "sent_at")}
    held = [ReportedFile(each.kind, each.name) for each in decode_attached(row.attachments)]
    files = msgspec.json.encode(held).decode() if held else None
    return {"id": new_id(), "text": row.text, "files": files, "state": OPEN, **copied}


def _reports_query() -> Any:
    there = (messages.c.chat_id == reports.c.chat_id, messages.c.seq == reports.c.seq)
    is_there = select(messages.c.seq).where(*there, ~messages.c.deleted)
    return (
        select(
            reports,
            reporter.c.username.label("reporter"),
            sender.c.username.label("sender"),
            sender.c.name.label("sender_name"),
            sender.c.standing,
            is_there.scalar_subquery().label("there"),
        )
        .join(reporter, reporter.c.id == reports.c.reporter_id)
        .join(sender, sender.c.id == reports.c.sender_id)
    )


def _build(row: Row[Any]) -> Report:
    return Report(
        id=str(row.id),
        created_at=rfc3339(row.created_at),
        reason=row.reason,
        comment=row.comment,
        state=row.state,
        reporter=row.reporter,
        sender_id=str(row.sender_id),
        sender=row.sender,
        sender_name=row.sender_name,
        disabled=row.standing == "disabled",
        chat_title=row.chat_title,
        text=row.text,
        files=file_decoder.decode(row.files) if row.files else (),
        sent_at=rfc3339(row.sent_at),
        gone=row.there is None,
    )


async def _find(services: Services, viewer: Viewer, report_id: str) -> Row[Any]:
    async with services.database.reading() as connection:
        await require_admin(connection, viewer)
        query = _reports_query().where(reports.c.id == parse_id(report_id, "report_id"))
        row: Row[Any] | None = (await connection.execute(query)).one_or_none()
    if row is None:
        raise NotFound(field="report_id")
    return row


async def _require_open(connection: AsyncConnection, report_id: int) -> None:
    query = select(reports.c.state).where(reports.c.id == report_id)
    if await connection.scalar(query) != OPEN:
        raise Conflict(N_("This report is settled."), field="report_id")


async def _blank(connection: AsyncConnection, *, chat: int, seq: int) -> list[Message]:
    there = (messages.c.chat_id == chat, messages.c.seq == seq, ~messages.c.deleted)
    if await connection.scalar(select(messages.c.seq).where(*there)) is None:
        return []
    return await blank_messages(connection, chat, [seq])


async def _load_roster(connection: AsyncConnection, chat_id: int) -> Roster | None:
    try:
        return await load_roster(connection, chat_id)
    except NotFound:
        return None  # The chat is gone.
