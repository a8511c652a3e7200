"""All tables, one file per noun; times are epoch milliseconds."""

from messenger.db.tables.accounts import blocks, contacts, sessions, users
from messenger.db.tables.chats import chats, drafts, members
from messenger.db.tables.media import media, media_files, photos
from messenger.db.tables.messages import hidden_messages, messages
from messenger.db.tables.metadata import metadata

__all__ = [
    "blocks",
    "chats",
    "contacts",
    "drafts",
    "hidden_messages",
    "media",
    "media_files",
    "members",
    "messages",
    "metadata",
    "photos",
    "sessions",
    "users",
]
