"""The objects of the protocol, as every reply and event carries them."""

from typing import Any, Literal, get_args

from msgspec import Struct

EVERYONE, CONTACTS, NOBODY = "everyone", "contacts", "nobody"
Audience = Literal["everyone", "contacts", "nobody"]
# The privacy rules from which single people can be excepted.
Rule = Literal["messages", "last_seen", "photo", "email", "groups"]
RULES: tuple[Rule, ...] = get_args(Rule)
Registration = Literal["open", "invite", "approval", "closed"]
ACTIVE, WAITING, DISABLED = "active", "waiting", "disabled"


class User(Struct, frozen=True):
    """A person as one viewer may see them; `online`, `email`: null where hidden by privacy.

    Of a `deleted` account nothing is left but its id.
    """

    id: str
    username: str
    name: str
    avatar: str | None
    bio: str
    online: bool | None
    last_seen: str | None
    is_contact: bool
    is_blocked: bool
    email: str | None = None
    deleted: bool = False


class Message(Struct, frozen=True):
    """One message; `client_id` is filled for its sender only."""

    chat_id: str
    seq: int
    client_id: str | None
    sender_id: str
    kind: str
    text: str
    format: str
    sent_at: str
    edited_at: str | None
    deleted: bool
    version: int
    attachments: tuple[Any, ...] = ()
    sticker: None = None
    reply_to: None = None
    forwarded_from: None = None
    reactions: tuple[Any, ...] = ()
    mentions: tuple[str, ...] = ()


class Chat(Struct, frozen=True):
    """A chat as one of its members sees it.

    Of the pinned ones that with the highest `pin_order` stands first.
    """

    id: str
    kind: str
    title: str
    avatar: str | None
    peer: User | None
    member_count: int
    role: str
    last_message: Message | None
    last_seq: int
    read_seq: int
    peer_read_seq: int
    unread: int
    mentions: int
    muted_until: str | None
    pinned: bool
    pin_order: int
    archived: bool
    marked_unread: bool
    draft: str | None
    version: int


class Folder(Struct, frozen=True):
    """Chats that a person looks at together: those named, and those that a rule lets in.

    `contacts`, `non_contacts` and `groups` let in chats of that kind that are not archived,
    but with `unread_only` no read one, and with `without_muted` no muted one.
    """

    id: str
    title: str
    chat_ids: tuple[str, ...]
    contacts: bool
    non_contacts: bool
    groups: bool
    unread_only: bool
    without_muted: bool


class Media(Struct, frozen=True):
    """A file that was uploaded, as its owner is told of it; `size` is that of the one at `url`."""

    id: str
    kind: Literal["photo"]
    name: str
    mime: str
    size: int
    width: int
    height: int
    duration: None
    url: str
    thumbnail_url: str
    preview: None
    status: Literal["ready"]


class PrivacyRules(Struct, frozen=True):
    """Who may write to a person, find them, add them to groups, and see what of them."""

    messages: Literal["everyone", "contacts"]
    find: Literal["everyone", "contacts_of_contacts", "nobody"]
    last_seen: Audience
    photo: Audience
    read_receipts: bool
    email: Audience
    groups: Audience


class PrivacyChange(Struct, frozen=True, forbid_unknown_fields=True):
    """The privacy rules that a person wants otherwise; what is absent stays."""

    messages: Literal["everyone", "contacts"] | None = None
    find: Literal["everyone", "contacts_of_contacts", "nobody"] | None = None
    last_seen: Audience | None = None
    photo: Audience | None = None
    read_receipts: bool | None = None
    email: Audience | None = None
    groups: Audience | None = None


class PrivacyException(Struct, frozen=True):
    """A person for whom a privacy rule does not hold: let always, or never."""

    rule: Rule
    user: User
    allow: bool


class Limits(Struct, frozen=True):
    """The bounds that a client should know before it meets them."""

    text: int
    frame: int
    page: int
    delete: int
    bio: int
    name: int


class Ticket(Struct, frozen=True):
    """A question to the administrators; `state` is new, in_work, waiting or closed."""

    id: str
    user_id: str
    username: str
    name: str
    subject: str
    state: str
    created_at: str
    changed_at: str
    rating: int | None
    rating_text: str


class TicketMessage(Struct, frozen=True):
    """What was said about a question; `is_answer` for an administrator's word."""

    id: str
    name: str
    is_answer: bool
    text: str
    sent_at: str
