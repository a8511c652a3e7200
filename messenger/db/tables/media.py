"""What people have uploaded, the files that were made of it, and where it is shown."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from messenger.db.tables.metadata import metadata

media = Table(
    "media",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("owner_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("purpose", String(8), nullable=False, comment="what it was uploaded as"),
    Column("name", String(255), nullable=False, comment="the person's word, never a path of ours"),
    Column("created_at", BigInteger, nullable=False),
    Column("mime", String(100), nullable=False, server_default="image/webp"),
    Column("width", Integer, nullable=True),
    Column("height", Integer, nullable=True),
    Column("duration", Integer, nullable=True, comment="ms"),
    Column("preview", Text, nullable=True, comment="a data: URL of a picture of a few pixels"),
    Column("waveform", LargeBinary, nullable=True, comment="a byte each of up to 100 loudnesses"),
    Column("status", String(10), nullable=False, server_default="ready"),
    Column("content", String(64), nullable=True, comment="SHA-256 of what was uploaded"),
    Index(None, "owner_id", "content"),
    # Whoever sums up what a person keeps reads nothing but this, and that of the files.
    Index(None, "owner_id", "purpose", "status", "id"),
)

# Of what is still being made something must know after a stop.
Index(
    "ix_media_processing",
    media.c.id,
    sqlite_where=media.c.status == "processing",
    postgresql_where=media.c.status == "processing",
)

media_files = Table(
    "media_files",
    metadata,
    Column("media_id", ForeignKey("media.id", ondelete="CASCADE"), primary_key=True),
    Column("label", String(8), primary_key=True, comment="which of the files it is: an edge in px"),
    Column("key", String(64), nullable=False, index=True, comment="SHA-256 of the content"),
    Column("mime", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("width", Integer, nullable=True),
    Column("height", Integer, nullable=True),
    Index(None, "media_id", "size"),
)

# Whoever sees a message sees what is attached to it, and nobody else does.
attachments = Table(
    "attachments",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False, comment="from 0"),
    Column("media_id", ForeignKey("media.id"), nullable=False, index=True),
    ForeignKeyConstraint(
        ["chat_id", "seq"], ["messages.chat_id", "messages.seq"], ondelete="CASCADE"
    ),
    UniqueConstraint("chat_id", "seq", "media_id"),
    sqlite_with_rowid=False,
)

# What is still coming in, piece by piece; its file is called by its id.
uploads = Table(
    "uploads",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("purpose", String(8), nullable=False),
    Column("name", String(255), nullable=False),
    Column("size", BigInteger, nullable=False, comment="how large it shall be"),
    Column("options", Text, nullable=False, comment="JSON: what the sender says of it"),
    Column("created_at", BigInteger, nullable=False),
    Column("touched_at", BigInteger, nullable=False, index=True, comment="the last piece"),
    Column("media_id", BigInteger, nullable=True, comment="what became of it"),
)

photos = Table(
    "photos",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("media_id", ForeignKey("media.id"), nullable=False, unique=True),
)
