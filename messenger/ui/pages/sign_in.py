"""Signing in, with a nick or an e-mail address."""

from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, html

from messenger.actions import sign_in
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import SignIn
from messenger.ui.parts.failures import explain
from messenger.ui.parts.fields import build_password_field, build_submit, build_text_field
from messenger.ui.parts.gate import build_gate, build_wait
from messenger.ui.parts.language_choice import wire_language_choice
from messenger.ui.parts.session import keep_session
from messenger.ui.parts.typing import wire_forgiving, wire_sending
from messenger.ui.pieces import PageLink, Store, Ticker
from messenger.ui.request import current_host, require_request
from messenger.ui.return_address import gate_link, return_address
from messenger.ui.texts import _


def page_title() -> str:
    """Return the title of the browser's tab."""
    return _("Sign in")


def page_heading() -> str:
    """Return what stands over the form."""
    return _("Welcome back")


def layout(next: str | None = None, **_query: object) -> Any:  # noqa: A002 - named in the URL
    """Return the page; `next` is where to go afterwards."""
    return build_gate(
        location=SignIn.LOCATION,
        language=SignIn.LANGUAGE,
        title=page_heading(),
        subtitle=_("Sign in to {host}", host=current_host()),
        fields=[
            build_text_field(
                SignIn.LOGIN,
                label=_("Nick or e-mail"),
                name="username",
                complete="username",
                focus=True,
            ),
            build_password_field(SignIn.PASSWORD, label=_("Password"), complete="current-password"),
            html.P(id=SignIn.WAIT_TEXT, className="gate-wait", role="timer"),
            build_submit(SignIn.SUBMIT, _("Sign in")),
            html.P(
                PageLink(children=_("Forgot your password?"), href="/recover"),
                className="gate-aside",
            ),
            Store(id=SignIn.SENT),
            Store(id=SignIn.WAIT),
            Ticker(id=SignIn.SECONDS, interval=1000, disabled=True),
        ],
        footer=[
            _("New here?"),
            " ",
            PageLink(children=_("Create an account"), href=gate_link("/register", next)),
        ],
    )


@callback(
    Output(SignIn.LOCATION, "href"),
    Output(SignIn.PASSWORD, "error"),
    Output(SignIn.WAIT, "data"),
    Input(SignIn.SENT, "data"),
    State(SignIn.LOGIN, "value"),
    State(SignIn.PASSWORD, "value"),
    State(SignIn.LOCATION, "search"),
    State(SignIn.LOCATION, "hash"),
    running=[(Output(SignIn.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def enter(
    click: int, login: str | None, password: str | None, search: str, fragment: str
) -> tuple[Any, Any, Any]:
    """Sign in and go on, or say at the password why not."""
    try:
        signed_in = bridge.run(
            sign_in.sign_in,
            login=login or "",
            password=password or "",
            client=require_request().client,
        )
    except MessengerError as error:
        wait = build_wait(error, _("You can try again in {time}."), click)
        return dash.no_update, explain(error), wait
    keep_session(signed_in)
    return return_address(search, fragment), None, None


clientside_callback(
    ClientsideFunction("gate", "countDown"),
    Output(SignIn.WAIT_TEXT, "children"),
    Output(SignIn.SUBMIT, "disabled"),
    Output(SignIn.SECONDS, "disabled"),
    Input(SignIn.WAIT, "data"),
    Input(SignIn.SECONDS, "n_intervals"),
    prevent_initial_call=True,
)
wire_sending(SignIn.SUBMIT, SignIn.SENT, SignIn.LOGIN, SignIn.PASSWORD)
wire_forgiving(SignIn.PASSWORD, SignIn.LOGIN, SignIn.PASSWORD)
wire_language_choice(SignIn.LANGUAGE)

dash.register_page(  # type: ignore[no-untyped-call]
    __name__, path="/sign-in", title=page_title, heading=page_heading, layout=layout
)
