"""The objects of the protocol, as every reply and event carries them."""

from typing import Literal, get_args

from msgspec import Struct

EVERYONE, CONTACTS, NOBODY = "everyone", "contacts", "nobody"
Audience = Literal["everyone", "contacts", "nobody"]
# The privacy rules from which single people can be excepted.
Rule = Literal["messages", "last_seen", "photo", "email", "groups"]
RULES: tuple[Rule, ...] = get_args(Rule)
Registration = Literal["open", "invite", "approval", "closed"]
Role = Literal["owner", "admin", "member", "read_only"]
OWNER, ADMIN, MEMBER, READ_ONLY = get_args(Role)
# What somebody may do in a group: `remove` people, give `roles`, `delete` what others wrote,
# `edit` what the group is called, and `own` it, which is the rest.
Right = Literal[
    "write",
    "add",
    "invite",
    "edit",
    "pin",
    "delete",
    "remove",
    "roles",
    "settings",
    "mention_all",
    "own",
]
MediaKind = Literal["photo", "video", "voice", "file", "sticker"]
MediaStatus = Literal["processing", "ready", "failed"]
ServiceType = Literal[
    "created",
    "joined",
    "left",
    "added",
    "removed",
    "renamed",
    "photo_changed",
    "role_changed",
    "owner_changed",
    "pinned",
]
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


class Service(Struct, frozen=True, omit_defaults=True):
    """What a message of the kind `service` says: what its sender did, to whom, and to what.

    `seq` names the message that was pinned: what it says is read there, by those who see it.
    """

    type: ServiceType
    users: tuple[str, ...] = ()
    title: str | None = None
    role: Role | None = None
    seq: int | None = None


class Forwarded(Struct, frozen=True):
    """Who first wrote what somebody forwarded, called as then; no name once the account is gone."""

    user_id: str
    name: str


class ReplyTo(Struct, frozen=True):
    """What a message replies to, in the same chat, and how it begins; `deleted` where it is gone.

    `kind` is that of the message: media may have no words, files then begin with their names.
    `thumbnail_url` shows the first of its photos or videos, where there is a picture of it.
    To whoever may not see it, it looks deleted and nobody's.
    """

    seq: int
    sender_id: str
    excerpt: str
    deleted: bool = False
    kind: str = "text"
    thumbnail_url: str | None = None


class Reaction(Struct, frozen=True):
    """How many have reacted to a message with an emoji, and whether its reader is one of them."""

    emoji: str
    count: int
    mine: bool


class PreviewImage(Struct, frozen=True):
    """The picture of a page, made anew by this server and kept by it."""

    url: str
    width: int
    height: int


class Preview(Struct, frozen=True):
    """What the first link of a message leads to, as the page there says; `url` is that link."""

    url: str
    site: str
    title: str
    description: str
    image: PreviewImage | None = None


class Media(Struct, frozen=True):
    """A file that was uploaded, for those who see a message with it, and for its owner.

    `size` is in bytes and that of the file at `url`; `width` and `height` in pixels, upright;
    `duration` in seconds. `preview` is a data: URL of a picture of a few pixels, to be drawn until
    the file is there; `waveform` has up to 100 loudnesses of a voice message from 0 to 255.
    While `status` is `processing` there is nothing at `url` yet.
    """

    id: str
    kind: MediaKind
    name: str
    mime: str
    size: int
    width: int | None
    height: int | None
    duration: float | None
    url: str
    thumbnail_url: str | None
    preview: str | None
    status: MediaStatus
    waveform: tuple[int, ...] | None = None


class Sticker(Struct, frozen=True):
    """A picture that says something by itself; `pack` is the code of its pack.

    `width` and `height` are in pixels, at most 512.
    """

    id: str
    pack: str
    emoji: str
    url: str
    mime: str
    width: int
    height: int


class StickerPack(Struct, frozen=True):
    """Stickers that belong together, in their order; whoever knows its code may have it.

    `own` where the reader made it, `installed` where it is among theirs; one that is `built_in` is
    everybody's. `url` is the link to it.
    """

    code: str
    title: str
    url: str
    own: bool
    installed: bool
    built_in: bool
    stickers: tuple[Sticker, ...]


class Stickers(Struct, frozen=True):
    """The packs that a person has, in their order; what was sent last, and what is kept at hand."""

    packs: tuple[StickerPack, ...]
    recent: tuple[Sticker, ...]
    favourites: tuple[Sticker, ...]


class Message(Struct, frozen=True):
    """One message; `client_id` is filled for its sender only.

    `attachments` are what it holds, in their order; `text` is what stands under them then.
    `reply_to` where it is a reply; `reactions` in the order in which each first came;
    `forwarded_from` where it repeats somebody's words and tells whose; `mentions_all` where it
    names everybody; `service` in messages of that kind alone; `pinned` for all who are in the chat;
    `silent` where it is to be told of without a sound. `preview` comes a moment after the message
    where there is one.
    """

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
    attachments: tuple[Media, ...] = ()
    sticker: Sticker | None = None
    reply_to: ReplyTo | None = None
    forwarded_from: Forwarded | None = None
    reactions: tuple[Reaction, ...] = ()
    mentions: tuple[str, ...] = ()
    mentions_all: bool = False
    service: Service | None = None
    pinned: bool = False
    preview: Preview | None = None
    silent: bool = False


class Scheduled(Struct, frozen=True):
    """A message that is to be sent later; `failed` says why it could not be, by an error's code."""

    chat_id: str
    client_id: str
    kind: str
    text: str
    format: str
    attachments: tuple[Media, ...]
    silent: bool
    reply_to: int | None
    send_at: str
    failed: str | None


class Reminder(Struct, frozen=True):
    """When somebody is to be told of a message; `text` is null where they do not see it any more.

    Then nothing is known of who wrote it and of which kind it is either. Files without words are
    told by their names.
    """

    chat_id: str
    seq: int
    remind_at: str
    sender_id: str | None
    kind: str | None
    text: str | None


class GroupSettings(Struct, frozen=True):
    """How a group is: who joins sees earlier messages or not, who writes, and who may do what."""

    history_for_newcomers: bool
    announcement: bool
    member_rights: tuple[Right, ...]
    admin_rights: tuple[Right, ...]


class Chat(Struct, frozen=True):
    """A chat as one of its members sees it; `settings` of a group, `rights` of its reader there.

    Of the pinned ones that with the highest `pin_order` stands first. `scheduled` counts what its
    reader has scheduled there.
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
    description: str = ""
    settings: GroupSettings | None = None
    rights: tuple[Right, ...] = ()
    scheduled: int = 0


class Member(Struct, frozen=True):
    """Somebody in a group."""

    user: User
    role: Role
    joined_at: str


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


class PrivacyRules(Struct, frozen=True):
    """Who may write to a person, find them, add them to groups, and see what of them.

    With `link_previews` the server looks where the links lead that the person sends, if its
    administrators let it.
    """

    messages: Literal["everyone", "contacts"]
    find: Literal["everyone", "contacts_of_contacts", "nobody"]
    last_seen: Audience
    photo: Audience
    read_receipts: bool
    email: Audience
    groups: Audience
    link_previews: bool


class PrivacyChange(Struct, frozen=True, forbid_unknown_fields=True):
    """The privacy rules that a person wants otherwise; what is absent stays."""

    messages: Literal["everyone", "contacts"] | None = None
    find: Literal["everyone", "contacts_of_contacts", "nobody"] | None = None
    last_seen: Audience | None = None
    photo: Audience | None = None
    read_receipts: bool | None = None
    email: Audience | None = None
    groups: Audience | None = None
    link_previews: bool | None = None


class PrivacyException(Struct, frozen=True):
    """A person for whom a privacy rule does not hold: let always, or never."""

    rule: Rule
    user: User
    allow: bool


class Reacted(Struct, frozen=True):
    """Somebody's reaction to a message."""

    user: User
    emoji: str
    reacted_at: str


class Wording(Struct, frozen=True):
    """What a message said from a moment on, until it was edited again."""

    text: str
    format: str
    written_at: str


class Limits(Struct, frozen=True):
    """The bounds that a client should know before it meets them.

    `caption` of the text under media, `album` of how many stand in one message, `upload_bytes` of a
    file.
    """

    text: int
    frame: int
    page: int
    delete: int
    bio: int
    name: int
    caption: int
    album: int
    upload_bytes: int


class Ticket(Struct, frozen=True):
    """A question to the administrators; `state` is new, in_work, waiting or closed.

    `unread` where the other side has written since its reader's side looked.
    """

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
    unread: bool = False


class TicketMessage(Struct, frozen=True):
    """What was said about a question; `is_answer` for an administrator's word.

    `client_id` is filled for its sender only.
    """

    id: str
    name: str
    is_answer: bool
    text: str
    sent_at: str
    client_id: str | None = None


class Desk(Struct, frozen=True):
    """What waits for a person at the help desk: questions of theirs with an unread answer.

    For administrators also the questions that are new, the accounts that wait for approval and the
    reports that are open, of everybody; null for others.
    """

    answers: int
    questions: int | None = None
    accounts: int | None = None
    reports: int | None = None
