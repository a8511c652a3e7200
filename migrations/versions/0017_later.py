"""later."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SCHEDULED_INDEXES = {
    "ix_scheduled_messages_user_id_chat_id_send_at": ["user_id", "chat_id", "send_at"],
    "ix_scheduled_messages_chat_id": ["chat_id"],
    "ix_scheduled_messages_due_at": ["due_at"],
}


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "messages",
        sa.Column(
            "silent",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="whether it makes no sound where it arrives",
        ),
    )
    op.create_table(
        "scheduled_messages",
        sa.Column(
            "user_id",
            sa.BigInteger(),
            sa.ForeignKey(
                "users.id", ondelete="CASCADE", name="fk_scheduled_messages_user_id_users"
            ),
            primary_key=True,
        ),
        sa.Column(
            "client_id",
            sa.LargeBinary(16),
            primary_key=True,
            comment="that of the message to be",
        ),
        sa.Column(
            "chat_id",
            sa.BigInteger(),
            sa.ForeignKey(
                "chats.id", ondelete="CASCADE", name="fk_scheduled_messages_chat_id_chats"
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("format", sa.String(8), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column(
            "reply_seq", sa.BigInteger(), nullable=True, comment="the message that it answers"
        ),
        sa.Column("send_at", sa.BigInteger(), nullable=False),
        sa.Column(
            "due_at",
            sa.BigInteger(),
            nullable=True,
            comment="when there is something to do: the sending, then the word of its failure",
        ),
        sa.Column(
            "failed",
            sa.String(32),
            nullable=True,
            comment="why it was not sent: an error's code",
        ),
    )
    for name, columns in SCHEDULED_INDEXES.items():
        op.create_index(name, "scheduled_messages", columns)
    make_reports()
    op.create_table(
        "reminders",
        sa.Column(
            "user_id",
            sa.BigInteger(),
            sa.ForeignKey("users.id", ondelete="CASCADE", name="fk_reminders_user_id_users"),
            primary_key=True,
        ),
        sa.Column(
            "chat_id",
            sa.BigInteger(),
            primary_key=True,
            autoincrement=False,
            comment="the chat may be gone by then, which is told",
        ),
        sa.Column("seq", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("remind_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_reminders_remind_at", "reminders", ["remind_at"])


def make_reports() -> None:
    """Make the table of what people report."""
    op.create_table(
        "reports",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        *(
            sa.Column(
                name,
                sa.BigInteger(),
                sa.ForeignKey("users.id", ondelete="CASCADE", name=f"fk_reports_{name}_users"),
                nullable=False,
            )
            for name in ("reporter_id", "sender_id")
        ),
        sa.Column(
            "chat_id", sa.BigInteger(), nullable=False, comment="the chat may be gone by now"
        ),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column(
            "chat_title",
            sa.String(128),
            nullable=False,
            comment="as it was; empty for a chat of two",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="as it was"),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(8), nullable=False),
        sa.Column("comment", sa.String(1000), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(9), nullable=False, server_default=sa.text("'open'")),
        sa.CheckConstraint("reason IN ('spam', 'abuse', 'illegal', 'other')", name="reason"),
        sa.CheckConstraint("state IN ('open', 'deleted', 'dismissed')", name="state"),
        sa.UniqueConstraint(
            "reporter_id", "chat_id", "seq", name="uq_reports_reporter_id_chat_id_seq"
        ),
    )
    for columns in (["sender_id"], ["chat_id", "seq"], ["state", "created_at"]):
        op.create_index(f"ix_reports_{'_'.join(columns)}", "reports", columns)


def downgrade() -> None:
    """Go back."""
    op.drop_table("reminders")
    op.drop_table("reports")
    op.drop_table("scheduled_messages")
    op.drop_column("messages", "silent")
