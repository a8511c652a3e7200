"""The one way into the interface for the rest of the program."""

import asyncio
import importlib
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import dash_mantine_components as dmc
from dash.fingerprint import check_fingerprint

from messenger.services import Services
from messenger.ui import ids
from messenger.ui.bridge import ENVIRON_KEY, Bridge
from messenger.ui.page_server import STATIC_URL_KEY, PageServer
from messenger.ui.pieces import build_page_container
from messenger.ui.texts import text_files
from messenger.ui.theme import THEME

PAGES = (
    *("messenger", "sign_in", "register", "recover", "reset", "confirm", "undo", "link", "account"),
    *("admin", "leaving", "join"),
    "not_found_404",
)

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class DashFace:
    """The interface of one app, as the web layer sees it."""

    wsgi: Wsgi
    csp_script_sources: list[str]
    text_files: dict[str, bytes]
    attach: Callable[[asyncio.AbstractEventLoop], None]

    def bundle_file(self, package: str, path: str) -> Path | None:
        """Return the file of a component package that a page may ask for, or None."""
        return find_bundle_file(package, path)


def build_dash_app(services: Services, static_url: Callable[[str], str]) -> DashFace:
    """Return the interface over these services; `static_url` versions the path of a static file.

    Callbacks answer as unavailable until `attach` was given the loop that the services live in.
    """
    pages = build_pages()
    bridge = Bridge(services)

    def wsgi(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ[ENVIRON_KEY] = bridge
        environ[STATIC_URL_KEY] = static_url
        answer: Iterable[bytes] = pages.server(environ, start_response)
        return answer

    return DashFace(wsgi, list(pages.csp_hashes()), text_files(), bridge.attach)


@cache
def build_pages() -> PageServer:
    """Return the Dash app of this process.

    Dash keeps callbacks and pages in module globals, so a process has one of it, whatever the
    number of our apps (each test makes its own).
    """
    pages = PageServer()
    for name in PAGES:
        importlib.import_module(f"messenger.ui.pages.{name}")
    pages.layout = build_layout
    with pages.server.test_request_context("/"):
        # Registers the callbacks and the script of Dash's own router, whose hash the policy needs.
        pages.server.preprocess_request()
    return pages


def build_layout() -> dmc.MantineProvider:
    """Return what stands around every page."""
    return dmc.MantineProvider(
        [
            dmc.NotificationContainer(id=ids.NOTES, position="top-center", limit=3),
            build_page_container(),
        ],
        theme=THEME,
        defaultColorScheme="auto",
    )


def find_bundle_file(package: str, path: str) -> Path | None:
    """Return the file that a fingerprinted path of a component package means, or None."""
    plain, _ = check_fingerprint(path)  # type: ignore[no-untyped-call]
    if plain not in build_pages().registered_paths.get(package, ()):
        return None
    module = sys.modules[package].__file__
    return Path(module).parent / plain if module else None
