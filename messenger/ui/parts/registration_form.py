"""The form for a new account, as this server takes them."""

from typing import Any

from dash import html

from messenger.actions import instance
from messenger.actions.instance import RegistrationRules
from messenger.ui import bridge
from messenger.ui.ids import Register
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.fields import (
    build_link_button,
    build_password_field,
    build_submit,
    build_text_field,
)
from messenger.ui.parts.nick import nick_rules
from messenger.ui.parts.strength import build_strength
from messenger.ui.parts.typing import build_settled
from messenger.ui.pieces import Store, Ticker
from messenger.ui.request import current_request
from messenger.ui.texts import _


def build_form() -> list[Any]:
    """Return the form as this server takes accounts, or a word that it takes none."""
    rules = registration_rules()
    if rules.registration == instance.CLOSED:
        return [html.P(_("This server takes no new accounts."), className="gate-answer")]
    fields = [
        html.Div(build_fields(rules), id=Register.FIELDS, className="gate-form"),
        build_step(),
        build_submit(Register.SUBMIT, _("Create an account")),
    ]
    return [
        html.Div(fields, id=Register.FORM, className="gate-form"),
        html.Div(id=Register.ANSWER, **aria(live="polite")),
        Store(id=Register.SENT),
    ]


def registration_rules() -> RegistrationRules:
    """Return who may make an account here; everybody outside of a request."""
    if current_request() is None:
        return RegistrationRules("open", ())
    return bridge.run(instance.get_registration)


def build_fields(rules: RegistrationRules) -> list[Any]:
    """Return the fields of the form; that of the invitation is seen where one is asked for."""
    domains = ", ".join(rules.email_domains)
    at_domains = _("Only at {domains}.", domains=domains) if domains else None
    return [
        html.Div(
            build_text_field(
                Register.INVITE, label=_("Invitation code"), name="invite", complete="off"
            ),
            id=Register.INVITE_FIELD,
            hidden=rules.registration != instance.INVITE,
        ),
        build_text_field(Register.NAME, label=_("Name"), name="name", complete="name", focus=True),
        build_text_field(
            Register.NICK.field,
            label=_("Nick"),
            name="username",
            complete="username",
            description=nick_rules(),
        ),
        build_settled(Register.NICK),
        build_text_field(
            Register.EMAIL,
            label=_("E-mail"),
            name="email",
            complete="email",
            description=at_domains,
        ),
        build_password_field(Register.PASSWORD.field, label=_("Password"), complete="new-password"),
        build_settled(Register.PASSWORD),
        build_strength(Register.STRENGTH),
    ]


def build_step() -> html.Div:
    """Return what stands in place of the fields once a code was sent; they keep what they hold."""
    return html.Div(
        [
            html.P(id=Register.STEP_TEXT, className="gate-answer", **aria(live="polite")),
            build_text_field(
                Register.CODE,
                label=_("Code from the letter"),
                name="code",
                complete="one-time-code",
                keys="numeric",
            ),
            html.P(id=Register.WAIT_TEXT, className="gate-hint", role="timer"),
            html.Div(
                [
                    build_link_button(Register.BACK, _("Back")),
                    build_link_button(Register.AGAIN, _("Send again")),
                ],
                className="gate-row",
            ),
            Store(id=Register.WAIT),
            Ticker(id=Register.SECONDS, interval=1000, disabled=True),
        ],
        id=Register.STEP,
        className="gate-form",
        hidden=True,
    )
