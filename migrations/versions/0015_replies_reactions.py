"""replies, reactions, and what messages said before they were edited."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    replied = "the message of the chat replied to"
    op.add_column(
        "messages", sa.Column("reply_seq", sa.BigInteger(), nullable=True, comment=replied)
    )
    counted = "JSON: how many of each emoji"
    op.add_column("messages", sa.Column("reactions", sa.Text(), nullable=True, comment=counted))
    op.create_table(
        "reactions",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("emoji", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("reacted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id", "seq"],
            ["messages.chat_id", "messages.seq"],
            name=op.f("fk_reactions_chat_id_messages"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_reactions_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", "seq", "emoji", "user_id", name=op.f("pk_reactions")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reactions_user_id", "reactions", ["user_id"])
    op.create_table(
        "wordings",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column(
            "version",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="the chat's version at the edit that ended it",
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id", "seq"],
            ["messages.chat_id", "messages.seq"],
            name=op.f("fk_wordings_chat_id_messages"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", "seq", "version", name=op.f("pk_wordings")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("wordings")
    op.drop_table("reactions")
    op.drop_column("messages", "reactions")
    op.drop_column("messages", "reply_seq")
