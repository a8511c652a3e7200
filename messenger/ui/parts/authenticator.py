"""The authenticator in the section about two factors: off, being set up, and on."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from messenger.actions.sessions import SET_UP_FIRST
from messenger.ui.ids import TwoFactor
from messenger.ui.parts.fields import build_password_field, build_submit, build_text_field
from messenger.ui.parts.icon import build_icon
from messenger.ui.pieces import Store
from messenger.ui.texts import _, ngettext


def build_off(*, required: bool) -> html.Div:
    """Return what stands there while a password is all that is asked for."""
    return html.Div(
        [
            html.P(_(SET_UP_FIRST) if required else None, className="two-factor-state"),
            html.P(
                _(
                    "Beside the password, a code from an app on your phone. Whoever learns your "
                    "password still cannot get in."
                ),
                className="account-hint",
            ),
            build_form(
                build_password_field(
                    TwoFactor.PASSWORD, label=_("Password"), complete="current-password"
                ),
                build_submit(TwoFactor.START, _("Switch on")),
                Store(id=TwoFactor.STARTED),
            ),
        ],
        className="two-factor-part for-off",
    )


def build_setup() -> html.Div:
    """Return what stands there until the first code: the secret in two ways, and a field."""
    return html.Div(
        [
            html.P(
                _("Scan this with an authenticator app, or type the key into it."),
                className="account-hint",
            ),
            html.Img(id=TwoFactor.QR, className="two-factor-qr", alt=_("The key as a QR code")),
            html.Code(id=TwoFactor.KEY, className="two-factor-key"),
            build_form(
                build_code_field(TwoFactor.CODE, _("Code from your app"), "first-code"),
                build_submit(TwoFactor.CONFIRM, _("Confirm")),
                Store(id=TwoFactor.CONFIRMED),
                dmc.Button(_("Cancel"), id=TwoFactor.LEAVE, variant="subtle", color="gray"),
            ),
        ],
        className="two-factor-part for-setup",
    )


def build_on(codes_left: int, *, required: bool) -> html.Div:
    """Return what stands there while two factors are on."""
    return html.Div(
        [
            html.P(
                [build_icon(icon="tabler:shield-check", size=22), _("Two factors are on.")],
                className="two-factor-state",
            ),
            html.Div(
                [
                    html.Span(say_left(codes_left), id=TwoFactor.LEFT),
                    dmc.Button(_("New codes"), id=TwoFactor.RENEW, variant="light", size="sm"),
                ],
                className="account-line",
            ),
            html.Details(
                [
                    html.Summary(_("Switch off")),
                    build_form(
                        build_code_field(
                            TwoFactor.LAST_CODE, _("Code from your app, or a recovery code"), "code"
                        ),
                        dmc.Button(
                            _("Switch off"),
                            id=TwoFactor.DISABLE,
                            buttonProps={"type": "submit"},
                            color="red",
                            variant="outline",
                        ),
                        Store(id=TwoFactor.DISABLED),
                    ),
                ],
                className="two-factor-off",
                hidden=required,
            ),
        ],
        className="two-factor-part for-on",
    )


def say_left(codes: int) -> str:
    """Return how many recovery codes are left."""
    return ngettext(
        "{n} of 10 recovery codes is left.", "{n} of 10 recovery codes are left.", codes
    )


def build_form(*fields: Any) -> html.Form:
    """Return a form that only callbacks send."""
    return html.Form(list(fields), method="post", noValidate=True, className="account-form")


def build_code_field(field_id: str, label: str, name: str) -> dmc.TextInput:
    """Return a field for a code."""
    return build_text_field(
        field_id, label=label, name=name, complete="one-time-code", keys="numeric"
    )
