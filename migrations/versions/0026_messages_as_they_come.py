"""messages: on SQLite in the order in which they were written, and found by an index of chats.

In the order of chats each message came into a page of its own among full ones, and every few of
them three or four pages had to be written to make room.
"""

import re
from collections.abc import Callable

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

MADE_BY = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'messages'"
BESIDE = """
    SELECT sql FROM sqlite_master
    WHERE tbl_name = 'messages' AND type <> 'table' AND sql IS NOT NULL
"""
HEAD = re.compile(r"^CREATE TABLE \W?messages\W?")
END = re.compile(r"\)\s*(?:WITHOUT ROWID)?\s*$")
# What refers to the table refers to its name, whichever table has it (sqlite.org/pragma.html).
TAKE_ITS_PLACE = (
    "PRAGMA legacy_alter_table=ON",
    "DROP TABLE messages",
    "ALTER TABLE messages_anew RENAME TO messages",
    "PRAGMA legacy_alter_table=OFF",
)


def upgrade() -> None:
    """Go forward; on SQLite every message is written anew, some 100,000 a second."""
    _rebuild(lambda text: END.sub(")", text))


def downgrade() -> None:
    """Go back, as slowly."""
    _rebuild(lambda text: END.sub(") WITHOUT ROWID", text))


def _rebuild(change: Callable[[str], str]) -> None:
    """Make the table by another text: what it is ordered by cannot be changed where it stands."""
    if op.get_context().dialect.name != "sqlite":
        return
    connection = op.get_bind()
    text = change(connection.exec_driver_sql(MADE_BY).scalar_one())
    beside = connection.exec_driver_sql(BESIDE).scalars().all()
    for statement in (
        "DROP TABLE IF EXISTS messages_anew",
        HEAD.sub("CREATE TABLE messages_anew ", text),
        # A chat's old ones stay side by side.
        "INSERT INTO messages_anew SELECT * FROM messages ORDER BY chat_id, seq",
        *TAKE_ITS_PLACE,
        *beside,
    ):
        connection.exec_driver_sql(statement)
