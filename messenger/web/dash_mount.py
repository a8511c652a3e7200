"""Dash under the same roof: every path that is not ours goes to its WSGI callable."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from a2wsgi import WSGIMiddleware

from messenger.actions.sessions import KEEP_FIRST, SET_UP_FIRST
from messenger.errors import Forbidden
from messenger.web.compression import compress_answer
from messenger.web.origins import header
from messenger.web.request_context import KEY, ASGIApp, send_error

OURS = ("/api/", "/media/", "/static/", "/texts/", "/_dash-component-suites/")
OUR_PAGES = frozenset({"/healthz", "/readyz", "/asyncapi.json", "/favicon.ico"})
HOME, SIGN_IN, REGISTER = "/", "/sign-in", "/register"
# Where a person decides whose account is to be deleted.
LEAVING = "/leaving"
TWO_FACTOR = "/account/two-factor"
# Where somebody may go who has to switch two factors on first, beside pages and their callbacks.
ALWAYS_OPEN = frozenset({"/api/session", *OUR_PAGES})
ACCOUNT, FIRST_OF_ACCOUNT = "/account", "/account/profile"
ADMIN, FIRST_OF_ADMIN = "/admin", "/admin/people"
# A group shows itself to who has an account alone.
JOIN = "/join"
# A link to a pack opens it in the messenger; pictures of the built-in one lie under its name.
STICKERS = "/stickers/"
HELP = "/help"
THREADS = 8

WSGIApp = Callable[[Any, Any], Iterable[bytes]]


class DashMount:
    """Chooses between Quart and Dash, and sends strangers to the sign-in page."""

    def __init__(self, quart: ASGIApp, dash: WSGIApp) -> None:
        self._quart = quart
        self._dash = WSGIMiddleware(dash, workers=THREADS)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one request."""
        if scope["type"] == "http" and _is_barred(scope):
            why = KEEP_FIRST if scope[KEY].viewer.leaving else SET_UP_FIRST
            await send_error(send, Forbidden(why))
            return
        if scope["type"] != "http" or _is_ours(scope["path"]):
            await self._quart(scope, receive, send)
            return
        accepted = header(scope["headers"], b"accept-encoding") or ""
        if _is_help(scope["path"]):
            await self._quart(scope, receive, compress_answer(send, accepted))
            return
        elsewhere = _redirect(scope) if scope["method"] in {"GET", "HEAD"} else None
        if elsewhere is not None:
            await _send_away(send, elsewhere)
            return
        await self._dash(scope, receive, compress_answer(send, accepted))


def _is_ours(path: str) -> bool:
    return path in OUR_PAGES or path.startswith(OURS) or _is_sticker(path)


def _is_sticker(path: str) -> bool:
    return path.startswith(STICKERS) and "/" in path.removeprefix(STICKERS)


def _is_help(path: str) -> bool:
    return path == HELP or path.startswith(f"{HELP}/")


def _is_barred(scope: Any) -> bool:
    path, viewer = scope["path"], scope[KEY].viewer
    return viewer is not None and viewer.is_held and path not in ALWAYS_OPEN and _is_ours(path)


def _redirect(scope: Any) -> str | None:
    path, viewer = scope["path"], scope[KEY].viewer
    if viewer is not None and viewer.leaving:
        return None if path == LEAVING or path.startswith("/_dash") else LEAVING
    if viewer is not None and viewer.must_set_up:
        return None if path == TWO_FACTOR or path.startswith("/_dash") else TWO_FACTOR
    if viewer is None and (path == HOME or path.startswith((ACCOUNT, ADMIN, JOIN, STICKERS))):
        query = scope["query_string"].decode("latin-1")
        wanted = f"{path}?{query}" if query else path
        return SIGN_IN if wanted == HOME else f"{SIGN_IN}?next={quote(wanted, safe='/')}"
    if path.startswith(STICKERS):
        return f"{HOME}?stickers={quote(path.removeprefix(STICKERS), safe='')}"
    if path.rstrip("/") == ACCOUNT:
        return FIRST_OF_ACCOUNT
    if path.rstrip("/") == ADMIN:
        return FIRST_OF_ADMIN
    return HOME if viewer is not None and path in {SIGN_IN, REGISTER, LEAVING} else None


async def _send_away(send: Any, location: str) -> None:
    headers = [(b"location", location.encode()), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 302, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
