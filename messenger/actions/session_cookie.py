"""The cookies that carry tokens, alike for pages and for HTTP."""

from typing import Any

from messenger.actions.known_devices import KNOWN_DAYS
from messenger.actions.remembered import REMEMBERED_DAYS
from messenger.actions.sessions import DAY
from messenger.settings import Settings


def cookie_name(*, https: bool) -> str:
    """Return the name of the session cookie: bound to the host where the connection is secure."""
    return "__Host-messenger_session" if https else "messenger_session"


def session_cookie(settings: Settings, token: str, *, https: bool) -> dict[str, Any]:
    """Return the arguments of `set_cookie` for a session's token."""
    return _cookie(cookie_name(https=https), token, settings.session_days, https=https)


def expired_cookie(settings: Settings, *, https: bool) -> dict[str, Any]:
    """Return the arguments of `set_cookie` that make a browser forget the session."""
    return session_cookie(settings, "", https=https) | {"max_age": 0}


def device_cookie_name(*, https: bool) -> str:
    """Return the name of the cookie of a remembered device."""
    return "__Host-messenger_device" if https else "messenger_device"


def device_cookie(token: str, *, https: bool) -> dict[str, Any]:
    """Return the arguments of `set_cookie` for the token of a remembered device."""
    return _cookie(device_cookie_name(https=https), token, REMEMBERED_DAYS, https=https)


def known_cookie_name(*, https: bool) -> str:
    """Return the name of the cookie by which a device is known again."""
    return "__Host-messenger_known" if https else "messenger_known"


def known_cookie(token: str, *, https: bool) -> dict[str, Any]:
    """Return the arguments of `set_cookie` for the token of a known device."""
    return _cookie(known_cookie_name(https=https), token, KNOWN_DAYS, https=https)


def _cookie(name: str, token: str, days: int, *, https: bool) -> dict[str, Any]:
    return {
        "key": name,
        "value": token,
        "max_age": days * DAY // 1000,
        "path": "/",
        "secure": https,
        "httponly": True,
        "samesite": "Lax",
    }
