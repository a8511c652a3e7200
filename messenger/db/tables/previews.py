"""What the server saw where links of people lead, kept for a while."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, Text

from messenger.db.tables.metadata import metadata

link_previews = Table(
    "link_previews",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("url_hash", LargeBinary(32), nullable=False, comment="SHA-256 of the address"),
    Column("fetched_at", BigInteger, nullable=False, index=True),
    Column("failed", Boolean, nullable=False, comment="nothing to be shown was found there"),
    Column("site", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column(
        "image_key",
        String(64),
        nullable=True,
        index=True,
        comment="SHA-256 of the picture that was made",
    ),
    Column("image_width", Integer, nullable=True),
    Column("image_height", Integer, nullable=True),
    Index(None, "url_hash", "fetched_at"),
)
