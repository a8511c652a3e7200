"""How both databases look for what is read most: never by going through a table."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Executable, Select, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ClauseElement

from messenger.actions import chats, history, missed, sending
from tests.running import Server
from tests.wire import Wire

TABLES = ("messages", "members", "chats", "hidden_messages", "reactions")
OF_LIST = "ix_members_user_id_listed_chat_id_pinned_pin_order"
# Of each query the indexes by which it begins, on SQLite and on PostgreSQL.
READ: Mapping[str, tuple[Select[Any], tuple[str, ...], tuple[str, ...]]] = {
    "a page before a message": (
        history.OLDER,
        ("messages USING INDEX sqlite_autoindex_messages_1 (chat_id=? AND seq>? AND seq<?)",),
        ("pk_messages",),
    ),
    "a page from a message on": (
        history.NEWER,
        ("messages USING INDEX sqlite_autoindex_messages_1 (chat_id=? AND seq>?)",),
        ("pk_messages",),
    ),
    "the list of chats": (
        chats.PAGE,
        (f"members USING COVERING INDEX {OF_LIST} (user_id=?",),
        (OF_LIST,),
    ),
    "what was missed of a chat": (
        missed.PAGE,
        (
            "messages USING INDEX sqlite_autoindex_messages_1 (chat_id=? AND seq>?)",
            "messages USING INDEX ix_messages_changed (chat_id=? AND version>?)",
        ),
        ("pk_messages", "ix_messages_changed"),
    ),
    "what was sent already": (
        sending.KNOWN,
        ("messages USING INDEX ix_messages_client_id_sender_id (client_id=? AND sender_id=?)",),
        ("ix_messages_client_id_sender_id",),
    ),
}


# PostgreSQL goes through what is small: others have many chats, and one's own is long.
MANY = (
    """
    INSERT INTO chats (id, kind, active_at, created_at)
    SELECT number, 'group', number, number FROM generate_series(1, 5000) AS number
    """,
    """
    INSERT INTO members (chat_id, user_id, joined_at)
    SELECT number, :other, 0 FROM generate_series(1, 5000) AS number
    """,
    """
    INSERT INTO messages
        (chat_id, seq, version, created_version, sender_id, client_id, kind, text, format, sent_at)
    SELECT :chat, seq, seq, seq, :viewer, decode(md5(seq::text), 'hex'), 'text', '', 'plain', 0
    FROM generate_series(2, 20000) AS seq
    """,
    """
    INSERT INTO hidden_messages (user_id, chat_id, seq, state)
    SELECT :other, :chat, seq, seq FROM generate_series(2, 20000) AS seq
    """,
    """
    INSERT INTO reactions (chat_id, seq, emoji, user_id, reacted_at)
    SELECT :chat, seq, '+', :other, 0 FROM generate_series(2, 20000) AS seq
    """,
    "ANALYZE chats, members, messages, hidden_messages, reactions",
)


class Explained(Executable, ClauseElement):
    """A query that is not carried out, but told how it would be."""

    inherit_cache = False

    def __init__(self, query: Select[Any]) -> None:
        self.query = query


@compiles(Explained)
def explain(element: Explained, compiler: Any, **how: Any) -> str:
    """Write it in the words of a database."""
    words = "EXPLAIN QUERY PLAN" if compiler.dialect.name == "sqlite" else "EXPLAIN"
    return f"{words} {compiler.process(element.query, **how)}"


async def plan_of(connection: AsyncConnection, query: Select[Any], asked: Mapping[str, Any]) -> str:
    """Return how a database would carry a query out."""
    rows = await connection.execute(Explained(query), asked)
    return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize("what", READ)
async def test_what_is_read_is_found_by_an_index(
    server: Server, ada: Wire, eve: Wire, chat: str, what: str
) -> None:
    """Everything of it, also what is joined to it."""
    query, on_sqlite, on_postgresql = READ[what]
    numbers = {"seq": 9, "since": 5, "after": 5, "cleared_to": 0, "most": 50}
    known = {"client_ids": [b"1" * 16, b"2" * 16], "senders": [int(ada.me), int(eve.me)]}
    asked = {"viewer": int(ada.me), "chat": int(chat), **numbers, **known}
    async with server.services.database.writing() as connection:
        if connection.dialect.name != "sqlite":
            for statement in MANY:
                await connection.execute(text(statement), asked | {"other": int(eve.me)})
        plan = await plan_of(connection, query, asked)
        expected = on_sqlite if connection.dialect.name == "sqlite" else on_postgresql

    for index in expected:
        assert index in plan
    for table in TABLES:
        assert f"SCAN {table}" not in plan
        assert f"Seq Scan on {table}" not in plan
