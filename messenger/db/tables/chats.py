"""Chats, who is in them, and what each member keeps there."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Table,
    Text,
    false,
    text,
    true,
)

from messenger.db.tables.metadata import metadata

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(8), nullable=False),
    Column("pair_key", String(64), nullable=True, unique=True),
    Column("title", String(128), nullable=False, server_default=""),
    Column("last_seq", BigInteger, nullable=False, server_default=text("0")),
    Column("version", BigInteger, nullable=False, server_default=text("0")),
    Column("active_at", BigInteger, nullable=False, comment="the newest message, else the birth"),
    Column("created_at", BigInteger, nullable=False),
    CheckConstraint("kind IN ('direct', 'group', 'saved')", name="kind"),
)

members = Table(
    "members",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(9), nullable=False, server_default="member"),
    Column("read_seq", BigInteger, nullable=False, server_default=text("0")),
    Column("cleared_to", BigInteger, nullable=False, server_default=text("0")),
    Column(
        "cleared_state",
        BigInteger,
        nullable=False,
        server_default=text("0"),
        comment="the person's state at the clearing",
    ),
    Column("listed", Boolean, nullable=False, server_default=true()),
    Column("muted_until", BigInteger, nullable=True),
    Column("pinned", Boolean, nullable=False, server_default=false()),
    Column("archived", Boolean, nullable=False, server_default=false()),
    Column(
        "pin_order",
        BigInteger,
        nullable=False,
        server_default=text("0"),
        comment="of pinned chats the one with the highest stands first",
    ),
    Column("marked_unread", Boolean, nullable=False, server_default=false()),
    Column("state", BigInteger, nullable=False, server_default=text("0")),
    Column("joined_at", BigInteger, nullable=False),
    Column(
        "told_seq",
        BigInteger,
        nullable=True,
        comment="the read position that the other knows, where a block keeps the true one",
    ),
    Index(None, "user_id", "state"),
    CheckConstraint("role IN ('owner', 'admin', 'member', 'read_only')", name="role"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["chat_id", "user_id"], ["members.chat_id", "members.user_id"], ondelete="CASCADE"
    ),
)
