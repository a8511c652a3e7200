"""link previews."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

HAS_PREVIEW = sa.text("preview_id IS NOT NULL")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "link_previews",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "url_hash", sa.LargeBinary(length=32), nullable=False, comment="SHA-256 of the address"
        ),
        sa.Column("fetched_at", sa.BigInteger(), nullable=False),
        sa.Column(
            "failed", sa.Boolean(), nullable=False, comment="nothing to be shown was found there"
        ),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column(
            "image_key",
            sa.String(length=64),
            nullable=True,
            comment="SHA-256 of the picture that was made",
        ),
        sa.Column("image_width", sa.Integer(), nullable=True),
        sa.Column("image_height", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_previews")),
    )
    op.create_index(op.f("ix_link_previews_fetched_at"), "link_previews", ["fetched_at"])
    op.create_index(op.f("ix_link_previews_image_key"), "link_previews", ["image_key"])
    op.create_index(
        op.f("ix_link_previews_url_hash_fetched_at"), "link_previews", ["url_hash", "fetched_at"]
    )
    add_columns()
    op.create_index(
        "ix_messages_preview_id",
        "messages",
        ["preview_id"],
        sqlite_where=HAS_PREVIEW,
        postgresql_where=HAS_PREVIEW,
    )


def add_columns() -> None:
    """Add what messages and people say of previews."""
    op.add_column(
        "messages",
        sa.Column(
            "preview", sa.Text(), nullable=True, comment="JSON: what its first link leads to"
        ),
    )
    op.add_column(
        "messages",
        sa.Column(
            "preview_id",
            sa.BigInteger(),
            nullable=True,
            comment="the look that it was taken from",
        ),
    )
    op.add_column(
        "messages",
        sa.Column(
            "previewless",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="there shall be no preview",
        ),
    )
    op.add_column(
        "users",
        sa.Column(
            "link_previews",
            sa.Boolean(),
            server_default=sa.true(),
            nullable=False,
            comment="whether the links that this person sends are looked at",
        ),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_column("users", "link_previews")
    op.drop_index("ix_messages_preview_id", "messages")
    for column in ("previewless", "preview_id", "preview"):
        op.drop_column("messages", column)
    op.drop_table("link_previews")
