"""The invitations to a group: making one, handing it on, and withdrawing it."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, ctx, html, no_update

from messenger.actions import group_invites
from messenger.ui import bridge
from messenger.ui.ids import INVITES, Invites
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.dialog import build_dialog, wire_dialog
from messenger.ui.parts.help_link import build_help_link
from messenger.ui.parts.invite_rows import list_rows, name_people
from messenger.ui.parts.notes import show_note
from messenger.ui.parts.qr import draw
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

HOUR = 3600
NO_BOUND = "0"


def build() -> html.Div:
    """Return the dialog."""
    return build_dialog(
        INVITES,
        title=html.Span([_("Invitations"), build_help_link("invites")], className="help-title"),
        closeButtonProps=aria(label=_("Close")),
        content=[
            html.Div(
                [
                    build_choice(Invites.EXPIRY, _("Works for"), list_times(), str(168 * HOUR)),
                    build_choice(Invites.USES, _("For how many people"), list_uses(), NO_BOUND),
                ],
                className="account-numbers",
            ),
            dmc.Switch(
                id=Invites.APPROVAL,
                label=_("People ask, and somebody of the group lets them in"),
                labelPosition="left",
                checked=False,
                className="account-switch dialog-switch",
            ),
            dmc.Button(_("Make an invitation"), id=Invites.MAKE, fullWidth=True, h=44),
            html.Ul(id=Invites.LIST, className="invites", **aria(live="polite")),
        ],
    )


def build_choice(field_id: str, label: str, options: dict[str, str], value: str) -> dmc.Select:
    """Return the choice of a bound."""
    return dmc.Select(
        id=field_id,
        label=label,
        value=value,
        data=[{"value": each, "label": words} for each, words in options.items()],
        allowDeselect=False,
        comboboxProps={"withinPortal": False},
        className="field",
    )


def list_times() -> dict[str, str]:
    """Return how long an invitation can work, by seconds."""
    return {
        str(HOUR): _("an hour"),
        str(24 * HOUR): _("a day"),
        str(168 * HOUR): _("a week"),
        NO_BOUND: _("without end"),
    }


def list_uses() -> dict[str, str]:
    """Return for how many people it can be."""
    return {"1": "1", "10": "10", "100": "100", NO_BOUND: _("no limit")}


@callback(
    Output(Invites.LIST, "children"),
    Input(INVITES.subject, "data"),
    # Else the list as it was could come after one that has been made already.
    running=[(Output(Invites.MAKE, "loading"), True, False)],
    prevent_initial_call=True,
)
def show(subject: dict[str, Any]) -> Any:
    """Show the invitations of the group."""
    return list_rows(str(subject["chat_id"]))


@callback(
    Output(Invites.LIST, "children", allow_duplicate=True),
    Input(Invites.MAKE, "n_clicks"),
    State(INVITES.subject, "data"),
    State(Invites.EXPIRY, "value"),
    State(Invites.USES, "value"),
    State(Invites.APPROVAL, "checked"),
    running=[(Output(Invites.MAKE, "loading"), True, False)],
    prevent_initial_call=True,
)
def make(
    _click: int,
    subject: dict[str, Any],
    expiry: str,
    uses: str,
    approval: bool,  # noqa: FBT001 - Dash hands values by place
) -> Any:
    """Make an invitation."""
    chat_id = str(subject["chat_id"])
    bridge.run(
        group_invites.create_invite,
        access_viewer(),
        chat_id=chat_id,
        expires_in=int(expiry) or None,
        max_uses=int(uses) or None,
        approval=bool(approval),
    )
    return list_rows(chat_id)


@callback(
    Output(Invites.LIST, "children", allow_duplicate=True),
    Input(Invites.REVOKE_ALL, "n_clicks"),
    State(INVITES.subject, "data"),
    prevent_initial_call=True,
)
def revoke(clicks: list[int | None], subject: dict[str, Any]) -> Any:
    """Withdraw what was chosen."""
    if not any(clicks):
        return no_update  # The list was drawn anew.
    chat_id, code = str(subject["chat_id"]), ctx.triggered_id["code"]
    bridge.run(group_invites.revoke_invite, access_viewer(), chat_id=chat_id, code=code)
    show_note(_("Withdrawn."))
    return list_rows(chat_id)


@callback(
    Output(Invites.SHOWN_MATCH, "children"),
    Input(Invites.QR_MATCH, "n_clicks"),
    prevent_initial_call=True,
)
def show_qr(click: int) -> Any:
    """Show the link as a QR code, or put it away."""
    code = ctx.triggered_id["code"]
    picture = draw(f"{bridge.public_origin()}{group_invites.PATH}{code}")
    shown = html.Img(src=picture, className="invite-qr", alt=_("QR code of {code}", code=code))
    return shown if click % 2 else None


@callback(
    Output(Invites.NAMES_MATCH, "children"),
    Input(Invites.WHO_MATCH, "n_clicks"),
    State(INVITES.subject, "data"),
    prevent_initial_call=True,
)
def tell_who(_click: int, subject: dict[str, Any]) -> str:
    """Tell who came by a code."""
    code, chat_id = ctx.triggered_id["code"], str(subject["chat_id"])
    invites = bridge.run(group_invites.list_invites, access_viewer(), chat_id=chat_id)
    came = next((each.people for each in invites if each.code == code), ())
    return name_people(chat_id, came)


wire_dialog(INVITES)
