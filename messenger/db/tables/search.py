"""What is beside the tables: the index by which messages are found, of either database.

On SQLite it is a table of FTS5 that holds no words of its own (sqlite.org/fts5.html, external
content), and a number: what has that `term_id` or a smaller one is in it, and nothing else. Many
messages are put in at once and the number moved; triggers change what is in and take it out. On
PostgreSQL the terms are a tsvector.
"""

from sqlalchemy import BigInteger, Index, column, event, table
from sqlalchemy.schema import DDL

from messenger.db.tables.messages import messages

INDEX = "message_index"
GIN_INDEX = "ix_messages_terms"
message_index = table(INDEX, column("rowid"), column("terms"))
message_index_reach = table("message_index_reach", column("term_id", BigInteger))
# `detail=none` keeps no places of words, which nobody asks for; `ascii` changes nothing of what is
# folded. An index of beginnings would cost each message a quarter more.
MAKE_INDEX = (
    """
    CREATE VIRTUAL TABLE message_index USING fts5(
        terms, content='messages', content_rowid='term_id', detail='none', columnsize=0,
        tokenize="ascii tokenchars '_'"
    )
    """,
    "CREATE TABLE message_index_reach (term_id BIGINT NOT NULL)",
    "INSERT INTO message_index_reach (term_id) VALUES (0)",
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
DROP_INDEX = (
    "DROP TRIGGER message_removed",
    "DROP TRIGGER message_changed",
    "DROP TABLE message_index_reach",
    "DROP TABLE message_index",
)

Index(GIN_INDEX, messages.c.terms, postgresql_using="gin").ddl_if("postgresql")

for moment, statements in {"after_create": MAKE_INDEX, "before_drop": DROP_INDEX}.items():
    for statement in statements:
        made = DDL(statement)  # type: ignore[no-untyped-call]
        event.listen(messages, moment, made.execute_if("sqlite"))


def is_compared(_thing: object, name: str | None, *_further: object) -> bool:
    """Tell Alembic whether it can compare something: it knows no index of one database alone."""
    return name != GIN_INDEX and not is_index(name)


def is_index(name: str | None) -> bool:
    """Tell whether a table is the index of SQLite, or one of those in which it is kept."""
    return name is not None and name.startswith(INDEX)
