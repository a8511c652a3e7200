"""Files of people over HTTP: uploading one, and reading those that one may see."""

import asyncio
from dataclasses import dataclass
from typing import Any, Literal, cast

import msgspec
from quart import Blueprint, Response, request
from quart_schema import document_request, document_response, tag
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from messenger.actions import link_previews, media, photos
from messenger.actions.access import RequestContext, Viewer
from messenger.errors import (
    N_,
    BadRequest,
    MessengerError,
    NotFound,
    TooLarge,
    Unauthenticated,
    UnsupportedMedia,
)
from messenger.events.commands import AccountRemoveAvatar, AccountSetAvatar
from messenger.pictures.talk import Crop, Turn
from messenger.services import Services
from messenger.storage.parts import Part
from messenger.web.frames import decode_command
from messenger.web.request_context import KEY
from messenger.web.request_sizes import UPLOADS

LARGEST_RECEIVED = UPLOADS["/api/media"]
# Five mebibytes over the slowest line that anybody would wait for.
UPLOAD_SECONDS = 300
# Nothing changes under an address, but who may see it does: nobody else keeps a copy, and what is
# kept belongs to the session that it was sent to.
KEPT = "private, max-age=604800, immutable"
SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"


@dataclass
class MediaReply:
    """An upload, as PROTOCOL's object `media`."""

    media: dict[str, Any]


@dataclass
class NewAvatar:
    """Which upload shall be the photo."""

    media_id: str


@dataclass
class UserReply:
    """The person, as PROTOCOL's object `user`."""

    user: dict[str, Any]


def media_routes(services: Services) -> Blueprint:
    """Return `/api/media`, `/media/…`."""
    routes = Blueprint("media", __name__)

    @routes.post("/api/media")
    @document_response(MediaReply, 201)
    @tag(["media"])
    async def upload() -> Response:
        """Take in a file, which is the body as it is.

        `name` is the file's name, `as` what it shall be (`avatar`). A photo may be turned
        clockwise (`turn`: 0, 90, 180 or 270) and then cropped to a square
        (`crop`: x,y,side in pixels); without a crop it is the square in the middle.
        """
        viewer = _viewer()
        services.buckets.take(viewer.user_id, "media.upload")
        largest = media.parse_purpose(request.args.get("as", ""))
        name = media.parse_name(request.args.get("name", ""))
        turn, crop = _turn(request.args.get("turn", "0")), _crop(request.args.get("crop"))
        await media.require_room(services, viewer)
        async with services.parts.open() as part:
            await _receive(part, largest)
            kept = await media.add_avatar(
                services, viewer, media.Upload(part.path, name, turn, crop)
            )
        return _json({"media": kept}, 201)

    @routes.get("/media/<media_id>")
    @tag(["media"])
    async def read(media_id: str) -> Response:
        """Send a file to who may see it; `size=64` asks for the small one of a photo."""
        context: RequestContext = cast("Any", request.scope)[KEY]
        if context.viewer is None:
            raise NotFound(field="media_id")
        found = await media.open_media(
            services, context.viewer, media_id=media_id, edge=request.args.get("size")
        )
        return await _send(found)

    @routes.get("/media/previews/<preview_id>")
    @tag(["media"])
    async def read_preview(preview_id: str) -> Response:
        """Send the picture of a link's preview to who sees a message with it."""
        context: RequestContext = cast("Any", request.scope)[KEY]
        if context.viewer is None:
            raise NotFound(field="preview_id")
        found = await link_previews.open_image(services, context.viewer, preview_id=preview_id)
        return await _send(found, found.name)

    return routes


def avatar_routes(services: Services) -> Blueprint:
    """Return `/api/me/avatar`."""
    routes = Blueprint("avatar", __name__)

    @routes.put("/api/me/avatar")
    @document_request(NewAvatar)
    @document_response(UserReply, 200)
    @tag(["media"])
    async def set_avatar() -> Response:
        """Make an upload one's photo."""
        viewer = _viewer()
        services.buckets.take(viewer.user_id, AccountSetAvatar.op)
        command = await _read_avatar()
        return _json({"user": await photos.set_avatar(services, viewer, media_id=command.media_id)})

    @routes.delete("/api/me/avatar")
    @document_response(UserReply, 200)
    @tag(["media"])
    async def remove_avatar() -> Response:
        """Show no photo any more."""
        viewer = _viewer()
        services.buckets.take(viewer.user_id, AccountRemoveAvatar.op)
        return _json({"user": await photos.remove_avatar(services, viewer)})

    return routes


async def _read_avatar() -> AccountSetAvatar:
    if request.mimetype != "application/json":
        raise UnsupportedMedia
    try:
        body = msgspec.Raw(await request.get_data())
        return cast("AccountSetAvatar", decode_command(AccountSetAvatar, body))
    except msgspec.DecodeError as error:
        raise BadRequest from error


async def _receive(part: Part, largest: int) -> None:
    received = 0
    try:
        async with asyncio.timeout(UPLOAD_SECONDS):
            async for chunk in request.body:
                received += len(chunk)
                if received > LARGEST_RECEIVED:
                    break
                if received <= largest:
                    await part.write(chunk)
    except TimeoutError as error:
        raise BadRequest(N_("The upload took too long.")) from error
    if received > largest:
        raise TooLarge(limit=largest)
    await part.finish()


async def _send(found: media.Download, name: str = "photo.webp") -> Response:
    response = Response(found.content, content_type=found.mime)
    response.headers["Cache-Control"] = KEPT
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Vary"] = "Cookie, Authorization"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers.set("Content-Disposition", "inline", filename=name)
    response.set_etag(found.key)
    asked: Any = request
    length = len(found.content)
    try:
        return await response.make_conditional(asked, accept_ranges=True, complete_length=length)
    except RequestedRangeNotSatisfiable:
        return Response(status=416, headers={"Content-Range": f"bytes */{length}"})


def _viewer() -> Viewer:
    context: RequestContext = cast("Any", request.scope)[KEY]
    if context.viewer is None:
        raise Unauthenticated
    return context.viewer


def _turn(text: str) -> Turn:
    if text not in {"0", "90", "180", "270"}:
        raise BadRequest(N_("A picture turns by 0, 90, 180 or 270 degrees."), field="turn")
    return cast("Literal[0, 90, 180, 270]", int(text))


def _crop(text: str | None) -> Crop | None:
    if text is None:
        return None
    numbers = text.split(",")
    if len(numbers) != 3 or not all(each.isascii() and each.isdigit() for each in numbers):
        raise BadRequest(N_("A crop is x,y,side in pixels."), field="crop")
    if max(map(len, numbers)) > 6:
        raise _outside()
    return Crop(*map(int, numbers))


def _outside() -> MessengerError:
    return BadRequest(N_("The crop does not lie inside the picture."), field="crop")


def _json(value: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, content_type="application/json")
