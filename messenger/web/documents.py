"""What programs may read about this server: the description of its socket."""

from functools import cache

import msgspec
from quart import Blueprint, Response

from messenger.reference.asyncapi import build_asyncapi

AN_HOUR = "public, max-age=3600"


def document_routes() -> Blueprint:
    """Return `/asyncapi.json`; quart-schema adds `/api/openapi.json` by itself."""
    routes = Blueprint("documents", __name__)

    @routes.get("/asyncapi.json")
    async def asyncapi() -> Response:
        """Describe every operation and event of `/ws` (AsyncAPI 3)."""
        return Response(
            _description(), content_type="application/json", headers={"Cache-Control": AN_HOUR}
        )

    return routes


@cache
def _description() -> bytes:
    return msgspec.json.encode(build_asyncapi())
