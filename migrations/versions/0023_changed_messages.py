"""an index of the versions of those messages alone that were changed."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

CHANGED = "(created_version IS NULL OR version <> created_version)"


def upgrade() -> None:
    """Go forward; what was written before stays in the index."""
    op.add_column(
        "messages",
        sa.Column(
            "created_version",
            sa.BigInteger(),
            nullable=True,
            comment="the chat's version when it was written; older ones have none",
        ),
    )
    op.create_index(
        "ix_messages_changed",
        "messages",
        ["chat_id", "version"],
        sqlite_where=sa.text(CHANGED),
        postgresql_where=sa.text(CHANGED),
    )
    op.drop_index(op.f("ix_messages_chat_id_version"), "messages")


def downgrade() -> None:
    """Go back."""
    op.create_index(op.f("ix_messages_chat_id_version"), "messages", ["chat_id", "version"])
    op.drop_index("ix_messages_changed", "messages")
    op.drop_column("messages", "created_version")
