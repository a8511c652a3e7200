"""Which origins are this server's own."""

from collections.abc import Iterable
from urllib.parse import urlsplit

Headers = Iterable[tuple[bytes, bytes]]


def header(headers: Headers, name: bytes) -> str | None:
    """Return the value of a header, or None."""
    for key, value in headers:
        if key.lower() == name:
            return value.decode("latin-1")
    return None


def is_own_origin(origin: str, host: str | None, further: tuple[str, ...]) -> bool:
    """Return whether an Origin (RFC 6454) names the host that was asked, or a configured one."""
    if origin.rstrip("/") in further:
        return True
    parts = urlsplit(origin)
    return parts.scheme in {"http", "https"} and bool(host) and parts.netloc == host


def own_origin(headers: Headers, further: tuple[str, ...]) -> str | None:
    """Return the Origin of a request where it is this server's own, else None."""
    headers = list(headers)
    origin = header(headers, b"origin")
    if origin is None or not is_own_origin(origin, header(headers, b"host"), further):
        return None
    return origin


def is_cross_site(headers: Headers, further: tuple[str, ...]) -> bool:
    """Return whether a browser says that another site caused a request."""
    headers = list(headers)
    origin = header(headers, b"origin")
    if origin is not None:
        return not is_own_origin(origin, header(headers, b"host"), further)
    site = header(headers, b"sec-fetch-site")
    return site is not None and site not in {"same-origin", "none"}


def comes_from_browser(headers: Headers) -> bool:
    """Return whether a request carries a header that only browsers set."""
    headers = list(headers)
    return any(header(headers, name) for name in (b"origin", b"sec-fetch-site"))
