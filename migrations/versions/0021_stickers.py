"""packs of stickers, who has which, and what they use."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "sticker_packs",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False, comment="of its link"),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        of_person("sticker_packs", "owner_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sticker_packs")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_sticker_packs_code_hash")),
    )
    op.create_index(op.f("ix_sticker_packs_owner_id"), "sticker_packs", ["owner_id"])
    create_stickers()
    create_habits()
    op.add_column(
        "messages",
        sa.Column("sticker", sa.Text(), nullable=True, comment="JSON: the sticker that it is"),
    )


def create_stickers() -> None:
    """Make the table of what is in packs."""
    op.create_table(
        "stickers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("pack_id", sa.BigInteger(), nullable=False),
        sa.Column("media_id", sa.BigInteger(), nullable=False),
        sa.Column("emoji", sa.String(length=32), nullable=False, comment="what it says"),
        sa.Column("place", sa.Integer(), nullable=False, comment="the lowest stands first"),
        of_pack("stickers"),
        sa.ForeignKeyConstraint(
            ["media_id"], ["media.id"], name=op.f("fk_stickers_media_id_media")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stickers")),
        sa.UniqueConstraint("media_id", name=op.f("uq_stickers_media_id")),
    )
    op.create_index(op.f("ix_stickers_pack_id_place"), "stickers", ["pack_id", "place"])


def create_habits() -> None:
    """Make the tables of what somebody has and uses."""
    op.create_table(
        "installed_packs",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("pack_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False, comment="the lowest stands first"),
        of_person("installed_packs", "user_id"),
        of_pack("installed_packs"),
        sa.PrimaryKeyConstraint("user_id", "pack_id", name=op.f("pk_installed_packs")),
    )
    op.create_index(op.f("ix_installed_packs_pack_id"), "installed_packs", ["pack_id"])
    op.create_table(
        "used_stickers",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "sticker",
            sa.String(length=40),
            nullable=False,
            comment="its id, or that of a built-in one",
        ),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column(
            "kept_at", sa.BigInteger(), nullable=True, comment="since when it is a favourite"
        ),
        of_person("used_stickers", "user_id"),
        sa.PrimaryKeyConstraint("user_id", "sticker", name=op.f("pk_used_stickers")),
    )


def of_person(table: str, column: str) -> sa.ForeignKeyConstraint:
    """Return what lets a row go with the person whose it is."""
    name = op.f(f"fk_{table}_{column}_users")
    return sa.ForeignKeyConstraint([column], ["users.id"], name=name, ondelete="CASCADE")


def of_pack(table: str) -> sa.ForeignKeyConstraint:
    """Return what lets a row go with its pack."""
    name = op.f(f"fk_{table}_pack_id_sticker_packs")
    return sa.ForeignKeyConstraint(["pack_id"], ["sticker_packs.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Go back; stickers that were sent say their emoji as words, like any text."""
    op.execute(sa.text("UPDATE messages SET kind = 'text' WHERE kind = 'sticker'"))
    op.drop_column("messages", "sticker")
    op.drop_table("used_stickers")
    op.drop_table("installed_packs")
    op.drop_table("stickers")
    op.drop_table("sticker_packs")
    op.execute(sa.text("DELETE FROM media WHERE purpose = 'sticker'"))
