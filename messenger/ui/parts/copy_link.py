"""A link with the button that copies it, for handing it on by another way than mail."""

from typing import Any

import dash_mantine_components as dmc
import flask
from dash import ClientsideFunction, Input, Output, State, clientside_callback

from messenger.ui.ids import CopyLink
from messenger.ui.parts.attributes import aria, data
from messenger.ui.parts.icon import build_icon
from messenger.ui.request import current_request
from messenger.ui.texts import _


def build_copy(of: str, url: str, **facts: Any) -> dmc.Button:
    """Return the button; `of` tells it from others on the page."""
    return dmc.Button(
        _("Copy the link"),
        id=CopyLink.button(of),
        variant="light",
        leftSection=build_icon(icon="tabler:copy", size=18),
        **data(url=whole(url), copied=_("Copied")),
        **facts,
    )


def build_link(of: str, url: str) -> list[Any]:
    """Return the link in a field of which all is chosen at a touch, and the button."""
    field = dmc.TextInput(
        value=whole(url),
        readOnly=True,
        label=_("Link"),
        className="field copy-link",
        **aria(live="polite"),
    )
    return [field, build_copy(of, url, fullWidth=True, size="md", h=46)]


def whole(url: str) -> str:
    """Return an address of this server with its origin, as the browser knows it."""
    context = current_request()
    if not url.startswith("/") or context is None:
        return url
    return f"{'https' if context.https else 'http'}://{flask.request.host}{url}"


clientside_callback(
    ClientsideFunction("links", "copy"),
    Output(CopyLink.MATCH, "children"),
    Input(CopyLink.MATCH, "n_clicks"),
    State(CopyLink.MATCH, "data-url"),
    State(CopyLink.MATCH, "data-copied"),
    prevent_initial_call=True,
)
