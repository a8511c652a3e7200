"""Who may make an account: the mode, the domains, who waits, and invitations."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, html

from messenger.actions import administration, instance
from messenger.actions.instance import Rules
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import AdminRegistration
from messenger.ui.parts.administrator import is_administrator
from messenger.ui.parts.failures import explain
from messenger.ui.parts.fields import build_submit, build_text_field
from messenger.ui.parts.fixed import say_fixed
from messenger.ui.parts.invitation_list import build_invitations
from messenger.ui.parts.notes import show_note
from messenger.ui.parts.proof import build_proof
from messenger.ui.parts.typing import wire_forgiving, wire_sending
from messenger.ui.parts.waiting_list import build_waiting
from messenger.ui.pieces import Store
from messenger.ui.request import access_viewer, current_request
from messenger.ui.texts import _

NAME = "registration"
NOTHING = Rules("open", (), require_two_factor=False, link_previews=False, fixed=())


def title() -> str:
    """Return what the section is called."""
    return _("Registration")


def build() -> html.Div:
    """Return the section."""
    known = bool(current_request()) and is_administrator()
    rules = bridge.run(administration.get_settings, access_viewer()) if known else NOTHING
    return html.Div(
        [
            build_form(rules),
            *build_waiting(known=known),
            *build_invitations(known=known, asked=rules.registration == instance.INVITE),
            build_proof(),
        ]
    )


def build_form(rules: Rules) -> html.Form:
    """Return the form with the rules; what a variable has set cannot be changed there."""
    names = {
        instance.OPEN: _("Everybody"),
        instance.INVITE: _("Who has an invitation"),
        instance.APPROVAL: _("Whom an administrator approves"),
        instance.CLOSED: _("Nobody"),
    }
    fixed_mode, fixed_domains = (
        name in rules.fixed for name in (instance.REGISTRATION, instance.EMAIL_DOMAINS)
    )
    fields = [
        dmc.Select(
            id=AdminRegistration.MODE,
            label=_("Who may make an account"),
            description=say_fixed("MESSENGER_REGISTRATION") if fixed_mode else None,
            value=rules.registration,
            data=[{"value": mode, "label": name} for mode, name in names.items()],
            allowDeselect=False,
            size="md",
            radius=12,
            disabled=fixed_mode,
            className="field",
        ),
        build_text_field(
            AdminRegistration.DOMAINS,
            label=_("Only with addresses at these domains"),
            name="domains",
            complete="off",
            keys="url",
            description=say_fixed("MESSENGER_EMAIL_DOMAINS")
            if fixed_domains
            else _("With commas between. Empty allows all."),
            placeholder="example.org, example.net",
            value=", ".join(rules.email_domains),
            disabled=fixed_domains,
        ),
        build_submit(AdminRegistration.SUBMIT, _("Save")),
        Store(id=AdminRegistration.SENT),
    ]
    return html.Form(fields, method="post", noValidate=True, className="account-form")


@callback(
    Output(AdminRegistration.DOMAINS, "error"),
    Output(AdminRegistration.DOMAINS, "value"),
    Input(AdminRegistration.SENT, "data"),
    State(AdminRegistration.MODE, "value"),
    State(AdminRegistration.DOMAINS, "value"),
    State(AdminRegistration.MODE, "disabled"),
    State(AdminRegistration.DOMAINS, "disabled"),
    running=[(Output(AdminRegistration.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def save(_click: int, mode: Any, domains: str | None, *fixed: bool | None) -> tuple[Any, str]:
    """Keep the rules, or say at the domains what is wrong with them."""
    wanted: dict[str, Any] = {instance.REGISTRATION: mode, instance.EMAIL_DOMAINS: [domains or ""]}
    free = {
        name: value for (name, value), set_ in zip(wanted.items(), fixed, strict=True) if not set_
    }
    try:
        rules = bridge.run(administration.update_settings, access_viewer(), **free)
    except MessengerError as error:
        if error.field != instance.EMAIL_DOMAINS:
            raise
        return explain(error), domains or ""
    show_note(_("Saved."))
    return None, ", ".join(rules.email_domains)


wire_sending(AdminRegistration.SUBMIT, AdminRegistration.SENT, AdminRegistration.DOMAINS)
wire_forgiving(AdminRegistration.DOMAINS, AdminRegistration.DOMAINS)
