"""later."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0014"
branch_labels = None
depends_on = None


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


def downgrade() -> None:
    """Go back."""
    op.drop_column("messages", "silent")
