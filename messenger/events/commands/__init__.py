"""What clients ask: one class an operation, one file a noun."""

from messenger.events.commands.accounts import (
    AccountGet,
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

COMMANDS: tuple[type[Command], ...] = (
    AuthRegister,
    AuthLogin,
    AuthResume,
    AuthLogout,
    Ping,
    AccountGet,
    AccountUpdate,
    UsersSearch,
    UsersGet,
    ContactsList,
    ContactsAdd,
    ContactsRemove,
    BlocksList,
    BlocksAdd,
    BlocksRemove,
    ChatsList,
    ChatsGet,
    ChatsOpenDirect,
    ChatsOpenSaved,
    ChatsDelete,
    ChatsMute,
    ChatsPin,
    ChatsArchive,
    ChatsSetDraft,
    TypingSet,
    Sync,
    MessagesSend,
    MessagesHistory,
    MessagesEdit,
    MessagesDelete,
    MessagesRead,
)

__all__ = ["COMMANDS", "Command", *(command.__name__ for command in COMMANDS)]
