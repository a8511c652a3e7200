"""Messages, named by chat and seq, and which of them a person has hidden."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from messenger.db.tables.metadata import metadata

messages = Table(
    "messages",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False, comment="the chat's version at the last change"),
    # No foreign key: all messages would be gone through for one where a row of `users` goes. Only
    # those of applicants do, who have written nothing; whose account ends keeps a blank row.
    Column("sender_id", BigInteger, nullable=False, comment="an id of users"),
    Column("client_id", LargeBinary(16), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("format", String(8), nullable=False),
    Column("sent_at", BigInteger, nullable=False),
    Column("edited_at", BigInteger, nullable=True),
    Column("deleted", Boolean, nullable=False, server_default=false()),
    Column("service", Text, nullable=True, comment="JSON: what happened to a group"),
    Column("mentions", Text, nullable=True, comment="JSON: ids of people, or * for everybody"),
    Column("pinned_at", BigInteger, nullable=True, comment="for all who are in the chat"),
    Column(
        "forwarded_id",
        BigInteger,
        nullable=True,
        comment="who first wrote what was forwarded",
    ),
    Column("forwarded_name", Text, nullable=True, comment="how they were called then"),
    Column("reply_seq", BigInteger, nullable=True, comment="the message of the chat replied to"),
    Column("reactions", Text, nullable=True, comment="JSON: how many of each emoji"),
    Column("preview", Text, nullable=True, comment="JSON: what its first link leads to"),
    Column("preview_id", BigInteger, nullable=True, comment="the look that it was taken from"),
    Column(
        "previewless",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="there shall be no preview",
    ),
    Column(
        "silent",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="whether it makes no sound where it arrives",
    ),
    Column(
        "attachments",
        Text,
        nullable=True,
        comment="JSON: the rows of attachments as they are shown",
    ),
    Column("sticker", Text, nullable=True, comment="JSON: the sticker that it is"),
    Column(
        "term_id",
        BigInteger,
        nullable=True,
        comment="begins with the time of sending; what is found is read by it",
    ),
    # Empty on SQLite, where a message would be twice as long by them (search.py).
    Column(
        "terms",
        Text().with_variant(TSVECTOR, "postgresql"),
        nullable=True,
        comment="what it is found by: words, stems, and _c, _s, _k before chat, sender, kind",
    ),
    Column(
        "created_version",
        BigInteger,
        nullable=True,
        comment="the chat's version when it was written; older ones have none",
    ),
    # Clients' ids begin with their time: all that is written in a transaction comes to one place.
    Index(None, "client_id", "sender_id", unique=True),
    Index(None, "term_id", unique=True),
    CheckConstraint("seq > 0", name="seq_positive"),
    # In the order in which they are written. In that of its key each would come among pages that
    # are full, of its chat and of the next one, and room would be made in three or four of them.
)

# Written so by who asks, too: otherwise SQLite takes no such index.
CHANGED = text("(created_version IS NULL OR version <> created_version)")
Index(
    "ix_messages_changed",
    messages.c.chat_id,
    messages.c.version,
    sqlite_where=CHANGED,
    postgresql_where=CHANGED,
)
# Few of many messages are pinned, and few forwarded ones are of somebody whose account ends.
Index(
    "ix_messages_pinned",
    messages.c.chat_id,
    messages.c.seq,
    sqlite_where=text("pinned_at IS NOT NULL"),
    postgresql_where=text("pinned_at IS NOT NULL"),
)
Index(
    "ix_messages_forwarded_id",
    messages.c.forwarded_id,
    sqlite_where=text("forwarded_id IS NOT NULL"),
    postgresql_where=text("forwarded_id IS NOT NULL"),
)
Index(
    "ix_messages_preview_id",
    messages.c.preview_id,
    sqlite_where=text("preview_id IS NOT NULL"),
    postgresql_where=text("preview_id IS NOT NULL"),
)

reactions = Table(
    "reactions",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("emoji", String(32), primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("reacted_at", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["chat_id", "seq"], ["messages.chat_id", "messages.seq"], ondelete="CASCADE"
    ),
    Index(None, "user_id"),
    sqlite_with_rowid=False,
)

# What messages said before they were edited.
wordings = Table(
    "wordings",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("written_at", BigInteger, nullable=False),
    Column(
        "version",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        comment="the chat's version at the edit that ended it",
    ),
    Column("text", Text, nullable=False),
    Column("format", String(8), nullable=False),
    ForeignKeyConstraint(
        ["chat_id", "seq"], ["messages.chat_id", "messages.seq"], ondelete="CASCADE"
    ),
    sqlite_with_rowid=False,
)

hidden_messages = Table(
    "hidden_messages",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("state", BigInteger, nullable=False, comment="the person's state at the change"),
    ForeignKeyConstraint(
        ["chat_id", "seq"], ["messages.chat_id", "messages.seq"], ondelete="CASCADE"
    ),
    Index(None, "user_id", "state"),
)
