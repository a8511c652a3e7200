"""Uploads that go on after a break, by tus 1.0.0: creation, checksum, expiration, termination."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from quart import Blueprint, Response, request
from quart_schema import document_response, tag

from messenger.actions import uploads
from messenger.actions.media_claims import read_claim
from messenger.errors import WrongVersion
from messenger.services import Services
from messenger.web.exchange import answer, require_viewer
from messenger.web.receiving import receive_piece
from messenger.web.tus import (
    CHECKSUMS,
    EXTENSIONS,
    VERSION,
    answer_progress,
    read_checksum,
    read_metadata,
    read_number,
    require_piece,
    require_tus_viewer,
)

MEBIBYTE = 1024 * 1024


@dataclass
class UploadedReply:
    """What an upload has become, as PROTOCOL's object `media`."""

    media: dict[str, Any]


def upload_routes(services: Services) -> Blueprint:
    """Return `/api/uploads`, `/api/uploads/…`."""
    routes = Blueprint("uploads", __name__, url_prefix="/api/uploads")

    @routes.after_request
    async def name_version(response: Response) -> Response:
        response.headers["Tus-Resumable"] = VERSION
        if response.status_code == WrongVersion.status:
            response.headers["Tus-Version"] = VERSION
        return response

    _add_beginning(routes, services)
    _add_pieces(routes, services)
    return routes


def _add_beginning(routes: Blueprint, services: Services) -> None:
    @routes.route("", methods=["OPTIONS"], provide_automatic_options=False)
    @tag(["media"])
    async def describe() -> Response:
        """Say what this side can: tus 1.0.0, and how large a file may be."""
        response = Response(b"", 204)
        response.headers["Tus-Version"] = VERSION
        response.headers["Tus-Extension"] = EXTENSIONS
        response.headers["Tus-Checksum-Algorithm"] = ",".join(CHECKSUMS)
        response.headers["Tus-Max-Size"] = str(services.settings.upload_limit * MEBIBYTE)
        return response

    @routes.post("", provide_automatic_options=False)
    @tag(["media"])
    async def create() -> Response:
        """Begin an upload of `Upload-Length` bytes.

        `Upload-Metadata` says what `POST /api/media` is told by its query: `as`, `name` and so on,
        each value in base64. `Location` is where the pieces go.
        """
        viewer = require_tus_viewer()
        services.buckets.take(viewer.user_id, "media.upload")
        size, claim = read_number("Upload-Length"), read_claim(read_metadata())
        begun = await uploads.create_upload(services, viewer, claim=claim, size=size)
        response = answer_progress(begun, 201)
        response.headers["Location"] = f"/api/uploads/{begun.id}"
        return response


def _add_pieces(routes: Blueprint, services: Services) -> None:
    @routes.patch("/<upload_id>")
    @tag(["media"])
    async def add(upload_id: str) -> Response:
        """Add the body at `Upload-Offset`; what came of it stays if the line breaks.

        With `Upload-Checksum` (sha1 or sha256, then the sum in base64) the body is taken whole or
        not at all. The answer to the last piece has the id of the file in `Media-Id`.
        """
        viewer = require_tus_viewer()
        services.buckets.take(viewer.user_id, "media.piece")
        require_piece()
        progress = await uploads.continue_upload(
            services,
            viewer,
            upload_id=upload_id,
            offset=read_number("Upload-Offset"),
            receive=partial(receive_piece, read_checksum()),
        )
        return answer_progress(progress, 204)

    @routes.delete("/<upload_id>")
    @tag(["media"])
    async def remove(upload_id: str) -> Response:
        """End an upload; what came of it goes."""
        await uploads.remove_upload(services, require_tus_viewer(), upload_id=upload_id)
        return Response(b"", 204)

    @routes.get("/<upload_id>")
    @document_response(UploadedReply, 200)
    @tag(["media"])
    async def read(upload_id: str) -> Response:
        """Return what an upload has become; HEAD says how far it is (`Upload-Offset`)."""
        if request.method == "GET":
            viewer = require_viewer()
            found = await uploads.get_uploaded(services, viewer, upload_id=upload_id)
            return answer({"media": found})
        progress = await uploads.get_upload(services, require_tus_viewer(), upload_id=upload_id)
        response = answer_progress(progress, 200)
        response.headers["Upload-Length"] = str(progress.size)
        return response
