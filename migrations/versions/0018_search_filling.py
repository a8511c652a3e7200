"""search: who writes messages fills the index, no trigger."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

MESSAGE_ADDED = """
    CREATE TRIGGER message_added AFTER INSERT ON messages WHEN new.terms IS NOT NULL BEGIN
        INSERT INTO message_index (rowid, terms) VALUES (new.term_id, new.terms);
    END
"""


def upgrade() -> None:
    """Go forward."""
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TRIGGER message_added")


def downgrade() -> None:
    """Go back."""
    if op.get_context().dialect.name == "sqlite":
        op.execute(MESSAGE_ADDED)
