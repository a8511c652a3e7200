"""The headers of tus 1.0.0, the protocol of resumable uploads, read and written."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from quart import Response, request

from messenger.actions.access import Viewer
from messenger.actions.uploads import Progress
from messenger.errors import N_, BadRequest, UnsupportedMedia, WrongVersion
from messenger.web.exchange import require_viewer

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,expiration,termination"
CHECKSUMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
PIECE = "application/offset+octet-stream"
LONGEST_NUMBER = 15


@dataclass(frozen=True, slots=True)
class Checksum:
    """What the bytes of one request are said to be."""

    algorithm: str
    digest: bytes


def require_tus_viewer() -> Viewer:
    """Return who asks; WrongVersion where another version of the protocol is spoken."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise WrongVersion
    return require_viewer()


def require_piece() -> None:
    """Raise UnsupportedMedia unless the body of this request is a piece of a file."""
    if request.mimetype != PIECE:
        raise UnsupportedMedia


def read_number(name: str) -> int:
    """Return the header of a length or an offset; BadRequest where it is missing or no number."""
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise BadRequest(field=name)
    return int(text)


def read_metadata() -> dict[str, str]:
    """Return what `Upload-Metadata` says: names, each with a value in base64, between commas."""
    said: dict[str, str] = {}
    pairs = request.headers.get("Upload-Metadata", "").split(",")
    for pair in filter(None, map(str.strip, pairs)):
        name, _, value = pair.partition(" ")
        said[name] = _decode(value, "Upload-Metadata").decode(errors="replace")
    return said


def read_checksum() -> Checksum | None:
    """Return what `Upload-Checksum` says of the body of this request, if anything."""
    header = request.headers.get("Upload-Checksum")
    if header is None:
        return None
    algorithm, _, value = header.partition(" ")
    if algorithm not in CHECKSUMS:
        raise BadRequest(N_("A checksum is by sha1 or sha256."), field="Upload-Checksum")
    return Checksum(algorithm, _decode(value, "Upload-Checksum"))


def answer_progress(progress: Progress, status: int) -> Response:
    """Answer with how far an upload is, and with `Media-Id` once it has become something."""
    response = Response(b"", status)
    headers = response.headers
    headers["Cache-Control"] = "no-store"
    headers["Upload-Offset"] = str(progress.offset)
    expires = datetime.fromtimestamp(progress.expires_at // 1000, UTC)
    headers["Upload-Expires"] = format_datetime(expires, usegmt=True)
    if progress.media_id is not None:
        headers["Media-Id"] = str(progress.media_id)
    return response


def _decode(value: str, field: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadRequest(field=field) from error
