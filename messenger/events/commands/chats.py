"""Commands about chats and what a member keeps there."""

from uuid import UUID

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
    """Take a chat out of the list and empty it, for oneself or for both.

    With `up_to` what came after that seq stays, and the chat with it.
    """

    op = "chats.delete"
    chat_id: Id
    for_everyone: bool = False
    up_to: Seq | None = None


class ChatsClear(Command):
    """Empty a chat that stays in the list, for oneself or for both."""

    op = "chats.clear"
    chat_id: Id
    for_everyone: bool = False
    up_to: Seq | None = None


class ChatsMute(Command):
    """Silence a chat until a time (RFC 3339), or no longer (null)."""

    op = "chats.mute"
    chat_id: Id
    until: Word | None = None


class ChatsPin(Command):
    """Keep a chat above all others in one's list, and out of the archive, or no longer."""

    op = "chats.pin"
    chat_id: Id
    on: bool


class ChatsOrderPins(Command):
    """Put the pinned chats in an order; those not named stay above."""

    op = "chats.order_pins"
    chat_ids: list[Id]


class ChatsArchive(Command):
    """Put a chat into one's archive, pinned no longer, or take it out.

    A message of somebody else's takes it out by itself, unless it is muted.
    """

    op = "chats.archive"
    chat_id: Id
    on: bool


class ChatsMarkUnread(Command):
    """Mark a chat as unread, though one has read it, or no longer; reading ends that too."""

    op = "chats.mark_unread"
    chat_id: Id
    on: bool


class ChatsSetDraft(Command):
    """Keep an unfinished text with a chat; an empty one removes it."""

    op = "chats.set_draft"
    chat_id: Id
    text: str


class FoldersList(Command):
    """List one's folders in their order."""

    op = "folders.list"


class FoldersSet(Command):
    """Make a folder of an id (a UUID) of the client's, or give it another content."""

    op = "folders.set"
    folder_id: UUID
    title: str
    chat_ids: tuple[Id, ...] = ()
    contacts: bool = False
    non_contacts: bool = False
    groups: bool = False
    unread_only: bool = False
    without_muted: bool = False


class FoldersKeepChat(Command):
    """Name one more chat in a folder, or no longer."""

    op = "folders.keep_chat"
    folder_id: UUID
    chat_id: Id
    on: bool


class FoldersOrder(Command):
    """Put the folders in an order; those not named come after."""

    op = "folders.order"
    folder_ids: list[UUID]


class FoldersDelete(Command):
    """Forget a folder; its chats stay."""

    op = "folders.delete"
    folder_id: UUID


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
