"""Setting a new password by a link, whose token stands in the fragment of the address."""

from typing import Any

import dash
from dash import Input, Output, State, callback, html, no_update

from messenger.actions import recovery
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Reset
from messenger.ui.parts.failures import explain
from messenger.ui.parts.fields import build_password_field, build_submit
from messenger.ui.parts.gate import build_done, build_gate, read_token
from messenger.ui.parts.language_choice import wire_language_choice
from messenger.ui.parts.strength import build_strength, judge_typed
from messenger.ui.parts.typing import build_settled, wire_forgiving, wire_sending, wire_settled
from messenger.ui.pieces import PageLink, Store
from messenger.ui.request import require_request
from messenger.ui.texts import _


def page_title() -> str:
    """Return the title of the browser's tab."""
    return _("Set a new password")


def layout(**_query: object) -> Any:
    """Return the page."""
    return build_gate(
        screen="reset",
        location=Reset.LOCATION,
        language=Reset.LANGUAGE,
        title=page_title(),
        subtitle=_("It ends every session of the account."),
        fields=[
            html.Div(build_fields(), id=Reset.FIELDS, className="gate-form"),
            Store(id=Reset.SENT),
        ],
        footer=[PageLink(children=_("Ask for a new link"), href="/recover")],
    )


def build_fields() -> list[Any]:
    """Return the form."""
    return [
        build_password_field(
            Reset.PASSWORD.field, label=_("New password"), complete="new-password"
        ),
        build_settled(Reset.PASSWORD),
        build_strength(Reset.STRENGTH),
        build_submit(Reset.SUBMIT, _("Set the password")),
    ]


@callback(
    Output(Reset.STRENGTH, "children"),
    Input(Reset.PASSWORD.moment, "data"),
    State(Reset.PASSWORD.field, "value"),
    prevent_initial_call=True,
)
def show_strength(_moment: int, password: str | None) -> Any:
    """Show how hard the password is to guess."""
    return judge_typed(password)


@callback(
    Output(Reset.FIELDS, "children"),
    Output(Reset.PASSWORD.field, "error"),
    Input(Reset.SENT, "data"),
    State(Reset.PASSWORD.field, "value"),
    State(Reset.LOCATION, "hash"),
    running=[(Output(Reset.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def set_password(_click: int, password: str | None, fragment: str | None) -> tuple[Any, Any]:
    """Set the password and lead to signing in, or say at the field why not."""
    try:
        bridge.run(
            recovery.reset_password,
            token=read_token(fragment),
            password=password or "",
            client=require_request().client,
        )
    except MessengerError as error:
        return no_update, explain(error)
    done = build_done(_("Your new password is set. Sign in with it."), _("Sign in"), "/sign-in")
    return done, no_update


wire_sending(Reset.SUBMIT, Reset.SENT, Reset.PASSWORD.field)
wire_forgiving(Reset.PASSWORD.field, Reset.PASSWORD.field)
wire_settled(Reset.PASSWORD)
wire_language_choice(Reset.LANGUAGE)

dash.register_page(__name__, path="/reset", title=page_title, layout=layout)  # type: ignore[no-untyped-call]
