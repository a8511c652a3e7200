"""What the server asks of everybody."""

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, html

from messenger.actions import administration, instance
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import AdminSecurity
from messenger.ui.parts.administrator import is_administrator
from messenger.ui.parts.failures import explain
from messenger.ui.parts.fixed import say_fixed
from messenger.ui.parts.notes import show_note
from messenger.ui.parts.proof import build_proof
from messenger.ui.request import access_viewer, current_request
from messenger.ui.texts import _

NAME = "security"


def title() -> str:
    """Return what the section is called."""
    return _("Security")


def build() -> html.Div:
    """Return the section."""
    known = current_request() and is_administrator()
    rules = bridge.run(administration.get_settings, access_viewer()) if known else None
    fixed = bool(rules and instance.REQUIRE_TWO_FACTOR in rules.fixed)
    return html.Div(
        [
            dmc.Switch(
                id=AdminSecurity.TWO_FACTOR,
                label=_("Two factors for everybody"),
                description=say_fixed("MESSENGER_REQUIRE_TWO_FACTOR")
                if fixed
                else _("Who has none is led to setting them up, and can do nothing else before."),
                checked=bool(rules and rules.require_two_factor),
                disabled=fixed,
                labelPosition="left",
                className="account-switch",
            ),
            dmc.Button(
                _("Save"),
                id=AdminSecurity.SAVE,
                disabled=fixed,
                fullWidth=True,
                size="md",
                h=46,
            ),
            build_proof(),
        ],
        className="account-form",
    )


@callback(
    Output(AdminSecurity.TWO_FACTOR, "error"),
    Input(AdminSecurity.SAVE, "n_clicks"),
    State(AdminSecurity.TWO_FACTOR, "checked"),
    running=[(Output(AdminSecurity.SAVE, "loading"), True, False)],
    prevent_initial_call=True,
)
def save(_click: int, on: bool) -> str | None:  # noqa: FBT001 - Dash hands values by place
    """Keep it, or say why not."""
    try:
        bridge.run(administration.update_settings, access_viewer(), require_two_factor=on)
    except MessengerError as error:
        if error.field != instance.REQUIRE_TWO_FACTOR:
            raise
        return explain(error)
    show_note(_("Saved."))
    return None
