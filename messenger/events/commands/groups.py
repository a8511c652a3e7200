"""Commands about groups, who is in them, and how people come in."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from messenger.events.commands.command import Command, Id, Seq, Word
from messenger.events.objects import Right, Role

Positive = Annotated[int, Meta(ge=1, le=2**31 - 1)]


class ChatsCreateGroup(Command):
    """Make a group; who may not be added is named in the reply, and the rest is there.

    The same client_id again returns the first group and makes nothing.
    """

    op = "chats.create_group"
    title: str
    member_ids: tuple[Id, ...] = ()
    description: str = ""
    avatar: Id | None = None
    announcement: bool = False
    history_for_newcomers: bool = True
    client_id: UUID | None = None


class ChatsUpdate(Command):
    """Change what a group is called and how it is; what is absent stays."""

    op = "chats.update"
    chat_id: Id
    title: str | None = None
    description: str | None = None
    avatar: Id | None = None
    announcement: bool | None = None
    history_for_newcomers: bool | None = None
    member_rights: list[Right] | None = None
    admin_rights: list[Right] | None = None


class ChatsLeave(Command):
    """Leave a group; an owner's goes to the administrator, else the member, longest there."""

    op = "chats.leave"
    chat_id: Id


class ChatsMentions(Command):
    """List which unread messages of a chat name oneself, by seq, the oldest first."""

    op = "chats.mentions"
    chat_id: Id
    after: Seq = 0
    limit: int = 50


class ChatsReadMentions(Command):
    """Count no message up to a seq as one that names oneself any more; they stay unread."""

    op = "chats.read_mentions"
    chat_id: Id
    up_to: Seq | None = None


class MembersList(Command):
    """List who is in a group, owner and administrators first, then by name."""

    op = "members.list"
    chat_id: Id
    query: str = ""
    role: Role | None = None
    limit: int = 50
    cursor: Word | None = None


class MembersGet(Command):
    """Read who stands behind the ids in messages of a group, by their seqs, and in its events."""

    op = "members.get"
    chat_id: Id
    seqs: tuple[Seq, ...] = ()
    user_ids: tuple[Id, ...] = ()


class MembersAdd(Command):
    """Add people to a group; who may not be added is named in the reply, and the rest is there."""

    op = "members.add"
    chat_id: Id
    user_ids: list[Id]


class MembersRemove(Command):
    """Take people out of a group, and keep them out (ban) until they are let in again."""

    op = "members.remove"
    chat_id: Id
    user_ids: list[Id]
    ban: bool = False


class MembersSetRole(Command):
    """Give a member a role; that of the owner hands the group over."""

    op = "members.set_role"
    chat_id: Id
    user_id: Id
    role: Role


class MembersBanned(Command):
    """List who is kept out of a group, the latest first."""

    op = "members.banned"
    chat_id: Id


class MembersUnban(Command):
    """Keep somebody out of a group no longer; they are not in it by that."""

    op = "members.unban"
    chat_id: Id
    user_id: Id


class InvitesCreate(Command):
    """Make a code by which people join a group, for so many seconds and uses, or without end."""

    op = "invites.create"
    chat_id: Id
    expires_in: Positive | None = None
    max_uses: Positive | None = None
    approval: bool = False


class InvitesList(Command):
    """List the codes of a group, with who came by each."""

    op = "invites.list"
    chat_id: Id


class InvitesRevoke(Command):
    """Make a code worth nothing."""

    op = "invites.revoke"
    chat_id: Id
    code: Word


class InvitesPreview(Command):
    """Look at the group that a code leads to."""

    op = "invites.preview"
    code: Word


class InvitesJoin(Command):
    """Join a group by a code, or ask to be let in where it wants that."""

    op = "invites.join"
    code: Word


class InvitesRequests(Command):
    """List who asks to be let into a group, the first one first."""

    op = "invites.requests"
    chat_id: Id


class InvitesAnswer(Command):
    """Let somebody in who has asked, or not."""

    op = "invites.answer"
    chat_id: Id
    user_id: Id
    answer: Literal["approve", "refuse"]


class MessagesReaders(Command):
    """List who has read a message of one's own in a group of at most 50, for 7 days."""

    op = "messages.readers"
    chat_id: Id
    seq: Seq
