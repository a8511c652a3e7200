"""Messages as the wire has them: one builder for history, live and sync."""

from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Row, Select, and_, case, func, null, select

from messenger.actions.media_views import decode_attached, file_names
from messenger.clock import rfc3339
from messenger.db.ids import write_uuid
from messenger.db.tables import messages, reactions
from messenger.events.objects import (
    Forwarded,
    Media,
    Message,
    Preview,
    Reaction,
    ReplyTo,
    Service,
    Sticker,
)
from messenger.markdown.words import plain_words

SERVICE = "service"
MARKDOWN, PLAIN = "markdown", "plain"
EVERYBODY = "*"
VEILED = "0"
LONGEST_EXCERPT = 160
# No text is so much of spaces that its beginning is not found in so much of it.
LOOKED_AT = 4 * LONGEST_EXCERPT
service_decoder = msgspec.json.Decoder(Service)
preview_decoder = msgspec.json.Decoder(Preview)
sticker_decoder = msgspec.json.Decoder(Sticker)
mention_decoder = msgspec.json.Decoder(tuple[str, ...])
count_decoder = msgspec.json.Decoder(dict[str, int])
original = messages.alias("original")
# Not those by which messages are found: nobody reads them.
FINDING = {"term_id", "terms", "created_version"}
COLUMNS = tuple(column for column in messages.c if column.name not in FINDING)
# Of the message that is replied to.
ORIGINAL = tuple(
    original.c[name].label(f"original_{name}")
    for name in ("sender_id", "kind", "text", "format", "attachments", "deleted")
)
# What is left of a deleted message.
BLANK: dict[str, Any] = {
    "text": "",
    "deleted": True,
    **dict.fromkeys(("mentions", "service", "pinned_at", "forwarded_id", "forwarded_name")),
    **dict.fromkeys(("reply_seq", "reactions", "attachments", "sticker")),
    **dict.fromkeys(("term_id", "terms", "preview", "preview_id")),
}
# Of a message that has just been written, and that neither replies nor was reacted to.
WRITTEN = (
    *COLUMNS,
    *(null().label(column.name) for column in ORIGINAL),
    null().label("own_reactions"),
)


def seen_by(viewer: Any, table: Any = messages) -> tuple[Any, ...]:
    """Return what `build_message` needs of the messages of a table, as a viewer sees them."""
    own = (
        select(func.aggregate_strings(reactions.c.emoji, " "))
        .where(
            reactions.c.chat_id == table.c.chat_id,
            reactions.c.seq == table.c.seq,
            reactions.c.user_id == viewer,
        )
        .correlate_except(reactions)
        .scalar_subquery()
    )
    # Few messages have any.
    kinds = case((table.c.reactions.is_(None), null()), else_=own).label("own_reactions")
    return (*(table.c[column.name] for column in COLUMNS), *ORIGINAL, kinds)


def replied_to(table: Any = messages, cleared_to: Any = 0) -> Any:
    """Return the condition that joins `original`, for a member who sees nothing up to a seq."""
    return and_(
        original.c.chat_id == table.c.chat_id,
        original.c.seq == table.c.reply_seq,
        original.c.seq > cleared_to,
    )


def with_originals(query: Select[Any], cleared_to: Any = 0) -> Select[Any]:
    """Join to messages what they reply to, as far as it may be seen."""
    return query.outerjoin(original, replied_to(cleared_to=cleared_to))


# Messages as whoever sees all of them is told of them.
TOLD = with_originals(
    select(*COLUMNS, *ORIGINAL, null().label("own_reactions")).select_from(messages)
)


def build_message(row: Row[Any], *, own: bool = True) -> Message:
    """Build a message, with its client_id where it is shown to its sender."""
    named, everybody = read_mentions(row.mentions)
    return Message(
        chat_id=str(row.chat_id),
        seq=row.seq,
        client_id=write_uuid(row.client_id) if own and row.kind != SERVICE else None,
        sender_id=str(row.sender_id),
        kind=row.kind,
        text=row.text,
        format=row.format,
        sent_at=rfc3339(row.sent_at),
        edited_at=rfc3339(row.edited_at) if row.edited_at is not None else None,
        deleted=row.deleted,
        version=row.version,
        attachments=decode_attached(row.attachments) if row.attachments else (),
        sticker=sticker_decoder.decode(row.sticker) if row.sticker else None,
        reply_to=_build_reply_to(row) if row.reply_seq is not None else None,
        forwarded_from=build_forwarded(row),
        reactions=_build_reactions(row) if row.reactions else (),
        mentions=named,
        mentions_all=everybody,
        service=service_decoder.decode(row.service) if row.service else None,
        pinned=row.pinned_at is not None,
        preview=preview_decoder.decode(row.preview) if row.preview else None,
        silent=row.silent,
    )


def build_forwarded(row: Row[Any]) -> Forwarded | None:
    """Build whose words a message repeats; None where it repeats none, or does not tell."""
    if row.forwarded_id is None:
        return None
    return Forwarded(user_id=str(row.forwarded_id), name=row.forwarded_name)


def _build_reply_to(row: Row[Any]) -> ReplyTo:
    if row.original_sender_id is None:
        return unseen_original(row.reply_seq)
    return build_reply_to(
        row.reply_seq,
        row.original_sender_id,
        row.original_kind,
        excerpt(row.original_text, row.original_format),
        decode_attached(row.original_attachments),
        deleted=row.original_deleted,
    )


def build_reply_to(
    seq: int,
    sender_id: int,
    kind: str,
    beginning: str,
    attached: tuple[Media, ...],
    *,
    deleted: bool,
) -> ReplyTo:
    """Build what a reply tells of the message that it is to."""
    if not attached:
        return ReplyTo(seq, str(sender_id), beginning, deleted, kind)
    words = beginning or excerpt(", ".join(file_names(attached)), PLAIN)
    return ReplyTo(seq, str(sender_id), words, deleted, kind, attached[0].thumbnail_url)


def unseen_original(seq: int) -> ReplyTo:
    """Return what a reply tells of a message to those who may not see it."""
    return ReplyTo(seq, VEILED, "", deleted=True)


def excerpt(text: str, kind: str) -> str:
    """Return how the words of a text begin, in one line; `kind` is its format."""
    words = plain_words(text) if kind == MARKDOWN else text
    line = " ".join(words[:LOOKED_AT].split())
    if len(line) <= LONGEST_EXCERPT:
        return line
    return line[: LONGEST_EXCERPT - 1].rstrip() + "…"


def _build_reactions(row: Row[Any]) -> tuple[Reaction, ...]:
    own = frozenset((row.own_reactions or "").split())
    return tuple(
        Reaction(emoji, count, emoji in own)
        for emoji, count in count_decoder.decode(row.reactions).items()
    )


def read_mentions(text: str | None) -> tuple[tuple[str, ...], bool]:
    """Return whom the column of mentions names, and whether it names everybody."""
    if not text:
        return (), False
    listed = mention_decoder.decode(text)
    return tuple(each for each in listed if each != EVERYBODY), EVERYBODY in listed


def encode_sticker(sticker: Sticker) -> str:
    """Return what the column of a message keeps of the sticker that it is."""
    return msgspec.json.encode(sticker).decode()


def without_client_id(message: Message) -> Message:
    """Return a message as everyone but its sender sees it."""
    return replace(message, client_id=None)


def veil(message: Message) -> Message:
    """Return what somebody hears of a message that they may not see: that it is there."""
    return Message(
        chat_id=message.chat_id,
        seq=message.seq,
        client_id=None,
        sender_id=VEILED,
        kind="text",
        text="",
        format="plain",
        sent_at=message.sent_at,
        edited_at=None,
        deleted=True,
        version=message.version,
    )


def message_for(viewer_id: int, row: Row[Any]) -> Message:
    """Build a message as one viewer sees it."""
    return build_message(row, own=row.sender_id == viewer_id)
