"""What clients ask: one class an operation, one file a noun."""

from messenger.events.commands.accounts import (
    AccountGet,
    AccountRemoveAvatar,
    AccountSetAvatar,
    AccountUpdate,
    AuthLogin,
    AuthLogout,
    AuthRegister,
    AuthResume,
    Ping,
)
from messenger.events.commands.chats import (
    ChatsArchive,
    ChatsDelete,
    ChatsGet,
    ChatsList,
    ChatsMute,
    ChatsOpenDirect,
    ChatsOpenSaved,
    ChatsPin,
    ChatsSetDraft,
    Sync,
    TypingSet,
)
from messenger.events.commands.command import Command
from messenger.events.commands.contacts import (
    BlocksAdd,
    BlocksList,
    BlocksRemove,
    ContactsAdd,
    ContactsList,
    ContactsRemove,
    UsersGet,
    UsersSearch,
)
from messenger.events.commands.messages import (
    MessagesDelete,
    MessagesEdit,
    MessagesHistory,
    MessagesRead,
    MessagesSend,
)

COMMANDS: tuple[type[Command], ...] = tuple(Command.__subclasses__())

__all__ = [
    "COMMANDS",
    "AccountGet",
    "AccountRemoveAvatar",
    "AccountSetAvatar",
    "AccountUpdate",
    "AuthLogin",
    "AuthLogout",
    "AuthRegister",
    "AuthResume",
    "BlocksAdd",
    "BlocksList",
    "BlocksRemove",
    "ChatsArchive",
    "ChatsDelete",
    "ChatsGet",
    "ChatsList",
    "ChatsMute",
    "ChatsOpenDirect",
    "ChatsOpenSaved",
    "ChatsPin",
    "ChatsSetDraft",
    "Command",
    "ContactsAdd",
    "ContactsList",
    "ContactsRemove",
    "MessagesDelete",
    "MessagesEdit",
    "MessagesHistory",
    "MessagesRead",
    "MessagesSend",
    "Ping",
    "Sync",
    "TypingSet",
    "UsersGet",
    "UsersSearch",
]
