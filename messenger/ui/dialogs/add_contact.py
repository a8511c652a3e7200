"""Finding people: by nick or name, to add them as contacts or to write to them."""

from typing import Any

from dash import (
    ClientsideFunction,
    Input,
    Output,
    callback,
    clientside_callback,
    ctx,
    html,
)

from messenger.actions import chats, contacts
from messenger.ui import bridge
from messenger.ui.ids import ADD_CONTACT, AddContact
from messenger.ui.parts.attributes import aria, data
from messenger.ui.parts.dialog import build_dialog, wire_dialog
from messenger.ui.parts.fields import build_text_field
from messenger.ui.parts.help_link import build_help_link
from messenger.ui.parts.people_finder import build_hint, wire_finder
from messenger.ui.parts.person_row import build_person
from messenger.ui.parts.typing import build_settled
from messenger.ui.pieces import Store
from messenger.ui.request import access_viewer
from messenger.ui.texts import _


def build() -> html.Div:
    """Return the dialog."""
    return build_dialog(
        ADD_CONTACT,
        title=html.Span([_("Add contact"), build_help_link("add-contact")], className="help-title"),
        closeButtonProps=aria(label=_("Close")),
        content=[
            build_text_field(
                AddContact.QUERY.field,
                label=_("Nick or name"),
                name="query",
                complete="off",
                **data(autofocus=True),
            ),
            build_settled(AddContact.QUERY),
            Store(id=AddContact.CHOSEN),
            html.Div(build_hint(), id=AddContact.PEOPLE, className="people", **aria(live="polite")),
        ],
    )


@callback(
    Output(AddContact.ADD_MATCH, "children"),
    Output(AddContact.ADD_MATCH, "disabled"),
    Input(AddContact.ADD_MATCH, "n_clicks"),
    prevent_initial_call=True,
)
def add_person(_click: int) -> tuple[str, bool]:
    """Make a person a contact; the pushed event tells the elements."""
    bridge.run(contacts.add_contact, access_viewer(), user_id=ctx.triggered_id["user"])
    return _("Added"), True


@callback(
    Output(ADD_CONTACT.done, "data"),
    Input(AddContact.CHOSEN, "data"),
    prevent_initial_call=True,
)
def write_to(chosen: dict[str, Any]) -> dict[str, Any]:
    """Open the chat with a person, made at its first use."""
    chat = bridge.run(chats.open_direct, access_viewer(), user_id=str(chosen["user"]))
    return {"chat_id": chat.id, "click": chosen["click"]}


clientside_callback(
    ClientsideFunction("people", "choose"),
    Output(AddContact.CHOSEN, "data"),
    Input(AddContact.WRITE_ALL, "n_clicks"),
    prevent_initial_call=True,
)
clientside_callback(
    ClientsideFunction("shell", "openChat"),
    Input(ADD_CONTACT.done, "data"),
    prevent_initial_call=True,
)
clientside_callback(
    ClientsideFunction("people", "startOver"),
    Output(AddContact.QUERY.field, "value"),
    Input(ADD_CONTACT.subject, "data"),
    prevent_initial_call=True,
)
wire_finder(AddContact.QUERY, AddContact.PEOPLE, build_person)
wire_dialog(ADD_CONTACT)
