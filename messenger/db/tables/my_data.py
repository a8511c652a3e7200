"""What people ask of their own data: a copy of it, and its end."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    text,
)

from messenger.db.tables.metadata import metadata

deletions = Table(
    "deletions",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("messages", String(8), nullable=False, comment="keep or remove them too"),
    Column("asked_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False, index=True),
    Column("begun_at", BigInteger, nullable=True, comment="filled once nothing can be kept"),
    CheckConstraint("messages IN ('keep', 'remove')", name="messages"),
)

exports = Table(
    "exports",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("state", String(8), nullable=False),
    Column("percent", Integer, nullable=False, server_default=text("0")),
    Column("reason", String(16), nullable=True, comment="why it failed: an error's code"),
    Column("language", String(8), nullable=False),
    Column("size", BigInteger, nullable=True),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("created_at", BigInteger, nullable=False),
    Column(
        "touched_at", BigInteger, nullable=False, comment="when its maker last showed to be alive"
    ),
    Column("finished_at", BigInteger, nullable=True),
    CheckConstraint("state IN ('waiting', 'working', 'ready', 'failed')", name="state"),
)
