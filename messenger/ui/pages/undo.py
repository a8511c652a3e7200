"""Taking an old address back by the link of a letter."""

from typing import Any

import dash
from dash import Input, Output, State, callback, html, no_update

from messenger.actions import email_change
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Undo
from messenger.ui.parts.failures import explain
from messenger.ui.parts.fields import build_submit
from messenger.ui.parts.gate import build_done, build_gate, read_token
from messenger.ui.parts.language_choice import wire_language_choice
from messenger.ui.pieces import PageLink
from messenger.ui.texts import _


def page_title() -> str:
    """Return the title of the browser's tab."""
    return _("Take this address back")


def layout(**_query: object) -> Any:
    """Return the page.

    A click is needed: programs that look into letters follow their links too.
    """
    return build_gate(
        location=Undo.LOCATION,
        language=Undo.LANGUAGE,
        title=page_title(),
        subtitle=_("The account gets its old address, and every session of it ends."),
        fields=[
            html.Div(
                [
                    html.P(id=Undo.ERROR, className="gate-wait", role="alert"),
                    build_submit(Undo.SUBMIT, _("Take this address back")),
                ],
                id=Undo.FIELDS,
                className="gate-form",
            )
        ],
        footer=[PageLink(children=_("To the messenger"), href="/")],
    )


@callback(
    Output(Undo.FIELDS, "children"),
    Output(Undo.ERROR, "children"),
    Input(Undo.SUBMIT, "n_clicks"),
    State(Undo.LOCATION, "hash"),
    running=[(Output(Undo.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def undo(_click: int, fragment: str | None) -> tuple[Any, Any]:
    """Take it back and tell what to do next, or say why not."""
    try:
        bridge.run(email_change.undo_email, token=read_token(fragment))
    except MessengerError as error:
        return no_update, explain(error)
    return build_done(
        _("Your address is back. Set a new password now."), _("Set a new password"), "/recover"
    ), no_update


wire_language_choice(Undo.LANGUAGE)

dash.register_page(__name__, path="/undo", title=page_title, layout=layout)  # type: ignore[no-untyped-call]
