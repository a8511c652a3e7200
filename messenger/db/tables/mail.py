"""Letters that wait to be sent, and what was promised by letters."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from messenger.db.tables.metadata import metadata

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(32), nullable=False),
    Column("address", String(254), nullable=False),
    Column("language", String(8), nullable=False),
    Column("facts", Text, nullable=False, comment="JSON; no secret, which is made at sending"),
    Column("created_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False, index=True),
    Column("expires_at", BigInteger, nullable=False, comment="given up from then on"),
    Column("tries", Integer, nullable=False, server_default=text("0")),
)

mailings = Table(
    "mailings",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("purpose", String(16), nullable=False),
    Column("address_hash", LargeBinary(32), nullable=False, comment="keyed, of what limits count"),
    Column("at", BigInteger, nullable=False),
    Index(None, "address_hash", "purpose", "at"),
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(32), nullable=False),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("bound_to", LargeBinary(32), nullable=True, comment="SHA-256 of the password hash"),
    Column("email", String(254), nullable=True),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)

email_codes = Table(
    "email_codes",
    metadata,
    Column("email", String(254), primary_key=True),
    Column("id", BigInteger, nullable=False, comment="the code is made of it by the secret key"),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("sent_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)
