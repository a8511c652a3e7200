"""How a file of somebody is sent: in parts if asked, and never as something that runs here."""

from collections.abc import AsyncIterator

from quart import Request, Response, request
from werkzeug.sansio.http import is_resource_modified

from messenger.actions.media_reading import Download
from messenger.media.names import build_disposition

# Nothing changes under an address, but who may see it does: nobody else keeps a copy, and what is
# kept belongs to the session that it was sent to.
KEPT = "private, max-age=604800, immutable"
SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"
# The same within a frame of our own pages, where a reader of browsers styles what it shows.
FRAMED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
PICTURES = frozenset({"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})
PLAYED = frozenset(
    {
        *("video/mp4", "video/ogg", "video/quicktime", "video/webm"),
        *("audio/aac", "audio/flac", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/wav"),
        "audio/webm",
    }
)
READ = {"application/pdf": "application/pdf", "text/plain": "text/plain; charset=utf-8"}
# Whatever else a file is, to a browser it is bytes.
BYTES = "application/octet-stream"


async def send_download(found: Download, *, framed: bool = False) -> Response:
    """Answer with a file, or the part of it that is asked for (RFC 9110, 13 and 14).

    `framed` shows text and PDF in a frame of our own, which is all but shut.
    """
    framed = framed and found.mime in READ
    start, stop = _span(request, found)
    if start >= stop:
        response = Response(b"", 416, content_type=BYTES)
        response.headers["Content-Range"] = f"bytes */{found.size}"
        return response
    response = Response(_body(request, found, start, stop), content_type=_type(found))
    response.content_length = stop - start
    # A long line takes its time, which is the reader's.
    response.timeout = None
    _describe(response, found, framed=framed)
    if not _is_modified(request, found):
        response = Response(b"", 304, headers=response.headers)
        del response.headers["Content-Length"]
    elif stop - start < found.size:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{found.size}"
    return response


def _describe(response: Response, found: Download, *, framed: bool) -> None:
    headers = response.headers
    headers["Cache-Control"] = KEPT
    headers["Accept-Ranges"] = "bytes"
    headers["Vary"] = "Cookie, Authorization"
    headers["Content-Security-Policy"] = FRAMED if framed else SANDBOX
    if framed:
        headers["X-Frame-Options"] = "SAMEORIGIN"
    shown = framed or found.drawn or found.mime in PLAYED
    headers["Content-Disposition"] = build_disposition(
        "inline" if shown else "attachment", found.name
    )
    response.set_etag(found.key)


def _type(found: Download) -> str:
    if found.mime in PICTURES or found.mime in PLAYED:
        return found.mime
    return READ.get(found.mime, BYTES)


def _body(asked: Request, found: Download, start: int, stop: int) -> AsyncIterator[bytes] | bytes:
    return b"" if asked.method == "HEAD" else found.read(start, stop)


def _is_modified(asked: Request, found: Download) -> bool:
    headers = asked.headers
    return is_resource_modified(
        http_if_none_match=headers.get("If-None-Match"), etag=f'"{found.key}"'
    )


def _span(asked: Request, found: Download) -> tuple[int, int]:
    """Return from where to before where a file is wanted; an empty span where there is nothing."""
    wanted = asked.range
    whole = 0, found.size
    if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1:
        return whole
    if asked.method != "GET" or not _is_same(asked, found):
        return whole
    start, stop = wanted.ranges[0]
    if start < 0:
        start = max(0, found.size + start)
    return start, found.size if stop is None else min(stop, found.size)


def _is_same(asked: Request, found: Download) -> bool:
    """Return whether a part fits to the parts that the asker has of the file."""
    condition = asked.headers.get("If-Range")
    return condition is None or condition == f'"{found.key}"'
