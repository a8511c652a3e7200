"""What people have uploaded, the files that were made of it, and which of them are photos."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table

from messenger.db.tables.metadata import metadata

media = Table(
    "media",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("owner_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("purpose", String(8), nullable=False, comment="what it was uploaded as"),
    Column("name", String(255), nullable=False, comment="the person's word, never a path of ours"),
    Column("created_at", BigInteger, nullable=False),
)

media_files = Table(
    "media_files",
    metadata,
    Column("media_id", ForeignKey("media.id", ondelete="CASCADE"), primary_key=True),
    Column("label", String(8), primary_key=True, comment="which of the files it is: an edge in px"),
    Column("key", String(64), nullable=False, index=True, comment="SHA-256 of the content"),
    Column("mime", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
)

photos = Table(
    "photos",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("media_id", ForeignKey("media.id"), nullable=False, unique=True),
)
