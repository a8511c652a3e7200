"""A forgotten password: asking for a link by nick or e-mail."""

from typing import Any

import dash
from dash import Input, Output, State, callback, html

from messenger.actions import recovery
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Recover
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.failures import explain
from messenger.ui.parts.fields import build_submit, build_text_field
from messenger.ui.parts.gate import build_gate
from messenger.ui.parts.language_choice import wire_language_choice
from messenger.ui.parts.typing import wire_forgiving, wire_sending
from messenger.ui.pieces import PageLink, Store
from messenger.ui.request import require_request
from messenger.ui.texts import _


def page_title() -> str:
    """Return the title of the browser's tab."""
    return _("Forgot your password?")


def layout(**_query: object) -> Any:
    """Return the page."""
    return build_gate(
        screen="recover",
        location=Recover.LOCATION,
        language=Recover.LANGUAGE,
        title=page_title(),
        subtitle=_("A link for a new one comes by mail."),
        fields=build_fields() if bridge.sends_mail() else [build_no_mail()],
        footer=[PageLink(children=_("Back to signing in"), href="/sign-in")],
    )


def build_fields() -> list[Any]:
    """Return the form."""
    return [
        build_text_field(
            Recover.LOGIN,
            label=_("Nick or e-mail"),
            name="username",
            complete="username",
            focus=True,
        ),
        html.P(id=Recover.ANSWER, className="gate-answer", **aria(live="polite")),
        build_submit(Recover.SUBMIT, _("Send the link")),
        Store(id=Recover.SENT),
    ]


def build_no_mail() -> html.P:
    """Return what stands there where this server sends no letters."""
    return html.P(
        _("This server sends no mail. Its administrator can make a link for you."),
        className="gate-answer",
    )


@callback(
    Output(Recover.ANSWER, "children"),
    Output(Recover.LOGIN, "error"),
    Input(Recover.SENT, "data"),
    State(Recover.LOGIN, "value"),
    running=[(Output(Recover.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def ask_for_link(_click: int, login: str | None) -> tuple[str, str | None]:
    """Ask, and say the same whether there is such an account or not."""
    context = require_request()
    try:
        bridge.run(
            recovery.request_recovery,
            login=login or "",
            client=context.client,
            language=context.language,
        )
    except MessengerError as error:
        return "", explain(error)
    return _("If there is such an account, a letter with a link is on its way to it."), None


wire_sending(Recover.SUBMIT, Recover.SENT, Recover.LOGIN)
wire_forgiving(Recover.LOGIN, Recover.LOGIN)
wire_language_choice(Recover.LANGUAGE)

dash.register_page(__name__, path="/recover", title=page_title, layout=layout)  # type: ignore[no-untyped-call]
