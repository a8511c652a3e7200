"""The menu behind the burger: what concerns the person and not a chat."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from messenger.ui.ids import Shell
from messenger.ui.parts.administrator import count_waiting
from messenger.ui.parts.attributes import data
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.menu_target import build_menu_target
from messenger.ui.pieces import DeskCount
from messenger.ui.request import current_language
from messenger.ui.texts import LANGUAGES, _

SCHEMES = ("light", "dark", "auto")


def build_menu() -> dmc.Menu:
    """Return the burger and its menu."""
    return dmc.Menu(
        [
            build_menu_target(
                [build_icon(icon="tabler:menu-2", size=22), DeskCount(of="all")], _("Menu")
            ),
            dmc.MenuDropdown(
                [
                    dmc.MenuItem(
                        _("Saved messages"),
                        id=Shell.SAVED,
                        leftSection=build_icon(icon="tabler:bookmark", size=18),
                    ),
                    dmc.MenuDivider(),
                    dmc.MenuLabel(_("Theme")),
                    *build_schemes(),
                    dmc.MenuDivider(),
                    dmc.MenuLabel(_("Language")),
                    *build_languages(),
                    dmc.MenuDivider(),
                    dmc.MenuItem(
                        _("Account"),
                        href="/account/profile",
                        refresh=True,  # Another document: this one belongs to the chats.
                        leftSection=build_icon(icon="tabler:user", size=18),
                    ),
                    *build_administration(),
                    dmc.MenuItem(
                        _("Settings"),
                        id=Shell.SETTINGS,
                        leftSection=build_icon(icon="tabler:settings", size=18),
                    ),
                    dmc.MenuItem(
                        _("Keyboard shortcuts"),
                        id=Shell.SHORTCUTS,
                        className="for-keyboards",
                        leftSection=build_icon(icon="tabler:keyboard", size=18),
                    ),
                    dmc.MenuItem(
                        _("Help"),
                        href="/help",
                        target="_blank",
                        leftSection=build_icon(icon="tabler:help", size=18),
                        rightSection=DeskCount(of="answers"),
                    ),
                    dmc.MenuItem(
                        _("Sign out"),
                        id=Shell.SIGN_OUT,
                        c="var(--mantine-color-error)",
                        leftSection=build_icon(icon="tabler:logout", size=18),
                    ),
                ]
            ),
        ],
        withinPortal=False,  # Outside of the page's landmarks a screen reader would lose it.
        width=230,
        position="bottom-start",
    )


def build_administration() -> list[Any]:
    """Return what leads administrators to their pages, with the numbers of what waits there."""
    waiting = count_waiting()
    if waiting is None:
        return []
    return [
        dmc.MenuItem(
            _("Administration"),
            href="/admin/registration" if waiting else "/admin/people",
            refresh=True,
            leftSection=build_icon(icon="tabler:shield-lock", size=18),
            rightSection=DeskCount(of="accounts"),
        ),
        dmc.MenuItem(
            _("Reports"),
            href="/admin/reports",
            refresh=True,
            leftSection=build_icon(icon="tabler:flag", size=18),
            rightSection=DeskCount(of="reports"),
        ),
        dmc.MenuItem(
            _("Questions"),
            href="/help/queue",
            target="_blank",
            leftSection=build_icon(icon="tabler:message-circle", size=18),
            rightSection=DeskCount(of="questions"),
        ),
    ]


def build_schemes() -> list[Any]:
    """Return the choice of the colour scheme; the stylesheet marks the one in use."""
    icons = (
        build_icon(icon="tabler:sun", size=18),
        build_icon(icon="tabler:moon", size=18),
        build_icon(icon="tabler:device-desktop", size=18),
    )
    names = (_("Light"), _("Dark"), _("As in the system"))
    return [
        dmc.MenuItem(
            name,
            id=Shell.SCHEME.option(scheme),
            leftSection=icon,
            rightSection=html.Span(
                build_icon(icon="tabler:check", size=16), className=f"scheme-mark {scheme}"
            ),
            **data(scheme=scheme),
        )
        for scheme, name, icon in zip(SCHEMES, names, icons, strict=True)
    ]


def build_languages() -> list[Any]:
    """Return the choice of the language, each in its own name."""
    return [
        dmc.MenuItem(
            html.Span(name, lang=language),
            id=Shell.LANGUAGE.option(language),
            leftSection=build_icon(icon="tabler:language", size=18),
            rightSection=build_icon(icon="tabler:check", size=16)
            if language == current_language()
            else None,
            **data(language=language),
        )
        for language, name in LANGUAGES.items()
    ]
