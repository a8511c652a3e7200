"""search.

What is written here is made of what is in the messages, so it is made as this version makes it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from messenger.db.ids import term_id
from messenger.search.terms import terms_of

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PAGE = 5000
MESSAGE_ADDED = """
    CREATE TRIGGER message_added AFTER INSERT ON messages WHEN new.terms IS NOT NULL BEGIN
        INSERT INTO message_index (rowid, terms) VALUES (new.term_id, new.terms);
    END
"""
MAKE_INDEX = (
    """
    CREATE VIRTUAL TABLE message_index USING fts5(
        terms, content='messages', content_rowid='term_id', detail='none', columnsize=0,
        tokenize="ascii tokenchars '_'"
    )
    """,
    """
    CREATE TRIGGER message_removed AFTER DELETE ON messages WHEN old.terms IS NOT NULL BEGIN
        INSERT INTO message_index (message_index, rowid, terms)
        VALUES ('delete', old.term_id, old.terms);
    END
    """,
    """
    CREATE TRIGGER message_changed AFTER UPDATE OF terms ON messages BEGIN
        INSERT INTO message_index (message_index, rowid, terms)
        SELECT 'delete', old.term_id, old.terms WHERE old.terms IS NOT NULL;
        INSERT INTO message_index (rowid, terms)
        SELECT new.term_id, new.terms WHERE new.terms IS NOT NULL;
    END
    """,
)
# In the order of its ids: FTS5 stores what it has gathered before each that is not the greatest.
FILL_INDEX = """
    INSERT INTO message_index (rowid, terms)
    SELECT term_id, terms FROM messages WHERE terms IS NOT NULL ORDER BY term_id
"""
DROP_INDEX = (
    "DROP TRIGGER message_removed",
    "DROP TRIGGER message_changed",
    "DROP TABLE message_index",
)
TERMS = sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")
messages = sa.table(
    "messages",
    *(sa.column(name) for name in ("chat_id", "seq", "sender_id", "kind", "text", "sent_at")),
    sa.column("deleted", sa.Boolean()),
    sa.column("term_id"),
    sa.column("terms", TERMS),
)


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "messages",
        sa.Column(
            "term_id",
            sa.BigInteger(),
            nullable=True,
            comment="begins with the time of sending; what is found is read by it",
        ),
    )
    op.add_column(
        "messages",
        sa.Column(
            "terms",
            TERMS,
            nullable=True,
            comment="what it is found by: words, stems, and _c, _s, _k before chat, sender, kind",
        ),
    )
    fill()
    op.create_index("ix_messages_term_id", "messages", ["term_id"], unique=True)
    if op.get_context().dialect.name == "postgresql":
        op.create_index("ix_messages_terms", "messages", ["terms"], postgresql_using="gin")
        return
    for statement in (*MAKE_INDEX, MESSAGE_ADDED, FILL_INDEX):
        op.execute(statement)


def fill() -> None:
    """Write what the messages that are there are found by, chat after chat."""
    connection = op.get_bind()
    chat, seq = 0, 0
    while rows := connection.execute(page_after(chat, seq)).all():
        connection.execute(
            sa.update(messages)
            .where(
                messages.c.chat_id == sa.bindparam("chat"), messages.c.seq == sa.bindparam("place")
            )
            .values(term_id=sa.bindparam("id"), terms=sa.bindparam("found_by")),
            [
                {
                    "chat": row.chat_id,
                    "place": row.seq,
                    "id": term_id(row.sent_at),
                    "found_by": terms_of(row.chat_id, row.sender_id, row.kind, row.text),
                }
                for row in rows
            ],
        )
        chat, seq = rows[-1].chat_id, rows[-1].seq


def page_after(chat: int, seq: int) -> sa.Select[tuple[object, ...]]:
    """Select the messages that come after one, in the order of the primary key."""
    return (
        sa.select(messages)
        .where(
            sa.or_(
                messages.c.chat_id > chat,
                sa.and_(messages.c.chat_id == chat, messages.c.seq > seq),
            ),
            messages.c.kind != "service",
            ~messages.c.deleted,
        )
        .order_by(messages.c.chat_id, messages.c.seq)
        .limit(PAGE)
    )


def downgrade() -> None:
    """Go back."""
    if op.get_context().dialect.name == "sqlite":
        for statement in ("DROP TRIGGER message_added", *DROP_INDEX):
            op.execute(statement)
    else:
        op.drop_index("ix_messages_terms", "messages")
    op.drop_index("ix_messages_term_id", "messages")
    op.drop_column("messages", "terms")
    op.drop_column("messages", "term_id")
