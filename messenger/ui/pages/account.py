"""The account page: one section at a time, each under its own address."""

from functools import partial
from types import ModuleType
from typing import Any

import dash
from dash import html

from messenger.ui.account import (
    data,
    devices,
    email,
    looks,
    password,
    privacy,
    profile,
    storage,
    two_factor,
)
from messenger.ui.parts.frame import build_frame
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
    storage,
    data,
)


def layout(section: ModuleType, **_query: object) -> html.Div:
    """Return the page with one section; who has to set up two factors is shown that one."""
    return build_frame(_("Account"), SECTIONS, two_factor if must_set_up() else section, path_of)


def path_of(section: ModuleType) -> str:
    """Return the address of a section."""
    return f"/account/{section.NAME}"


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
