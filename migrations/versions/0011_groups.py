"""groups."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None

ADMIN_RIGHTS = "add,delete,edit,invite,pin,remove,roles,settings"
ZERO = sa.text("0")


def _person(table: str) -> sa.ForeignKeyConstraint:
    return _reference(table, "user_id", "users")


def _reference(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")


def _id(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _number(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def upgrade() -> None:
    """Go forward."""
    _widen_chats()
    op.add_column(
        "messages",
        sa.Column("service", sa.Text(), nullable=True, comment="JSON: what happened to a group"),
    )
    op.add_column(
        "messages",
        sa.Column(
            "mentions", sa.Text(), nullable=True, comment="JSON: ids of people, or * for everybody"
        ),
    )
    _make_tables()
    _make_mentions()


def _widen_chats() -> None:
    for column in (
        sa.Column("description", sa.String(length=500), server_default="", nullable=False),
        sa.Column(
            "member_count", sa.Integer(), server_default=ZERO, nullable=False, comment="of a group"
        ),
        sa.Column(
            "history_for_newcomers",
            sa.Boolean(),
            server_default=sa.true(),
            nullable=False,
            comment="whether who joins sees earlier messages",
        ),
        sa.Column(
            "announcement",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="whether administrators alone write",
        ),
        sa.Column(
            "member_rights",
            sa.String(length=64),
            server_default="add,invite",
            nullable=False,
            comment="what members may do",
        ),
        sa.Column(
            "admin_rights",
            sa.String(length=64),
            server_default=ADMIN_RIGHTS,
            nullable=False,
            comment="what administrators may do",
        ),
        sa.Column(
            "top_read_seq",
            sa.BigInteger(),
            server_default=ZERO,
            nullable=False,
            comment="how far anybody has read a group, of those who show it",
        ),
        sa.Column(
            "top_reader",
            sa.BigInteger(),
            server_default=ZERO,
            nullable=False,
            comment="who that is",
        ),
        sa.Column(
            "next_read_seq",
            sa.BigInteger(),
            server_default=ZERO,
            nullable=False,
            comment="how far anybody else has",
        ),
    ):
        op.add_column("chats", column)
    op.execute(
        "UPDATE chats SET member_count = "
        "(SELECT count(*) FROM members WHERE members.chat_id = chats.id) WHERE kind = 'group'"
    )


def _make_tables() -> None:
    op.create_table(
        "group_photos",
        _id("chat_id"),
        _number("media_id"),
        _reference("group_photos", "chat_id", "chats"),
        sa.ForeignKeyConstraint(
            ["media_id"], ["media.id"], name=op.f("fk_group_photos_media_id_media")
        ),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_group_photos")),
        sa.UniqueConstraint("media_id", name=op.f("uq_group_photos_media_id")),
    )
    op.create_table(
        "bans",
        _id("chat_id"),
        _id("user_id"),
        _number("banned_at"),
        _reference("bans", "chat_id", "chats"),
        _person("bans"),
        sa.PrimaryKeyConstraint("chat_id", "user_id", name=op.f("pk_bans")),
    )
    op.create_index(op.f("ix_bans_user_id"), "bans", ["user_id"])
    op.create_table(
        "group_invites",
        _id("id"),
        _number("chat_id"),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False, comment="keyed"),
        _number("created_by"),
        _number("created_at"),
        sa.Column("expires_at", sa.BigInteger(), nullable=True, comment="empty: never"),
        sa.Column("most_uses", sa.Integer(), nullable=True, comment="empty: any number"),
        sa.Column("uses", sa.Integer(), server_default=ZERO, nullable=False),
        sa.Column("approval", sa.Boolean(), server_default=sa.false(), nullable=False),
        _number("revoked_at", nullable=True),
        _reference("group_invites", "chat_id", "chats"),
        _reference("group_invites", "created_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_invites")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_group_invites_code_hash")),
    )
    op.create_index(op.f("ix_group_invites_chat_id"), "group_invites", ["chat_id"])
    op.create_index(op.f("ix_group_invites_created_by"), "group_invites", ["created_by"])
    op.create_table(
        "group_invite_uses",
        _id("invite_id"),
        _id("user_id"),
        sa.Column("used_at", sa.BigInteger(), nullable=False, comment="the last time"),
        _reference("group_invite_uses", "invite_id", "group_invites"),
        _person("group_invite_uses"),
        sa.PrimaryKeyConstraint("invite_id", "user_id", name=op.f("pk_group_invite_uses")),
    )
    op.create_index(op.f("ix_group_invite_uses_user_id"), "group_invite_uses", ["user_id"])
    op.create_table(
        "join_requests",
        _id("chat_id"),
        _id("user_id"),
        _number("invite_id"),
        _number("asked_at"),
        _reference("join_requests", "chat_id", "chats"),
        _person("join_requests"),
        _reference("join_requests", "invite_id", "group_invites"),
        sa.PrimaryKeyConstraint("chat_id", "user_id", name=op.f("pk_join_requests")),
    )
    op.create_index(op.f("ix_join_requests_user_id"), "join_requests", ["user_id"])
    op.create_index(op.f("ix_join_requests_invite_id"), "join_requests", ["invite_id"])


def _make_mentions() -> None:
    op.create_table(
        "mentions",
        _id("user_id"),
        _id("chat_id"),
        _id("seq"),
        _person("mentions"),
        sa.ForeignKeyConstraint(
            ["chat_id", "seq"],
            ["messages.chat_id", "messages.seq"],
            name=op.f("fk_mentions_chat_id_messages"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "chat_id", "seq", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_chat_id_seq"), "mentions", ["chat_id", "seq"])


def downgrade() -> None:
    """Go back."""
    for table in (
        "mentions",
        "join_requests",
        "group_invite_uses",
        "group_invites",
        "bans",
        "group_photos",
    ):
        op.drop_table(table)
    for column in ("mentions", "service"):
        op.drop_column("messages", column)
    for column in (
        "next_read_seq",
        "top_reader",
        "top_read_seq",
        "admin_rights",
        "member_rights",
        "announcement",
        "history_for_newcomers",
        "member_count",
        "description",
    ):
        op.drop_column("chats", column)
