"""Questions to the administrators, and what was said about them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    false,
    text,
)

from messenger.db.tables.metadata import metadata

help_tickets = Table(
    "help_tickets",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("subject", String(120), nullable=False),
    Column("state", String(8), nullable=False, comment="new, in_work, waiting or closed"),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("rating", SmallInteger, comment="1 to 5, once it is closed"),
    Column("rating_text", String(280), nullable=False, server_default=text("''")),
    Column(
        "answer_unread",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="answered since its person looked",
    ),
    Column(
        "word_unread",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="written to since an administrator looked",
    ),
    CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
    Index(None, "user_id", "changed_at"),
    Index(None, "state", "changed_at"),
)

help_messages = Table(
    "help_messages",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "ticket_id", BigInteger, ForeignKey("help_tickets.id", ondelete="CASCADE"), nullable=False
    ),
    Column("author_id", BigInteger, ForeignKey("users.id", ondelete="SET NULL")),
    Column("is_answer", Boolean, nullable=False, comment="written by an administrator"),
    Column("text", Text, nullable=False),
    Column("sent_at", BigInteger, nullable=False),
    Column("client_id", LargeBinary(16)),
    Index(None, "ticket_id", "id"),
    Index(None, "author_id", "client_id", unique=True),
)
