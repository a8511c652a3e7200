"""What groups have besides members: a photo, invitations, and people who are kept out."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    false,
    text,
)

from messenger.db.tables.metadata import metadata

group_photos = Table(
    "group_photos",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("media_id", ForeignKey("media.id"), nullable=False, unique=True),
)

bans = Table(
    "bans",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("banned_at", BigInteger, nullable=False),
)

group_invites = Table(
    "group_invites",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("code_hash", LargeBinary(32), nullable=False, unique=True, comment="keyed"),
    Column("created_by", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=True, comment="empty: never"),
    Column("most_uses", Integer, nullable=True, comment="empty: any number"),
    Column("uses", Integer, nullable=False, server_default=text("0")),
    Column("approval", Boolean, nullable=False, server_default=false()),
    Column("revoked_at", BigInteger, nullable=True),
)

group_invite_uses = Table(
    "group_invite_uses",
    metadata,
    Column("invite_id", ForeignKey("group_invites.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("used_at", BigInteger, nullable=False, comment="the last time"),
)

join_requests = Table(
    "join_requests",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column(
        "invite_id",
        ForeignKey("group_invites.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("asked_at", BigInteger, nullable=False),
)

mentions = Table(
    "mentions",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    ForeignKeyConstraint(
        ["chat_id", "seq"], ["messages.chat_id", "messages.seq"], ondelete="CASCADE"
    ),
    Index(None, "chat_id", "seq"),
)
