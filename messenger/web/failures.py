"""Failures that nobody planned: logged with an id, and told without a word of the inside."""

import logging
import secrets

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from messenger.errors import Internal, MessengerError, Unavailable

log = logging.getLogger(__name__)

AWAY = (OperationalError, InterfaceError, PoolTimeoutError, OSError)


def report(error: BaseException, where: str) -> MessengerError:
    """Log a failure and return what may be told of it: Unavailable or Internal with an id."""
    if isinstance(error, MessengerError):
        return error
    number = secrets.token_hex(6)
    log.error("request failed", exc_info=error, extra={"error": number, "op": where})
    return Unavailable() if isinstance(error, AWAY) else Internal(id=number)
