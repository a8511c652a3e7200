"""What every HTTP request is given before anything else sees it, and what is refused at once."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from hypercorn.typing import ASGIReceiveCallable, ASGISendCallable

from messenger.actions import sessions
from messenger.actions.access import RequestContext, Viewer
from messenger.actions.languages import choose_language
from messenger.errors import Forbidden, MessengerError, SessionExpired, TooLarge, Unavailable
from messenger.services import Services
from messenger.web.client import find_device, find_token, is_https, read_client, read_cookies
from messenger.web.failures import report
from messenger.web.lifecycle import Lifecycle
from messenger.web.origins import header, is_cross_site
from messenger.web.request_sizes import largest_body, pace_body
from messenger.web.security_headers import HeaderWriter
from messenger.web.unread_body import let_go_of_rest

ASGIApp = Callable[[Any, ASGIReceiveCallable, ASGISendCallable], Awaitable[None]]

KEY = "messenger.request"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FILES = ("/static/", "/texts/", "/_dash-component-suites/")
MESSENGER = "/"
LARGEST_BODY = 1024 * 1024
NONCE_BYTES = 16


class RequestContexts:
    """The outermost layer: who asks, from where, with which nonce; foreign origins stay out."""

    def __init__(
        self, app: ASGIApp, services: Services, lifecycle: Lifecycle, headers: HeaderWriter
    ) -> None:
        self._app = app
        self._services = services
        self._lifecycle = lifecycle
        self._headers = headers

    async def __call__(
        self, scope: Any, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        receive, send = let_go_of_rest(scope, receive, send)
        nonce = secrets.token_urlsafe(NONCE_BYTES)
        path = scope["path"]
        writer = self._headers.wrap(
            send,
            nonce,
            https=is_https(scope),
            is_file=path.startswith(FILES),
            listens=path == MESSENGER,
        )
        try:
            self._refuse_foreign(scope)
            scope[KEY] = await self._context(scope, nonce)
        except Exception as error:
            await send_error(writer, report(error, "request"))
            return
        await self._app(scope, pace_body(scope, receive), writer)

    def _refuse_foreign(self, scope: Any) -> None:
        if self._lifecycle.stopping:
            raise Unavailable
        if scope["method"] in SAFE:
            return
        length = header(scope["headers"], b"content-length")
        largest = largest_body(self._services.settings, scope["path"], LARGEST_BODY)
        if length is not None and length.isdigit() and int(length) > largest:
            raise TooLarge(limit=largest)
        if has_bearer(scope):
            return
        if is_cross_site(scope["headers"], self._services.settings.origins):
            raise Forbidden
        if find_token(scope) is not None and not _names_origin(scope):
            raise Forbidden

    async def _context(self, scope: Any, nonce: str) -> RequestContext:
        cookies = read_cookies(scope)
        viewer = None if scope["path"].startswith(FILES) else await self._viewer(scope)
        language = choose_language(
            viewer,
            cookies.get("messenger_language"),
            header(scope["headers"], b"accept-language"),
        )
        return RequestContext(
            viewer, read_client(scope), is_https(scope), nonce, language, find_device(scope)
        )

    async def _viewer(self, scope: Any) -> Viewer | None:
        token = _bearer(scope) if has_bearer(scope) else find_token(scope)
        if token is None:
            return None
        try:
            viewer, _ = await sessions.resume(self._services, token)
        except SessionExpired:
            return None
        return viewer


def has_bearer(scope: Any) -> bool:
    """Return whether a request is authorised by a token in its header: cookies are then ignored."""
    return (header(scope["headers"], b"authorization") or "").lower().startswith("bearer ")


def _bearer(scope: Any) -> str:
    return (header(scope["headers"], b"authorization") or "")[len("bearer ") :].strip()


def _names_origin(scope: Any) -> bool:
    return any(header(scope["headers"], name) for name in (b"origin", b"sec-fetch-site"))


async def send_error(send: Any, error: MessengerError) -> None:
    """Answer with the one error shape of the site, outside of any framework."""
    body = msgspec.json.encode({"error": error.as_dict()})
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
