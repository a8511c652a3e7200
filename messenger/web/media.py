"""Files of people over HTTP: uploading one, and reading those that one may see."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from quart import Blueprint, Response, request
from quart_schema import document_request, document_response, tag

from messenger.actions import link_previews, media, media_reading, photos
from messenger.actions.media_claims import largest_of, read_claim
from messenger.actions.media_room import require_room
from messenger.errors import NotFound
from messenger.events.commands import AccountRemoveAvatar, AccountSetAvatar
from messenger.services import Services
from messenger.web.downloads import send_download
from messenger.web.exchange import answer, read_body, read_context, require_viewer
from messenger.web.receiving import receive_whole


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

        `name` is the file's name, `as` what it shall be: `photo`, `video`, `voice`, `file` or
        `avatar`. Of a video or a voice message the sender may say the `duration` in seconds, of a
        video `width` and `height` in pixels, and of a voice message the `waveform`: up to 100
        loudnesses, a byte each, in base64. With `sha256` the file is refused if it is another.
        An avatar may be turned clockwise (`turn`: 0, 90, 180 or 270) and then cropped to a square
        (`crop`: x,y,side in pixels); without a crop it is the square in the middle.
        """
        viewer = require_viewer()
        services.buckets.take(viewer.user_id, "media.upload")
        claim = read_claim(request.args)
        largest = largest_of(services.settings, claim.purpose)
        await require_room(services, viewer)
        receive = partial(receive_whole, services.settings, largest)
        kept = await media.receive_media(services, viewer, claim, receive)
        response = answer({"media": kept})
        response.status_code = 201
        return response

    @routes.get("/media/<media_id>")
    @tag(["media"])
    async def read(media_id: str) -> Response:
        """Send a file to who may see it.

        `size` asks for a smaller picture: 800 or 320 of a photo, 64 of an avatar, `poster` of a
        video. `pack` is the code of a sticker's pack. With `inline=1` text and PDF are sent to be
        shown in a frame of this site.
        """
        viewer = read_context().viewer
        if viewer is None:
            raise NotFound(field="media_id")
        found = await media_reading.open_media(
            services,
            viewer,
            media_id=media_id,
            size=request.args.get("size"),
            pack=request.args.get("pack"),
        )
        return await send_download(found, framed=request.args.get("inline") == "1")

    @routes.get("/media/previews/<preview_id>")
    @tag(["media"])
    async def read_preview(preview_id: str) -> Response:
        """Send the picture of a link's preview to who sees a message with it."""
        viewer = read_context().viewer
        if viewer is None:
            raise NotFound(field="preview_id")
        return await send_download(
            await link_previews.open_image(services, viewer, preview_id=preview_id)
        )

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
        viewer = require_viewer()
        services.buckets.take(viewer.user_id, AccountSetAvatar.op)
        command = await read_body(AccountSetAvatar)
        user = await photos.set_avatar(services, viewer, media_id=command.media_id)
        return answer({"user": user})

    @routes.delete("/api/me/avatar")
    @document_response(UserReply, 200)
    @tag(["media"])
    async def remove_avatar() -> Response:
        """Show no photo any more."""
        viewer = require_viewer()
        services.buckets.take(viewer.user_id, AccountRemoveAvatar.op)
        return answer({"user": await photos.remove_avatar(services, viewer)})

    return routes
