"""Chats, who is in them, and what each member keeps there."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
    or_,
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
    Column("description", String(500), nullable=False, server_default=""),
    Column("member_count", Integer, nullable=False, server_default=text("0"), comment="of a group"),
    Column(
        "history_for_newcomers",
        Boolean,
        nullable=False,
        server_default=true(),
        comment="whether who joins sees earlier messages",
    ),
    Column(
        "announcement",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="whether administrators alone write",
    ),
    Column(
        "member_rights",
        String(64),
        nullable=False,
        server_default="add,invite",
        comment="what members may do",
    ),
    Column(
        "admin_rights",
        String(64),
        nullable=False,
        server_default="add,delete,edit,invite,pin,remove,roles,settings",
        comment="what administrators may do",
    ),
    Column(
        "top_read_seq",
        BigInteger,
        nullable=False,
        server_default=text("0"),
        comment="how far anybody has read a group, of those who show it",
    ),
    Column(
        "top_reader", BigInteger, nullable=False, server_default=text("0"), comment="who that is"
    ),
    Column(
        "next_read_seq",
        BigInteger,
        nullable=False,
        server_default=text("0"),
        comment="how far anybody else has",
    ),
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
    # All that the order of the list needs of a member: of thousands, none is looked up for it.
    Index(None, "user_id", "listed", "chat_id", "pinned", "pin_order"),
    CheckConstraint("role IN ('owner', 'admin', 'member', 'read_only')", name="role"),
)

# Whoever writes in a chat looks for those out of whose list it is: few, also in a large group.
AWAY = or_(~members.c.listed, members.c.archived)
Index("ix_members_away", members.c.chat_id, sqlite_where=AWAY, postgresql_where=AWAY)

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
