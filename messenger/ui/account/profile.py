"""Photo, name, nick and a few words about oneself, as others see them."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, html

from messenger.actions import accounts
from messenger.actions.accounts import Account
from messenger.actions.nicks import DAYS_RESERVED, HOURS_BETWEEN
from messenger.actions.texts import LONGEST_BIO
from messenger.clock import rfc3339
from messenger.errors import MessengerError, RateLimited
from messenger.ui import bridge
from messenger.ui.ids import Profile
from messenger.ui.parts.failures import explain, explain_at
from messenger.ui.parts.fields import build_submit, build_text_field
from messenger.ui.parts.nick import fold_nick, nick_rules
from messenger.ui.parts.notes import show_note
from messenger.ui.parts.own_account import own_account
from messenger.ui.parts.photo import build_photo
from messenger.ui.parts.typing import build_settled, wire_forgiving, wire_sending, wire_settled
from messenger.ui.pieces import LocalTime, Store
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

NAME = "profile"
# The fields as the server names them, in the order of the form's answer.
FIELDS = ("name", "username", "bio")


def title() -> str:
    """Return what the section is called."""
    return _("Profile")


def build() -> html.Div:
    """Return the section."""
    account = own_account()
    user = account.user if account else None
    return html.Div([build_photo(user), *build_form(account)])


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
            description=describe_nick(),
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


def describe_nick(*, free: bool = False) -> html.Span:
    """Return what a nick may be, or that it is free, and what it means to take another."""
    first = html.Span(_("This nick is free."), className="good") if free else nick_rules()
    kept = _(
        "It can be changed once in {hours} hours. The old one stays yours for {days} days and "
        "leads to you.",
        hours=HOURS_BETWEEN,
        days=DAYS_RESERVED,
    )
    return html.Span([first, html.Br(), kept])


def explain_wait(error: RateLimited) -> html.Span:
    """Return when the nick can be changed again."""
    moment = LocalTime(
        at=rfc3339(
            bridge.current_bridge().services.clock.now() + int(error.retry_after or 0) * 1000
        )
    )
    return html.Span([explain(error), " ", _("It is possible again:"), " ", moment])


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
        return None, describe_nick()
    try:
        bridge.run(accounts.check_username, wanted, access_viewer())
    except MessengerError as error:
        return explain(error), describe_nick()
    return None, describe_nick(free=True)


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
        if isinstance(error, RateLimited):
            return None, explain_wait(error), None
        return tuple(explain_at(error, dict.fromkeys(FIELDS)).values())
    show_note(_("Saved."))
    return None, None, None


for field in (Profile.NAME, Profile.BIO):
    wire_forgiving(field, field)
wire_settled(Profile.NICK)
wire_sending(Profile.SUBMIT, Profile.SENT, Profile.NAME, Profile.NICK.field, Profile.BIO)
