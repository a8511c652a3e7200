"""What messages are found by: on PostgreSQL written with them.

On SQLite the index is behind by some messages, until somebody searches or few are sent.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.message_views import SERVICE
from messenger.db.ids import term_id
from messenger.db.indexing import put_in, read_reach
from messenger.db.tables import messages
from messenger.search.terms import terms_of_message


def let_be_found(connection: AsyncConnection, rows: Iterable[dict[str, Any]]) -> None:
    """Give messages that are about to be written the columns by which they will be found."""
    at_once = _is_at_once(connection)
    for row in rows:
        if row["kind"] == SERVICE or not (row["text"] or row.get("attachments")):
            row["term_id"] = None
        else:
            row["term_id"] = term_id(row["sent_at"])
        if at_once:
            row["terms"] = None if row["term_id"] is None else _terms(row)


def found_anew(connection: AsyncConnection, row: Any, text: str) -> dict[str, Any]:
    """Return the columns by which a message will be found that is about to say something else."""
    # One that nobody could find so far has no place among the others yet.
    place = {"term_id": func.coalesce(messages.c.term_id, term_id(row.sent_at))}
    return place | {"terms": _terms_anew(row, text)} if _is_at_once(connection) else place


async def add_to_index(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Let messages be found that were written in this transaction, after `let_be_found`.

    On SQLite those that are newer than all in its index are left to `Indexing` (db/indexing.py).
    """
    if not _is_at_once(connection):
        reach = await read_reach(connection)
        old = [row for row in rows if row["term_id"] is not None and row["term_id"] <= reach]
        await put_in(connection, [(row["term_id"], _terms(row)) for row in old])


async def change_in_index(connection: AsyncConnection, row: Any, text: str) -> None:
    """Let a message be found by its new text, which was written with `found_anew`."""
    if not _is_at_once(connection):
        this = (messages.c.chat_id == row.chat_id, messages.c.seq == row.seq)
        number = await connection.scalar(select(messages.c.term_id).where(*this))
        if number is not None and number <= await read_reach(connection):
            await put_in(connection, [(number, _terms_anew(row, text))])


def _is_at_once(connection: AsyncConnection) -> bool:
    # PostgreSQL's index is of a column of the message.
    return connection.dialect.name == "postgresql"


def _terms(row: dict[str, Any]) -> str:
    said = (row["kind"], row["text"], row.get("attachments"))
    return terms_of_message(row["chat_id"], row["sender_id"], *said)


def _terms_anew(row: Any, text: str) -> str:
    return terms_of_message(row.chat_id, row.sender_id, row.kind, text, row.attachments)
