"""What messages are found by: written with them, so never behind them."""

from typing import Any

from messenger.actions.message_views import SERVICE
from messenger.db.ids import term_id
from messenger.search.terms import terms_of


def found_by(row: dict[str, Any]) -> dict[str, Any]:
    """Return the columns by which a message that is about to be written will be found."""
    if row["kind"] == SERVICE or not row["text"]:
        return {"term_id": None, "terms": None}
    terms = terms_of(row["chat_id"], row["sender_id"], row["kind"], row["text"])
    return {"term_id": term_id(row["sent_at"]), "terms": terms}
