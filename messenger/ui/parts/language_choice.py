"""The choice of the language: kept in a cookie, and with the account of who is signed in."""

from dash import ClientsideFunction, Input, State, clientside_callback, html

from messenger.ui.ids import Choice
from messenger.ui.parts.attributes import aria
from messenger.ui.request import current_language
from messenger.ui.texts import LANGUAGES, _


def build_language_choice(choice: Choice) -> html.Nav:
    """Return a line of languages, each in its own name."""
    return html.Nav(
        [
            html.Button(
                name,
                id=choice.option(language),
                type="button",
                lang=language,
                className="gate-language",
                **aria(pressed=str(language == current_language()).lower()),
            )
            for language, name in LANGUAGES.items()
        ],
        className="gate-languages",
        **aria(label=_("Language")),
    )


def wire_language_choice(choice: Choice) -> None:
    """Make each language of a line keep itself in the cookie and load the page anew."""
    for language in LANGUAGES:
        clientside_callback(
            ClientsideFunction("language", "keep"),
            Input(choice.option(language), "n_clicks"),
            State(choice.option(language), "lang"),
            prevent_initial_call=True,
        )
