"""What a person's files take of their room: by kind, by chat, one by one; and making room."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, and_, bindparam, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.actions.attachments import READ_MEDIA, TOGETHER
from messenger.actions.chat_views import visible
from messenger.actions.chats import require_page
from messenger.actions.media_room import MEBIBYTE, OWN_CHARGES, kept_by
from messenger.actions.media_views import build_media
from messenger.actions.messages import MOST_DELETED, delete_messages
from messenger.actions.people import VIEWER
from messenger.actions.sent_stickers import STICKER
from messenger.clock import rfc3339
from messenger.db.tables import attachments, media, members, messages
from messenger.errors import N_, BadRequest, NotFound, TooMany
from messenger.events.objects import Media
from messenger.services import Services

MOST_CHATS = 100
LONGEST_PAGE = 100
MOST_FILES = 200
# A sticker is its pack's, whatever message shows it.
SENT = tuple(kind for kind in TOGETHER if kind != STICKER)


class KindUse(Struct, frozen=True):
    """What one's files of a kind take; `avatar` are photos of people and groups."""

    kind: str
    bytes: int
    count: int


class ChatUse(Struct, frozen=True):
    """What one's files take that were sent to a chat; each counts in the oldest of its chats."""

    chat_id: str
    bytes: int
    count: int


class Usage(Struct, frozen=True):
    """What one's uploads take, in bytes, and of how many; `limit` is null where there is none.

    `kinds` and `incoming` make up the whole; the largest stand first. `chats` has at most a
    hundred: what is in no message that one sees is not in it. While pictures of a photo or a film
    are being made, what they may take counts with it.
    """

    bytes: int
    limit: int | None
    incoming: int
    kinds: tuple[KindUse, ...]
    chats: tuple[ChatUse, ...]


class Place(Struct, frozen=True):
    """A message of one's own that holds a file."""

    chat_id: str
    seq: int
    sent_at: str


class LargeFile(Struct, frozen=True):
    """A file of one's own, for how many bytes it counts, and its messages, the first one first."""

    media: Media
    bytes: int
    places: tuple[Place, ...]


class LargestPage(Struct, frozen=True):
    """A page of one's files, the largest first; `cursor` asks for the next one."""

    files: tuple[LargeFile, ...]
    cursor: str | None


class Removal(Struct, frozen=True):
    """How many messages a deletion takes, and how many files these hold."""

    messages: int
    files: int


class Freed(Struct, frozen=True):
    """How many bytes a deletion has freed, and how many of its files others have forwarded."""

    bytes: int
    still_there: int


BY_KIND = select(
    OWN_CHARGES.c.purpose,
    OWN_CHARGES.c.media_id.is_(None).label("is_incoming"),
    func.sum(OWN_CHARGES.c.bytes).label("bytes"),
).group_by(OWN_CHARGES.c.purpose, OWN_CHARGES.c.media_id.is_(None))
COUNTS = (
    select(media.c.purpose, func.count().label("number"))
    .where(media.c.owner_id == VIEWER)
    .group_by(media.c.purpose)
)
BY_FILE = (
    select(OWN_CHARGES.c.media_id, func.sum(OWN_CHARGES.c.bytes).label("bytes"))
    .where(OWN_CHARGES.c.media_id.is_not(None), OWN_CHARGES.c.purpose.in_(SENT))
    .group_by(OWN_CHARGES.c.media_id)
    .subquery("by_file")
)
IS_MEMBER = and_(members.c.chat_id == attachments.c.chat_id, members.c.user_id == VIEWER)
IS_SEEN = visible(attachments, VIEWER, members.c.cleared_to)
IS_SENT = media.c.purpose.in_(SENT)
SEEN = (
    select(attachments.c.media_id, func.min(attachments.c.chat_id).label("chat_id"))
    .join(media, media.c.id == attachments.c.media_id)
    .join(members, IS_MEMBER)
    .where(media.c.owner_id == VIEWER, IS_SENT, IS_SEEN)
    .group_by(attachments.c.media_id)
    .subquery("seen")
)
BY_CHAT = (
    select(SEEN.c.chat_id, func.sum(BY_FILE.c.bytes).label("bytes"), func.count().label("number"))
    .join(BY_FILE, BY_FILE.c.media_id == SEEN.c.media_id)
    .group_by(SEEN.c.chat_id)
    .order_by(func.sum(BY_FILE.c.bytes).desc(), SEEN.c.chat_id)
    .limit(MOST_CHATS)
)
IS_OWN = and_(
    messages.c.chat_id == attachments.c.chat_id,
    messages.c.seq == attachments.c.seq,
    messages.c.sender_id == VIEWER,
)
HAS_PLACE = exists(
    select(attachments.c.seq)
    .join(members, IS_MEMBER)
    .join(messages, IS_OWN)
    .where(attachments.c.media_id == BY_FILE.c.media_id, IS_SEEN)
    .correlate(BY_FILE)
)
LARGEST = (
    select(BY_FILE.c.media_id, BY_FILE.c.bytes)
    .where(HAS_PLACE)
    .order_by(BY_FILE.c.bytes.desc(), BY_FILE.c.media_id.desc())
)
PLACES = (
    select(attachments.c.media_id, attachments.c.chat_id, attachments.c.seq, messages.c.sent_at)
    .join(media, media.c.id == attachments.c.media_id)
    .join(members, IS_MEMBER)
    .join(messages, IS_OWN)
    .where(
        media.c.id.in_(bindparam("ids", expanding=True)),
        media.c.owner_id == VIEWER,
        IS_SENT,
        IS_SEEN,
    )
    .order_by(messages.c.sent_at, attachments.c.chat_id, attachments.c.seq)
)


async def get_usage(services: Services, viewer: Viewer) -> Usage:
    """Return what the viewer's uploads take: the very sum that their quota is held against."""
    mine = {"viewer": viewer.user_id}
    async with services.database.reading() as connection:
        sums = (await connection.execute(BY_KIND, mine)).all()
        counts = {row.purpose: row.number for row in await connection.execute(COUNTS, mine)}
        chats = (await connection.execute(BY_CHAT, mine)).all()
    kinds = [
        KindUse(row.purpose, int(row.bytes), counts.get(row.purpose, 0))
        for row in sums
        if not row.is_incoming
    ]
    return Usage(
        bytes=sum(int(row.bytes) for row in sums),
        limit=services.settings.storage_per_person * MEBIBYTE or None,
        incoming=sum(int(row.bytes) for row in sums if row.is_incoming),
        kinds=tuple(sorted(kinds, key=lambda each: -each.bytes)),
        chats=tuple(ChatUse(str(row.chat_id), int(row.bytes), row.number) for row in chats),
    )


async def list_largest(
    services: Services, viewer: Viewer, *, limit: int = 50, cursor: str | None = None
) -> LargestPage:
    """List the viewer's files that stand in messages of theirs which they see, in pages.

    NotFound for a cursor that is not one of ours.
    """
    require_page(limit, LONGEST_PAGE)
    query = LARGEST.limit(limit + 1)
    if cursor is not None:
        query = query.where(_after(cursor))
    async with services.database.reading() as connection:
        found = (await connection.execute(query, {"viewer": viewer.user_id})).all()
        page = found[:limit]
        ids = [row.media_id for row in page]
        shown = await _load_media(connection, ids)
        places = await _find_places(connection, viewer, ids)
    files = tuple(
        LargeFile(shown[row.media_id], int(row.bytes), _build_places(places[row.media_id]))
        for row in page
        # Whatever went between one statement and the next is there no more.
        if row.media_id in shown and row.media_id in places
    )
    return LargestPage(files, _write_cursor(page[-1]) if len(found) > limit else None)


async def weigh_files(services: Services, viewer: Viewer, *, media_ids: Sequence[str]) -> Removal:
    """Return what `delete_files` would take with some files; failures as of that."""
    taken = await _require_places(services, viewer, media_ids)
    files: set[int] = set()
    async with services.database.reading() as connection:
        for chat_id, seqs in taken.items():
            held = select(attachments.c.media_id).where(
                attachments.c.chat_id == chat_id, attachments.c.seq.in_(seqs)
            )
            files.update(await connection.scalars(held))
    return Removal(sum(map(len, taken.values())), len(files))


async def delete_files(services: Services, viewer: Viewer, *, media_ids: Sequence[str]) -> Freed:
    """Delete for everybody the viewer's messages that hold some of their files, at most 200.

    NotFound where one is not theirs or in no message of theirs that they see.
    """
    taken = await _require_places(services, viewer, media_ids)
    before = await _sum_up(services, viewer)
    for chat_id, seqs in taken.items():
        for at in range(0, len(seqs), MOST_DELETED):
            some = seqs[at : at + MOST_DELETED]
            await delete_messages(
                services, viewer, chat_id=str(chat_id), seqs=some, for_everyone=True
            )
    chosen = select(func.count()).where(media.c.id.in_(map(int, media_ids)))
    async with services.database.reading() as connection:
        still_there = await connection.scalar(chosen)
    return Freed(max(0, before - await _sum_up(services, viewer)), still_there or 0)


async def _require_places(
    services: Services, viewer: Viewer, media_ids: Sequence[str]
) -> dict[int, list[int]]:
    """Return which messages hold some files, by chat; NotFound where one is held by none."""
    if not media_ids:
        raise BadRequest(N_("Name at least one."), field="media_ids")
    if len(media_ids) > MOST_FILES:
        raise TooMany(field="media_ids", limit=MOST_FILES)
    ids = {parse_id(each, "media_ids") for each in media_ids}
    async with services.database.reading() as connection:
        places = await _find_places(connection, viewer, ids)
    if len(places) < len(ids):
        raise NotFound(field="media_ids")
    taken: dict[int, set[int]] = defaultdict(set)
    for row in (row for rows in places.values() for row in rows):
        taken[row.chat_id].add(row.seq)
    return {chat_id: sorted(seqs) for chat_id, seqs in taken.items()}


async def _find_places(
    connection: AsyncConnection, viewer: Viewer, ids: Collection[int]
) -> dict[int, list[Any]]:
    """Return the messages of the viewer's own that hold some media and that they see."""
    places: dict[int, list[Any]] = {}
    asked = {"viewer": viewer.user_id, "ids": list(ids)}
    for row in await connection.execute(PLACES, asked):
        places.setdefault(row.media_id, []).append(row)
    return places


async def _load_media(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, Media]:
    rows: dict[int, dict[str, Row[Any]]] = {}
    for row in await connection.execute(READ_MEDIA, {"ids": ids}):
        rows.setdefault(row.id, {})[row.label] = row
    return {
        media_id: build_media(next(iter(files.values())), files) for media_id, files in rows.items()
    }


async def _sum_up(services: Services, viewer: Viewer) -> int:
    async with services.database.reading() as connection:
        return await kept_by(connection, viewer)


def _build_places(rows: Iterable[Row[Any]]) -> tuple[Place, ...]:
    return tuple(Place(str(row.chat_id), row.seq, rfc3339(row.sent_at)) for row in rows)


def _write_cursor(row: Any) -> str:
    return f"{row.bytes}-{row.media_id}"


def _after(cursor: str) -> Any:
    size, _, media_id = cursor.partition("-")
    edge = parse_id(size, "cursor"), parse_id(media_id, "cursor")
    smaller = BY_FILE.c.bytes < edge[0]
    return or_(smaller, and_(BY_FILE.c.bytes == edge[0], BY_FILE.c.media_id < edge[1]))
