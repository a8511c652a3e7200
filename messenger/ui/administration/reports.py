"""What people have reported, and what an administrator does about it."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, ctx, html, no_update

from messenger.actions import administration, reports
from messenger.ui import bridge
from messenger.ui.administration.people import DIALOG_CLASSES
from messenger.ui.ids import AdminReports
from messenger.ui.parts.administrator import is_administrator
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.notes import show_note
from messenger.ui.parts.proof import build_proof
from messenger.ui.parts.report_rows import DELETE, DISABLE, build_rows
from messenger.ui.pieces import Store
from messenger.ui.request import access_viewer, current_request
from messenger.ui.texts import _

NAME = "reports"


def title() -> str:
    """Return what the section is called."""
    return _("Reports")


def build() -> html.Div:
    """Return the section."""
    known = bool(current_request()) and is_administrator()
    return html.Div(
        [
            html.P(
                _("Messages that people have reported. You see these alone, as they were then."),
                className="account-hint",
            ),
            html.Ul(
                list_rows() if known else [],
                id=AdminReports.LIST,
                className="account-list",
                **aria(live="polite"),
            ),
            Store(id=AdminReports.SUBJECT),
            build_question(),
            build_proof(),
        ]
    )


def build_question() -> dmc.Modal:
    """Return the closed dialog that asks before something is done."""
    buttons = [
        dmc.Button(_("Cancel"), id=AdminReports.CANCEL, variant="subtle", color="gray"),
        dmc.Button(_("Continue"), id=AdminReports.CONFIRM, color="red"),
    ]
    return dmc.Modal(
        [
            html.P(id=AdminReports.QUESTION, className="dialog-question", dir="auto"),
            html.Div(buttons, className="dialog-buttons"),
        ],
        id=AdminReports.DIALOG,
        title=_("Reports"),
        withCloseButton=False,
        classNames=DIALOG_CLASSES,
        keepMounted=True,  # So that the dialog that asks for the password lies over it.
    )


def list_rows() -> list[Any]:
    """Return a row for each report."""
    return build_rows(bridge.run(reports.list_reports, access_viewer()))


@callback(
    Output(AdminReports.DIALOG, "opened"),
    Output(AdminReports.QUESTION, "children"),
    Output(AdminReports.SUBJECT, "data"),
    Output(AdminReports.LIST, "children"),
    Input(AdminReports.ACT_ALL, "n_clicks"),
    Input(AdminReports.CANCEL, "n_clicks"),
    prevent_initial_call=True,
)
def ask(_clicks: list[int | None], _cancel: int | None) -> tuple[Any, ...]:
    """Ask whether what was chosen shall be done; a report is dismissed without a question."""
    chosen = ctx.triggered_id
    if chosen == AdminReports.CANCEL:
        return False, *[no_update] * 3
    if not ctx.triggered[0]["value"]:
        return (no_update,) * 4  # The list was drawn anew.
    questions = {
        DELETE: _("Delete this message for everybody?"),
        DISABLE: _(
            "Disable the account of @{nick}? They are signed out at once and cannot come back.",
            nick=chosen["nick"],
        ),
    }
    if chosen["act"] in questions:
        return True, questions[chosen["act"]], chosen, no_update
    bridge.run(reports.dismiss_report, access_viewer(), report_id=chosen["report"])
    show_note(_("Dismissed."))
    return False, no_update, no_update, list_rows()


@callback(
    Output(AdminReports.DIALOG, "opened", allow_duplicate=True),
    Output(AdminReports.LIST, "children", allow_duplicate=True),
    Input(AdminReports.CONFIRM, "n_clicks"),
    State(AdminReports.SUBJECT, "data"),
    running=[(Output(AdminReports.CONFIRM, "loading"), True, False)],
    prevent_initial_call=True,
)
def do(_click: int, chosen: dict[str, str]) -> tuple[bool, Any]:
    """Do it, and show the reports as they are now."""
    if chosen["act"] == DELETE:
        bridge.run(reports.delete_reported, access_viewer(), report_id=chosen["report"])
    else:
        viewer = access_viewer()
        bridge.run(administration.set_disabled, viewer, user_id=chosen["user"], on=True)
    show_note(_("Done."))
    return False, list_rows()
