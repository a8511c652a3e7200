"""What administrators decide for the whole server, whom they invite, and what they have done."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from messenger.db.tables.metadata import metadata

instance_settings = Table(
    "instance_settings",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column(
        "id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        comment="the code is made of it by the secret key",
    ),
    Column("code_hash", LargeBinary(32), nullable=False, unique=True),
    Column(
        "created_by",
        ForeignKey("users.id", ondelete="SET NULL"),
        nullable=True,
        comment="empty for the command line",
    ),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("most_uses", Integer, nullable=False),
    Column("uses", Integer, nullable=False, server_default=text("0")),
    Column("revoked_at", BigInteger, nullable=True),
)

invitation_uses = Table(
    "invitation_uses",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "invitation_id",
        ForeignKey("invitations.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("used_at", BigInteger, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("act", String(32), nullable=False),
    Column("actor", String(32), nullable=True, comment="the nick; empty for the command line"),
    Column("subject", String(32), nullable=True, comment="the nick of whom it was done to"),
    Column("facts", Text, nullable=False, comment="JSON; no secret"),
)
