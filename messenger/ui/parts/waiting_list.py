"""The accounts that wait for approval."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, callback, ctx, html, no_update

from messenger.actions import applications
from messenger.actions.registry import PersonRecord
from messenger.ui import bridge
from messenger.ui.ids import Waiting
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.letter_tile import build_letter_tile
from messenger.ui.parts.notes import show_note
from messenger.ui.pieces import LocalTime
from messenger.ui.request import access_viewer
from messenger.ui.texts import _


def build_waiting(*, known: bool) -> list[Any]:
    """Return the list under its heading."""
    rows = list_rows() if known else []
    return [
        html.H2(_("Waiting for approval")),
        html.Ul(rows, id=Waiting.LIST, className="account-list", **aria(live="polite")),
    ]


def list_rows() -> list[Any]:
    """Return a row for each account that waits, or a word that there is none."""
    people = bridge.run(applications.list_waiting, access_viewer())
    if not people:
        return [html.Li(_("Nobody."), className="account-hint")]
    return [build_row(each) for each in people]


def build_row(person: PersonRecord) -> html.Li:
    """Return one account with the two answers."""
    words = [
        html.Bdi(person.name, className="account-row-title"),
        html.Span(f"@{person.username} · {person.email}", className="account-row-text"),
        html.Span(
            [_("Registered:"), " ", LocalTime(at=person.created_at)], className="account-row-text"
        ),
    ]
    answers = [
        dmc.Button(
            _("Approve"),
            id=Waiting.approve(person.id),
            size="xs",
            variant="light",
            **aria(label=_("Approve {name}", name=person.name)),
        ),
        dmc.Button(
            _("Refuse"),
            id=Waiting.refuse(person.id),
            size="xs",
            variant="subtle",
            color="red",
            **aria(label=_("Refuse {name}", name=person.name)),
        ),
    ]
    return html.Li(
        [
            build_letter_tile(person.name, person.id),
            html.Div(words, className="account-row-words"),
            html.Div(answers, className="account-row-answers"),
        ],
        className="account-row",
    )


@callback(
    Output(Waiting.LIST, "children"),
    Input(Waiting.APPROVE_ALL, "n_clicks"),
    Input(Waiting.REFUSE_ALL, "n_clicks"),
    prevent_initial_call=True,
)
def answer(*_clicks: list[int | None]) -> Any:
    """Let a person in or not, and show who is left."""
    if not ctx.triggered[0]["value"]:
        return no_update  # The list was drawn anew.
    chosen = ctx.triggered_id
    if chosen["type"] == Waiting.APPROVE:
        bridge.run(applications.approve, access_viewer(), user_id=chosen["user"])
        show_note(_("Approved."))
    else:
        bridge.run(applications.refuse, access_viewer(), user_id=chosen["user"])
        show_note(_("Refused: the account is deleted."))
    return list_rows()
