"""What Dash adds to the panes: the menu over the list, and the ear for dialogs."""

from dash import ClientsideFunction, Input, clientside_callback, html
from dash_extensions import EventListener

from messenger.ui.ids import Shell
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.menu import build_menu
from messenger.ui.parts.menu_callbacks import build_menu_stores
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
            html.Button(
                build_icon(icon="tabler:plus", size=22),
                id=Shell.ADD_CONTACT,
                type="button",
                className="icon-button",
                **aria(label=_("Add contact")),
            ),
        ],
        place=".list-head",
    )


def build_dialog_events() -> EventListener:
    """Return what hears elements ask for a dialog.

    It has no children, so it listens at the document and hears menus that hang elsewhere too. The
    time makes an event differ from an equal one before, which Dash would not tell apart.
    """
    events = [{"event": "messenger-dialog", "props": ["detail", "timeStamp"]}]
    return EventListener(id=Shell.DIALOG_EVENTS, events=events)


clientside_callback(
    ClientsideFunction("shell", "addContact"),
    Input(Shell.ADD_CONTACT, "n_clicks"),
    prevent_initial_call=True,
)
