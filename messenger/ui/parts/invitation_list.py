"""Invitations: making one, its link, who came by it, and withdrawing it."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, ctx, html, no_update

from messenger.actions import invitations
from messenger.actions.invitations import MOST_DAYS, MOST_USES, Invitation
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Invitations
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.copy_link import build_copy
from messenger.ui.parts.failures import explain_at
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.notes import show_note
from messenger.ui.pieces import LocalTime
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

FIELDS = ("uses", "days")


def build_invitations(*, known: bool, asked: bool) -> list[Any]:
    """Return the form and the list; `asked` tells whether registration asks for a code now."""
    hint = (
        _("Whoever has the link may make an account, until it is used up or expires.")
        if asked
        else _("Codes are asked for while only who has an invitation may make an account.")
    )
    return [
        html.H2(_("Invitations")),
        html.P(hint, className="account-hint"),
        html.Div(
            [
                build_number(Invitations.USES, _("For how many people"), 1, MOST_USES),
                build_number(Invitations.DAYS, _("For how many days"), 7, MOST_DAYS),
                dmc.Button(_("Invite"), id=Invitations.MAKE, h=44),
            ],
            className="account-numbers",
        ),
        html.Ul(
            list_rows() if known else [],
            id=Invitations.LIST,
            className="account-list",
            **aria(live="polite"),
        ),
    ]


def build_number(field_id: str, label: str, value: int, most: int) -> dmc.NumberInput:
    """Return the field for a number from 1 to `most`."""
    return dmc.NumberInput(
        id=field_id,
        label=label,
        value=value,
        min=1,
        max=most,
        allowDecimal=False,
        hideControls=True,
        size="md",
        radius=12,
        className="field",
        errorProps={"role": "alert"},
    )


def list_rows() -> list[html.Li]:
    """Return a row for each invitation."""
    return [build_row(each) for each in bridge.run(invitations.list_invitations, access_viewer())]


def build_row(invitation: Invitation) -> html.Li:
    """Return one invitation: its code, how far it goes, and who came by it."""
    count = {"used": str(invitation.uses), "most": str(invitation.most_uses)}
    words = [
        html.Code(invitation.code, className="account-row-title"),
        html.Span(say_state(invitation, count), className="account-row-text"),
    ]
    if invitation.people:
        came = ", ".join(f"@{nick}" for nick in invitation.people)
        words.append(
            html.Span(_("Came by it: {people}", people=came), className="account-row-text")
        )
    ways = [
        build_copy(invitation.id, invitation.url, size="xs"),
        dmc.Button(
            _("Withdraw"),
            id=Invitations.revoke(invitation.id),
            size="xs",
            variant="subtle",
            color="red",
            **aria(label=_("Withdraw the invitation {code}", code=invitation.code)),
        ),
    ]
    row = [
        build_icon(icon="tabler:ticket", size=22),
        html.Div(words, className="account-row-words"),
    ]
    if invitation.usable:
        row.append(html.Div(ways, className="account-row-answers"))
    return html.Li(row, className="account-row" if invitation.usable else "account-row spent")


def say_state(invitation: Invitation, count: dict[str, str]) -> list[Any]:
    """Return how many have used it, and until when it can be."""
    used: list[Any] = [_("used {used} of {most}", **count), " · "]
    if invitation.revoked:
        return [*used, _("withdrawn")]
    until = _("until") if invitation.usable else _("ended or used up, was good until")
    return [*used, until, " ", LocalTime(at=invitation.expires_at)]


@callback(
    Output(Invitations.LIST, "children"),
    Output(Invitations.USES, "error"),
    Output(Invitations.DAYS, "error"),
    Input(Invitations.MAKE, "n_clicks"),
    State(Invitations.USES, "value"),
    State(Invitations.DAYS, "value"),
    running=[(Output(Invitations.MAKE, "loading"), True, False)],
    prevent_initial_call=True,
)
def make(_click: int, uses: Any, days: Any) -> tuple[Any, ...]:
    """Make an invitation, or say at the number that is wrong why not."""
    wanted = {"uses": read_number(uses), "days": read_number(days)}
    try:
        bridge.run(invitations.create_invitation, access_viewer(), **wanted)
    except MessengerError as error:
        if error.field not in FIELDS:
            raise
        return no_update, *explain_at(error, dict.fromkeys(FIELDS)).values()
    return list_rows(), None, None


def read_number(typed: Any) -> int:
    """Return what was typed as a number; an empty field is none that is allowed."""
    return typed if isinstance(typed, int) else 0


@callback(
    Output(Invitations.LIST, "children", allow_duplicate=True),
    Input(Invitations.REVOKE_ALL, "n_clicks"),
    prevent_initial_call=True,
)
def revoke(_clicks: list[int | None]) -> Any:
    """Withdraw what was chosen."""
    if not ctx.triggered[0]["value"]:
        return no_update  # The list was drawn anew.
    chosen = ctx.triggered_id["invitation"]
    bridge.run(invitations.revoke_invitation, access_viewer(), invitation_id=chosen)
    show_note(_("Withdrawn."))
    return list_rows()
