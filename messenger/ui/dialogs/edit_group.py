"""What a group is called, and how it is."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, html, no_update

from messenger.actions import chats, groups
from messenger.actions.rights import ADJUSTABLE
from messenger.errors import MessengerError
from messenger.events.objects import ADMIN, MEMBER, Role
from messenger.ui import bridge
from messenger.ui.ids import EDIT_GROUP, EditGroup
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.dialog import build_buttons, build_dialog, wire_dialog
from messenger.ui.parts.failures import explain_at
from messenger.ui.parts.fields import build_text_field
from messenger.ui.parts.group_fields import build_description, build_rights
from messenger.ui.parts.typing import wire_forgiving
from messenger.ui.pieces import Store
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

FIELDS = ("title", "description")


def build() -> html.Div:
    """Return the dialog; of its parts those are seen that the person may change."""
    return build_dialog(
        EDIT_GROUP,
        title=_("Edit the group"),
        closeButtonProps=aria(label=_("Close")),
        content=[
            Store(id=EditGroup.MAY),
            html.Div(
                [
                    build_text_field(
                        EditGroup.TITLE,
                        label=_("Title of the group"),
                        name="title",
                        complete="off",
                    ),
                    build_description(EditGroup.DESCRIPTION),
                ],
                id=EditGroup.CALLED,
            ),
            html.Div(build_settings(), id=EditGroup.SETTINGS),
            build_rights(EditGroup.ADMINISTRATORS, _("Administrators may"), ADJUSTABLE[ADMIN]),
            build_buttons(EDIT_GROUP, _("Save"), None, focus=False),
        ],
    )


def build_settings() -> list[Any]:
    """Return what those may change who have the right to the settings."""
    switches = (
        (EditGroup.ANNOUNCEMENT, _("Only administrators write")),
        (EditGroup.HISTORY, _("Newcomers see earlier messages")),
    )
    return [
        *(
            dmc.Switch(
                id=switch,
                label=label,
                labelPosition="left",
                checked=False,
                className="account-switch dialog-switch",
            )
            for switch, label in switches
        ),
        build_rights(EditGroup.MEMBERS, _("Members may"), ADJUSTABLE[MEMBER]),
    ]


@callback(
    Output(EditGroup.MAY, "data"),
    Output(EditGroup.CALLED, "hidden"),
    Output(EditGroup.SETTINGS, "hidden"),
    Output(EditGroup.ADMINISTRATORS, "display"),
    Output(EditGroup.TITLE, "value"),
    Output(EditGroup.DESCRIPTION, "value"),
    Output(EditGroup.ANNOUNCEMENT, "checked"),
    Output(EditGroup.HISTORY, "checked"),
    Output(EditGroup.MEMBERS, "value"),
    Output(EditGroup.ADMINISTRATORS, "value"),
    Input(EDIT_GROUP.subject, "data"),
    prevent_initial_call=True,
)
def show(subject: dict[str, Any]) -> tuple[Any, ...]:
    """Show the group as it is now."""
    chat = bridge.run(chats.get_chat, access_viewer(), chat_id=str(subject["chat_id"]))
    if chat.settings is None:
        return (no_update,) * 10  # No group.
    settings, may = chat.settings, chat.rights
    return (
        may,
        "edit" not in may,
        "settings" not in may,
        None if "own" in may else "none",
        chat.title,
        chat.description,
        settings.announcement,
        settings.history_for_newcomers,
        list(settings.member_rights),
        list(settings.admin_rights),
    )


@callback(
    Output(EDIT_GROUP.done, "data"),
    Output(EditGroup.TITLE, "error"),
    Output(EditGroup.DESCRIPTION, "error"),
    Input(EDIT_GROUP.confirm, "n_clicks"),
    State(EDIT_GROUP.subject, "data"),
    State(EditGroup.MAY, "data"),
    State(EditGroup.TITLE, "value"),
    State(EditGroup.DESCRIPTION, "value"),
    State(EditGroup.ANNOUNCEMENT, "checked"),
    State(EditGroup.HISTORY, "checked"),
    State(EditGroup.MEMBERS, "value"),
    State(EditGroup.ADMINISTRATORS, "value"),
    running=[(Output(EDIT_GROUP.confirm, "loading"), True, False)],
    prevent_initial_call=True,
)
def save(click: int, subject: dict[str, Any], may: list[str], *values: Any) -> tuple[Any, ...]:
    """Change what the person may; the pushed event draws the rest."""
    chat_id = str(subject["chat_id"])
    try:
        bridge.run(
            groups.update_group, access_viewer(), chat_id=chat_id, **choose_changes(may, values)
        )
    except MessengerError as error:
        if error.field not in FIELDS:
            raise
        return no_update, *explain_at(error, dict.fromkeys(FIELDS)).values()
    return click, None, None


def choose_changes(may: list[str], values: tuple[Any, ...]) -> dict[str, Any]:
    """Return what is to be changed: of all fields those that the person may change."""
    title, description, announcement, history, members, administrators = values
    changes: dict[str, Any] = {}
    if "edit" in may:
        changes |= {"title": title or "", "description": description or ""}
    if "settings" in may:
        changes |= {"announcement": announcement, "history_for_newcomers": history}
        changes |= {"member_rights": within(MEMBER, members)}
    if "own" in may:
        changes |= {"admin_rights": within(ADMIN, administrators)}
    return changes


def within(role: Role, rights: list[str]) -> list[Any]:
    """Return the rights that people of a role can have."""
    return [right for right in rights if right in ADJUSTABLE[role]]


wire_forgiving(EditGroup.TITLE, EditGroup.TITLE)
wire_forgiving(EditGroup.DESCRIPTION, EditGroup.DESCRIPTION)
wire_dialog(EDIT_GROUP, EDIT_GROUP.cancel)
