"""What messages are found by: written with them, so never behind them."""

from typing import Any

from sqlalchemy import func

from messenger.actions.message_views import SERVICE
from messenger.db.ids import term_id
from messenger.db.tables import messages
from messenger.search.terms import terms_of


def found_by(row: dict[str, Any]) -> dict[str, Any]:
    """Return the columns by which a message that is about to be written will be found."""
    if row["kind"] == SERVICE or not row["text"]:
        return {"term_id": None, "terms": None}
    terms = terms_of(row["chat_id"], row["sender_id"], row["kind"], row["text"])
    return {"term_id": term_id(row["sent_at"]), "terms": terms}


def found_anew(row: Any, text: str) -> dict[str, Any]:
    """Return the columns by which a message will be found that is about to say something else."""
    terms = terms_of(row.chat_id, row.sender_id, row.kind, text)
    # One that nobody could find so far has no place among the others yet.
    place = func.coalesce(messages.c.term_id, term_id(row.sent_at))
    return {"term_id": place, "terms": terms}
