"""Fetching the copy of one's data."""

from quart import Blueprint, Response
from quart_schema import tag

from messenger.actions import exports
from messenger.services import Services
from messenger.web.exchange import require_viewer

SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"


def export_routes(services: Services) -> Blueprint:
    """Return `/api/export/…`."""
    routes = Blueprint("exports", __name__)

    @routes.get("/api/export/<export_id>")
    @tag(["account"])
    async def fetch(export_id: str) -> Response:
        """Send a copy of one's data, as a ZIP file, to its owner who has just proved it."""
        viewer = require_viewer()
        services.buckets.take(viewer.user_id, "account.fetch_export")
        archive = await exports.open_export(services, viewer, export_id=export_id)
        response = Response(archive.content, content_type="application/zip")
        response.content_length = archive.size
        # A long line takes its time, which is the reader's.
        response.timeout = None
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Security-Policy"] = SANDBOX
        response.headers.set("Content-Disposition", "attachment", filename=archive.name)
        return response

    return routes
