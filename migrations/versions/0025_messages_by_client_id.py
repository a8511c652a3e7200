"""messages: unique by the client's id before the sender, without what SQLite finds them by.

They have no key to who sent them either. What is written here of SQLite is made as this version
makes it.
"""

import re
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from messenger.search.terms import terms_of_message

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
    "PRAGMA legacy_alter_table=ON",
    "DROP TABLE messages",
    "ALTER TABLE messages_anew RENAME TO messages",
    "PRAGMA legacy_alter_table=OFF",
)
TAKE_TERMS_OUT = (
    # One that was cut short has left it empty: the rest is one transaction.
    "DROP TABLE IF EXISTS message_index_terms",
    "CREATE TABLE message_index_terms (term_id INTEGER NOT NULL PRIMARY KEY, terms TEXT NOT NULL)",
    """
    INSERT INTO message_index_terms (term_id, terms)
    SELECT term_id, terms FROM messages
    WHERE terms IS NOT NULL AND term_id <= (SELECT term_id FROM message_index_reach)
    ORDER BY term_id
    """,
    "DROP TRIGGER message_removed",
    "DROP TRIGGER message_changed",
    "DROP TABLE message_index",
)
MAKE_INDEX = (
    """
    CREATE VIRTUAL TABLE message_index USING fts5(
        terms, content='message_index_terms', content_rowid='term_id', detail='none', columnsize=0,
        tokenize="ascii tokenchars '_'"
    )
    """,
    "INSERT INTO message_index (message_index) VALUES ('rebuild')",
    """
    CREATE TRIGGER message_removed AFTER DELETE ON messages WHEN old.term_id IS NOT NULL BEGIN
        DELETE FROM message_index_terms WHERE term_id = old.term_id;
    END
    """,
    """
    CREATE TRIGGER message_changed AFTER UPDATE OF term_id ON messages
    WHEN old.term_id IS NOT NULL AND new.term_id IS NULL BEGIN
        DELETE FROM message_index_terms WHERE term_id = old.term_id;
    END
    """,
    """
    CREATE TRIGGER message_terms_added AFTER INSERT ON message_index_terms
    WHEN new.term_id <= (SELECT term_id FROM message_index_reach) BEGIN
        INSERT INTO message_index (rowid, terms) VALUES (new.term_id, new.terms);
    END
    """,
    """
    CREATE TRIGGER message_terms_removed AFTER DELETE ON message_index_terms BEGIN
        INSERT INTO message_index (message_index, rowid, terms)
        VALUES ('delete', old.term_id, old.terms);
    END
    """,
    """
    CREATE TRIGGER message_terms_changed AFTER UPDATE OF terms ON message_index_terms BEGIN
        INSERT INTO message_index (message_index, rowid, terms)
        VALUES ('delete', old.term_id, old.terms);
        INSERT INTO message_index (rowid, terms) VALUES (new.term_id, new.terms);
    END
    """,
)
LEFT = """
    SELECT term_id, chat_id, sender_id, kind, text, attachments FROM messages
    WHERE term_id > (SELECT coalesce(max(term_id), 0) FROM message_index_terms)
    ORDER BY term_id LIMIT 5000
"""
PUT_TERMS = "INSERT INTO message_index_terms (term_id, terms) VALUES (:term_id, :terms)"
TERMS = """
    (SELECT kept.terms FROM message_index_terms AS kept WHERE kept.term_id = messages.term_id)
"""
DROP_INDEX = (
    "DROP TRIGGER message_removed",
    "DROP TRIGGER message_changed",
    "DROP TABLE message_index",
)
MAKE_OLD_INDEX = (
    "DROP TABLE message_index_terms",
    """
    CREATE VIRTUAL TABLE message_index USING fts5(
        terms, content='messages', content_rowid='term_id', detail='none', columnsize=0,
        tokenize="ascii tokenchars '_'"
    )
    """,
    """
    INSERT INTO message_index (rowid, terms)
    SELECT term_id, terms FROM messages WHERE terms IS NOT NULL ORDER BY term_id
    """,
    """
    UPDATE message_index_reach SET term_id = (SELECT coalesce(max(term_id), 0) FROM messages)
    """,
    """
    CREATE TRIGGER message_removed AFTER DELETE ON messages
    WHEN old.terms IS NOT NULL AND old.term_id <= (SELECT term_id FROM message_index_reach) BEGIN
        INSERT INTO message_index (message_index, rowid, terms)
        VALUES ('delete', old.term_id, old.terms);
    END
    """,
    """
    CREATE TRIGGER message_changed AFTER UPDATE OF terms ON messages BEGIN
        INSERT INTO message_index (message_index, rowid, terms)
        SELECT 'delete', old.term_id, old.terms FROM message_index_reach AS reach
        WHERE old.terms IS NOT NULL AND old.term_id <= reach.term_id;
        INSERT INTO message_index (rowid, terms)
        SELECT new.term_id, new.terms FROM message_index_reach AS reach
        WHERE new.terms IS NOT NULL AND new.term_id <= reach.term_id;
    END
    """,
)


def upgrade() -> None:
    """Go forward; on SQLite every message is written anew, some 100,000 a second."""
    if op.get_context().dialect.name == "sqlite":
        _execute(*TAKE_TERMS_OUT)
        _rebuild(lambda text: KEYS.sub("", text), "NULL")
        _execute(*MAKE_INDEX)
    else:
        op.drop_constraint(UNIQUE, TABLE)
        op.drop_constraint(SENDER, TABLE)
        op.alter_column(TABLE, "sender_id", comment="an id of users")
    op.create_index(INDEX, TABLE, ["client_id", "sender_id"], unique=True)


def downgrade() -> None:
    """Go back; what is not in the index yet comes into it."""
    op.drop_index(INDEX, TABLE)
    if op.get_context().dialect.name == "sqlite":
        _put_rest_in()
        _execute(*DROP_INDEX)
        _rebuild(lambda text: END.sub(END_WITH_KEYS, text), TERMS)
        _execute(*MAKE_OLD_INDEX)
    else:
        op.alter_column(TABLE, "sender_id", comment=None)
        op.create_foreign_key(SENDER, TABLE, "users", ["sender_id"], ["id"])
        op.create_unique_constraint(UNIQUE, TABLE, ["sender_id", "client_id"])


def _rebuild(change: Callable[[str], str], terms: str) -> None:
    """Make the table by another text: its keys cannot be changed where it stands."""
    connection = op.get_bind()
    text = change(connection.exec_driver_sql(MADE_BY).scalar_one())
    beside = connection.exec_driver_sql(BESIDE).scalars().all()
    names = connection.exec_driver_sql("SELECT name FROM pragma_table_info('messages')").scalars()
    columns = ", ".join(terms if name == "terms" else name for name in names)
    _execute(
        "DROP TABLE IF EXISTS messages_anew",
        HEAD.sub("CREATE TABLE messages_anew ", text),
        f"INSERT INTO messages_anew SELECT {columns} FROM messages ORDER BY chat_id, seq",  # noqa: S608 - of columns
        *TAKE_ITS_PLACE,
        *beside,
    )


def _put_rest_in() -> None:
    connection = op.get_bind()
    while rows := connection.exec_driver_sql(LEFT).all():
        found = [{"term_id": row.term_id, "terms": terms_of_message(*row[1:])} for row in rows]
        connection.execute(sa.text(PUT_TERMS), found)


def _execute(*statements: str) -> None:
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)
