"""All tables, one file per noun; times are epoch milliseconds."""

from messenger.db.tables.accounts import blocks, contacts, sessions, users
from messenger.db.tables.chats import chats, drafts, members
from messenger.db.tables.mail import email_codes, mailings, outbox, tickets
from messenger.db.tables.messages import hidden_messages, messages
from messenger.db.tables.metadata import metadata

__all__ = [
    "blocks",
    "chats",
    "contacts",
    "drafts",
    "email_codes",
    "hidden_messages",
    "mailings",
    "members",
    "messages",
    "metadata",
    "outbox",
    "sessions",
    "tickets",
    "users",
]
