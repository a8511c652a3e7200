"""The frame of the messenger page: two panes that our elements fill, and the menu."""

from dash import ClientsideFunction, Input, clientside_callback, html
from dash_extensions import EventListener

from messenger.ui.elements import ChatList, ConnectionBar, ConversationView, MessageComposer
from messenger.ui.ids import Shell
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.menu import build_menu
from messenger.ui.parts.menu_callbacks import build_menu_stores
from messenger.ui.texts import _


def build_shell() -> html.Main:
    """Return the panes; on a phone the attribute `data-open` decides which one is seen."""
    return html.Main(
        [
            html.Section(
                [html.H1(_("Messenger"), className="unseen"), build_head(), ChatList()],
                className="list-pane",
                **aria(label=_("Chats")),
            ),
            html.Section([ConversationView(), MessageComposer()], className="talk-pane"),
            ConnectionBar(),
            build_dialog_events(),
            *build_menu_stores(),
        ],
        className="messenger",
    )


def build_head() -> html.Header:
    """Return what stands over the list of chats."""
    return html.Header(
        [
            build_menu(),
            html.Button(
                build_icon(icon="tabler:plus", size=22),
                id=Shell.ADD_CONTACT,
                type="button",
                className="icon-button",
                **aria(label=_("Add contact")),
            ),
        ],
        className="list-head",
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
