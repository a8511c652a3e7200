"""The account page: one section at a time, each under its own address."""

from functools import partial
from types import ModuleType
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, clientside_callback, html

from messenger.ui.account import devices, email, looks, password, privacy, profile, two_factor
from messenger.ui.ids import AccountFrame
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.help_link import build_help_link
from messenger.ui.parts.icon import build_icon
from messenger.ui.pieces import PageLink
from messenger.ui.request import must_set_up
from messenger.ui.texts import _

SECTIONS: tuple[ModuleType, ...] = (
    profile,
    email,
    password,
    two_factor,
    devices,
    privacy,
    looks,
)


def layout(section: ModuleType, **_query: object) -> html.Div:
    """Return the page with one section; who has to set up two factors is shown that one."""
    section = two_factor if must_set_up() else section
    return html.Div(
        [
            html.Aside(
                [build_head(), build_navigation(section)],
                className="account-side",
                **aria(label=_("Account")),
            ),
            dmc.Drawer(
                html.Div(build_navigation(section), id=AccountFrame.CHOSEN),
                id=AccountFrame.DRAWER,
                title=_("Account"),
                size=300,
                closeButtonProps=aria(label=_("Close")),
            ),
            html.Main(
                [build_narrow_head(), build_title(section), section.build()],
                className="account-body",
            ),
        ],
        className="account",
    )


def build_title(section: ModuleType) -> html.Div:
    """Return the name of a section and the way to the help on it."""
    help_link = build_help_link(f"account/{section.NAME}")
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


def build_navigation(chosen: ModuleType) -> html.Nav:
    """Return the links to the sections."""
    return html.Nav(
        html.Ul(
            [
                html.Li(
                    PageLink(
                        children=section.title(),
                        href=path_of(section),
                        current=section is chosen,
                    )
                )
                for section in SECTIONS
            ]
        ),
        className="account-sections",
        **aria(label=_("Sections")),
    )


def path_of(section: ModuleType) -> str:
    """Return the address of a section."""
    return f"/account/{section.NAME}"


clientside_callback(
    ClientsideFunction("account", "turnSections"),
    Output(AccountFrame.DRAWER, "opened"),
    Input(AccountFrame.NAVIGATION, "n_clicks"),
    Input(AccountFrame.CHOSEN, "n_clicks"),
    State(AccountFrame.NAVIGATION, "id"),
    prevent_initial_call=True,
)


def register() -> None:
    """Give every section its page."""
    for section in SECTIONS:
        kind: dict[str, Any] = {"title": section.title, "scripts": ("js/account.js",)}
        dash.register_page(  # type: ignore[no-untyped-call]
            f"account.{section.NAME}",
            path=path_of(section),
            layout=partial(layout, section),
            **kind,
        )


register()
