"""What messages are found by: a row of terms for each, and over the rows an index of either kind.

On SQLite the index is a table of FTS5 that holds no words of its own and is kept by triggers
(sqlite.org/fts5.html, external content); on PostgreSQL the terms are a tsvector.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.schema import DDL

from messenger.db.tables.metadata import metadata

INDEX = "message_index"
# `detail=none` keeps no places of words, which nobody asks for; `ascii` changes nothing of terms that
# are folded. An index of beginnings would cost each message a quarter more.
MAKE_INDEX = (
    """
    CREATE VIRTUAL TABLE message_index USING fts5(
        terms, content='message_terms', content_rowid='id', detail='none', columnsize=0,
        tokenize="ascii tokenchars '_'"
    )
    """,
    """
    CREATE TRIGGER message_terms_added AFTER INSERT ON message_terms BEGIN
        INSERT INTO message_index (rowid, terms) VALUES (new.id, new.terms);
    END
    """,
    """
    CREATE TRIGGER message_terms_removed AFTER DELETE ON message_terms BEGIN
        INSERT INTO message_index (message_index, rowid, terms)
        VALUES ('delete', old.id, old.terms);
    END
    """,
    """
    CREATE TRIGGER message_terms_changed AFTER UPDATE ON message_terms BEGIN
        INSERT INTO message_index (message_index, rowid, terms)
        VALUES ('delete', old.id, old.terms);
        INSERT INTO message_index (rowid, terms) VALUES (new.id, new.terms);
    END
    """,
)
FILL_INDEX = "INSERT INTO message_index (message_index) VALUES ('rebuild')"
DROP_INDEX = "DROP TABLE message_index"

message_terms = Table(
    "message_terms",
    metadata,
    Column(
        "id",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
        comment="begins with the time of sending; what is found is read by it",
    ),
    Column("chat_id", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column(
        "terms",
        Text().with_variant(TSVECTOR, "postgresql"),
        nullable=False,
        comment="its words and their stems, and _c, _s, _k before chat, sender and kind",
    ),
    UniqueConstraint("chat_id", "seq"),
    ForeignKeyConstraint(
        ["chat_id", "seq"], ["messages.chat_id", "messages.seq"], ondelete="CASCADE"
    ),
)

GIN_INDEX = "ix_message_terms_terms"
Index(GIN_INDEX, message_terms.c.terms, postgresql_using="gin").ddl_if("postgresql")

for moment, statements in {"after_create": MAKE_INDEX, "before_drop": (DROP_INDEX,)}.items():
    for statement in statements:
        made = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
        event.listen(message_terms, moment, made.execute_if("sqlite"))


def is_compared(_thing: object, name: str | None, *_further: object) -> bool:
    """Tell Alembic whether it can compare something: it knows no index of one database alone."""
    return name != GIN_INDEX and not is_index(name)


def is_index(name: str | None) -> bool:
    """Tell whether a table is the index of SQLite, or one of those in which it is kept."""
    return name is not None and name.startswith(INDEX)
