"""What the server tells without being asked, one class an event."""

from typing import Any, ClassVar, Literal

from msgspec import Struct

from messenger.events.objects import (
    Chat,
    Desk,
    Folder,
    Limits,
    Message,
    Role,
    Ticket,
    TicketMessage,
    User,
)


class Pushed(Struct, kw_only=True):
    """The data of one event; `event` is its name on the wire."""

    event: ClassVar[str]


class Hello(Pushed):
    """Directly after a connection becomes authenticated.

    With `two_factor_required` everything is forbidden, and nothing told, until two factors are
    switched on; with `delete_at`, until the account, which is to be deleted then, is kept. `desk`
    is null in both cases.
    """

    event = "hello"
    protocol: int
    user: User
    state: int
    server_time: str
    limits: Limits
    two_factor_required: bool
    delete_at: str | None = None
    desk: Desk | None = None


class MessageNew(Pushed):
    """A message was sent to a chat; its sending connection has it in the reply instead."""

    event = "message.new"
    chat_id: str
    version: int
    message: Message


class MessageUpdated(Pushed):
    """A message was edited, pinned, unpinned or deleted; or a preview of its link came or went."""

    event = "message.updated"
    chat_id: str
    version: int
    message: Message


class MessageHidden(Pushed):
    """Messages were deleted for oneself; to all of one's connections."""

    event = "message.hidden"
    chat_id: str
    seqs: tuple[int, ...]
    state: int


class ChatNew(Pushed):
    """A chat entered the list, as its reader sees it."""

    event = "chat.new"
    chat: Chat
    state: int | None = None


class ChatUpdated(Pushed):
    """Something of a chat changed, as its reader sees it; `state` where it took one."""

    event = "chat.updated"
    chat: Chat
    state: int | None = None


class ChatRemoved(Pushed):
    """A chat left the list."""

    event = "chat.removed"
    chat_id: str
    state: int


class ChatCleared(Pushed):
    """A chat was emptied and stays in the list; its history is what can be read now."""

    event = "chat.cleared"
    chat: Chat
    state: int


class PinsUpdated(Pushed):
    """The pinned chats were put in another order.

    The first has as many for its `pin_order` as there are, the last has 1.
    """

    event = "pins.updated"
    chat_ids: tuple[str, ...]
    state: int


class FoldersUpdated(Pushed):
    """One's folders have changed; these are all of them, in their order."""

    event = "folders.updated"
    folders: tuple[Folder, ...]
    state: int


class RemindersUpdated(Pushed):
    """One's reminders have changed; what they are is read by `reminders.list`."""

    event = "reminders.updated"


class StickersUpdated(Pushed):
    """One's packs, favourites or last stickers have changed; they are read by `stickers.list`."""

    event = "stickers.updated"


class MemberJoined(Pushed):
    """Somebody is in a group now; they are shown as everybody may see them, without a photo."""

    event = "member.joined"
    chat_id: str
    version: int
    user: User
    role: Role
    member_count: int


class MemberLeft(Pushed):
    """Somebody is in a group no more, by their will or another's."""

    event = "member.left"
    chat_id: str
    version: int
    user: User
    role: Role
    member_count: int


class MemberRequested(Pushed):
    """Somebody asks to be let into a group; to those who may add people, and it may be dropped."""

    event = "member.requested"
    chat_id: str
    user: User
    asked_at: str


class Read(Pushed):
    """Somebody has read up to `seq`; in a group to the authors of what was not read before.

    With one's own, a chat marked as unread no longer is. `version` is null in a group and where
    the position is private; `state` is filled for the reader alone. A group's may be dropped: the
    chat has the position too.
    """

    event = "read"
    chat_id: str
    user_id: str
    seq: int
    version: int | None
    state: int | None


class Typing(Pushed):
    """Somebody is typing, or has stopped; it may be dropped and ends by itself after 6 seconds."""

    event = "typing"
    chat_id: str
    user_id: str
    on: bool


class Presence(Pushed):
    """Somebody came or went; it may be dropped."""

    event = "presence"
    user_id: str
    online: bool | None
    last_seen: str | None


class ContactUpdated(Pushed):
    """A contact or block of one's own, or a known person's profile, changed."""

    event = "contact.updated"
    user: User
    state: int


class AccountUpdated(Pushed):
    """One's own profile or settings changed; `markdown` where one chose that anew."""

    event = "account.updated"
    user: User
    state: int
    markdown: bool | None = None


class TicketUpdated(Pushed):
    """A question was asked, answered, read, rated or stands otherwise, as its reader sees it.

    To its person and to all administrators; `message` where something was said.
    """

    event = "ticket.updated"
    ticket: Ticket
    message: TicketMessage | None = None


class DeskUpdated(Pushed):
    """Something else waits at the help desk than before."""

    event = "desk.updated"
    desk: Desk


class SessionRevoked(Pushed):
    """The session of this connection has ended; close code 4401 follows."""

    event = "session.revoked"
    reason: Literal["signed_out", "revoked", "expired"]


class ServerStopping(Pushed):
    """The server goes away; reconnect after so many seconds."""

    event = "server.stopping"
    reconnect_after: float


class Frame(Struct, frozen=True):
    """An event on the wire."""

    event: str
    data: Any


def frame_of(pushed: Pushed) -> Frame:
    """Wrap an event for the wire."""
    return Frame(pushed.event, pushed)
