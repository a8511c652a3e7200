"""What Dash adds to the panes: the menu over the list, and the ear for dialogs."""

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, clientside_callback, html
from dash_extensions import EventListener

from messenger.ui.ids import Shell
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.menu import build_menu
from messenger.ui.parts.menu_callbacks import build_menu_stores
from messenger.ui.parts.menu_target import build_menu_target
from messenger.ui.pieces import Within
from messenger.ui.texts import _


def build_shell() -> html.Div:
    """Return what belongs to the page and to none of its dialogs."""
    return html.Div([build_head(), build_dialog_events(), *build_menu_stores()])


def build_head() -> Within:
    """Return what stands over the list of chats, in the place that the panes have for it."""
    return Within(
        children=[
            build_menu(),
            build_new(),
        ],
        place=".list-head",
    )


def build_new() -> dmc.Menu:
    """Return the button with what can be begun, and its menu."""
    return dmc.Menu(
        [
            build_menu_target(build_icon(icon="tabler:plus", size=22), _("New")),
            dmc.MenuDropdown(
                [
                    dmc.MenuItem(
                        _("New group"),
                        id=Shell.NEW_GROUP,
                        leftSection=build_icon(icon="tabler:users-plus", size=18),
                    ),
                    dmc.MenuItem(
                        _("Join by code"),
                        id=Shell.JOIN_GROUP,
                        leftSection=build_icon(icon="tabler:ticket", size=18),
                    ),
                    dmc.MenuItem(
                        _("Add contact"),
                        id=Shell.ADD_CONTACT,
                        leftSection=build_icon(icon="tabler:user-plus", size=18),
                    ),
                ]
            ),
        ],
        withinPortal=False,  # Outside of the page's landmarks a screen reader would lose it.
        width=230,
        position="bottom-end",
    )


def build_dialog_events() -> EventListener:
    """Return what hears elements ask for a dialog.

    It has no children, so it listens at the document and hears menus that hang elsewhere too. The
    time makes an event differ from an equal one before, which Dash would not tell apart.
    """
    events = [{"event": "messenger-dialog", "props": ["detail", "timeStamp"]}]
    return EventListener(id=Shell.DIALOG_EVENTS, events=events)


for item, function in (
    (Shell.NEW_GROUP, "newGroup"),
    (Shell.JOIN_GROUP, "joinGroup"),
    (Shell.ADD_CONTACT, "addContact"),
):
    clientside_callback(
        ClientsideFunction("shell", function),
        Input(item, "n_clicks"),
        prevent_initial_call=True,
    )
