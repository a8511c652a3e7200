"""What is beside the tables: the index by which messages are found, of either database.

On SQLite it is a table of FTS5 that holds no words of its own (sqlite.org/fts5.html, external
content), one that holds them, and a number: messages that have that `term_id` or a smaller one are
in both, and no others. Many are put in at once and the number moved; triggers change what is in and
take it out. On PostgreSQL the terms are a tsvector, a column of the message.
"""

from sqlalchemy import BigInteger, Index, Text, column, event, table
from sqlalchemy.schema import DDL

from messenger.db.tables.messages import messages

INDEX = "message_index"
GIN_INDEX = "ix_messages_terms"
message_index = table(INDEX, column("rowid"), column("terms", Text))
message_index_terms = table("message_index_terms", column("term_id"), column("terms", Text))
message_index_reach = table("message_index_reach", column("term_id", BigInteger))
# `detail=none` keeps no places of words, which nobody asks for; `ascii` changes nothing of what is
# folded. An index of beginnings would cost each message a quarter more.
MAKE_INDEX = (
    "CREATE TABLE message_index_terms (term_id INTEGER NOT NULL PRIMARY KEY, terms TEXT NOT NULL)",
    """
    CREATE VIRTUAL TABLE message_index USING fts5(
        terms, content='message_index_terms', content_rowid='term_id', detail='none', columnsize=0,
        tokenize="ascii tokenchars '_'"
    )
    """,
    "CREATE TABLE message_index_reach (term_id BIGINT NOT NULL)",
    "INSERT INTO message_index_reach (term_id) VALUES (0)",
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
    # What is new comes into both by itself: before each row that a trigger writes, FTS5 stores
    # what it has gathered so far.
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
DROP_INDEX = (
    "DROP TRIGGER message_removed",
    "DROP TRIGGER message_changed",
    "DROP TABLE message_index_reach",
    "DROP TABLE message_index",
    "DROP TABLE message_index_terms",
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
