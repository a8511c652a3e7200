"""Adding people to a group."""

from typing import Any

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, html

from messenger.actions import members
from messenger.ui import bridge
from messenger.ui.ids import ADD_MEMBERS, AddMembers
from messenger.ui.parts.attributes import aria, data
from messenger.ui.parts.dialog import build_buttons, build_dialog, wire_dialog
from messenger.ui.parts.not_added import tell_not_added
from messenger.ui.parts.people_picker import Chosen, build_picker, ids_of, wire_picker
from messenger.ui.request import access_viewer
from messenger.ui.texts import _


def build() -> html.Div:
    """Return the dialog."""
    return build_dialog(
        ADD_MEMBERS,
        title=_("Add people"),
        closeButtonProps=aria(label=_("Close")),
        content=[
            build_picker(AddMembers.PEOPLE, **data(autofocus=True)),
            build_buttons(ADD_MEMBERS, _("Add"), None, focus=False),
        ],
    )


@callback(
    Output(ADD_MEMBERS.done, "data"),
    Input(ADD_MEMBERS.confirm, "n_clicks"),
    State(ADD_MEMBERS.subject, "data"),
    State(AddMembers.PEOPLE.chosen, "data"),
    running=[(Output(ADD_MEMBERS.confirm, "loading"), True, False)],
    prevent_initial_call=True,
)
def add(click: int, subject: dict[str, Any], chosen: Chosen | None) -> int:
    """Add them, and tell who could not be added; the pushed events draw the rest."""
    chat_id = str(subject["chat_id"])
    grown = bridge.run(
        members.add_members, access_viewer(), chat_id=chat_id, user_ids=ids_of(chosen)
    )
    tell_not_added(grown.not_added, chosen)
    return click


clientside_callback(
    ClientsideFunction("people", "pickAnew"),
    Output(AddMembers.PEOPLE.query.field, "value", allow_duplicate=True),
    Output(AddMembers.PEOPLE.chosen, "data"),
    Input(ADD_MEMBERS.subject, "data"),
    prevent_initial_call=True,
)
wire_picker(AddMembers.PEOPLE, ADD_MEMBERS.confirm)
wire_dialog(ADD_MEMBERS, ADD_MEMBERS.cancel)
