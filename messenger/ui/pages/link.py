"""Signing in by the code that another device shows; its token stands in the fragment."""

from typing import Any

import dash
from dash import Input, Output, State, callback, html, no_update

from messenger.actions import sign_in_links
from messenger.errors import N_, Conflict, MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Link
from messenger.ui.parts.failures import explain
from messenger.ui.parts.fields import build_submit
from messenger.ui.parts.gate import build_gate, read_token
from messenger.ui.parts.language_choice import wire_language_choice
from messenger.ui.parts.session import keep_session
from messenger.ui.pieces import PageLink
from messenger.ui.request import require_request
from messenger.ui.return_address import HOME
from messenger.ui.texts import _

SIGNED_IN = N_("This device is signed in already. Sign out first.")


def page_title() -> str:
    """Return the title of the browser's tab."""
    return _("Sign in on this device")


def layout(**_query: object) -> Any:
    """Return the page.

    A click is needed: whatever opens links by itself shall sign nobody in.
    """
    return build_gate(
        screen="link",
        location=Link.LOCATION,
        language=Link.LANGUAGE,
        title=page_title(),
        subtitle=_("Go on only if you opened the code on a device of yours just now."),
        fields=[
            html.P(id=Link.ERROR, className="gate-wait", role="alert"),
            html.Div(
                [
                    html.P(id=Link.QUESTION, className="gate-answer", role="status", dir="auto"),
                    build_submit(Link.SUBMIT, _("Sign in")),
                ],
                id=Link.FIELDS,
                className="gate-form",
                hidden=True,
            ),
        ],
        footer=[PageLink(children=_("To the messenger"), href=HOME)],
    )


@callback(
    Output(Link.QUESTION, "children"),
    Output(Link.FIELDS, "hidden"),
    Output(Link.ERROR, "children"),
    Input(Link.LOCATION, "hash"),
    prevent_initial_call=True,
)
def ask(fragment: str | None) -> tuple[Any, ...]:
    """Ask whether to sign in as whose link it is, or say why not."""
    context = require_request()
    try:
        require_nobody()
        owner = bridge.run(
            sign_in_links.find_link_owner, token=read_token(fragment), client=context.client
        )
    except MessengerError as error:
        return None, True, explain(error)
    question = _("Sign in as {name} (@{nick})?", name=owner.name, nick=owner.username)
    return question, False, None


@callback(
    Output(Link.LOCATION, "href"),
    Output(Link.FIELDS, "hidden", allow_duplicate=True),
    Output(Link.ERROR, "children", allow_duplicate=True),
    Input(Link.SUBMIT, "n_clicks"),
    State(Link.LOCATION, "hash"),
    running=[(Output(Link.SUBMIT, "loading"), True, False)],
    prevent_initial_call=True,
)
def enter(_click: int, fragment: str | None) -> tuple[Any, ...]:
    """Sign in and go on, or say why not."""
    context = require_request()
    try:
        require_nobody()
        signed_in = bridge.run(
            sign_in_links.use_link, token=read_token(fragment), client=context.client
        )
    except MessengerError as error:
        return no_update, True, explain(error)
    keep_session(signed_in)
    return HOME, no_update, None


def require_nobody() -> None:
    """Raise Conflict where somebody is signed in, whom the link would put out without a word."""
    if require_request().viewer is not None:
        raise Conflict(SIGNED_IN)


wire_language_choice(Link.LANGUAGE)

dash.register_page(__name__, path="/link", title=page_title, layout=layout)  # type: ignore[no-untyped-call]
