"""Making a group."""

from typing import Any
from uuid import UUID

import dash_mantine_components as dmc
from dash import (
    ClientsideFunction,
    Input,
    Output,
    State,
    callback,
    clientside_callback,
    html,
    no_update,
)

from messenger.actions import groups
from messenger.errors import N_, BadRequest, MessengerError
from messenger.ui import bridge
from messenger.ui.ids import NEW_GROUP, NewGroup
from messenger.ui.parts.attributes import aria, data
from messenger.ui.parts.dialog import build_buttons, build_dialog, wire_dialog
from messenger.ui.parts.failures import explain_at
from messenger.ui.parts.fields import build_text_field
from messenger.ui.parts.group_fields import build_description
from messenger.ui.parts.help_link import build_help_link
from messenger.ui.parts.not_added import tell_not_added
from messenger.ui.parts.people_picker import Chosen, build_picker, ids_of, wire_picker
from messenger.ui.parts.typing import wire_forgiving
from messenger.ui.pieces import NewGroupPhoto, Store
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

FIELDS = ("title", "description")


def build() -> html.Div:
    """Return the dialog."""
    return build_dialog(
        NEW_GROUP,
        title=html.Span([_("New group"), build_help_link("new-group")], className="help-title"),
        closeButtonProps=aria(label=_("Close")),
        content=[
            NewGroupPhoto(store=NewGroup.PHOTO),
            build_text_field(
                NewGroup.TITLE,
                label=_("Title of the group"),
                name="title",
                complete="off",
                **data(autofocus=True),
            ),
            build_description(NewGroup.DESCRIPTION),
            dmc.Switch(
                id=NewGroup.ANNOUNCEMENT,
                label=_("Only administrators write"),
                labelPosition="left",
                checked=False,
                className="account-switch dialog-switch",
            ),
            build_picker(NewGroup.PEOPLE),
            Store(id=NewGroup.CLIENT_ID),
            Store(id=NewGroup.PHOTO),
            build_buttons(NEW_GROUP, _("Create"), None, focus=False),
        ],
    )


@callback(
    Output(NEW_GROUP.done, "data"),
    Output(NewGroup.TITLE, "error"),
    Output(NewGroup.DESCRIPTION, "error"),
    Input(NEW_GROUP.confirm, "n_clicks"),
    State(NewGroup.TITLE, "value"),
    State(NewGroup.DESCRIPTION, "value"),
    State(NewGroup.ANNOUNCEMENT, "checked"),
    State(NewGroup.PEOPLE.chosen, "data"),
    State(NewGroup.CLIENT_ID, "data"),
    State(NewGroup.PHOTO, "data"),
    running=[(Output(NEW_GROUP.confirm, "loading"), True, False)],
    prevent_initial_call=True,
)
def create(
    click: int,
    title: str | None,
    description: str | None,
    announcement: bool,  # noqa: FBT001 - Dash hands values by place
    chosen: Chosen | None,
    client_id: str | None,
    photo: str | None,
) -> tuple[Any, ...]:
    """Make the group, tell who could not be added, and open it.

    What was opened once makes one group, however often it is confirmed.
    """
    try:
        grown = bridge.run(
            groups.create_group,
            access_viewer(),
            title=title or "",
            description=description or "",
            announcement=bool(announcement),
            member_ids=ids_of(chosen),
            client_id=_read_id(client_id),
            avatar=photo,
        )
    except MessengerError as error:
        if error.field not in FIELDS:
            raise
        return no_update, *explain_at(error, dict.fromkeys(FIELDS)).values()
    tell_not_added(grown.not_added, chosen)
    return {"chat_id": grown.chat.id, "click": click}, None, None


def _read_id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise BadRequest(N_("This is not a UUID."), field="client_id") from None


clientside_callback(
    ClientsideFunction("people", "startGroup"),
    Output(NewGroup.TITLE, "value"),
    Output(NewGroup.DESCRIPTION, "value"),
    Output(NewGroup.ANNOUNCEMENT, "checked"),
    Output(NewGroup.PEOPLE.query.field, "value", allow_duplicate=True),
    Output(NewGroup.PEOPLE.chosen, "data"),
    Output(NewGroup.CLIENT_ID, "data"),
    Output(NewGroup.PHOTO, "data"),
    Input(NEW_GROUP.subject, "data"),
    prevent_initial_call=True,
)
clientside_callback(
    ClientsideFunction("shell", "openChat"),
    Input(NEW_GROUP.done, "data"),
    prevent_initial_call=True,
)
wire_picker(NewGroup.PEOPLE, NEW_GROUP.confirm)
wire_forgiving(NewGroup.TITLE, NewGroup.TITLE)
wire_forgiving(NewGroup.DESCRIPTION, NewGroup.DESCRIPTION)
wire_dialog(NEW_GROUP, NEW_GROUP.cancel)
