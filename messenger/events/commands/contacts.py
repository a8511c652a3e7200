"""Commands about other people: finding, keeping and shutting out."""

from messenger.events.commands.command import Command, Id, Word


class UsersSearch(Command):
    """Find people by the beginning of a nick or a part of a name, at most 50."""

    op = "users.search"
    query: Word
    limit: int = 20


class UsersGet(Command):
    """Read one person, by id or by nick."""

    op = "users.get"
    id: Id | None = None
    username: Word | None = None


class ContactsList(Command):
    """List one's contacts by name."""

    op = "contacts.list"


class ContactsAdd(Command):
    """Keep a person as a contact."""

    op = "contacts.add"
    user_id: Id | None = None
    username: Word | None = None


class ContactsRemove(Command):
    """Forget a contact."""

    op = "contacts.remove"
    user_id: Id


class BlocksList(Command):
    """List the people that one has blocked."""

    op = "blocks.list"


class BlocksAdd(Command):
    """Block a person: neither can write to the other, and they no longer see one's presence."""

    op = "blocks.add"
    user_id: Id


class BlocksRemove(Command):
    """Let a blocked person in again."""

    op = "blocks.remove"
    user_id: Id
