"""messages: unique by the client's id before the sender, and no key to who sent them."""

import re
from collections.abc import Callable

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLE, INDEX = "messages", "ix_messages_client_id_sender_id"
UNIQUE, SENDER = "uq_messages_sender_id_client_id", "fk_messages_sender_id_users"
MADE_BY = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'messages'"
BESIDE = """
    SELECT sql FROM sqlite_master
    WHERE tbl_name = 'messages' AND type <> 'table' AND sql IS NOT NULL
"""
HEAD = re.compile(r"^CREATE TABLE \W?messages\W?")
KEYS = re.compile(
    rf",\s*CONSTRAINT (?:{UNIQUE} UNIQUE|{SENDER} FOREIGN KEY\(sender_id\) REFERENCES users)"
    r"\s*\([^)]*\)"
)
END = re.compile(r"\)\s*WITHOUT ROWID\s*$")
END_WITH_KEYS = f""",
    CONSTRAINT {SENDER} FOREIGN KEY(sender_id) REFERENCES users (id),
    CONSTRAINT {UNIQUE} UNIQUE (sender_id, client_id)
) WITHOUT ROWID"""
# What refers to the table refers to its name, whichever table has it (sqlite.org/pragma.html).
TAKE_ITS_PLACE = (
    "INSERT INTO messages_anew SELECT * FROM messages ORDER BY chat_id, seq",
    "PRAGMA legacy_alter_table=ON",
    "DROP TABLE messages",
    "ALTER TABLE messages_anew RENAME TO messages",
    "PRAGMA legacy_alter_table=OFF",
)


def upgrade() -> None:
    """Go forward; on SQLite every message is written anew, some 200,000 a second."""
    if op.get_context().dialect.name == "sqlite":
        _rebuild(lambda text: KEYS.sub("", text))
    else:
        op.drop_constraint(UNIQUE, TABLE)
        op.drop_constraint(SENDER, TABLE)
        op.alter_column(TABLE, "sender_id", comment="an id of users")
    op.create_index(INDEX, TABLE, ["client_id", "sender_id"], unique=True)


def downgrade() -> None:
    """Go back."""
    op.drop_index(INDEX, TABLE)
    if op.get_context().dialect.name == "sqlite":
        _rebuild(lambda text: END.sub(END_WITH_KEYS, text))
    else:
        op.alter_column(TABLE, "sender_id", comment=None)
        op.create_foreign_key(SENDER, TABLE, "users", ["sender_id"], ["id"])
        op.create_unique_constraint(UNIQUE, TABLE, ["sender_id", "client_id"])


def _rebuild(change: Callable[[str], str]) -> None:
    """Make the table by another text: its keys cannot be changed where it stands."""
    connection = op.get_bind()
    text = change(connection.exec_driver_sql(MADE_BY).scalar_one())
    beside = connection.exec_driver_sql(BESIDE).scalars().all()
    anew = HEAD.sub("CREATE TABLE messages_anew ", text)
    # One that was cut short has left its table empty: the rest is one transaction.
    for statement in ("DROP TABLE IF EXISTS messages_anew", anew, *TAKE_ITS_PLACE, *beside):
        connection.exec_driver_sql(statement)
