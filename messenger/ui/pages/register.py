"""Making an account."""

from typing import Any

import dash
from dash import Input, Output, State, callback, html, no_update

from messenger.actions import accounts, sign_in
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Register
from messenger.ui.parts.failures import explain, explain_at
from messenger.ui.parts.fields import build_password_field, build_submit, build_text_field
from messenger.ui.parts.gate import build_gate
from messenger.ui.parts.language_choice import wire_language_choice
from messenger.ui.parts.nick import fold_nick, nick_rules
from messenger.ui.parts.session import keep_session
from messenger.ui.parts.strength import build_strength, judge, judge_password
from messenger.ui.parts.typing import build_settled, wire_forgiving, wire_sending, wire_settled
from messenger.ui.pieces import PageLink, Store
from messenger.ui.request import current_host, require_request
from messenger.ui.return_address import gate_link, return_address
from messenger.ui.texts import _

# The fields as the server names them, in the order of the form's answer.
FIELDS = ("name", "username", "email", "password")


def page_title() -> str:
    """Return the title of the browser's tab."""
    return _("Create an account")


def layout(next: str | None = None, **_query: object) -> Any:  # noqa: A002 - named in the URL
    """Return the page; `next` is where to go afterwards."""
    return build_gate(
        location=Register.LOCATION,
        language=Register.LANGUAGE,
        title=_("Create an account"),
        subtitle=_("on {host}", host=current_host()),
        fields=[
            *build_fields(),
            build_submit(Register.SUBMIT, _("Create an account")),
            Store(id=Register.SENT),
        ],
        footer=[
            _("Already have an account?"),
            " ",
            PageLink(children=_("Sign in"), href=gate_link("/sign-in", next)),
        ],
    )


def build_fields() -> list[Any]:
    """Return the fields of the form."""
    return [
        build_text_field(Register.NAME, label=_("Name"), name="name", complete="name", focus=True),
        build_text_field(
            Register.NICK.field,
            label=_("Nick"),
            name="username",
            complete="username",
            description=nick_rules(),
        ),
        build_settled(Register.NICK),
        build_text_field(Register.EMAIL, label=_("E-mail"), name="email", complete="email"),
        build_password_field(Register.PASSWORD.field, label=_("Password"), complete="new-password"),
        build_settled(Register.PASSWORD),
        build_strength(Register.STRENGTH),
    ]


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
    if not password:
        return judge(None)
    return judge(bridge.run(judge_password, password, [word for word in related if word]))


@callback(
    Output(Register.LOCATION, "href"),
    Output(Register.NAME, "error"),
    # Only an answer to the form may write here beside the live check: it is as true and later.
    Output(Register.NICK.field, "error", allow_duplicate=True),
    Output(Register.EMAIL, "error"),
    Output(Register.PASSWORD.field, "error"),
    Input(Register.SENT, "data"),
    State(Register.NAME, "value"),
    State(Register.NICK.field, "value"),
    State(Register.EMAIL, "value"),
    State(Register.PASSWORD.field, "value"),
    State(Register.LOCATION, "search"),
    State(Register.LOCATION, "hash"),
    running=[(Output(Register.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def make_account(_click: int, *fields: str | None) -> tuple[Any, ...]:
    """Make the account and go on, or say at the field that is wrong why not."""
    name, nick, email, password, search, fragment = (field or "" for field in fields)
    try:
        signed_in = bridge.run(
            sign_in.register,
            username=fold_nick(nick),
            email=email,
            password=password,
            name=name,
            client=require_request().client,
        )
    except MessengerError as error:
        return no_update, *explain_at(error, dict.fromkeys(FIELDS)).values()
    keep_session(signed_in)
    return return_address(search, fragment), *dict.fromkeys(FIELDS).values()


for field in (Register.NAME, Register.EMAIL, Register.PASSWORD.field):
    wire_forgiving(field, field)
wire_sending(
    Register.SUBMIT,
    Register.SENT,
    Register.NAME,
    Register.NICK.field,
    Register.EMAIL,
    Register.PASSWORD.field,
)
wire_settled(Register.NICK)
wire_settled(Register.PASSWORD)
wire_language_choice(Register.LANGUAGE)

dash.register_page(  # type: ignore[no-untyped-call]
    __name__, path="/register", title=page_title, heading=page_title, layout=layout
)
