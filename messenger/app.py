"""The only file that knows every part: it makes them and joins them into one application."""

import asyncio

from quart import Quart

from messenger.actions import presence as presence_actions
from messenger.actions.sending import write_sends
from messenger.clock import Clock
from messenger.db.engine import open_database
from messenger.db.group_commit import GroupCommit
from messenger.db.indexing import Indexing
from messenger.db.upgrade import prepare_database
from messenger.events.hub import Hub
from messenger.events.opening import open_broker
from messenger.events.pace import Pace
from messenger.events.peers import Peers
from messenger.events.presence import Presence
from messenger.events.rosters import Rosters
from messenger.keys import load_keys
from messenger.mail.mailer import Mailer
from messenger.media.posters import Posters
from messenger.passwords import Passwords
from messenger.pictures.makings import Makings
from messenger.pictures.pool import Pictures
from messenger.previews.waiting import Previews
from messenger.rates import SignInThrottle, TokenBuckets
from messenger.services import Services
from messenger.settings import Settings
from messenger.storage.exports import ExportFiles
from messenger.storage.finishing import Finishing
from messenger.storage.opening import open_contents
from messenger.storage.parts import Parts
from messenger.ui.dash_app import build_dash_app
from messenger.ui.texts import texts_url
from messenger.web import hypercorn_socket
from messenger.web.housekeeping import Housekeeping
from messenger.web.lifecycle import Lifecycle
from messenger.web.site import Pages, build_site
from messenger.web.static_files import our_files

EXTENSION = "messenger"


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> Quart:
    """Return the whole messenger as one ASGI application; it opens its data when it is started.

    `app.extensions["messenger"]` holds its Services and its Lifecycle.
    """
    settings = settings or Settings()
    hypercorn_socket.install()
    services = build_services(settings, clock or Clock())
    lifecycle = Lifecycle(services)
    housekeeping = Housekeeping(services)
    tree = our_files()
    face = build_dash_app(services, tree.url)
    pages = Pages(face.wsgi, face.text_files, texts_url, face.bundle_file, face.csp_script_sources)
    app, compressed = build_site(services, lifecycle, tree, pages)
    app.extensions[EXTENSION] = services, lifecycle

    @app.before_serving
    async def start() -> None:
        await prepare_database(settings)
        await services.peers.open()
        face.attach(asyncio.get_running_loop())
        housekeeping.start()
        lifecycle.ready = True

    @app.after_serving
    async def stop() -> None:
        await lifecycle.stop()
        await housekeeping.stop()
        await services.presence.finish()
        await compressed.close()
        await asyncio.gather(services.pictures.close(), services.indexing.close())
        services.passwords.close()
        await services.database.close()

    return app


def build_services(settings: Settings, clock: Clock) -> Services:
    """Return the parts that actions work with; the database is opened at first use."""
    unfinished = settings.media_path / "parts"
    keys = load_keys(settings.data_dir)
    broker = open_broker(settings.nats_url, keys)
    peers = Peers(broker)
    presence = Presence(lambda changed: presence_actions.announce(services, changed), peers)
    database = open_database(settings.database_url, settings.sqlite_path)
    services = Services(
        settings=settings,
        clock=clock,
        keys=keys,
        database=database,
        passwords=Passwords(settings.password_threads, settings.password_memory),
        peers=peers,
        buckets=TokenBuckets(settings, broker),
        throttle=SignInThrottle(settings, broker),
        rosters=Rosters(broker),
        pace=Pace(),
        presence=presence,
        hub=Hub(presence, broker),
        mailer=Mailer(settings),
        sends=GroupCommit(lambda group: write_sends(services, group)),
        indexing=Indexing(database),
        due=asyncio.Event(),
        contents=open_contents(settings, unfinished),
        parts=Parts(unfinished),
        finishing=Finishing(),
        exports=ExportFiles(settings.data_dir / "exports"),
        pictures=Pictures(settings.picture_workers, settings.picture_seconds),
        posters=Posters.of_this_machine(settings.picture_seconds),
        makings=Makings(),
        previews=Previews(forbidden=settings.link_previews == "off"),
    )
    return services
