"""The only file that knows every part: it makes them and joins them into one application."""

import asyncio
import functools
import logging

from hypercorn.middleware import ProxyFixMiddleware
from quart import Quart
from quart_schema import Info, QuartSchema

from messenger import __version__
from messenger.actions import presence as presence_actions
from messenger.actions.sending import write_sends
from messenger.clock import Clock
from messenger.db.engine import open_database
from messenger.db.group_commit import GroupCommit
from messenger.db.upgrade import prepare_database
from messenger.errors import NotFound
from messenger.events.hub import Hub
from messenger.events.presence import Presence
from messenger.events.rosters import Rosters
from messenger.keys import load_keys
from messenger.passwords import Passwords
from messenger.rates import SignInThrottle, TokenBuckets
from messenger.resources import folder
from messenger.services import Services
from messenger.settings import Settings
from messenger.ui.dash_app import build_dash_app
from messenger.web import hypercorn_socket
from messenger.web.api import answer_error, api_routes
from messenger.web.compression import CompressedFiles
from messenger.web.dash_mount import DashMount
from messenger.web.health import health_routes
from messenger.web.housekeeping import Housekeeping
from messenger.web.lifecycle import Lifecycle
from messenger.web.request_context import RequestContexts
from messenger.web.security_headers import HeaderWriter
from messenger.web.socket import Socket
from messenger.web.static_files import StaticTree, static_routes

log = logging.getLogger(__name__)


def create_app(settings: Settings | None = None) -> Quart:
    """Return the whole messenger as one ASGI application; it opens its data when it is started."""
    settings = settings or Settings()
    hypercorn_socket.install()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    services = build_services(settings)
    lifecycle = Lifecycle(services)
    tree = StaticTree(folder("static"))
    face = build_dash_app(services, tree.url)
    compressed = CompressedFiles(settings.data_dir / "cache")
    headers = HeaderWriter()
    headers.script_sources = face.csp_script_sources

    app = Quart("messenger", static_folder=None)
    app.extensions["messenger"] = services, lifecycle
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.register_blueprint(health_routes(services, lifecycle))
    app.register_blueprint(api_routes(services))
    app.register_blueprint(static_routes(tree, compressed, face.text_files, face.bundle_file))
    app.register_error_handler(404, lambda _: answer_error(NotFound()))
    app.register_error_handler(Exception, answer_error)
    QuartSchema(
        app,
        openapi_path="/api/openapi.json",
        # Their pages load scripts from other hosts.
        swagger_ui_path=None,
        redoc_ui_path=None,
        scalar_ui_path=None,
        info=Info("Dash Messenger", __version__),
    )
    app.asgi_websocket_class = functools.partial(Socket, services, lifecycle)  # type: ignore[assignment]
    mounted = DashMount(app.asgi_app, face.wsgi)
    outermost = RequestContexts(mounted, services, lifecycle, headers)
    if settings.trusted_hops:
        outermost = ProxyFixMiddleware(outermost, "legacy", settings.trusted_hops)  # type: ignore
    app.asgi_app = outermost  # type: ignore[method-assign]

    housekeeping = Housekeeping(services)

    @app.before_serving
    async def start() -> None:
        await prepare_database(settings)
        face.attach(asyncio.get_running_loop())
        housekeeping.start()
        lifecycle.ready = True

    @app.after_serving
    async def stop() -> None:
        await lifecycle.stop()
        await housekeeping.stop()
        await services.presence.finish()
        await compressed.close()
        services.passwords.close()
        await services.database.close()

    return app


def build_services(settings: Settings) -> Services:
    """Return the parts that actions work with; the database is opened at first use."""
    presence = Presence(lambda changed: presence_actions.announce(services, changed))
    services = Services(
        settings=settings,
        clock=Clock(),
        keys=load_keys(settings.data_dir),
        database=open_database(settings.database_url, settings.sqlite_path),
        passwords=Passwords(settings.password_threads),
        buckets=TokenBuckets(settings),
        throttle=SignInThrottle(settings),
        rosters=Rosters(),
        presence=presence,
        hub=Hub(presence),
        sends=GroupCommit(lambda group: write_sends(services, group)),
    )
    return services
