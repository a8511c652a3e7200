"""What every route of the HTTP beside the socket does with its request and its answer."""

from typing import Any, TypeVar

import msgspec
from quart import Response, request

from messenger.actions.access import RequestContext, Viewer
from messenger.errors import BadRequest, Unauthenticated, UnsupportedMedia
from messenger.web.frames import decode_command
from messenger.web.request_context import KEY

Body = TypeVar("Body", bound=msgspec.Struct)


def read_context() -> RequestContext:
    """Return what is known of this request."""
    scope: Any = request.scope
    context: RequestContext = scope[KEY]
    return context


def require_viewer() -> Viewer:
    """Return who asks; Unauthenticated without a session."""
    viewer = read_context().viewer
    if viewer is None:
        raise Unauthenticated
    return viewer


async def read_body(kind: type[Body]) -> Body:
    """Return the JSON of this request; BadRequest names the field that is wrong."""
    if request.mimetype != "application/json":
        raise UnsupportedMedia
    content = await request.get_data()
    try:
        body: Body = decode_command(kind, msgspec.Raw(content))
    except msgspec.DecodeError as error:
        raise BadRequest from error
    return body


def answer(value: Any) -> Response:
    """Return an answer that holds JSON."""
    return Response(msgspec.json.encode(value), content_type="application/json")
