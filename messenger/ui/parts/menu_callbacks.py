"""What the items of the menu do."""

from dash import (
    ClientsideFunction,
    Input,
    Output,
    callback,
    clientside_callback,
)

from messenger.actions import chats, sessions
from messenger.ui import bridge
from messenger.ui.ids import Shell
from messenger.ui.parts.looks import wire_languages, wire_schemes
from messenger.ui.parts.session import forget_session
from messenger.ui.pieces import Store
from messenger.ui.request import access_viewer, require_request


def build_menu_stores() -> list[Store]:
    """Return the stores through which the server's answers reach the page's own code."""
    return [
        Store(id=Shell.SAVED_CHAT),
        Store(id=Shell.LANGUAGE_KEPT),
        Store(id=Shell.LEAVING),
        Store(id=Shell.SIGNED_OUT),
    ]


@callback(
    Output(Shell.SAVED_CHAT, "data"), Input(Shell.SAVED, "n_clicks"), prevent_initial_call=True
)
def open_saved(click: int) -> dict[str, str | int]:
    """Find the chat with oneself, made at its first use."""
    chat = bridge.run(chats.open_saved, access_viewer())
    return {"chat_id": chat.id, "click": click}


clientside_callback(
    ClientsideFunction("shell", "openChat"),
    Input(Shell.SAVED_CHAT, "data"),
    prevent_initial_call=True,
)

clientside_callback(
    ClientsideFunction("shell", "showSettings"),
    Input(Shell.SETTINGS, "n_clicks"),
    prevent_initial_call=True,
)

clientside_callback(
    ClientsideFunction("shell", "showShortcuts"),
    Input(Shell.SHORTCUTS, "n_clicks"),
    prevent_initial_call=True,
)

wire_schemes(Shell.SCHEME)
wire_languages(Shell.LANGUAGE, Shell.LANGUAGE_KEPT)

clientside_callback(
    ClientsideFunction("shell", "leave"),
    Output(Shell.LEAVING, "data"),
    Input(Shell.SIGN_OUT, "n_clicks"),
    prevent_initial_call=True,
)


@callback(Output(Shell.SIGNED_OUT, "data"), Input(Shell.LEAVING, "data"), prevent_initial_call=True)
def leave(click: int) -> int:
    """End the session; one that has ended already is as good."""
    viewer = require_request().viewer
    if viewer is not None:
        bridge.run(sessions.sign_out, viewer)
    forget_session()
    return click


clientside_callback(
    ClientsideFunction("shell", "signedOut"),
    Input(Shell.SIGNED_OUT, "data"),
    prevent_initial_call=True,
)
