"""The administration page, which is not there for anybody but administrators."""

from functools import partial
from types import ModuleType
from typing import Any

import dash

from messenger.ui.administration import journal, people, registration, reports, security, storage
from messenger.ui.pages import not_found_404
from messenger.ui.parts.administrator import is_administrator
from messenger.ui.parts.frame import build_frame
from messenger.ui.texts import _

SECTIONS: tuple[ModuleType, ...] = (people, registration, reports, security, storage, journal)


def layout(section: ModuleType, **_query: object) -> Any:
    """Return the page with one section, or the page that others see at its address."""
    if not is_administrator():
        return not_found_404.layout()
    elsewhere = {"/help/queue": _("Questions of everybody")}
    return build_frame(_("Administration"), SECTIONS, section, path_of, elsewhere=elsewhere)


def path_of(section: ModuleType) -> str:
    """Return the address of a section."""
    return f"/admin/{section.NAME}"


def register() -> None:
    """Give every section its page; `shown` tells to whom there is such a page."""
    for section in SECTIONS:
        kind: dict[str, Any] = {
            "title": section.title,
            "scripts": ("js/account.js",),
            "shown": is_administrator,
        }
        dash.register_page(  # type: ignore[no-untyped-call]
            f"admin.{section.NAME}",
            path=path_of(section),
            layout=partial(layout, section),
            **kind,
        )


register()
