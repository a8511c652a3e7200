"""an index that has all of a member that the order of the list of chats needs."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

INDEX = "ix_members_user_id_listed_chat_id_pinned_pin_order"


def upgrade() -> None:
    """Go forward."""
    op.create_index(INDEX, "members", ["user_id", "listed", "chat_id", "pinned", "pin_order"])


def downgrade() -> None:
    """Go back."""
    op.drop_index(INDEX, "members")
