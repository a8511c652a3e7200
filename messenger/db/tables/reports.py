"""What people have reported to the administrators."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from messenger.db.tables.metadata import metadata

reports = Table(
    "reports",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("reporter_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("sender_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("chat_id", BigInteger, nullable=False, comment="the chat may be gone by now"),
    Column("seq", BigInteger, nullable=False),
    Column("chat_title", String(128), nullable=False, comment="as it was; empty for a chat of two"),
    Column("text", Text, nullable=False, comment="as it was"),
    Column("files", Text, nullable=True, comment="JSON: what it held, by kind and name"),
    Column("sent_at", BigInteger, nullable=False),
    Column("reason", String(8), nullable=False),
    Column("comment", String(1000), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("state", String(9), nullable=False, server_default=text("'open'")),
    CheckConstraint("reason IN ('spam', 'abuse', 'illegal', 'other')", name="reason"),
    CheckConstraint("state IN ('open', 'deleted', 'dismissed')", name="state"),
    UniqueConstraint("reporter_id", "chat_id", "seq"),
    Index(None, "sender_id"),
    Index(None, "chat_id", "seq"),
    Index(None, "state", "created_at"),
)
