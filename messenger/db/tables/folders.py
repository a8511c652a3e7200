"""Folders that people sort their chats into."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    false,
)

from messenger.db.tables.metadata import metadata

folders = Table(
    "folders",
    metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("id", LargeBinary(16), primary_key=True, comment="a UUID of the client's making"),
    Column("title", String(24), nullable=False),
    Column("place", Integer, nullable=False, comment="the lowest stands first"),
    *(
        Column(rule, Boolean, nullable=False, server_default=false())
        for rule in ("contacts", "non_contacts", "groups", "unread_only", "without_muted")
    ),
)

folder_chats = Table(
    "folder_chats",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("folder_id", LargeBinary(16), primary_key=True),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    ForeignKeyConstraint(
        ["user_id", "folder_id"], ["folders.user_id", "folders.id"], ondelete="CASCADE"
    ),
    ForeignKeyConstraint(
        ["chat_id", "user_id"], ["members.chat_id", "members.user_id"], ondelete="CASCADE"
    ),
    Index(None, "chat_id", "user_id"),
)
