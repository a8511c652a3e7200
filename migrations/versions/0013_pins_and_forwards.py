"""pins_and_forwards."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# On which columns, for the few rows that have one of them.
INDEXES = {
    "ix_messages_pinned": (["chat_id", "seq"], "pinned_at IS NOT NULL"),
    "ix_messages_forwarded_id": (["forwarded_id"], "forwarded_id IS NOT NULL"),
}


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "messages",
        sa.Column(
            "pinned_at", sa.BigInteger(), nullable=True, comment="for all who are in the chat"
        ),
    )
    op.add_column(
        "messages",
        sa.Column(
            "forwarded_id",
            sa.BigInteger(),
            nullable=True,
            comment="who first wrote what was forwarded",
        ),
    )
    op.add_column(
        "messages",
        sa.Column("forwarded_name", sa.Text(), nullable=True, comment="how they were called then"),
    )
    for name, (columns, rows) in INDEXES.items():
        condition = sa.text(rows)
        op.create_index(
            name, "messages", columns, sqlite_where=condition, postgresql_where=condition
        )


def downgrade() -> None:
    """Go back."""
    for name in INDEXES:
        op.drop_index(name, "messages")
    for column in ("forwarded_name", "forwarded_id", "pinned_at"):
        op.drop_column("messages", column)
