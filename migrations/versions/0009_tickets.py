"""tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "help_tickets",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column(
            "state", sa.String(length=8), nullable=False, comment="new, in_work, waiting or closed"
        ),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("rating", sa.SmallInteger(), comment="1 to 5, once it is closed"),
        sa.Column(
            "rating_text", sa.String(length=280), server_default=sa.text("''"), nullable=False
        ),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_help_tickets_rating")),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_help_tickets_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_tickets")),
    )
    with op.batch_alter_table("help_tickets", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_help_tickets_user_id_changed_at"), ["user_id", "changed_at"]
        )
        batch_op.create_index(
            batch_op.f("ix_help_tickets_state_changed_at"), ["state", "changed_at"]
        )

    op.create_table(
        "help_messages",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger()),
        sa.Column("is_answer", sa.Boolean(), nullable=False, comment="written by an administrator"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["users.id"],
            name=op.f("fk_help_messages_author_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["help_tickets.id"],
            name=op.f("fk_help_messages_ticket_id_help_tickets"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_messages")),
    )
    with op.batch_alter_table("help_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_help_messages_ticket_id_id"), ["ticket_id", "id"])


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("help_messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_help_messages_ticket_id_id"))

    op.drop_table("help_messages")
    with op.batch_alter_table("help_tickets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_help_tickets_state_changed_at"))
        batch_op.drop_index(batch_op.f("ix_help_tickets_user_id_changed_at"))

    op.drop_table("help_tickets")
