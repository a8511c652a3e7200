"""Language, theme, and what a person wants of this browser."""

from typing import Any

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, ctx, html

from messenger.actions import accounts
from messenger.ui import bridge
from messenger.ui.ids import Looks
from messenger.ui.parts.attributes import aria, data
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.menu import SCHEMES
from messenger.ui.pieces import SettingsForm, Store
from messenger.ui.request import access_viewer, current_language
from messenger.ui.texts import LANGUAGES, _

NAME = "looks"


def title() -> str:
    """Return what the section is called."""
    return _("Language and looks")


def build() -> html.Div:
    """Return the section."""
    return html.Div(
        [
            html.H2(_("Language")),
            html.Div(build_languages(), className="account-choices"),
            html.H2(_("Theme")),
            html.Div(build_schemes(), className="account-choices"),
            SettingsForm(),
            Store(id=Looks.LANGUAGE_KEPT),
        ]
    )


def build_languages() -> list[html.Button]:
    """Return a button for each language, in its own name."""
    return [
        html.Button(
            name,
            id=Looks.LANGUAGE.option(language),
            type="button",
            lang=language,
            className="account-choice",
            **aria(pressed=str(language == current_language()).lower()),
        )
        for language, name in LANGUAGES.items()
    ]


def build_schemes() -> list[html.Button]:
    """Return a button for each colour scheme; the stylesheet marks the one in use."""
    names = (_("Light"), _("Dark"), _("As in the system"))
    return [
        html.Button(
            [
                name,
                html.Span(
                    build_icon(icon="tabler:check", size=16), className=f"scheme-mark {scheme}"
                ),
            ],
            id=Looks.SCHEME.option(scheme),
            type="button",
            className=f"account-choice for-{scheme}",
            **data(scheme=scheme),
        )
        for scheme, name in zip(SCHEMES, names, strict=True)
    ]


for scheme in SCHEMES:
    clientside_callback(
        ClientsideFunction("shell", "chooseScheme"),
        Input(Looks.SCHEME.option(scheme), "n_clicks"),
        State(Looks.SCHEME.option(scheme), "data-scheme"),
        prevent_initial_call=True,
    )


@callback(
    Output(Looks.LANGUAGE_KEPT, "data"),
    [Input(Looks.LANGUAGE.option(language), "n_clicks") for language in LANGUAGES],
    prevent_initial_call=True,
)
def keep_language(*_clicks: Any) -> str:
    """Keep the chosen language with the account."""
    chosen = {Looks.LANGUAGE.option(language): language for language in LANGUAGES}
    language = chosen[ctx.triggered_id]
    bridge.run(accounts.update_account, access_viewer(), language=language)
    return language


clientside_callback(
    ClientsideFunction("language", "kept"),
    Input(Looks.LANGUAGE_KEPT, "data"),
    prevent_initial_call=True,
)
