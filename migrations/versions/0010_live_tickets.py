"""live tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("help_tickets", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "answer_unread",
                sa.Boolean(),
                server_default=sa.false(),
                nullable=False,
                comment="answered since its person looked",
            )
        )
        batch_op.add_column(
            sa.Column(
                "word_unread",
                sa.Boolean(),
                server_default=sa.false(),
                nullable=False,
                comment="written to since an administrator looked",
            )
        )
    with op.batch_alter_table("help_messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("client_id", sa.LargeBinary(length=16), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_help_messages_author_id_client_id"),
            ["author_id", "client_id"],
            unique=True,
        )


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("help_messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_help_messages_author_id_client_id"))
        batch_op.drop_column("client_id")
    with op.batch_alter_table("help_tickets", schema=None) as batch_op:
        batch_op.drop_column("word_unread")
        batch_op.drop_column("answer_unread")
