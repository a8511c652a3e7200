"""Making an account."""

from typing import Any

import dash
from dash import (
    ClientsideFunction,
    Input,
    Output,
    State,
    callback,
    clientside_callback,
    ctx,
    html,
    no_update,
)

from messenger.actions import accounts, sign_in
from messenger.errors import AccountPending, EmailCodeRequired, MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Register
from messenger.ui.parts.failures import explain, explain_at
from messenger.ui.parts.gate import build_done, build_gate, build_wait
from messenger.ui.parts.language_choice import wire_language_choice
from messenger.ui.parts.nick import fold_nick, nick_rules
from messenger.ui.parts.registration_form import build_form
from messenger.ui.parts.session import keep_session
from messenger.ui.parts.strength import judge_typed
from messenger.ui.parts.typing import wire_forgiving, wire_sending, wire_settled
from messenger.ui.pieces import PageLink
from messenger.ui.request import current_host, require_request
from messenger.ui.return_address import gate_link, return_address
from messenger.ui.texts import _

# The fields as the server names them, in the order of the form's answer.
FIELDS = ("name", "username", "email", "password", "invite")
CODE = "code"
INVITED = "#invite="


def page_title() -> str:
    """Return the title of the browser's tab."""
    return _("Create an account")


def layout(next: str | None = None, **_query: object) -> Any:  # noqa: A002 - named in the URL
    """Return the page; `next` is where to go afterwards."""
    return build_gate(
        screen="register",
        location=Register.LOCATION,
        language=Register.LANGUAGE,
        title=_("Create an account"),
        subtitle=_("on {host}", host=current_host()),
        fields=build_form(),
        footer=[
            _("Already have an account?"),
            " ",
            PageLink(children=_("Sign in"), href=gate_link("/sign-in", next)),
        ],
    )


@callback(
    Output(Register.NICK.field, "error"),
    Output(Register.NICK.field, "description"),
    Input(Register.NICK.moment, "data"),
    State(Register.NICK.field, "value"),
    prevent_initial_call=True,
)
def check_nick(_moment: int, nick: str | None) -> tuple[str | None, Any]:
    """Say whether a nick is free while it is typed."""
    if not nick:
        return None, nick_rules()
    try:
        bridge.run(accounts.check_username, fold_nick(nick))
    except MessengerError as error:
        return explain(error), nick_rules()
    return None, html.Span(_("This nick is free."), className="good")


@callback(
    Output(Register.STRENGTH, "children"),
    Input(Register.PASSWORD.moment, "data"),
    State(Register.PASSWORD.field, "value"),
    State(Register.NICK.field, "value"),
    State(Register.EMAIL, "value"),
    State(Register.NAME, "value"),
    prevent_initial_call=True,
)
def show_strength(_moment: int, password: str | None, *related: str | None) -> Any:
    """Show how hard the password is to guess for somebody who knows the other fields."""
    return judge_typed(password, *related)


@callback(
    Output(Register.LOCATION, "href"),
    Output(Register.NAME, "error"),
    # Only an answer to the form may write here beside the live check: it is as true and later.
    Output(Register.NICK.field, "error", allow_duplicate=True),
    Output(Register.EMAIL, "error"),
    Output(Register.PASSWORD.field, "error"),
    Output(Register.INVITE, "error"),
    Output(Register.CODE, "error"),
    Output(Register.FIELDS, "hidden"),
    Output(Register.STEP, "hidden"),
    Output(Register.STEP_TEXT, "children"),
    Output(Register.WAIT, "data"),
    Output(Register.FORM, "hidden"),
    Output(Register.ANSWER, "children"),
    Input(Register.SENT, "data"),
    Input(Register.AGAIN, "n_clicks"),
    State(Register.NAME, "value"),
    State(Register.NICK.field, "value"),
    State(Register.EMAIL, "value"),
    State(Register.PASSWORD.field, "value"),
    State(Register.INVITE, "value"),
    State(Register.CODE, "value"),
    State(Register.STEP, "hidden"),
    State(Register.LOCATION, "search"),
    State(Register.LOCATION, "hash"),
    running=[(Output(Register.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def make_account(_click: int, again: int | None, *form: Any) -> tuple[Any, ...]:
    """Make the account and go on, ask for the code, or say at the field that is wrong why not."""
    name, nick, email, password, invite, code = (text or "" for text in form[:6])
    in_fields, search, fragment = form[6:]
    # Without a code one is sent.
    ask = in_fields or ctx.triggered_id == Register.AGAIN
    try:
        signed_in = bridge.run(
            sign_in.register,
            username=fold_nick(nick),
            email=email,
            password=password,
            name=name,
            code=None if ask else code,
            invite=invite,
            language=require_request().language,
            client=require_request().client,
        )
    except MessengerError as error:
        return answer_failure(error, email, again, in_fields=in_fields)
    keep_session(signed_in)
    # An invitation is no place to go back to.
    kept = "" if (fragment or "").startswith(INVITED) else fragment
    return return_address(search, kept), *[None] * 6, *[no_update] * 6


def answer_failure(
    error: MessengerError, email: str, again: int | None, *, in_fields: bool
) -> tuple[Any, ...]:
    """Return what the form shows: the code's step, or the field that is wrong."""
    if isinstance(error, AccountPending):
        answer = build_done(explain(error), _("Sign in"), "/sign-in")
        return no_update, *[None] * 6, *[no_update] * 4, True, answer
    if isinstance(error, EmailCodeRequired):
        text = _("We have sent a letter with a code to {email}.", email=email.strip())
        wait = build_wait(error, _("You can send it again in {time}."), again)
        return no_update, *[None] * 6, True, False, text, wait, no_update, no_update
    names = FIELDS if in_fields or error.field in FIELDS else (*FIELDS, CODE)
    told = explain_at(error, dict.fromkeys(names)) | {}
    in_step = len(names) > len(FIELDS)
    errors = (told.get(name) for name in (*FIELDS, CODE))
    return no_update, *errors, in_step, not in_step, *[no_update] * 4


clientside_callback(
    ClientsideFunction("gate", "countDown"),
    Output(Register.WAIT_TEXT, "children"),
    Output(Register.AGAIN, "disabled"),
    Output(Register.SECONDS, "disabled"),
    Input(Register.WAIT, "data"),
    Input(Register.SECONDS, "n_intervals"),
    prevent_initial_call=True,
)
clientside_callback(
    ClientsideFunction("gate", "changeAddress"),
    Output(Register.FIELDS, "hidden", allow_duplicate=True),
    Output(Register.STEP, "hidden", allow_duplicate=True),
    Output(Register.CODE, "value"),
    Input(Register.BACK, "n_clicks"),
    prevent_initial_call=True,
)
clientside_callback(
    ClientsideFunction("gate", "focusFirst"),
    Input(Register.STEP, "hidden"),
    prevent_initial_call=True,
)
clientside_callback(
    ClientsideFunction("links", "readInvite"),
    Output(Register.INVITE, "value"),
    Input(Register.LOCATION, "hash"),
)
for field in (
    *(Register.NAME, Register.EMAIL, Register.PASSWORD.field),
    *(Register.INVITE, Register.CODE),
):
    wire_forgiving(field, field)
wire_sending(
    Register.SUBMIT,
    Register.SENT,
    Register.NAME,
    Register.NICK.field,
    Register.EMAIL,
    Register.PASSWORD.field,
    Register.INVITE,
    Register.CODE,
)
wire_settled(Register.NICK)
wire_settled(Register.PASSWORD)
wire_language_choice(Register.LANGUAGE)

dash.register_page(  # type: ignore[no-untyped-call]
    __name__, path="/register", title=page_title, heading=page_title, layout=layout
)
