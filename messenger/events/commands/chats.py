"""Commands about chats and what a member keeps there."""

from messenger.events.commands.command import Command, Id, Seq, Word


class ChatsList(Command):
    """List one's chats, pinned first, then by newest message; at most 200 a page."""

    op = "chats.list"
    limit: int = 100
    cursor: Word | None = None


class ChatsGet(Command):
    """Read one chat."""

    op = "chats.get"
    chat_id: Id


class ChatsOpenDirect(Command):
    """Open the one chat with a person, making it where there is none."""

    op = "chats.open_direct"
    user_id: Id | None = None
    username: Word | None = None


class ChatsOpenSaved(Command):
    """Open the chat with oneself, making it where there is none."""

    op = "chats.open_saved"


class ChatsDelete(Command):
    """Take a chat out of the list and empty it, for oneself or for both."""

    op = "chats.delete"
    chat_id: Id
    for_everyone: bool = False


class ChatsMute(Command):
    """Silence a chat until a time (RFC 3339), or no longer (null)."""

    op = "chats.mute"
    chat_id: Id
    until: Word | None = None


class ChatsPin(Command):
    """Keep a chat at the top of one's list, or no longer."""

    op = "chats.pin"
    chat_id: Id
    on: bool


class ChatsArchive(Command):
    """Put a chat into one's archive, or take it out."""

    op = "chats.archive"
    chat_id: Id
    on: bool


class ChatsSetDraft(Command):
    """Keep an unfinished text with a chat; an empty one removes it."""

    op = "chats.set_draft"
    chat_id: Id
    text: str


class TypingSet(Command):
    """Tell the others online in a chat that one is typing, or has stopped."""

    op = "typing"
    chat_id: Id
    on: bool


class Sync(Command):
    """Ask what has changed since a state and, per chat, a version."""

    op = "sync"
    state: Seq | None = None
    chats: dict[Id, Seq] | None = None
    limit: int = 100
