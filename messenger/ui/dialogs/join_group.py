"""Joining a group by a code."""

from typing import Any

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

from messenger.ui.ids import JOIN_GROUP, JoinGroup
from messenger.ui.parts.attributes import aria, data
from messenger.ui.parts.dialog import build_dialog, wire_dialog
from messenger.ui.parts.fields import build_text_field
from messenger.ui.parts.help_link import build_help_link
from messenger.ui.parts.join_preview import build_preview, join_by, look_at, read_code
from messenger.ui.parts.typing import wire_forgiving, wire_sending
from messenger.ui.pieces import Store
from messenger.ui.texts import _

PREVIEW = JoinGroup.PREVIEW


def build() -> html.Div:
    """Return the dialog."""
    return build_dialog(
        JOIN_GROUP,
        title=html.Span([_("Join by code"), build_help_link("join-group")], className="help-title"),
        closeButtonProps=aria(label=_("Close")),
        content=[
            html.Form(
                [
                    build_text_field(
                        JoinGroup.CODE,
                        label=_("Code or link of the invitation"),
                        name="invitation",
                        complete="off",
                        **data(autofocus=True),
                    ),
                    dmc.Button(
                        _("Show"),
                        id=JoinGroup.LOOK,
                        variant="light",
                        h=44,
                        buttonProps={"type": "submit"},
                    ),
                ],
                className="join-form",
                noValidate=True,
            ),
            Store(id=JoinGroup.SENT),
            build_preview(PREVIEW),
        ],
    )


@callback(
    Output(PREVIEW.group, "children"),
    Output(PREVIEW.join, "children"),
    Output(PREVIEW.join, "display"),
    Output(PREVIEW.code, "data"),
    Output(JoinGroup.CODE, "error"),
    Input(JoinGroup.SENT, "data"),
    State(JoinGroup.CODE, "value"),
    running=[(Output(JoinGroup.LOOK, "loading"), True, False)],
    prevent_initial_call=True,
)
def look(_click: int, text: str | None) -> tuple[Any, ...]:
    """Show the group that the code leads to."""
    code = read_code(text)
    if not code:
        return None, "", "none", None, _("Type the code.")
    return *look_at(code), code, None


@callback(
    Output(JOIN_GROUP.done, "data"),
    Output(PREVIEW.group, "children", allow_duplicate=True),
    Output(PREVIEW.join, "display", allow_duplicate=True),
    Input(PREVIEW.join, "n_clicks"),
    State(PREVIEW.code, "data"),
    running=[(Output(PREVIEW.join, "loading"), True, False)],
    prevent_initial_call=True,
)
def join(click: int, code: str) -> tuple[Any, ...]:
    """Join the group and open it, or tell what is to be waited for."""
    chat_id, group, display = join_by(code)
    return no_update if chat_id is None else {"chat_id": chat_id, "click": click}, group, display


clientside_callback(
    ClientsideFunction("people", "joinAnew"),
    Output(JoinGroup.CODE, "value"),
    Output(PREVIEW.group, "children", allow_duplicate=True),
    Output(PREVIEW.join, "display", allow_duplicate=True),
    Input(JOIN_GROUP.subject, "data"),
    prevent_initial_call=True,
)
clientside_callback(
    ClientsideFunction("shell", "openChat"),
    Input(JOIN_GROUP.done, "data"),
    prevent_initial_call=True,
)
wire_sending(JoinGroup.LOOK, JoinGroup.SENT, JoinGroup.CODE)
wire_forgiving(JoinGroup.CODE, JoinGroup.CODE)
wire_dialog(JOIN_GROUP)
