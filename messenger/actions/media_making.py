"""Pictures that are made after an upload was received, and what messages then show of them."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import load_roster
from messenger.actions.media import FAILED, READY, part_name
from messenger.actions.media_pictures import Made, make_photo, make_poster
from messenger.actions.media_room import PROCESSING
from messenger.actions.media_views import build_media, encode_attached
from messenger.actions.message_changes import (
    Eyes,
    announce_changes,
    read_eyes,
    rewrite_messages,
)
from messenger.actions.states import lock_chat
from messenger.db.tables import attachments, media, media_files
from messenger.errors import NotFound
from messenger.events.objects import Media, Message
from messenger.events.rosters import Roster
from messenger.services import Services

VIDEO = "video"
MOST_FAILURES = 5
HOUR = 3_600_000

WANTED = tuple(media.c[name] for name in ("id", "purpose", "mime", "duration", "width", "height"))
MAKING: dict[str, Callable[[Services, Row[Any]], Awaitable[Made]]] = {
    "photo": make_photo,
    VIDEO: make_poster,
}

# What is told of the messages of a chat.
Told = tuple[Roster, list[Message], Eyes]


async def take_up_making(services: Services) -> None:
    """Begin anew what a stop or a kill has cut short; what was lost with it has failed."""
    query = select(*WANTED, media.c.created_at).where(media.c.status == PROCESSING)
    async with services.database.reading() as connection:
        rows = (await connection.execute(query.order_by(media.c.id))).all()
    for row in rows:
        # A video lies among the contents already.
        if row.purpose == VIDEO or services.parts.path(part_name(row.id)).exists():
            services.makings.wish(row.id)
        elif _is_lost(services, row.created_at):
            await _settle(services, row.id, Made({"status": FAILED}))


def _is_lost(services: Services, created_at: int) -> bool:
    # The folder of another process may have it, or it has just made it.
    alone = not services.settings.database_url
    return alone or created_at < services.clock.now() - HOUR


async def make_next_pictures(services: Services) -> bool:
    """Make the pictures of what has waited for longest; False where nothing waits."""
    with services.makings.take() as taken:
        if taken is None:
            return False
        media_id, failures = taken
        row = await _find(services, media_id)
        if row is not None:
            given_up = failures >= MOST_FAILURES
            made = _give_up(row) if given_up else await MAKING[row.purpose](services, row)
            await _settle(services, media_id, made)
        await services.parts.remove(part_name(media_id))
    return True


async def _find(services: Services, media_id: int) -> Row[Any] | None:
    query = select(*WANTED).where(media.c.id == media_id, media.c.status == PROCESSING)
    async with services.database.reading() as connection:
        row: Row[Any] | None = (await connection.execute(query)).one_or_none()
    return row


def _give_up(row: Row[Any]) -> Made:
    return Made({"status": READY if row.purpose == VIDEO else FAILED})


async def _settle(services: Services, media_id: int, made: Made) -> None:
    """Write what has become of an upload, also into all messages that hold it, and tell of it."""
    told: list[Told] | None = None
    while told is None:
        async with services.database.reading() as connection:
            held = await _holding(connection, media_id)
        async with services.database.writing() as connection:
            for chat_id in sorted(held):
                await lock_chat(connection, chat_id)
            told = await _write(connection, media_id, made, set(held))
    for roster, changed, eyes in told:
        announce_changes(services, roster, changed, eyes)


async def _write(
    connection: AsyncConnection, media_id: int, made: Made, locked: set[int]
) -> list[Told] | None:
    """Write it, unless it is gone or settled; None where a chat holds it that is not locked."""
    # Who is attaching it has done so once this is locked, and who comes later reads what is new.
    this = select(media.c.id).where(media.c.id == media_id, media.c.status == PROCESSING)
    if await connection.scalar(this.with_for_update()) is None:
        return []
    held = await _holding(connection, media_id)
    if not locked.issuperset(held):
        return None
    if made.files:
        await connection.execute(insert(media_files), made.files)
    changed = update(media).where(media.c.id == media_id).values(**made.columns)
    await connection.execute(changed)
    told = [await _rewrite(connection, chat_id, seqs) for chat_id, seqs in held.items()]
    return [each for each in told if each is not None]


async def _holding(connection: AsyncConnection, media_id: int) -> dict[int, list[int]]:
    """Return which messages of which chats hold a file."""
    query = select(attachments.c.chat_id, attachments.c.seq).where(
        attachments.c.media_id == media_id
    )
    held: dict[int, list[int]] = {}
    for row in await connection.execute(query.order_by(attachments.c.chat_id, attachments.c.seq)):
        held.setdefault(row.chat_id, []).append(row.seq)
    return held


async def _rewrite(connection: AsyncConnection, chat_id: int, seqs: list[int]) -> Told | None:
    changed: list[Message] = []
    for seq in seqs:
        attached = encode_attached(await _read_attached(connection, chat_id, seq))
        changed += await rewrite_messages(connection, chat_id, [seq], attachments=attached)
    try:
        roster = await load_roster(connection, chat_id)
    except NotFound:
        return None  # Everybody has left it.
    return roster, changed, await read_eyes(connection, roster, changed)


async def _read_attached(connection: AsyncConnection, chat_id: int, seq: int) -> list[Media]:
    """Read what a message holds, as it is by now."""
    query = (
        select(media, media_files.c.label, media_files.c.size)
        .join(attachments, attachments.c.media_id == media.c.id)
        .outerjoin(media_files, media_files.c.media_id == media.c.id)
        .where(attachments.c.chat_id == chat_id, attachments.c.seq == seq)
        .order_by(attachments.c.place)
    )
    rows: dict[int, Row[Any]] = {}
    files: dict[int, dict[str, Row[Any]]] = {}
    for row in await connection.execute(query):
        rows[row.id] = row
        files.setdefault(row.id, {})[row.label] = row
    return [build_media(row, files[key]) for key, row in rows.items()]
