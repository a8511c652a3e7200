"""Commands about messages."""

from typing import Literal
from uuid import UUID

from messenger.events.commands.command import Command, Id, MessageKind, Seq, Word


class MessagesSend(Command):
    """Send a text or media; the same client_id again returns the first and stores nothing.

    `media_ids` names what the sender has uploaded: photos and videos together, files, or one voice
    message; `kind` is that of the first, and `text` what stands under them, if anything.
    A `sticker` has a `sticker_id` and no text; it says its emoji to those who draw no stickers.
    Without `preview` nobody looks where its links lead.
    A `silent` one is unread as any, but makes neither sound nor notification where it arrives.
    """

    op = "messages.send"
    chat_id: Id
    client_id: UUID
    kind: MessageKind | Literal["sticker"]
    text: str
    media_ids: tuple[Id, ...] = ()
    sticker_id: Id | None = None
    format: Literal["plain", "markdown"] = "plain"
    reply_to: Seq | None = None
    preview: bool = True
    silent: bool = False


class MessagesHistory(Command):
    """Read a page before, after or around a seq, or around a time, else the newest one."""

    op = "messages.history"
    chat_id: Id
    before: Seq | None = None
    after: Seq | None = None
    around: Seq | None = None
    at: Word | None = None
    limit: int = 50


class MessagesEdit(Command):
    """Change the text of one's own message, or what stands under its media.

    Without a format it keeps its own.
    """

    op = "messages.edit"
    chat_id: Id
    seq: Seq
    text: str
    format: Literal["plain", "markdown"] | None = None


class MessagesDelete(Command):
    """Delete messages for oneself, or one's own for everyone; at most 100."""

    op = "messages.delete"
    chat_id: Id
    seqs: list[Seq]
    for_everyone: bool


class MessagesForward(Command):
    """Say messages once more in other chats; at most 100 of them in 10 chats.

    `client_ids` has one for each, all of the first chat, then all of the second, and so on: each is
    stored once, and the same again returns the first messages. They tell whose words they are,
    unless `hide_author`.
    """

    op = "messages.forward"
    from_chat_id: Id
    seqs: list[Seq]
    to_chat_ids: list[Id]
    client_ids: list[UUID]
    hide_author: bool = False


class MessagesReact(Command):
    """React to a message with an emoji, or take that back; at most 20 kinds a message."""

    op = "messages.react"
    chat_id: Id
    seq: Seq
    emoji: Word
    on: bool


class MessagesReactions(Command):
    """Read who has reacted to a message, the latest first; at most 100."""

    op = "messages.reactions"
    chat_id: Id
    seq: Seq
    emoji: Word | None = None
    cursor: Word | None = None
    limit: int = 50


class MessagesEdits(Command):
    """Read what a message said before it was edited, and what it says now, the oldest first."""

    op = "messages.edits"
    chat_id: Id
    seq: Seq


class MessagesRemovePreview(Command):
    """Take the preview of a link from a message for all who see it, and let none be made again.

    From one's own, or in a group with the right `delete`.
    """

    op = "messages.remove_preview"
    chat_id: Id
    seq: Seq


class MessagesPin(Command):
    """Pin a message for all who are in the chat, or unpin it; at most 100 a chat."""

    op = "messages.pin"
    chat_id: Id
    seq: Seq
    on: bool


class MessagesPinned(Command):
    """Read the pinned messages of a chat, the newest message first."""

    op = "messages.pinned"
    chat_id: Id


class MessagesUnpinAll(Command):
    """Unpin all messages of a chat that one sees."""

    op = "messages.unpin_all"
    chat_id: Id


class MessagesSearch(Command):
    """Find messages by their words, in all chats or in one, the newest first; at most 50.

    Forms of Russian and English words are found by one another, words by their beginning, and what
    was typed in the other layout. `after` and `before` are times, the first of them included;
    `before` may be the cursor of a page, too. Without a query a sender or a kind must be named, or
    nothing is found; `link` is every message with a link, the other kinds are those of media that
    a message holds. A file is found by its name, too.
    """

    op = "messages.search"
    query: Word = ""
    chat_id: Id | None = None
    sender_id: Id | None = None
    kind: Literal["link", "photo", "video", "voice", "file"] | None = None
    after: Word | None = None
    before: Word | None = None
    limit: int = 20


class MessagesRead(Command):
    """Say up to which seq one has read; it never moves back."""

    op = "messages.read"
    chat_id: Id
    seq: Seq
