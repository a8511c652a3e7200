"""Keeping what messages are found by: in the transaction that changes them, so never behind."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import and_, delete, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.message_views import SERVICE
from messenger.db.ids import term_id
from messenger.db.tables import message_terms
from messenger.search.terms import terms_of

WRITE_TERMS = insert(message_terms)


async def index_messages(connection: AsyncConnection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Let messages be found whose rows have just been written, in the order of their sending."""
    indexed = [
        {
            "id": term_id(row["sent_at"]),
            "chat_id": row["chat_id"],
            "seq": row["seq"],
            "terms": terms_of(row["chat_id"], row["sender_id"], row["kind"], row["text"]),
        }
        for row in rows
        if row["kind"] != SERVICE and row["text"]
    ]
    if indexed:
        await connection.execute(WRITE_TERMS, indexed)


async def index_anew(connection: AsyncConnection, row: Any) -> None:
    """Let a message be found by what it says now, and by what it said no more."""
    terms = terms_of(row.chat_id, row.sender_id, row.kind, row.text)
    this = and_(message_terms.c.chat_id == row.chat_id, message_terms.c.seq == row.seq)
    await connection.execute(update(message_terms).where(this).values(terms=terms))


async def forget_terms(connection: AsyncConnection, chat_id: int, seqs: Iterable[int]) -> None:
    """Let messages be found no more."""
    these = (message_terms.c.chat_id == chat_id, message_terms.c.seq.in_(seqs))
    await connection.execute(delete(message_terms).where(*these))
