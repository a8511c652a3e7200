"""What the choices of theme and language do, wherever they stand."""

from typing import Any

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, ctx

from messenger.actions import accounts
from messenger.ui import bridge
from messenger.ui.ids import Choice
from messenger.ui.parts.menu import SCHEMES
from messenger.ui.request import access_viewer
from messenger.ui.texts import LANGUAGES


def wire_schemes(choice: Choice) -> None:
    """Make each button of a choice put on its colour scheme."""
    for scheme in SCHEMES:
        clientside_callback(
            ClientsideFunction("shell", "chooseScheme"),
            Input(choice.option(scheme), "n_clicks"),
            State(choice.option(scheme), "data-scheme"),
            prevent_initial_call=True,
        )


def wire_languages(choice: Choice, kept: str) -> None:
    """Make each button of a choice keep its language with the account; `kept` is a store."""

    @callback(
        Output(kept, "data"),
        [Input(choice.option(language), "n_clicks") for language in LANGUAGES],
        prevent_initial_call=True,
    )
    def keep_language(*_clicks: Any) -> str:
        chosen = {choice.option(language): language for language in LANGUAGES}
        language = chosen[ctx.triggered_id]
        bridge.run(accounts.update_account, access_viewer(), language=language)
        return language

    clientside_callback(
        ClientsideFunction("language", "kept"),
        Input(kept, "data"),
        prevent_initial_call=True,
    )
