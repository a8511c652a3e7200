"""Who is at the other end of a connection, read from its ASGI scope."""

from typing import Any

from messenger.actions.access import ClientInfo
from messenger.actions.session_cookie import cookie_name, device_cookie_name, known_cookie_name
from messenger.web.origins import header

Scope = Any


def is_https(scope: Scope) -> bool:
    """Return whether the other end speaks TLS to us, or to the proxy that we trust."""
    return scope["scheme"] in {"https", "wss"}


def read_client(scope: Scope) -> ClientInfo:
    """Return the address of the other end and what it says it is."""
    address = scope["client"][0] if scope.get("client") else "unknown"
    known = read_cookies(scope).get(known_cookie_name(https=is_https(scope))) or None
    return ClientInfo(address, header(scope["headers"], b"user-agent") or "", known)


def find_token(scope: Scope) -> str | None:
    """Return the session's token from the cookie of a request."""
    cookies = read_cookies(scope)
    return cookies.get(cookie_name(https=is_https(scope))) or None


def find_device(scope: Scope) -> str | None:
    """Return the token of a remembered device from the cookie of a request."""
    cookies = read_cookies(scope)
    return cookies.get(device_cookie_name(https=is_https(scope))) or None


def read_cookies(scope: Scope) -> dict[str, str]:
    """Return the cookies of a request (RFC 6265, 5.4).

    Not by `http.cookies`, which drops every cookie after one that it does not like.
    """
    cookies: dict[str, str] = {}
    for name, value in scope["headers"]:
        if name.lower() == b"cookie":
            for pair in value.decode("latin-1").split(";"):
                key, _, content = pair.partition("=")
                cookies.setdefault(key.strip(), content.strip())
    return cookies
