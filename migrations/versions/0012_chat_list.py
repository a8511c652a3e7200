"""chat_list."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "members",
        sa.Column(
            "pin_order",
            sa.BigInteger(),
            server_default=sa.text("0"),
            nullable=False,
            comment="of pinned chats the one with the highest stands first",
        ),
    )
    op.add_column(
        "members",
        sa.Column("marked_unread", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_index(
        "ix_members_away",
        "members",
        ["chat_id"],
        sqlite_where=sa.text("listed = 0 OR archived = 1"),
        postgresql_where=sa.text("NOT listed OR archived"),
    )
    op.add_column(
        "users",
        sa.Column(
            "folders_state",
            sa.BigInteger(),
            server_default=sa.text("0"),
            nullable=False,
            comment="the state at the last change of the folders",
        ),
    )
    op.create_table(
        "folders",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "id",
            sa.LargeBinary(length=16),
            nullable=False,
            comment="a UUID of the client's making",
        ),
        sa.Column("title", sa.String(length=24), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, comment="the lowest stands first"),
        *(
            sa.Column(rule, sa.Boolean(), server_default=sa.false(), nullable=False)
            for rule in ("contacts", "non_contacts", "groups", "unread_only", "without_muted")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_folders_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_folders")),
    )
    op.create_table(
        "folder_chats",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("folder_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id", "user_id"],
            ["members.chat_id", "members.user_id"],
            name=op.f("fk_folder_chats_chat_id_members"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "folder_id"],
            ["folders.user_id", "folders.id"],
            name=op.f("fk_folder_chats_user_id_folders"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "folder_id", "chat_id", name=op.f("pk_folder_chats")),
    )
    with op.batch_alter_table("folder_chats", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_folder_chats_chat_id_user_id"), ["chat_id", "user_id"], unique=False
        )


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("folder_chats", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_folder_chats_chat_id_user_id"))

    op.drop_table("folder_chats")
    op.drop_table("folders")
    op.drop_column("users", "folders_state")
    op.drop_index("ix_members_away", table_name="members")
    op.drop_column("members", "marked_unread")
    op.drop_column("members", "pin_order")
