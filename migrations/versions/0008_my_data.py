"""my_data."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "users",
        sa.Column(
            "deleted_at",
            sa.BigInteger(),
            nullable=True,
            comment="from then on nobody's: what was personal is erased",
        ),
    )
    op.create_table(
        "deletions",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "messages", sa.String(length=8), nullable=False, comment="keep or remove them too"
        ),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column(
            "begun_at", sa.BigInteger(), nullable=True, comment="filled once nothing can be kept"
        ),
        sa.CheckConstraint("messages IN ('keep', 'remove')", name=op.f("ck_deletions_messages")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_deletions_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_deletions")),
    )
    with op.batch_alter_table("deletions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deletions_due_at"), ["due_at"], unique=False)

    op.create_table(
        "exports",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("percent", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "reason", sa.String(length=16), nullable=True, comment="why it failed: an error's code"
        ),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column(
            "touched_at",
            sa.BigInteger(),
            nullable=False,
            comment="when its maker last showed to be alive",
        ),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'working', 'ready', 'failed')", name=op.f("ck_exports_state")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_exports_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
        sa.UniqueConstraint("user_id", name=op.f("uq_exports_user_id")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("exports")
    with op.batch_alter_table("deletions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deletions_due_at"))

    op.drop_table("deletions")
    op.drop_column("users", "deleted_at")
