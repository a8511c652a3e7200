"""The frame of pages with sections: these stand beside what is open, or behind a button."""

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, clientside_callback, html

from messenger.ui.ids import AccountFrame
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.help_link import build_help_link
from messenger.ui.parts.icon import build_icon
from messenger.ui.pieces import PageLink
from messenger.ui.texts import _

Sections = tuple[ModuleType, ...]
PathOf = Callable[[ModuleType], str]


def build_frame(
    title: str,
    sections: Sections,
    chosen: ModuleType,
    path_of: PathOf,
    *,
    elsewhere: Mapping[str, str] | None = None,
) -> html.Div:
    """Return a page with one of its sections, each a module that has a title and builds itself.

    The help has an article for the address of each. `elsewhere` names addresses of other pages
    that belong there too.
    """

    def build_links() -> html.Nav:
        return build_navigation(sections, chosen, path_of, elsewhere or {})

    return html.Div(
        [
            html.Aside(
                [build_head(), build_links()],
                className="account-side",
                **aria(label=title),
            ),
            dmc.Drawer(
                html.Div(build_links(), id=AccountFrame.CHOSEN),
                id=AccountFrame.DRAWER,
                title=title,
                size=300,
                closeButtonProps=aria(label=_("Close")),
            ),
            html.Main(
                [build_narrow_head(), build_title(chosen, path_of), chosen.build()],
                className="account-body",
            ),
        ],
        className="account",
    )


def build_title(section: ModuleType, path_of: PathOf) -> html.Div:
    """Return the name of a section and the way to the help on it."""
    help_link = build_help_link(path_of(section).lstrip("/"))
    return html.Div([html.H1(section.title()), help_link], className="account-title")


def build_head() -> html.A:
    """Return the way back to the chats."""
    return html.A(
        [build_icon(icon="tabler:chevron-left", size=22), _("To the chats")],
        href="/",
        className="account-home",
    )


def build_narrow_head() -> html.Div:
    """Return what stands on top where there is no room for the sections beside."""
    menu = html.Button(
        [build_icon(icon="tabler:menu-2", size=22), html.Span(_("Sections"))],
        id=AccountFrame.NAVIGATION,
        type="button",
        className="account-menu",
    )
    return html.Div([build_head(), menu], className="account-narrow")


def build_navigation(
    sections: Sections, chosen: ModuleType, path_of: PathOf, elsewhere: Mapping[str, str]
) -> html.Nav:
    """Return the links to the sections, and to what is no section."""
    links: list[Any] = [
        html.Li(
            PageLink(children=section.title(), href=path_of(section), current=section is chosen)
        )
        for section in sections
    ]
    links += [html.Li(html.A(label, href=address)) for address, label in elsewhere.items()]
    return html.Nav(html.Ul(links), className="account-sections", **aria(label=_("Sections")))


clientside_callback(
    ClientsideFunction("account", "turnSections"),
    Output(AccountFrame.DRAWER, "opened"),
    Input(AccountFrame.NAVIGATION, "n_clicks"),
    Input(AccountFrame.CHOSEN, "n_clicks"),
    State(AccountFrame.NAVIGATION, "id"),
    prevent_initial_call=True,
)
