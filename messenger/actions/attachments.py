"""What is attached to messages: what may be, the rows of it, and its end with the last of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import parse_id
from messenger.actions.media_views import build_media
from messenger.actions.texts import (
    LONGEST_CAPTION,
    LONGEST_MESSAGE,
    clean_caption,
    require_text,
)
from messenger.db.tables import (
    attachments,
    group_photos,
    media,
    media_files,
    photos,
    scheduled_attachments,
    stickers,
)
from messenger.errors import (
    N_,
    BadRequest,
    MessengerError,
    NotFound,
    TooMany,
    UnsupportedMedia,
)
from messenger.events.objects import Media, Message

TEXT, VOICE = "text", "voice"
MOST_ATTACHED = 10
FAILED = "failed"
# What stands in one message together, by its kind: that of the first of them.
TOGETHER: Mapping[str, frozenset[str]] = {
    "photo": frozenset({"photo", "video"}),
    "video": frozenset({"photo", "video"}),
    VOICE: frozenset({VOICE}),
    "file": frozenset({"file"}),
    # By itself, and by the id of the sticker rather than by that of its file.
    "sticker": frozenset(),
}
# A statement names no more than the databases take.
MOST_AT_ONCE = 5_000

READ_MEDIA = (
    select(
        media,
        media_files.c.label,
        media_files.c.size,
    )
    .outerjoin(media_files, media_files.c.media_id == media.c.id)
    .where(media.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(media.c.id)
)
# Whoever drops one, or makes its pictures, waits for what it is attached to, or is waited for.
HOLD_MEDIA = (
    select(media.c.id)
    .where(media.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(media.c.id)
    .with_for_update(read=True, key_share=True)
)
WRITE_ATTACHMENTS = insert(attachments)


def read_content(kind: str, text: str, media_ids: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """Return the text of a message and what is to be attached to it, of both what can be.

    BadRequest for an empty text without media, media in a text or none in anything else; TooLong
    for a text or a caption past its bound, TooMany past ten, or of two voice messages; NotFound
    for what is no id.
    """
    if kind == TEXT and not media_ids:
        return require_text(text, "text", LONGEST_MESSAGE), ()
    if kind == TEXT:
        raise BadRequest(N_("A text holds no files."), field="media_ids")
    if not media_ids:
        raise BadRequest(N_("Name at least one."), field="media_ids")
    most = 1 if kind == VOICE else MOST_ATTACHED
    if len(media_ids) > most:
        raise TooMany(field="media_ids", limit=most)
    ids = tuple(parse_id(each, "media_ids") for each in media_ids)
    if len(set(ids)) < len(ids):
        raise BadRequest(N_("Name each only once."), field="media_ids")
    return clean_caption(text, "text", LONGEST_CAPTION), ids


def reword(text: str, *, holds_media: bool) -> str:
    """Return a new text for a message; what stands under media may be empty, and is shorter."""
    if holds_media:
        return clean_caption(text, "text", LONGEST_CAPTION)
    return require_text(text, "text", LONGEST_MESSAGE)


@dataclass(frozen=True, slots=True)
class Owned:
    """Media, and whose they are."""

    owner_id: int
    shown: Media


class Shelf:
    """The media that some messages are to hold, which stay there until their transaction ends."""

    def __init__(self, owned: Mapping[int, Owned]) -> None:
        self._owned = owned

    @property
    def is_filled(self) -> bool:
        """Whether any message is to hold any."""
        return bool(self._owned)

    @classmethod
    async def read(cls, connection: AsyncConnection, ids: Collection[int]) -> "Shelf":
        """Read them, of all messages at once; chats are locked before."""
        if not ids:
            return EMPTY
        asked = {"ids": sorted(set(ids))}
        if connection.dialect.name == "postgresql":
            # At first and alone: a statement that waits still sees the files as they were before.
            await connection.execute(HOLD_MEDIA, asked)
        rows = (await connection.execute(READ_MEDIA, asked)).all()
        files: dict[int, dict[str, Any]] = {}
        for row in rows:
            files.setdefault(row.id, {})[row.label] = row
        return cls(
            {
                row.id: Owned(row.owner_id, build_media(row, files[row.id]))
                for row in rows
                if row.purpose in TOGETHER
            }
        )

    def refuse(self, sender: int, kind: str, ids: Sequence[int]) -> MessengerError | None:
        """Return with what a message of somebody's own media is refused; None where it is sent."""
        owned = [self._owned.get(each) for each in ids]
        if any(each is None or each.owner_id != sender for each in owned):
            return NotFound(field="media_ids")
        held = self.show(ids)
        if any(each.status == FAILED for each in held):
            return UnsupportedMedia(field="media_ids")
        if kind != held[0].kind:
            return BadRequest(N_("This is not what the files are."), field="kind")
        if any(each.kind not in TOGETHER[kind] for each in held):
            return BadRequest(
                N_("These files cannot stand in one message together."), field="media_ids"
            )
        return None

    def refuse_again(self, ids: Sequence[int]) -> MessengerError | None:
        """Return with what a message is refused that repeats what another holds, or None."""
        gone = any(each not in self._owned for each in ids)
        return NotFound(field="media_ids") if gone else None

    def show(self, ids: Sequence[int]) -> tuple[Media, ...]:
        """Return some of them as they are shown."""
        return tuple(self._owned[each].shown for each in ids)


EMPTY = Shelf({})


async def require_sendable(
    connection: AsyncConnection, sender: int, kind: str, ids: Sequence[int]
) -> None:
    """Raise what a message with media would be refused with; they stay until the end."""
    refusal = (await Shelf.read(connection, ids)).refuse(sender, kind, ids) if ids else None
    if refusal is not None:
        raise refusal


async def attach(connection: AsyncConnection, written: Iterable[Message]) -> None:
    """Write which media some messages hold that were written in this transaction."""
    rows = [
        {
            "chat_id": int(message.chat_id),
            "seq": message.seq,
            "place": place,
            "media_id": int(each.id),
        }
        for message in written
        for place, each in enumerate(message.attachments)
    ]
    if rows:
        await connection.execute(WRITE_ATTACHMENTS, rows)


async def detach(connection: AsyncConnection, *which: Any) -> None:
    """Take media from the messages that a condition on `attachments` names, their chats locked.

    What nothing holds any more is gone with that, and its address leads nowhere.
    """
    gone = delete(attachments).where(*which).returning(attachments.c.media_id)
    await drop_unheld(connection, set(await connection.scalars(gone)))


async def drop_unheld(connection: AsyncConnection, media_ids: Collection[int]) -> None:
    """Drop those of some media that nothing shows any more: no message, no pack, no photo."""
    ordered = sorted(media_ids)
    for at in range(0, len(ordered), MOST_AT_ONCE):
        some = media.c.id.in_(ordered[at : at + MOST_AT_ONCE])
        if connection.dialect.name == "postgresql":
            # Whoever is about to attach one has it by now, which the next statement sees.
            locked = select(media.c.id).where(some).order_by(media.c.id).with_for_update()
            await connection.execute(locked)
        await connection.execute(delete(media).where(some, is_unheld()))


def is_unheld() -> Any:
    """Return the condition that nothing shows a row of `media`, nor is to."""
    holders = (attachments, scheduled_attachments, photos, group_photos, stickers)
    return and_(*(~exists().where(each.c.media_id == media.c.id) for each in holders))
