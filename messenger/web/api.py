"""The HTTP beside the socket: signing in and out, and who one is."""

from dataclasses import dataclass, replace
from typing import Any

from quart import Blueprint, Response, request
from quart_schema import document_request, document_response, tag
from werkzeug.exceptions import HTTPException

from messenger.actions import session_cookie, sessions, sign_in
from messenger.errors import (
    BadRequest,
    MessengerError,
    NotFound,
    TooLarge,
    UnsupportedMedia,
)
from messenger.events.commands import AuthLogin
from messenger.services import Services
from messenger.web.exchange import answer, read_body, read_context, require_viewer
from messenger.web.failures import report


@dataclass
class Credentials:
    """What one signs in with: nick or e-mail, the password, and a code of the second factor.

    `device_token` is that of an earlier answer, for a program that keeps no cookies.
    """

    login: str
    password: str
    code: str | None = None
    device_token: str | None = None


@dataclass
class Person:
    """The person of a session, as PROTOCOL's object `user`."""

    user: dict[str, Any]


@dataclass
class NewSession:
    """A new session: its token, when it ends without use (RFC 3339), and whose it is.

    `device_token` is what the cookie of the device holds.
    """

    token: str
    expires_at: str
    user: dict[str, Any]
    device_token: str | None


def api_routes(services: Services) -> Blueprint:
    """Return `/api/session` and `/api/me`."""
    routes = Blueprint("api", __name__, url_prefix="/api")

    @routes.post("/session")
    @document_request(Credentials)
    @document_response(NewSession, 200)
    @tag(["session"])
    async def open_session() -> Response:
        """Sign in and set the session cookie."""
        credentials = await read_body(AuthLogin)
        context = read_context()
        services.buckets.take(context.client.address, "auth.login")
        signed_in = await sign_in.sign_in(
            services,
            login=credentials.login,
            password=credentials.password,
            code=credentials.code,
            device=context.device,
            client=replace(context.client, known=credentials.device_token or context.client.known),
        )
        return answer_signed_in(services, signed_in)

    @routes.delete("/session")
    @tag(["session"])
    async def close_session() -> Response:
        """Sign out: the session ends everywhere at once."""
        context = read_context()
        await sessions.sign_out(services, require_viewer())
        response = answer({})
        response.set_cookie(**session_cookie.expired_cookie(services.settings, https=context.https))
        return response

    @routes.get("/me")
    @document_response(Person, 200)
    @tag(["session"])
    async def me() -> Response:
        """Say who one is."""
        return answer({"user": await sessions.load_viewer(services, require_viewer())})

    return routes


def answer_signed_in(services: Services, signed_in: sessions.SignedIn) -> Response:
    """Answer with a new session, and set its cookie."""
    response = answer(sessions.reply_of(signed_in))
    https = read_context().https
    cookie = session_cookie.session_cookie(services.settings, signed_in.token, https=https)
    response.set_cookie(**cookie)
    if signed_in.known_token is not None:
        known = session_cookie.known_cookie(signed_in.known_token, https=https)
        response.set_cookie(**known)
    return response


def answer_error(error: BaseException) -> Response:
    """Turn any failure into the one error shape of the site."""
    known = _translate(error) if isinstance(error, HTTPException) else report(error, request.path)
    response = answer({"error": known.as_dict()})
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
