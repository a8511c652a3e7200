"""The cookie that carries a session's token, alike for pages and for HTTP."""

from typing import Any

from messenger.actions.sessions import DAY
from messenger.settings import Settings


def cookie_name(*, https: bool) -> str:
    """Return the name of the session cookie: bound to the host where the connection is secure."""
    return "__Host-messenger_session" if https else "messenger_session"


def session_cookie(settings: Settings, token: str, *, https: bool) -> dict[str, Any]:
    """Return the arguments of `set_cookie` for a session's token."""
    return {
        "key": cookie_name(https=https),
        "value": token,
        "max_age": settings.session_days * DAY // 1000,
        "path": "/",
        "secure": https,
        "httponly": True,
        "samesite": "Lax",
    }


def expired_cookie(settings: Settings, *, https: bool) -> dict[str, Any]:
    """Return the arguments of `set_cookie` that make a browser forget the session."""
    return session_cookie(settings, "", https=https) | {"max_age": 0}
