"""A page that a letter leads to: one click, and the answer."""

from collections.abc import Callable
from typing import Any

from dash import Input, Output, State, callback, html, no_update

from messenger.errors import MessengerError
from messenger.ui.ids import LetterPage
from messenger.ui.parts.failures import explain
from messenger.ui.parts.fields import build_submit
from messenger.ui.parts.gate import build_gate, read_token
from messenger.ui.parts.language_choice import wire_language_choice
from messenger.ui.pieces import PageLink
from messenger.ui.texts import _


def build_letter_page(ids: LetterPage, *, title: str, subtitle: str, button: str) -> html.Main:
    """Return the page.

    A click is needed: programs that look into letters follow their links too.
    """
    return build_gate(
        screen=ids.name,
        location=ids.location,
        language=ids.language,
        title=title,
        subtitle=subtitle,
        fields=[
            html.Div(
                [
                    html.P(id=ids.error, className="gate-wait", role="alert"),
                    build_submit(ids.submit, button),
                ],
                id=ids.fields,
                className="gate-form",
            )
        ],
        footer=[PageLink(children=_("To the messenger"), href="/")],
    )


def wire_letter_page(ids: LetterPage, act: Callable[[str], list[Any]]) -> None:
    """Have the button call `act` with the token, and show what it returns or why it failed."""

    @callback(
        Output(ids.fields, "children"),
        Output(ids.error, "children"),
        Input(ids.submit, "n_clicks"),
        State(ids.location, "hash"),
        running=[(Output(ids.submit, "loading"), True, False)],
        prevent_initial_call=True,
    )
    def submit(_click: int, fragment: str | None) -> tuple[Any, Any]:
        try:
            return act(read_token(fragment)), no_update
        except MessengerError as error:
            return no_update, explain(error)

    wire_language_choice(ids.language)
