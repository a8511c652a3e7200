"""whether a person writes in Markdown."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column(
        "users",
        sa.Column(
            "markdown",
            sa.Boolean(),
            server_default=sa.true(),
            nullable=False,
            comment="whether this person writes messages in Markdown",
        ),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_column("users", "markdown")
