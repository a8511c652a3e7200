"""Files that never change under their address: ours, the texts, and Dash's bundles."""

import hashlib
import mimetypes
from collections.abc import Callable
from functools import cache
from pathlib import Path

from quart import Blueprint, Response, abort, request
from quart_schema import hide

from messenger.resources import folder
from messenger.web.compression import CompressedFiles

IMMUTABLE = "public, max-age=31536000, immutable"
A_WEEK = "public, max-age=604800"
VERSION_LENGTH = 12

FindBundle = Callable[[str, str], Path | None]


class StaticTree:
    """The folder of static files under the hash of everything in it."""

    def __init__(self, root: Path) -> None:
        self._files = {
            path.relative_to(root).as_posix(): path
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }
        digest = hashlib.sha256()
        for name, path in self._files.items():
            digest.update(name.encode() + b"\0" + path.read_bytes())
        self.version = digest.hexdigest()[:VERSION_LENGTH]

    def url(self, name: str) -> str:
        """Return the address of a file, which changes whenever any file does."""
        return f"/static/{self.version}/{name}"

    def find(self, name: str) -> Path | None:
        """Return the file of a name, or None: nothing outside of the folder can be named."""
        return self._files.get(name)


@cache
def our_files() -> StaticTree:
    """Return our own static files, which a process reads once whatever the number of its apps."""
    return StaticTree(folder("static"))


def static_routes(
    tree: StaticTree,
    compressed: CompressedFiles,
    text_files: dict[str, bytes],
    find_bundle: FindBundle,
) -> Blueprint:
    """Return the routes of files that a browser keeps for a year."""
    routes = Blueprint("files", __name__)

    @routes.get("/static/<version>/<path:name>")
    @hide
    async def static_file(version: str, name: str) -> Response:
        """Send one of our files."""
        return await _send(tree.find(name), compressed, fresh=version == tree.version)

    @routes.get("/_dash-component-suites/<package>/<path:name>")
    @hide
    async def bundle(package: str, name: str) -> Response:
        """Send a file of a Dash component package, without Dash."""
        return await _send(find_bundle(package, name), compressed, fresh=True)

    @routes.get("/media/stickers/<pack>/<name>")
    @hide
    async def sticker(pack: str, name: str) -> Response:
        """Send a sticker that comes with the program; messages name it by this address for ever."""
        response = await _send(tree.find(f"stickers/{pack}/{name}"), compressed, fresh=False)
        response.headers["Cache-Control"] = A_WEEK
        return response

    @routes.get("/texts/<name>")
    @hide
    async def texts(name: str) -> Response:  # noqa: ARG001 - the whole path is the key
        """Send the texts of one language."""
        content = text_files.get(request.path)
        if content is None:
            abort(404)
        return Response(
            content, content_type="application/json", headers={"Cache-Control": IMMUTABLE}
        )

    @routes.get("/favicon.ico")
    @hide
    async def favicon() -> Response:
        """Send the icon to browsers that ask for it by its oldest name."""
        return await _send(tree.find("icons/favicon.svg"), compressed, fresh=False)

    return routes


async def _send(path: Path | None, compressed: CompressedFiles, *, fresh: bool) -> Response:
    if path is None:
        abort(404)
    accepted = request.headers.get("Accept-Encoding", "")
    content, coding = await compressed.read(path, accepted)
    kind = "text/javascript" if path.suffix in {".js", ".mjs"} else mimetypes.guess_type(path)[0]
    response = Response(content, content_type=kind or "application/octet-stream")
    # A page of the last version may still ask under its old hash: it gets the file, to be thrown
    # away, rather than a page that breaks.
    response.headers["Cache-Control"] = IMMUTABLE if fresh else "no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    if coding is not None:
        response.headers["Content-Encoding"] = coding
        compressed.keep_well(path, coding)
    return response
