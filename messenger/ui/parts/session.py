"""Putting a session into the browser that asked, and taking it out again."""

from dash import callback_context

from messenger.actions import session_cookie
from messenger.actions.sessions import SignedIn
from messenger.ui.bridge import current_bridge
from messenger.ui.request import require_request


def keep_session(signed_in: SignedIn) -> None:
    """Set the session's cookie with the answer of this callback, and those of its device."""
    https = require_request().https
    cookie = session_cookie.session_cookie(
        current_bridge().services.settings, signed_in.token, https=https
    )
    callback_context.response.set_cookie(**cookie)
    if signed_in.known_token is not None:
        known = session_cookie.known_cookie(signed_in.known_token, https=https)
        callback_context.response.set_cookie(**known)
    if signed_in.device_token is not None:
        device = session_cookie.device_cookie(signed_in.device_token, https=https)
        callback_context.response.set_cookie(**device)


def forget_session() -> None:
    """Make the browser forget the session with the answer of this callback."""
    cookie = session_cookie.expired_cookie(
        current_bridge().services.settings, https=require_request().https
    )
    callback_context.response.set_cookie(**cookie)
