"""Confirming a new address by the link of a letter."""

from typing import Any

import dash
from dash import Input, Output, State, callback, html, no_update

from messenger.actions import email_change
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Confirm
from messenger.ui.parts.failures import explain
from messenger.ui.parts.fields import build_submit
from messenger.ui.parts.gate import build_gate, read_token
from messenger.ui.parts.language_choice import wire_language_choice
from messenger.ui.pieces import PageLink
from messenger.ui.texts import _


def page_title() -> str:
    """Return the title of the browser's tab."""
    return _("Confirm your new address")


def layout(**_query: object) -> Any:
    """Return the page.

    A click is needed: programs that look into letters follow their links too.
    """
    return build_gate(
        location=Confirm.LOCATION,
        language=Confirm.LANGUAGE,
        title=page_title(),
        subtitle=_("Letters for your account go to it from then on."),
        fields=[
            html.Div(
                [
                    html.P(id=Confirm.ERROR, className="gate-wait", role="alert"),
                    build_submit(Confirm.SUBMIT, _("Confirm the address")),
                ],
                id=Confirm.FIELDS,
                className="gate-form",
            )
        ],
        footer=[PageLink(children=_("To the messenger"), href="/")],
    )


@callback(
    Output(Confirm.FIELDS, "children"),
    Output(Confirm.ERROR, "children"),
    Input(Confirm.SUBMIT, "n_clicks"),
    State(Confirm.LOCATION, "hash"),
    running=[(Output(Confirm.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def confirm(_click: int, fragment: str | None) -> tuple[Any, Any]:
    """Confirm, or say why not."""
    try:
        bridge.run(email_change.confirm_email, token=read_token(fragment))
    except MessengerError as error:
        return no_update, explain(error)
    return [
        html.P(_("Your new address is confirmed."), className="gate-answer", role="status")
    ], no_update


wire_language_choice(Confirm.LANGUAGE)

dash.register_page(__name__, path="/confirm", title=page_title, layout=layout)  # type: ignore[no-untyped-call]
