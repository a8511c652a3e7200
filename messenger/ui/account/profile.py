"""Name, nick and a few words about oneself, as others see them; the address, as nobody does."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, html

from messenger.actions import accounts
from messenger.actions.accounts import Account
from messenger.actions.texts import LONGEST_BIO
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Profile
from messenger.ui.parts.failures import explain, explain_at
from messenger.ui.parts.fields import build_submit, build_text_field
from messenger.ui.parts.nick import fold_nick, nick_rules
from messenger.ui.parts.notes import show_note
from messenger.ui.parts.own_account import own_account
from messenger.ui.parts.photo import build_photo
from messenger.ui.parts.typing import build_settled, wire_forgiving, wire_sending, wire_settled
from messenger.ui.pieces import Store
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

NAME = "profile"
# The fields as the server names them, in the order of the form's answer.
FIELDS = ("name", "username", "bio")
HIDDEN = "•••"


def title() -> str:
    """Return what the section is called."""
    return _("Profile")


def build() -> html.Div:
    """Return the section."""
    account = own_account()
    user = account.user if account else None
    return html.Div([build_photo(user), *build_form(account), build_email(account)])


def build_form(account: Account | None) -> list[Any]:
    """Return the form with what everybody sees who finds this person."""
    user = account.user if account else None
    fields = [
        build_text_field(
            Profile.NAME,
            label=_("Name"),
            name="name",
            complete="name",
            value=user.name if user else "",
        ),
        build_text_field(
            Profile.NICK.field,
            label=_("Nick"),
            name="username",
            complete="username",
            description=nick_rules(),
            value=user.username if user else "",
        ),
        build_settled(Profile.NICK),
        dmc.Textarea(
            id=Profile.BIO,
            label=_("About you"),
            description=_(
                "A few words for those who find you, up to {n} characters.", n=LONGEST_BIO
            ),
            name="bio",
            value=user.bio if user else "",
            autosize=True,
            minRows=2,
            maxRows=6,
            className="field",
            errorProps={"role": "alert"},
        ),
        build_submit(Profile.SUBMIT, _("Save")),
        Store(id=Profile.SENT),
    ]
    return [html.Form(fields, method="post", noValidate=True, className="account-form")]


def build_email(account: Account | None) -> html.Div:
    """Return the address, most of it hidden until it is asked for."""
    return html.Div(
        [
            html.H2(_("E-mail")),
            html.P(_("Only you and the administrator can see it."), className="account-hint"),
            html.P(
                [
                    html.Span(mask(account.email if account else ""), id=Profile.EMAIL),
                    dmc.Button(_("Show"), id=Profile.SHOW_EMAIL, variant="subtle", size="xs"),
                ],
                className="account-line",
            ),
        ],
        className="account-part",
    )


def mask(email: str) -> str:
    """Return an address of which only its first letter and its host can be read."""
    local, _at, host = email.partition("@")
    return f"{local[:1]}{HIDDEN}@{host}"


@callback(
    Output(Profile.EMAIL, "children"),
    Output(Profile.SHOW_EMAIL, "display"),
    Input(Profile.SHOW_EMAIL, "n_clicks"),
    prevent_initial_call=True,
)
def show_email(_click: int) -> tuple[str, str]:
    """Show the whole address."""
    return bridge.run(accounts.get_account, access_viewer()).email, "none"


@callback(
    Output(Profile.NICK.field, "error"),
    Output(Profile.NICK.field, "description"),
    Input(Profile.NICK.moment, "data"),
    State(Profile.NICK.field, "value"),
    prevent_initial_call=True,
)
def check_nick(_moment: int, nick: str | None) -> tuple[str | None, Any]:
    """Say whether a nick is free, or one's own, while it is typed."""
    wanted = fold_nick(nick or "")
    account = bridge.run(accounts.get_account, access_viewer())
    if not wanted or wanted == account.user.username:
        return None, nick_rules()
    try:
        bridge.run(accounts.check_username, wanted)
    except MessengerError as error:
        return explain(error), nick_rules()
    return None, html.Span(_("This nick is free."), className="good")


@callback(
    Output(Profile.NAME, "error"),
    Output(Profile.NICK.field, "error", allow_duplicate=True),
    Output(Profile.BIO, "error"),
    Input(Profile.SENT, "data"),
    State(Profile.NAME, "value"),
    State(Profile.NICK.field, "value"),
    State(Profile.BIO, "value"),
    running=[(Output(Profile.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def save(_click: int, name: str | None, nick: str | None, bio: str | None) -> Any:
    """Keep the profile, or say at the field that is wrong why not."""
    try:
        bridge.run(
            accounts.update_account,
            access_viewer(),
            name=name or "",
            username=fold_nick(nick or ""),
            bio=bio or "",
        )
    except MessengerError as error:
        if error.field not in FIELDS:
            raise
        return tuple(explain_at(error, dict.fromkeys(FIELDS)).values())
    show_note(_("Saved."))
    return None, None, None


for field in (Profile.NAME, Profile.BIO):
    wire_forgiving(field, field)
wire_settled(Profile.NICK)
wire_sending(Profile.SUBMIT, Profile.SENT, Profile.NAME, Profile.NICK.field, Profile.BIO)
