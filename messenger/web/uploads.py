"""Uploads that go on after a break: tus 1.0.0 with creation, checksum, expiration, termination."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from typing import Any

from quart import Blueprint, Response, request
from quart_schema import document_response, tag

from messenger.actions import uploads
from messenger.actions.access import Viewer
from messenger.actions.media_claims import read_claim
from messenger.actions.uploads import Progress
from messenger.errors import (
    N_,
    BadRequest,
    ChecksumMismatch,
    TooLarge,
    UnsupportedMedia,
    WrongVersion,
)
from messenger.services import Services
from messenger.storage.parts import Part
from messenger.web.exchange import answer, require_viewer
from messenger.web.receiving import read_chunks

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,expiration,termination"
CHECKSUMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
PIECE = "application/offset+octet-stream"
LONGEST_NUMBER = 15
MEBIBYTE = 1024 * 1024


@dataclass
class UploadedReply:
    """What an upload has become, as PROTOCOL's object `media`."""

    media: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Checksum:
    """What the bytes of one request are said to be."""

    algorithm: str
    digest: bytes


def upload_routes(services: Services) -> Blueprint:
    """Return `/api/uploads`, `/api/uploads/…`."""
    routes = Blueprint("uploads", __name__, url_prefix="/api/uploads")

    @routes.after_request
    async def name_version(response: Response) -> Response:
        """Say which version of the protocol this is, with every answer."""
        response.headers["Tus-Resumable"] = VERSION
        if response.status_code == WrongVersion.status:
            response.headers["Tus-Version"] = VERSION
        return response

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
        viewer = _tus_viewer()
        services.buckets.take(viewer.user_id, "media.upload")
        size = _number("Upload-Length")
        claim = read_claim(_metadata(request.headers.get("Upload-Metadata", "")))
        begun = await uploads.create_upload(services, viewer, claim=claim, size=size)
        response = _answer(begun, 201)
        response.headers["Location"] = f"/api/uploads/{begun.id}"
        return response

    @routes.patch("/<upload_id>")
    @tag(["media"])
    async def add(upload_id: str) -> Response:
        """Add the body at `Upload-Offset`; what came of it stays if the line breaks.

        With `Upload-Checksum` (sha1 or sha256, then the sum in base64) the body is taken whole or
        not at all. The answer to the last piece has the id of the file in `Media-Id`.
        """
        viewer = _tus_viewer()
        services.buckets.take(viewer.user_id, "media.piece")
        if request.mimetype != PIECE:
            raise UnsupportedMedia
        progress = await uploads.continue_upload(
            services,
            viewer,
            upload_id=upload_id,
            offset=_number("Upload-Offset"),
            receive=partial(_receive_piece, _checksum(request.headers.get("Upload-Checksum"))),
        )
        return _answer(progress, 204)

    @routes.delete("/<upload_id>")
    @tag(["media"])
    async def remove(upload_id: str) -> Response:
        """End an upload; what came of it goes."""
        await uploads.remove_upload(services, _tus_viewer(), upload_id=upload_id)
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
        progress = await uploads.get_upload(services, _tus_viewer(), upload_id=upload_id)
        response = _answer(progress, 200)
        response.headers["Upload-Length"] = str(progress.size)
        return response

    return routes


def _tus_viewer() -> Viewer:
    """Return who asks, in a version of the protocol that is spoken here."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise WrongVersion
    return require_viewer()


def _answer(progress: Progress, status: int) -> Response:
    response = Response(b"", status)
    headers = response.headers
    headers["Cache-Control"] = "no-store"
    headers["Upload-Offset"] = str(progress.offset)
    expires = datetime.fromtimestamp(progress.expires_at // 1000, UTC)
    headers["Upload-Expires"] = format_datetime(expires, usegmt=True)
    if progress.media_id is not None:
        headers["Media-Id"] = str(progress.media_id)
    return response


def _number(name: str) -> int:
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise BadRequest(field=name)
    return int(text)


def _metadata(header: str) -> dict[str, str]:
    """Read pairs of a name and a value in base64, with commas between."""
    said: dict[str, str] = {}
    for pair in filter(None, map(str.strip, header.split(","))):
        name, _, value = pair.partition(" ")
        try:
            said[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, ValueError) as error:
            raise BadRequest(field="Upload-Metadata") from error
    return said


def _checksum(header: str | None) -> Checksum | None:
    if header is None:
        return None
    algorithm, _, value = header.partition(" ")
    if algorithm not in CHECKSUMS:
        raise BadRequest(N_("A checksum is by sha1 or sha256."), field="Upload-Checksum")
    try:
        return Checksum(algorithm, base64.b64decode(value, validate=True))
    except (binascii.Error, ValueError) as error:
        raise BadRequest(field="Upload-Checksum") from error


async def _receive_piece(checksum: Checksum | None, part: Part, size: int) -> None:
    """Write the body of this request into a part, which grows to such a size at most."""
    before = part.size
    length = request.content_length
    if length is not None and before + length > size:
        raise TooLarge(limit=size)
    try:
        digest = await _write_piece(checksum, part, size)
        if checksum is not None and digest != checksum.digest:
            raise ChecksumMismatch(field="Upload-Checksum")
    except BaseException:
        # Of a piece that was to come whole nothing stays, since nobody knows whether it is right.
        if checksum is not None:
            await part.take_back(before)
        raise


async def _write_piece(checksum: Checksum | None, part: Part, size: int) -> bytes:
    sums = CHECKSUMS[checksum.algorithm]() if checksum is not None else None
    try:
        async for chunk in read_chunks():
            if part.size + len(chunk) > size:
                raise TooLarge(limit=size)
            await part.write(chunk)
            if sums is not None:
                sums.update(chunk)
    except TimeoutError as error:
        raise BadRequest(N_("The upload took too long.")) from error
    return sums.digest() if sums is not None else b""
