"""Signing in, with a nick or an e-mail address."""

from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, html

from messenger.actions import sign_in
from messenger.actions.instance import CLOSED
from messenger.errors import InvalidCredentials, MessengerError, TotpRequired
from messenger.ui import bridge
from messenger.ui.ids import SignIn
from messenger.ui.parts.failures import explain
from messenger.ui.parts.fields import build_password_field, build_submit, build_text_field
from messenger.ui.parts.gate import build_gate, build_wait
from messenger.ui.parts.language_choice import wire_language_choice
from messenger.ui.parts.passkey_way import build_passkey_way, wire_passkey_way
from messenger.ui.parts.registration_form import registration_rules
from messenger.ui.parts.second_step import (
    CODE,
    PASSWORD,
    build_second_step,
    build_ways,
    wire_second_step,
)
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
        screen="sign-in",
        location=SignIn.LOCATION,
        language=SignIn.LANGUAGE,
        title=page_heading(),
        subtitle=_("Sign in to {host}", host=current_host()),
        fields=[
            build_first_step(),
            build_second_step(),
            html.P(id=SignIn.WAIT_TEXT, className="gate-wait", role="timer"),
            build_submit(SignIn.SUBMIT, _("Sign in")),
            html.P(
                PageLink(children=_("Forgot your password?"), href="/recover"),
                className="gate-aside",
            ),
            build_passkey_way(),
            build_ways(),
            Store(id=SignIn.STEP),
            Store(id=SignIn.SENT),
            Store(id=SignIn.WAIT),
            Ticker(id=SignIn.SECONDS, interval=1000, disabled=True),
        ],
        footer=build_footer(next),
    )


def build_footer(next_page: str | None) -> list[Any]:
    """Return the way to a new account, where this server makes any."""
    if registration_rules().registration == CLOSED:
        return []
    link = PageLink(children=_("Create an account"), href=gate_link("/register", next_page))
    return [_("New here?"), " ", link]


def build_first_step() -> html.Div:
    """Return the fields for the name and the password."""
    return html.Div(
        [
            build_text_field(
                SignIn.LOGIN,
                label=_("Nick or e-mail"),
                name="username",
                complete="username webauthn",
                focus=True,
            ),
            build_password_field(SignIn.PASSWORD, label=_("Password"), complete="current-password"),
        ],
        id=SignIn.FIRST,
        className="gate-form",
    )


@callback(
    Output(SignIn.LOCATION, "href"),
    Output(SignIn.STEP, "data"),
    Output(SignIn.PASSWORD, "error"),
    Output(SignIn.CODE, "error"),
    Output(SignIn.WAIT, "data"),
    Input(SignIn.SENT, "data"),
    State(SignIn.LOGIN, "value"),
    State(SignIn.PASSWORD, "value"),
    State(SignIn.CODE, "value"),
    State(SignIn.REMEMBER, "checked"),
    State(SignIn.LOCATION, "search"),
    State(SignIn.LOCATION, "hash"),
    running=[(Output(SignIn.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def enter(
    click: int,
    login: str | None,
    password: str | None,
    code: str | None,
    remember: bool | None,  # noqa: FBT001 - Dash hands over the state by place
    search: str,
    fragment: str,
) -> tuple[Any, ...]:
    """Sign in and go on, or ask for the code, or say at the field that is wrong why not."""
    context = require_request()
    try:
        signed_in = bridge.run(
            sign_in.sign_in,
            login=login or "",
            password=password or "",
            code=code,
            device=context.device,
            remember=bool(remember),
            client=context.client,
        )
    except MessengerError as error:
        wait = build_wait(error, _("You can try again in {time}."), click)
        return dash.no_update, *explain_step(error, code), wait
    keep_session(signed_in)
    return return_address(search, fragment), dash.no_update, None, None, None


def explain_step(error: MessengerError, code: str | None) -> tuple[Any, str | None, str | None]:
    """Return which step comes, what is told at the password, and what at the code."""
    if isinstance(error, TotpRequired):
        return CODE, None, None
    if code and not isinstance(error, InvalidCredentials):
        return dash.no_update, None, explain(error)
    return PASSWORD, explain(error), None


clientside_callback(
    ClientsideFunction("gate", "countDown"),
    Output(SignIn.WAIT_TEXT, "children"),
    Output(SignIn.SUBMIT, "disabled"),
    Output(SignIn.SECONDS, "disabled"),
    Input(SignIn.WAIT, "data"),
    Input(SignIn.SECONDS, "n_intervals"),
    prevent_initial_call=True,
)
wire_sending(SignIn.SUBMIT, SignIn.SENT, SignIn.LOGIN, SignIn.PASSWORD, SignIn.CODE)
wire_forgiving(SignIn.PASSWORD, SignIn.LOGIN, SignIn.PASSWORD)


@callback(
    Output(SignIn.LOCATION, "href", allow_duplicate=True),
    Input(SignIn.PASSED, "data"),
    State(SignIn.LOCATION, "search"),
    State(SignIn.LOCATION, "hash"),
    prevent_initial_call=True,
)
def go_on(_passed: int, search: str, fragment: str) -> str:
    """Go where the person wanted to, once a passkey has signed in."""
    return return_address(search, fragment)


wire_passkey_way()
wire_second_step()
wire_language_choice(SignIn.LANGUAGE)

dash.register_page(  # type: ignore[no-untyped-call]
    __name__, path="/sign-in", title=page_title, heading=page_heading, layout=layout
)
