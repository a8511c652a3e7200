"""privacy."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

RULES = ("messages", "last_seen", "photo", "email", "groups")


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "users",
        sa.Column("privacy_email", sa.String(length=16), server_default="nobody", nullable=False),
    )
    op.add_column(
        "users",
        sa.Column(
            "privacy_groups", sa.String(length=16), server_default="everyone", nullable=False
        ),
    )
    op.add_column(
        "members",
        sa.Column(
            "told_seq",
            sa.BigInteger(),
            nullable=True,
            comment="the read position that the other knows, where a block keeps the true one",
        ),
    )
    op.create_table(
        "former_nicks",
        sa.Column("username", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("given_up_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_former_nicks_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("username", name=op.f("pk_former_nicks")),
    )
    op.create_index(op.f("ix_former_nicks_user_id"), "former_nicks", ["user_id"])
    op.create_table(
        "exceptions",
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        *(
            sa.Column(
                rule, sa.Boolean(), nullable=True, comment="always, never, or null: by the rule"
            )
            for rule in RULES
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["users.id"],
            name=op.f("fk_exceptions_owner_id_users"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_exceptions_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("owner_id", "user_id", name=op.f("pk_exceptions")),
        sa.CheckConstraint("owner_id <> user_id", name=op.f("ck_exceptions_not_self")),
    )
    op.create_index(op.f("ix_exceptions_user_id"), "exceptions", ["user_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("exceptions")
    op.drop_table("former_nicks")
    op.drop_column("members", "told_seq")
    op.drop_column("users", "privacy_groups")
    op.drop_column("users", "privacy_email")
