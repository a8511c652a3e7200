"""search: many messages come into the index at once, up to a number that moves."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

DROP_TRIGGERS = ("DROP TRIGGER message_removed", "DROP TRIGGER message_changed")
MAKE_REACH = (
    "CREATE TABLE message_index_reach (term_id BIGINT NOT NULL)",
    """
    INSERT INTO message_index_reach (term_id)
    SELECT coalesce(max(term_id), 0) FROM messages
    """,
    """
    CREATE TRIGGER message_removed AFTER DELETE ON messages
    WHEN old.terms IS NOT NULL AND old.term_id <= (SELECT term_id FROM message_index_reach) BEGIN
        INSERT INTO message_index (message_index, rowid, terms)
        VALUES ('delete', old.term_id, old.terms);
    END
    """,
    """
    CREATE TRIGGER message_changed AFTER UPDATE OF terms ON messages BEGIN
        INSERT INTO message_index (message_index, rowid, terms)
        SELECT 'delete', old.term_id, old.terms FROM message_index_reach AS reach
        WHERE old.terms IS NOT NULL AND old.term_id <= reach.term_id;
        INSERT INTO message_index (rowid, terms)
        SELECT new.term_id, new.terms FROM message_index_reach AS reach
        WHERE new.terms IS NOT NULL AND new.term_id <= reach.term_id;
    END
    """,
)
FILL_REST = """
    INSERT INTO message_index (rowid, terms)
    SELECT term_id, terms FROM messages
    WHERE terms IS NOT NULL AND term_id > (SELECT term_id FROM message_index_reach)
    ORDER BY term_id
"""
DROP_REACH = (
    FILL_REST,
    "DROP TABLE message_index_reach",
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


def upgrade() -> None:
    """Go forward; what is in the index stays."""
    if op.get_context().dialect.name == "sqlite":
        for statement in (*DROP_TRIGGERS, *MAKE_REACH):
            op.execute(statement)


def downgrade() -> None:
    """Go back; what is not in the index yet comes into it."""
    if op.get_context().dialect.name == "sqlite":
        for statement in (*DROP_TRIGGERS, *DROP_REACH):
            op.execute(statement)
