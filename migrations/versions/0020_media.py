"""what is attached to messages, and uploads that come piece by piece."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

IS_PROCESSING = sa.text("status = 'processing'")


def columns_of_media() -> tuple[sa.Column[Any], ...]:
    """Return what is to be known of media, too."""
    return (
        sa.Column("mime", sa.String(length=100), server_default="image/webp", nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("duration", sa.Integer(), nullable=True, comment="ms"),
        sa.Column(
            "preview", sa.Text(), nullable=True, comment="a data: URL of a picture of a few pixels"
        ),
        sa.Column(
            "waveform",
            sa.LargeBinary(),
            nullable=True,
            comment="a byte each of up to 100 loudnesses",
        ),
        sa.Column("status", sa.String(length=10), server_default="ready", nullable=False),
        sa.Column(
            "content", sa.String(length=64), nullable=True, comment="SHA-256 of what was uploaded"
        ),
    )


def upgrade() -> None:
    """Go forward."""
    for column in columns_of_media():
        op.add_column("media", column)
    op.create_index(op.f("ix_media_owner_id_content"), "media", ["owner_id", "content"])
    op.create_index(
        "ix_media_processing",
        "media",
        ["id"],
        sqlite_where=IS_PROCESSING,
        postgresql_where=IS_PROCESSING,
    )
    loosen_sizes(nullable=True)
    op.add_column(
        "messages",
        sa.Column(
            "attachments",
            sa.Text(),
            nullable=True,
            comment="JSON: the rows of attachments as they are shown",
        ),
    )
    create_attachments()
    create_uploads()
    schedule_media()
    op.add_column(
        "reports",
        sa.Column(
            "files", sa.Text(), nullable=True, comment="JSON: what it held, by kind and name"
        ),
    )


def loosen_sizes(*, nullable: bool) -> None:
    """Say whether each file must have a width and a height."""
    with op.batch_alter_table("media_files") as batch:
        for name in ("width", "height"):
            batch.alter_column(name, existing_type=sa.Integer(), nullable=nullable)


def create_attachments() -> None:
    """Make the table of what is attached to messages."""
    op.create_table(
        "attachments",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False, comment="from 0"),
        sa.Column("media_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id", "seq"],
            ["messages.chat_id", "messages.seq"],
            name=op.f("fk_attachments_chat_id_messages"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["media_id"], ["media.id"], name=op.f("fk_attachments_media_id_media")
        ),
        sa.PrimaryKeyConstraint("chat_id", "seq", "place", name=op.f("pk_attachments")),
        sa.UniqueConstraint(
            "chat_id", "seq", "media_id", name=op.f("uq_attachments_chat_id_seq_media_id")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_attachments_media_id"), "attachments", ["media_id"])


def schedule_media() -> None:
    """Let what is scheduled have a kind, and hold media."""
    op.add_column(
        "scheduled_messages",
        sa.Column("kind", sa.String(length=8), server_default="text", nullable=False),
    )
    op.create_table(
        "scheduled_attachments",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False, comment="from 0"),
        sa.Column("media_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "client_id"],
            ["scheduled_messages.user_id", "scheduled_messages.client_id"],
            name=op.f("fk_scheduled_attachments_user_id_scheduled_messages"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["media_id"],
            ["media.id"],
            name=op.f("fk_scheduled_attachments_media_id_media"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "user_id", "client_id", "place", name=op.f("pk_scheduled_attachments")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_scheduled_attachments_media_id"), "scheduled_attachments", ["media_id"]
    )


def create_uploads() -> None:
    """Make the table of what is still coming in."""
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False, comment="how large it shall be"),
        sa.Column("options", sa.Text(), nullable=False, comment="JSON: what the sender says of it"),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=False, comment="the last piece"),
        sa.Column("media_id", sa.BigInteger(), nullable=True, comment="what became of it"),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["users.id"],
            name=op.f("fk_uploads_owner_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_index(op.f("ix_uploads_owner_id"), "uploads", ["owner_id"])
    op.create_index(op.f("ix_uploads_touched_at"), "uploads", ["touched_at"])


def downgrade() -> None:
    """Go back; what was attached goes."""
    op.execute(sa.text("UPDATE messages SET kind = 'text' WHERE attachments IS NOT NULL"))
    op.drop_column("reports", "files")
    op.execute(sa.text("DELETE FROM scheduled_messages WHERE kind <> 'text'"))
    op.drop_table("scheduled_attachments")
    op.drop_column("scheduled_messages", "kind")
    op.drop_table("uploads")
    op.drop_table("attachments")
    op.execute(sa.text("DELETE FROM media WHERE purpose <> 'avatar'"))
    op.drop_column("messages", "attachments")
    loosen_sizes(nullable=False)
    op.drop_index("ix_media_processing", "media")
    op.drop_index(op.f("ix_media_owner_id_content"), "media")
    for column in reversed(columns_of_media()):
        op.drop_column("media", column.name)
