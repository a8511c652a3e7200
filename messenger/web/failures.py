"""Failures that nobody planned: logged with an id, and told without a word of the inside."""

import logging
import secrets

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from messenger.errors import Internal, MessengerError, Unavailable

log = logging.getLogger(__name__)

AWAY = (OperationalError, InterfaceError, PoolTimeoutError, OSError)
# Connection exceptions, insufficient resources, operator intervention (PostgreSQL, appendix A).
AWAY_STATES = ("08", "53", "57P")


def report(error: BaseException, where: str) -> MessengerError:
    """Log a failure and return what may be told of it: Unavailable or Internal with an id."""
    if isinstance(error, MessengerError):
        return error
    number = secrets.token_hex(6)
    log.error("request failed", exc_info=error, extra={"error": number, "op": where})
    return Unavailable() if _is_away(error) else Internal(id=number)


def _is_away(error: BaseException) -> bool:
    if isinstance(error, AWAY):
        return True
    # Not every driver has a class of its own for a server that goes, or that is not up yet.
    return isinstance(error, DBAPIError) and (
        error.connection_invalidated
        or str(getattr(error.orig, "sqlstate", None)).startswith(AWAY_STATES)
    )
