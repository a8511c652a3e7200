"""Dash itself, with what it says of the server and of the page cut down to what is needed."""

from typing import Any

import flask
from dash import Dash, page_registry
from flask import Flask
from typing_extensions import override

from messenger.ui.index_page import IndexPage
from messenger.ui.parts.failures import show_failure
from messenger.ui.request import current_language, current_request
from messenger.ui.texts import _

STATIC_URL_KEY = "messenger.static_url"
# Everything else in Dash's configuration tells versions and addresses that no page of ours needs.
TOLD = (
    "url_base_pathname", "requests_pathname_prefix", "ui", "props_check", "show_undo_redo",
    "suppress_callback_exceptions", "update_title", "children_props", "serve_locally",
    "validate_callbacks", "csrf_token_name", "csrf_header_name", "end_id",
)  # fmt: skip
# Components of Dash that no page of ours has, and what only browsers before 2020 need.
UNUSED = ("/dash_table/", "/dash/dcc/", "/deps/polyfill@")


class PageServer(Dash):
    """The Dash app of this process; what differs between requests comes from their environ."""

    def __init__(self) -> None:
        super().__init__(
            name=__name__,
            server=Flask(__name__, static_folder=None),  # type: ignore[arg-type]
            use_pages=True,
            pages_folder="",
            include_assets_files=False,
            include_pages_meta=False,
            title=_("Messenger"),
            update_title="",
            add_log_handler=False,
            enable_mcp=False,
            # Else every page brings the ids of all others, for a check that the tests make.
            suppress_callback_exceptions=True,
            on_error=show_failure,
        )

    @override
    def index(self, *args: Any, **kwargs: Any) -> Any:
        """Answer with the HTML of a page, under status 404 where the address leads nowhere."""
        html = super().index(*args, **kwargs)  # type: ignore[no-untyped-call]
        return html if find_page(flask.request.path) else (html, 404)

    @override
    def interpolate_index(  # type: ignore[override]  # Dash calls it by names
        self, *, config: str, scripts: str, renderer: str, **_parts: str
    ) -> str:
        """Return our HTML around Dash's scripts."""
        context = current_request()
        path = flask.request.path
        page = IndexPage(
            static_url=flask.request.environ.get(STATIC_URL_KEY, plain_static_url),
            language=current_language(),
            nonce=context.nonce if context else "",
            title=find_title(path),
            heading=find_heading(path),
            # What they draw is somebody's.
            scripts=find_scripts(path) if context and context.viewer else (),
            person=context.viewer.user_id if path == "/" and context and context.viewer else None,
        )
        used = (line for line in scripts.splitlines() if not any(part in line for part in UNUSED))
        return page.render(config, [*used, renderer])

    @override
    def _config(self) -> dict[str, Any]:
        whole = super()._config()  # type: ignore[no-untyped-call]
        told = {key: whole[key] for key in TOLD}
        return told | {"children_props": told_children(whole["children_props"])}


def plain_static_url(path: str) -> str:
    """Return an address without a version: nobody but Dash's own check at start asks for it."""
    return f"/static/{path}"


def find_page(path: str) -> dict[str, Any] | None:
    """Return the page at an address; the page of all others has no address of its own."""
    for page in page_registry.values():
        if leads_to(page, path) and not page["module"].endswith("not_found_404"):
            return dict(page) if page.get("shown", always)() else None
    return None


def leads_to(page: dict[str, Any], path: str) -> bool:
    """Return whether a page has this address, or a template that it fits."""
    start, variable, _rest = (page["path_template"] or "").partition("<")
    fits = path.startswith(start) and "/" not in path.removeprefix(start)
    return bool(page["path"] == path or (variable and fits))


def always() -> bool:
    """Return true: most pages are there for everybody."""
    return True


def find_title(path: str) -> str:
    """Return the title of the page at an address, in the language of this request."""
    page = find_page(path)
    return str(page["title"]()) if page else _("Page not found")


def find_heading(path: str) -> str:
    """Return what a page at an address shows before all else, "" where it shows nothing."""
    page = find_page(path)
    if page is None:
        return find_title(path)
    return str(page["heading"]()) if "heading" in page else ""


def find_scripts(path: str) -> tuple[str, ...]:
    """Return the modules that the page at an address needs."""
    page = find_page(path)
    return tuple(page.get("scripts", ())) if page else ()


def told_children(
    children_props: dict[str, dict[str, list[str] | None]],
) -> dict[str, dict[str, list[str]]]:
    """Return which properties hold components, without the many kinds that have none of them."""
    return {
        package: {kind: names for kind, names in kinds.items() if names}
        for package, kinds in children_props.items()
    }
