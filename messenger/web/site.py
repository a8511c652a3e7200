"""The HTTP side of the application: its routes, its errors and the layers around them."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypercorn.middleware import ProxyFixMiddleware
from quart import Quart
from quart_schema import Info, QuartSchema

from messenger import __version__
from messenger.services import Services
from messenger.web.api import answer_error, api_routes
from messenger.web.compression import CompressedFiles
from messenger.web.dash_mount import DashMount, WSGIApp
from messenger.web.documents import document_routes
from messenger.web.exports import export_routes
from messenger.web.health import health_routes
from messenger.web.help import help_routes
from messenger.web.help_desk import desk_routes
from messenger.web.lifecycle import Lifecycle
from messenger.web.media import avatar_routes, media_routes
from messenger.web.passkeys import passkey_routes
from messenger.web.request_context import ASGIApp, RequestContexts
from messenger.web.request_sizes import sized_requests
from messenger.web.security_headers import HeaderWriter
from messenger.web.socket import Socket
from messenger.web.static_files import FindBundle, StaticTree, static_routes
from messenger.web.uploads import upload_routes

LARGEST_JSON = 64 * 1024


@dataclass(frozen=True, slots=True)
class Pages:
    """What the interface hands to the site: its callable, its files and its inline scripts.

    `find_texts` returns where the words of scripts lie in a language.
    """

    wsgi: WSGIApp
    text_files: dict[str, bytes]
    find_texts: Callable[[str], str]
    find_bundle: FindBundle
    script_sources: list[str]


def build_site(
    services: Services, lifecycle: Lifecycle, tree: StaticTree, pages: Pages
) -> tuple[Quart, CompressedFiles]:
    """Return the Quart application with Dash mounted in it, and the files that it compresses."""
    compressed = CompressedFiles(services.settings.data_dir / "cache")
    app = Quart("messenger", static_folder=None)
    app.request_class = sized_requests(services.settings)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_JSON
    app.register_blueprint(health_routes(services, lifecycle))
    app.register_blueprint(api_routes(services))
    app.register_blueprint(passkey_routes(services))
    app.register_blueprint(media_routes(services))
    app.register_blueprint(avatar_routes(services))
    app.register_blueprint(upload_routes(services))
    app.register_blueprint(export_routes(services))
    app.register_blueprint(document_routes())
    app.register_blueprint(help_routes(services, tree.url))
    app.register_blueprint(desk_routes(services, tree.url, pages.find_texts))
    app.register_blueprint(static_routes(tree, compressed, pages.text_files, pages.find_bundle))
    app.register_error_handler(Exception, answer_error)
    _describe(app)
    changeable: Any = app
    changeable.asgi_websocket_class = functools.partial(Socket, services, lifecycle)
    changeable.asgi_app = _wrap(app.asgi_app, services, lifecycle, pages)
    return app, compressed


def _wrap(quart: ASGIApp, services: Services, lifecycle: Lifecycle, pages: Pages) -> ASGIApp:
    mounted = DashMount(quart, pages.wsgi)
    outermost: Any = RequestContexts(
        mounted, services, lifecycle, HeaderWriter(pages.script_sources)
    )
    if services.settings.trusted_hops:
        outermost = ProxyFixMiddleware(outermost, "legacy", services.settings.trusted_hops)
    wrapped: ASGIApp = outermost
    return wrapped


def _describe(app: Quart) -> None:
    QuartSchema(
        app,
        openapi_path="/api/openapi.json",
        # The pages that show it load scripts from other hosts.
        swagger_ui_path=None,
        redoc_ui_path=None,
        scalar_ui_path=None,
        info=Info("Dash Messenger", __version__),
    )
