"""What a person is told when something fails."""

import logging

from messenger.errors import Internal, MessengerError, ReauthenticationRequired
from messenger.ui.parts.notes import show_note
from messenger.ui.parts.proof import ask_for_proof
from messenger.ui.texts import _

logger = logging.getLogger(__name__)


def explain(error: MessengerError) -> str:
    """Return why something failed in the language of this request."""
    return _(error.message)


def explain_at(error: MessengerError, fields: dict[str, str | None]) -> dict[str, str | None]:
    """Return the fields with the text of a failure at the one that it names.

    A failure that names none of them stands at the last.
    """
    at = error.field if error.field in fields else list(fields)[-1]
    return fields | {str(at): explain(error)}


def show_failure(error: Exception) -> None:
    """Tell in a corner of the page that a callback failed; what is no MessengerError is logged."""
    if isinstance(error, ReauthenticationRequired):
        ask_for_proof()
        return
    if not isinstance(error, MessengerError):
        logger.error("A callback failed", exc_info=error)
        error = Internal()
    show_note(explain(error), color="red")
