"""The HTTP beside the socket: signing in and out, and who one is."""

from dataclasses import dataclass
from typing import Any

import msgspec
from quart import Blueprint, Response, request
from quart_schema import document_request, document_response, tag
from werkzeug.exceptions import HTTPException

from messenger.actions import session_cookie, sessions, sign_in
from messenger.actions.access import RequestContext
from messenger.errors import (
    BadRequest,
    MessengerError,
    NotFound,
    TooLarge,
    Unauthenticated,
    UnsupportedMedia,
)
from messenger.events.commands import AuthLogin
from messenger.services import Services
from messenger.web.failures import report
from messenger.web.frames import decode_command
from messenger.web.request_context import KEY


@dataclass
class Credentials:
    """What one signs in with: nick or e-mail, the password, and a code of the second factor."""

    login: str
    password: str
    code: str | None = None


@dataclass
class Person:
    """The person of a session, as PROTOCOL's object `user`."""

    user: dict[str, Any]


@dataclass
class NewSession:
    """A new session: its token, when it ends without use (RFC 3339), and whose it is."""

    token: str
    expires_at: str
    user: dict[str, Any]


def api_routes(services: Services) -> Blueprint:
    """Return `/api/session` and `/api/me`."""
    routes = Blueprint("api", __name__, url_prefix="/api")

    @routes.post("/session")
    @document_request(Credentials)
    @document_response(NewSession, 200)
    @tag(["session"])
    async def open_session() -> Response:
        """Sign in and set the session cookie."""
        credentials = await _read(AuthLogin)
        context = _context()
        services.buckets.take(context.client.address, "auth.login")
        signed_in = await sign_in.sign_in(
            services,
            login=credentials.login,
            password=credentials.password,
            code=credentials.code,
            device=context.device,
            client=context.client,
        )
        response = _json(sessions.reply_of(signed_in))
        response.set_cookie(
            **session_cookie.session_cookie(services.settings, signed_in.token, https=context.https)
        )
        return response

    @routes.delete("/session")
    @tag(["session"])
    async def close_session() -> Response:
        """Sign out: the session ends everywhere at once."""
        context = _context()
        if context.viewer is None:
            raise Unauthenticated
        await sessions.sign_out(services, context.viewer)
        response = _json({})
        response.set_cookie(**session_cookie.expired_cookie(services.settings, https=context.https))
        return response

    @routes.get("/me")
    @document_response(Person, 200)
    @tag(["session"])
    async def me() -> Response:
        """Say who one is."""
        context = _context()
        if context.viewer is None:
            raise Unauthenticated
        return _json({"user": await sessions.load_viewer(services, context.viewer)})

    return routes


def answer_error(error: BaseException) -> Response:
    """Turn any failure into the one error shape of the site."""
    known = _translate(error) if isinstance(error, HTTPException) else report(error, request.path)
    response = _json({"error": known.as_dict()})
    response.status_code = known.status
    if known.retry_after is not None:
        response.headers["Retry-After"] = str(max(1, round(known.retry_after)))
    return response


def _translate(error: HTTPException) -> MessengerError:
    for kind in (BadRequest, TooLarge, UnsupportedMedia):
        if kind.status == error.code:
            return kind()
    # An address, or a method there, that does not exist.
    return NotFound()


def _context() -> RequestContext:
    scope: Any = request.scope
    context: RequestContext = scope[KEY]
    return context


async def _read(command: type[AuthLogin]) -> AuthLogin:
    if request.mimetype != "application/json":
        raise UnsupportedMedia
    body = await request.get_data()
    try:
        return decode_command(command, msgspec.Raw(body))  # type: ignore[no-any-return]
    except msgspec.DecodeError as error:
        raise BadRequest from error


def _json(value: Any) -> Response:
    return Response(msgspec.json.encode(value), content_type="application/json")
