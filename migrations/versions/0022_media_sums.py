"""indexes by which it is summed up what people keep."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_index(
        op.f("ix_media_owner_id_purpose_status_id"),
        "media",
        ["owner_id", "purpose", "status", "id"],
    )
    op.drop_index(op.f("ix_media_owner_id"), "media")
    op.create_index(op.f("ix_media_files_media_id_size"), "media_files", ["media_id", "size"])


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_media_files_media_id_size"), "media_files")
    op.create_index(op.f("ix_media_owner_id"), "media", ["owner_id"])
    op.drop_index(op.f("ix_media_owner_id_purpose_status_id"), "media")
