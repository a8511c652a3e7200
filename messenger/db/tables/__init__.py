"""All tables, one file per noun; times are epoch milliseconds."""

from messenger.db.tables.accounts import blocks, contacts, sessions, users
from messenger.db.tables.chats import chats, drafts, members
from messenger.db.tables.help_desk import help_messages, help_tickets
from messenger.db.tables.mail import email_codes, mailings, outbox, tickets
from messenger.db.tables.media import media, media_files, photos
from messenger.db.tables.messages import hidden_messages, messages
from messenger.db.tables.metadata import metadata
from messenger.db.tables.two_factor import (
    authenticators,
    passkey_challenges,
    passkeys,
    recovery_codes,
    remembered_devices,
)

__all__ = [
    "authenticators",
    "blocks",
    "chats",
    "contacts",
    "drafts",
    "email_codes",
    "help_messages",
    "help_tickets",
    "hidden_messages",
    "mailings",
    "media",
    "media_files",
    "members",
    "messages",
    "metadata",
    "outbox",
    "passkey_challenges",
    "passkeys",
    "photos",
    "recovery_codes",
    "remembered_devices",
    "sessions",
    "tickets",
    "users",
]
