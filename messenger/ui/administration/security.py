"""What the server asks of everybody."""

from typing import Any

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
    fixed = rules.fixed if rules else ()
    return html.Div(
        [
            build_switch(
                AdminSecurity.TWO_FACTOR,
                _("Two factors for everybody"),
                say_fixed("MESSENGER_REQUIRE_TWO_FACTOR")
                if instance.REQUIRE_TWO_FACTOR in fixed
                else _("Who has none is led to setting them up, and can do nothing else before."),
                checked=bool(rules and rules.require_two_factor),
                disabled=instance.REQUIRE_TWO_FACTOR in fixed,
            ),
            build_switch(
                AdminSecurity.PREVIEWS,
                _("Link previews"),
                say_fixed("MESSENGER_LINK_PREVIEWS")
                if instance.LINK_PREVIEWS in fixed
                else _(
                    "The server then opens the links that people send, to show what they lead to."
                    " Their sites see its address."
                ),
                checked=bool(rules and rules.link_previews),
                disabled=instance.LINK_PREVIEWS in fixed,
            ),
            dmc.Button(
                _("Save"),
                id=AdminSecurity.SAVE,
                disabled={instance.REQUIRE_TWO_FACTOR, instance.LINK_PREVIEWS} <= set(fixed),
                fullWidth=True,
                size="md",
                h=46,
            ),
            build_proof(),
        ],
        className="account-form",
    )


def build_switch(
    id_: str, label: str, description: str, *, checked: bool, disabled: bool
) -> dmc.Switch:
    """Return one rule that is on or off."""
    return dmc.Switch(
        id=id_,
        label=label,
        description=description,
        checked=checked,
        disabled=disabled,
        labelPosition="left",
        className="account-switch",
    )


@callback(
    Output(AdminSecurity.TWO_FACTOR, "error"),
    Input(AdminSecurity.SAVE, "n_clicks"),
    State(AdminSecurity.TWO_FACTOR, "checked"),
    State(AdminSecurity.TWO_FACTOR, "disabled"),
    State(AdminSecurity.PREVIEWS, "checked"),
    State(AdminSecurity.PREVIEWS, "disabled"),
    running=[(Output(AdminSecurity.SAVE, "loading"), True, False)],
    prevent_initial_call=True,
)
def save(_click: int, *chosen: bool) -> str | None:
    """Keep it, or say why not."""
    factors, factors_fixed, previews, previews_fixed = chosen
    wanted: dict[str, Any] = {
        instance.REQUIRE_TWO_FACTOR: None if factors_fixed else factors,
        instance.LINK_PREVIEWS: None if previews_fixed else previews,
    }
    try:
        bridge.run(administration.update_settings, access_viewer(), **wanted)
    except MessengerError as error:
        if error.field != instance.REQUIRE_TWO_FACTOR:
            raise
        return explain(error)
    show_note(_("Saved."))
    return None
