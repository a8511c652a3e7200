"""People, their sessions and former nicks, and whom they know, shut out or make exceptions for."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    false,
    text,
    true,
)

from messenger.db.tables.metadata import metadata

users = Table(
    "users",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("username", String(32), nullable=False, unique=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(64), nullable=False),
    Column("name_folded", String(256), nullable=False, comment="case-folded, for search"),
    Column("bio", String(280), nullable=False, server_default=""),
    Column("password_hash", String(255), nullable=False),
    Column("is_admin", Boolean, nullable=False, server_default=false()),
    Column(
        "standing",
        String(8),
        nullable=False,
        server_default="active",
        comment="active, waiting for approval, or disabled",
    ),
    Column("language", String(8), nullable=True),
    Column("privacy_messages", String(16), nullable=False, server_default="everyone"),
    Column("privacy_find", String(24), nullable=False, server_default="everyone"),
    Column("privacy_last_seen", String(16), nullable=False, server_default="everyone"),
    Column("privacy_photo", String(16), nullable=False, server_default="everyone"),
    Column("privacy_email", String(16), nullable=False, server_default="nobody"),
    Column("privacy_groups", String(16), nullable=False, server_default="everyone"),
    Column("read_receipts", Boolean, nullable=False, server_default=true()),
    Column(
        "link_previews",
        Boolean,
        nullable=False,
        server_default=true(),
        comment="whether the links that this person sends are looked at",
    ),
    Column(
        "markdown",
        Boolean,
        nullable=False,
        server_default=true(),
        comment="whether this person writes messages in Markdown",
    ),
    Column("state", BigInteger, nullable=False, server_default=text("0")),
    Column(
        "folders_state",
        BigInteger,
        nullable=False,
        server_default=text("0"),
        comment="the state at the last change of the folders",
    ),
    Column("created_at", BigInteger, nullable=False),
    Column("last_seen_at", BigInteger, nullable=True),
    Column(
        "deleted_at",
        BigInteger,
        nullable=True,
        comment="from then on nobody's: what was personal is erased",
    ),
    CheckConstraint("length(username) BETWEEN 3 AND 32", name="username_length"),
)

former_nicks = Table(
    "former_nicks",
    metadata,
    Column("username", String(32), primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("given_up_at", BigInteger, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("device", String(120), nullable=False),
    Column("address", String(64), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("last_used_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column(
        "verified_at",
        BigInteger,
        nullable=False,
        server_default=text("0"),
        comment="when a password, a code or a passkey was last asked for",
    ),
    Column(
        "device_id",
        BigInteger,
        nullable=True,
        comment="the known device that it was opened on, if that is still known",
    ),
)


def _relation(name: str) -> Table:
    return Table(
        name,
        metadata,
        Column("owner_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
        Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
        Column("active", Boolean, nullable=False, comment="a row outlives its end, for sync"),
        Column("state", BigInteger, nullable=False, comment="the owner's state at the change"),
        Column("changed_at", BigInteger, nullable=False),
        Index(None, "owner_id", "state"),
        Index(None, "user_id"),
        CheckConstraint("owner_id <> user_id", name="not_self"),
    )


contacts = _relation("contacts")
blocks = _relation("blocks")

exceptions = Table(
    "exceptions",
    metadata,
    Column("owner_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True),
    *(
        Column(rule, Boolean, nullable=True, comment="always, never, or null: by the rule")
        for rule in ("messages", "last_seen", "photo", "email", "groups")
    ),
    CheckConstraint("owner_id <> user_id", name="not_self"),
)
