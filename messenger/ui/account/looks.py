"""Language, theme, and what a person wants of this browser."""

from dash import html

from messenger.ui.ids import Looks
from messenger.ui.parts.attributes import aria, data
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.looks import wire_languages, wire_schemes
from messenger.ui.parts.menu import SCHEMES
from messenger.ui.pieces import SettingsForm, Store
from messenger.ui.request import current_language
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


wire_schemes(Looks.SCHEME)
wire_languages(Looks.LANGUAGE, Looks.LANGUAGE_KEPT)
