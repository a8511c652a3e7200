"""What messages are found by: written with them.

On SQLite the index itself is behind by some messages, until somebody searches.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.media_views import decode_attached, file_names
from messenger.actions.message_views import SERVICE
from messenger.db.ids import term_id
from messenger.db.indexing import put_old_in
from messenger.db.tables import messages
from messenger.events.objects import Media
from messenger.search.terms import terms_of


def found_by(row: dict[str, Any], attached: Sequence[Media] = ()) -> dict[str, Any]:
    """Return the columns by which a message that is about to be written will be found."""
    if row["kind"] == SERVICE or not (row["text"] or attached):
        return {"term_id": None, "terms": None}
    terms = _terms(row["chat_id"], row["sender_id"], row["kind"], row["text"], attached)
    return {"term_id": term_id(row["sent_at"]), "terms": terms}


def found_anew(row: Any, text: str) -> dict[str, Any]:
    """Return the columns by which a message will be found that is about to say something else."""
    attached = decode_attached(row.attachments)
    terms = _terms(row.chat_id, row.sender_id, row.kind, text, attached)
    # One that nobody could find so far has no place among the others yet.
    place = func.coalesce(messages.c.term_id, term_id(row.sent_at))
    return {"term_id": place, "terms": terms}


def _terms(chat_id: int, sender_id: int, kind: str, text: str, attached: Sequence[Media]) -> str:
    if not attached:
        return terms_of(chat_id, sender_id, kind, text)
    held = (each.kind for each in attached)
    return terms_of(chat_id, sender_id, kind, text, held, " ".join(file_names(attached)))


async def add_to_index(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Let messages be found that were written in this transaction with `found_by`.

    On SQLite those that are newer than all in its index are left to `Indexing` (db/indexing.py).
    """
    if connection.dialect.name == "sqlite":
        await put_old_in(connection, [(each["term_id"], each["terms"]) for each in rows])
