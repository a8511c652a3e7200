"""search.

What is written here is made of what is in the messages, so it is made as this version makes it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from messenger.db.ids import term_id
from messenger.db.tables.search import DROP_INDEX, FILL_INDEX, MAKE_INDEX
from messenger.search.terms import terms_of

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PAGE = 5000
messages = sa.table(
    "messages",
    *(sa.column(name) for name in ("chat_id", "seq", "sender_id", "kind", "text", "sent_at")),
    sa.column("deleted", sa.Boolean()),
)
message_terms = sa.table(
    "message_terms",
    *(sa.column(name) for name in ("id", "chat_id", "seq")),
    sa.column("terms", sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")),
)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "message_terms",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
            comment="begins with the time of sending; what is found is read by it",
        ),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column(
            "terms",
            sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql"),
            nullable=False,
            comment="its words and their stems, and _c, _s, _k before chat, sender and kind",
        ),
        sa.ForeignKeyConstraint(
            ["chat_id", "seq"],
            ["messages.chat_id", "messages.seq"],
            name=op.f("fk_message_terms_chat_id_messages"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_terms")),
        sa.UniqueConstraint("chat_id", "seq", name=op.f("uq_message_terms_chat_id_seq")),
    )
    fill()
    if op.get_context().dialect.name == "postgresql":
        op.create_index(
            "ix_message_terms_terms", "message_terms", ["terms"], postgresql_using="gin"
        )
        return
    for statement in (*MAKE_INDEX, FILL_INDEX):
        op.execute(statement)


def fill() -> None:
    """Write the terms of all messages that are there, in the order in which they were sent."""
    connection = op.get_bind()
    wanted = (
        sa.select(messages)
        .where(messages.c.kind != "service", ~messages.c.deleted)
        .order_by(messages.c.sent_at)
        .execution_options(stream_results=True)
    )
    for page in connection.execute(wanted).mappings().partitions(PAGE):
        rows = [
            {
                "id": term_id(row["sent_at"]),
                "chat_id": row["chat_id"],
                "seq": row["seq"],
                "terms": terms_of(row["chat_id"], row["sender_id"], row["kind"], row["text"]),
            }
            for row in page
        ]
        connection.execute(sa.insert(message_terms), rows)


def downgrade() -> None:
    """Go back."""
    if op.get_context().dialect.name == "sqlite":
        op.execute(DROP_INDEX)
    op.drop_table("message_terms")
