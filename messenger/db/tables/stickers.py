"""Packs of stickers that people have made, who has which, and what they use."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from messenger.db.tables.metadata import metadata

sticker_packs = Table(
    "sticker_packs",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("owner_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", String(64), nullable=False),
    Column("code_hash", LargeBinary(32), nullable=False, unique=True, comment="of its link"),
    Column("created_at", BigInteger, nullable=False),
)

stickers = Table(
    "stickers",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("pack_id", ForeignKey("sticker_packs.id", ondelete="CASCADE"), nullable=False),
    Column("media_id", ForeignKey("media.id"), nullable=False, unique=True),
    Column("emoji", String(32), nullable=False, comment="what it says"),
    Column("place", Integer, nullable=False, comment="the lowest stands first"),
    Index(None, "pack_id", "place"),
)

installed_packs = Table(
    "installed_packs",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("pack_id", ForeignKey("sticker_packs.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, nullable=False, comment="the lowest stands first"),
    Index(None, "pack_id"),
)

# What was used or kept may be gone since; it is shown no more then.
used_stickers = Table(
    "used_stickers",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("sticker", String(40), primary_key=True, comment="its id, or that of a built-in one"),
    Column("used_at", BigInteger, nullable=True),
    Column("kept_at", BigInteger, nullable=True, comment="since when it is a favourite"),
)
