"""All tables, one file per noun; times are epoch milliseconds."""

from messenger.db.tables.accounts import (
    blocks,
    contacts,
    exceptions,
    former_nicks,
    sessions,
    users,
)
from messenger.db.tables.administration import (
    audit,
    instance_settings,
    invitation_uses,
    invitations,
)
from messenger.db.tables.chats import AWAY, chats, drafts, members
from messenger.db.tables.devices import known_devices, sign_in_links
from messenger.db.tables.folders import folder_chats, folders
from messenger.db.tables.groups import (
    bans,
    group_invite_uses,
    group_invites,
    group_photos,
    join_requests,
    mentions,
)
from messenger.db.tables.help_desk import help_messages, help_tickets
from messenger.db.tables.later import reminders, scheduled_attachments, scheduled_messages
from messenger.db.tables.mail import email_codes, mailings, outbox, tickets
from messenger.db.tables.media import attachments, media, media_files, photos, uploads
from messenger.db.tables.messages import CHANGED, hidden_messages, messages, reactions, wordings
from messenger.db.tables.metadata import metadata
from messenger.db.tables.my_data import deletions, exports
from messenger.db.tables.previews import link_previews
from messenger.db.tables.reports import reports
from messenger.db.tables.search import (
    INDEX,
    message_index,
    message_index_reach,
    message_index_terms,
)
from messenger.db.tables.stickers import installed_packs, sticker_packs, stickers, used_stickers
from messenger.db.tables.two_factor import (
    authenticators,
    passkey_challenges,
    passkeys,
    recovery_codes,
    remembered_devices,
)

__all__ = [
    "AWAY",
    "CHANGED",
    "INDEX",
    "attachments",
    "audit",
    "authenticators",
    "bans",
    "blocks",
    "chats",
    "contacts",
    "deletions",
    "drafts",
    "email_codes",
    "exceptions",
    "exports",
    "folder_chats",
    "folders",
    "former_nicks",
    "group_invite_uses",
    "group_invites",
    "group_photos",
    "help_messages",
    "help_tickets",
    "hidden_messages",
    "installed_packs",
    "instance_settings",
    "invitation_uses",
    "invitations",
    "join_requests",
    "known_devices",
    "link_previews",
    "mailings",
    "media",
    "media_files",
    "members",
    "mentions",
    "message_index",
    "message_index_reach",
    "message_index_terms",
    "messages",
    "metadata",
    "outbox",
    "passkey_challenges",
    "passkeys",
    "photos",
    "reactions",
    "recovery_codes",
    "remembered_devices",
    "reminders",
    "reports",
    "scheduled_attachments",
    "scheduled_messages",
    "sessions",
    "sign_in_links",
    "sticker_packs",
    "stickers",
    "tickets",
    "uploads",
    "used_stickers",
    "users",
    "wordings",
]
