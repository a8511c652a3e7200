"""What is to happen later: messages that a person has scheduled, and reminders of messages."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    false,
)

from messenger.db.tables.metadata import metadata

scheduled_messages = Table(
    "scheduled_messages",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("client_id", LargeBinary(16), primary_key=True, comment="that of the message to be"),
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(8), nullable=False, server_default="text"),
    Column("text", Text, nullable=False),
    Column("format", String(8), nullable=False),
    Column("silent", Boolean, nullable=False, server_default=false()),
    Column("reply_seq", BigInteger, nullable=True, comment="the message that it answers"),
    Column("send_at", BigInteger, nullable=False),
    Column(
        "due_at",
        BigInteger,
        nullable=True,
        comment="when there is something to do: the sending, then the word of its failure",
    ),
    Column("failed", String(32), nullable=True, comment="why it was not sent: an error's code"),
    Index(None, "user_id", "chat_id", "send_at"),
    Index(None, "chat_id"),
    Index(None, "due_at"),
)

# What they will hold, which is kept for them until then.
scheduled_attachments = Table(
    "scheduled_attachments",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("client_id", LargeBinary(16), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False, comment="from 0"),
    Column("media_id", ForeignKey("media.id", ondelete="CASCADE"), nullable=False, index=True),
    ForeignKeyConstraint(
        ["user_id", "client_id"],
        ["scheduled_messages.user_id", "scheduled_messages.client_id"],
        ondelete="CASCADE",
    ),
    sqlite_with_rowid=False,
)

reminders = Table(
    "reminders",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "chat_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        comment="the chat may be gone by then, which is told",
    ),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("remind_at", BigInteger, nullable=False, index=True),
)
